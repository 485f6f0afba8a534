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
