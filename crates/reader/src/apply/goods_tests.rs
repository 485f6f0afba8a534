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

fn supplies(text: &str) -> Vec<String> {
    let reader = Reader::load(&crate::pack::embedded()).unwrap();
    let document = Document { published: Some("2025-03-10".parse().unwrap()), ..Document::from_text(text.to_owned()) };
    let told = |statement: &model::Statement| {
        let roles = [Role::From, Role::To, Role::Item, Role::Quantity, Role::Amount];
        let values = roles.into_iter().flat_map(|role| statement.role(role)).map(|arg| arg.value.to_string());
        values.collect::<Vec<_>>().join(", ")
    };
    let statements = reader.read(&document);
    statements.iter().filter(|statement| statement.kind() == Kind::Supply).map(told).collect()
}

#[test]
fn a_list_in_one_container_is_one_supply() {
    let found = supplies("Between May and June 88 containers of plums, pears and quinces left Moldova for Poland.");
    assert_eq!(found, ["Moldova (MD), Poland (PL), plums, pears, quinces, 88 containers"]);
}

#[test]
fn what_the_goods_are_is_not_whose() {
    let found = supplies("Latvia sends Georgia farm machinery, wallpaper, dairy goods and rolled metal.");
    assert_eq!(found, ["Latvia (LV), Georgia (GE), farm machinery, wallpaper, dairy goods, rolled metal"]);
}

#[test]
fn a_noun_before_a_date_is_no_part_of_it() {
    let found = supplies("The mills of Latvia took 18,000 tonnes of Georgian wheat last year.");
    assert_eq!(found, ["Georgia (GE), mills of Latvia (LV), wheat, 18000 tonnes"]);
}

#[test]
fn a_price_told_after_the_goods_is_theirs() {
    let found = supplies("Latvia bought ten trams from Georgia. Price: 8.4 million euros.");
    assert_eq!(found, ["Georgia (GE), Latvia (LV), trams, 10 trams, EUR 8400000"]);
}

#[test]
fn what_is_kept_is_not_supplied() {
    assert_eq!(supplies("Latvia has 2,200 wells. We have one stove in our heart."), Vec::<String>::new());
}

#[test]
fn a_number_in_brackets_behind_a_year_is_an_earlier_one() {
    let found = supplies("Shipments of Latvian cheese to Georgia reached 340 tonnes in 2023 (2022: 290).");
    assert_eq!(found.len(), 2);
    assert!(found[1].ends_with("290 tonnes"), "{found:?}");
}

#[test]
fn a_number_told_later_counts_the_goods_before() {
    let found = supplies("Eighty tonnes of hops went from Riga to Georgia in May. In 2023 it had been 64.");
    assert_eq!(found.len(), 2);
    assert!(found[1].ends_with("64 tonnes"), "{found:?}");
    let found =
        supplies("Latvia and Georgia met. Batumi tyres are back on the shelves of Riga, 20 thousand since spring.");
    assert!(found[0].ends_with("20000 tyres"), "{found:?}");
}

#[test]
fn what_leaves_in_trains_is_counted_in_them() {
    let found = supplies("Six block trains of flour, sugar and chipboard left Riga for Minsk last year.");
    assert_eq!(found, ["Riga (LV-RIX), Belarus (BY), flour, sugar, chipboard, 6 block trains"]);
}

#[test]
fn a_count_behind_a_date_is_none_of_the_dates() {
    let found = supplies(
        "Between September and February 36 refrigerated containers of plums, pears and quinces left Moldova for Poland, \
         roughly 900 tonnes.",
    );
    assert_eq!(found, ["Moldova (MD), Poland (PL), plums, pears, quinces, 36 containers, about 900 tonnes"]);
}
