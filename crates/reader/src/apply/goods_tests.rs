//! Goods that pass and things made together, in sentences of our own: what is read of each.

use model::{Document, Kind, Role, Statement};

use crate::{Reader, pack};

/// "supply done Latvia > Estonia: doors (40 doors) | ..." for the statements of supply and production.
fn read(reader: &Reader, text: &str) -> String {
    let document = Document { published: "2026-03-01".parse().ok(), ..Document::from_text(text.to_owned()) };
    let statements = reader.read(&document);
    let wanted = statements.iter().filter(|statement| matches!(statement.kind(), Kind::Supply | Kind::Production));
    wanted.map(line).collect::<Vec<_>>().join(" | ")
}

fn line(statement: &Statement) -> String {
    let all = |role| statement.role(role).map(|arg| arg.value.to_string()).collect::<Vec<_>>().join(" + ");
    let stage = statement.stage().map_or("", |stage| stage.as_str());
    let sides = if statement.kind() == Kind::Supply {
        format!("{} > {}", all(Role::From), all(Role::To))
    } else {
        all(Role::Party)
    };
    format!("{} {stage} {sides}: {} ({})", statement.kind(), all(Role::Item), all(Role::Quantity))
}

#[test]
fn sentences_are_read_as_they_say() {
    let reader = Reader::load(&pack::embedded()).unwrap();
    let mut faults = Vec::new();
    for row in include_str!("goods_tests.tsv").lines().filter(|row| !row.starts_with('#') && !row.is_empty()) {
        let Some((text, expected)) = row.split_once('\t') else { continue };
        let found = read(&reader, text);
        if found != expected {
            faults.push(format!("{text}\n  expected: {expected}\n  found:    {found}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
