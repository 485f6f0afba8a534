//! Stages of whole sentences, of a text published on 20 May 2024.

use model::{Document, Kind, Stage};

fn stages(text: &str, kind: Kind) -> Vec<Option<Stage>> {
    let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
    let mut document = Document::from_text(text.to_owned());
    document.published = "2024-05-20".parse().ok();
    reader.read(&document).iter().filter(|one| one.kind() == kind).map(model::Statement::stage).collect()
}

#[test]
fn the_words_around_tell_the_stage() {
    let cases: &[(&str, Kind, Stage)] = &[
        ("The works has not yet delivered 30 trams to Riga.", Kind::Supply, Stage::Planned),
        ("The minister said that Riga would buy 30 trams from Tatra.", Kind::Supply, Stage::Planned),
        ("Riga would buy 30 trams from Tatra if the price fell.", Kind::Supply, Stage::Needed),
        ("On 3 June Riga receives 30 trams from Tatra.", Kind::Supply, Stage::Planned),
        ("Tatra supplies 30 trams to Riga.", Kind::Supply, Stage::Underway),
        ("Tatra has supplied trams to Riga since 2019.", Kind::Supply, Stage::Underway),
        ("The purchase of 30 trams from Tatra was called off.", Kind::Supply, Stage::Stopped),
        ("The agreement between Riga and Turku was not signed.", Kind::Agreement, Stage::Planned),
        ("Under the contract between Riga and Tatra, 30 trams will arrive in July.", Kind::Agreement, Stage::Done),
        ("The agreement between Riga and Turku expired in March and was not renewed.", Kind::Agreement, Stage::Stopped),
        ("Riga and Turku have yet to sign an agreement.", Kind::Agreement, Stage::Planned),
        ("The service centre in Riga, promised for this autumn, is a field.", Kind::Production, Stage::Planned),
        ("The festival in Riga will not take place.", Kind::Meeting, Stage::Stopped),
        ("The visit to Riga ended with the signing of a memorandum with Turku.", Kind::Agreement, Stage::Done),
    ];
    let mut wrong = Vec::new();
    for (text, kind, stage) in cases {
        let got = stages(text, *kind);
        if got.first() != Some(&Some(*stage)) {
            wrong.push(format!("{text} {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn dates(text: &str) -> Vec<String> {
    let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
    let mut document = Document::from_text(text.to_owned());
    document.published = "2024-05-20".parse().ok();
    let when = |one: &model::Statement| match one.role(model::Role::When).next().map(|arg| arg.value.clone()) {
        Some(model::Value::When(edtf)) => edtf.to_string(),
        _ => String::new(),
    };
    let statements = reader.read(&document);
    statements.iter().filter(|one| one.kind() != Kind::Office).map(when).collect()
}

#[test]
fn dates_are_those_of_their_own_clause() {
    let cases: &[(&str, &str)] = &[
        ("Riga buys trams from Turku, which opened a canteen in March.", ""),
        ("The minister said on Friday that Riga buys trams from Tatra.", ""),
        ("A delegation of Riga will visit Turku in April.", "2025-04"),
        ("Tatra sold trams to Riga until 2016.", "../2016"),
        ("Riga has kept a repair centre in Turku for six years.", "2018/.."),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let got = dates(text);
        if got.first().map(String::as_str) != Some(*expected) {
            wrong.push(format!("{text} {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
