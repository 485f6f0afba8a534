//! Sides, owners of offices and places that the words leave to the rest of the document.

use model::{Document, Kind, Role, Statement, Value};

use crate::Reader;

fn read(text: &str) -> Vec<Statement> {
    let reader = Reader::load(&crate::pack::embedded()).unwrap();
    reader.read(&Document {
        id: "d".into(),
        title: None,
        published: "2022-05-04".parse().ok(),
        url: None,
        publisher: None,
        lang: None,
        text: text.into(),
    })
}

/// The names in a role of a statement.
fn names(statement: &Statement, role: Role) -> Vec<String> {
    let name = |value: &Value| match value {
        Value::Name { name, .. } => Some(name.clone()),
        _ => None,
    };
    statement.args().iter().filter(|arg| arg.role == role).filter_map(|arg| name(&arg.value)).collect()
}

/// What the office of a person is of.
fn office_of(text: &str, person: &str) -> Vec<String> {
    let found = read(text).into_iter().find(|s| s.kind() == Kind::Office && names(s, Role::Person) == [person]);
    found.map(|statement| names(&statement, Role::Of)).unwrap_or_default()
}

/// The names in a role of the first statement of a kind.
fn of_kind(text: &str, kind: Kind, role: Role) -> Vec<String> {
    let found = read(text).into_iter().find(|s| s.kind() == kind);
    found.map(|statement| names(&statement, role)).unwrap_or_default()
}

#[test]
fn a_governor_is_of_the_region_that_has_one() {
    let text = "Tomsk Oblast and Brest Region signed a plan. It was signed by Governor Anna Berg and by Pavel Orlov, \
        chairman of the Brest Regional Executive Committee.";
    assert_eq!(office_of(text, "Anna Berg"), ["Tomsk Oblast"]);
}

#[test]
fn possessors_and_descriptions_tell_what_an_office_is_of() {
    let firm = "Baltic Cranes sold ten cranes to Tomsk Oblast. Its commercial director, Pavel Orlov, said so.";
    assert_eq!(office_of(firm, "Pavel Orlov"), ["Baltic Cranes"]);
    let region = "Tomsk Oblast bought ten trams. The region's transport minister, Anna Berg, said so.";
    assert_eq!(office_of(region, "Anna Berg"), ["Tomsk Oblast"]);
    let town = "In Riga they fed us well, and the mayor, Pavel Orlov, showed us the port.";
    assert_eq!(office_of(town, "Pavel Orlov"), ["Riga"]);
    let board = "Karsava Water Board sold ten pumps to Tomsk Oblast. Pavel Orlov, the board's chairman, said so.";
    assert_eq!(office_of(board, "Pavel Orlov"), ["Karsava Water Board"]);
    let works = "We met Pavel Orlov, who directs the Narva development agency.";
    assert_eq!(office_of(works, "Pavel Orlov"), ["Narva development agency"]);
    let led = "Baltic Trade Bank, headed by Anna Berg, opens in Riga.";
    assert_eq!(office_of(led, "Anna Berg"), ["Baltic Trade Bank"]);
    let listed = "Present: Anna Berg, Deputy Minister of Trade, Alberta; two guests.";
    assert_eq!(office_of(listed, "Anna Berg"), ["Alberta"]);
    let school = "Tomsk State University and Baltic Cranes signed a plan. The rector, Pavel Orlov, was glad.";
    assert_eq!(office_of(school, "Pavel Orlov"), ["Tomsk State University"]);
    let branch = "We met Anna Berg, director of the Brest branch of the bank.";
    assert_eq!(office_of(branch, "Anna Berg"), ["Brest branch of the bank"]);
}

#[test]
fn our_region_is_the_speakers() {
    let text = "Governor of Tomsk Oblast Anna Berg and chairman of the Brest Regional Executive Committee Pavel Orlov met. \
        \"Our region needs forty lifts from Minsk this year,\" Orlov said.";
    assert_eq!(of_kind(text, Kind::Supply, Role::To), ["Brest Region"]);
}

#[test]
fn a_place_is_the_nearest_in_or_at() {
    let text = "In Szeged on 5 May 2021 the Serbian and Hungarian ministries signed a memorandum on rivers.";
    assert_eq!(of_kind(text, Kind::Agreement, Role::Place), ["Szeged"]);
}

#[test]
fn organisations_of_the_sentence_come_before_the_topic() {
    let text =
        "Serbia trades with Hungary. Novi Sad University and Szeged University renewed in May their agreement of 2014.";
    assert_eq!(of_kind(text, Kind::Agreement, Role::Party), ["Novi Sad University", "Szeged University"]);
}

#[test]
fn a_date_is_no_subject() {
    let text = "Today the mayor of Riga Anna Berg held a meeting with the mayor of Turku Pavel Orlov.";
    assert_eq!(of_kind(text, Kind::Meeting, Role::Party), ["Anna Berg", "Pavel Orlov"]);
}

#[test]
fn the_head_of_minutes_is_one_sitting() {
    let text = "Minutes\n\nFourth sitting of the working group of Lublin Voivodeship (Poland) and Volyn Oblast (Ukraine)\n\n\
        Chelm, 14 March 2022\n\nChair: Anna Berg, deputy marshal of Lublin Voivodeship\n\nPresent: 18 persons\n\n\
        1. Bees\n\nNothing was reported.\n\n2. Next meeting\n\nLutsk, autumn 2022.";
    let meetings: Vec<Statement> = read(text).into_iter().filter(|s| s.kind() == Kind::Meeting).collect();
    assert_eq!(meetings.len(), 2);
    assert_eq!(names(&meetings[0], Role::Party), ["Lublin Voivodeship", "Volyn Oblast", "Anna Berg"]);
    assert_eq!(names(&meetings[0], Role::Place), ["Chelm"]);
    assert_eq!(names(&meetings[1], Role::Place), ["Lutsk"]);
}

#[test]
fn a_title_without_labelled_lines_heads_no_minutes() {
    let text = "Fourth sitting of the working group\n\nThe group will sit in Chelm in May. Anna Berg said so.";
    assert!(read(text).iter().all(|statement| statement.rule() != "meeting/record"));
}

#[test]
fn these_provinces_are_those_just_listed() {
    let text = "Trade of Finland with Estonia grew. Its partners there are Harju, Tartu County and Võru County. Trade with these counties makes up over 60% of trade with Estonia.";
    let found = of_kind(text, Kind::Trade, Role::Party);
    assert!(found.len() > 1, "{found:?}");
}

#[test]
fn who_is_expected_to_act_acts() {
    assert_eq!(
        of_kind("Gomselmash is expected to supply 40 combines to Latvia.", Kind::Supply, Role::From),
        ["Gomselmash"]
    );
}

#[test]
fn two_adjectives_before_what_is_counted() {
    let figures = read("Over 900 Latvian and Georgian enterprises are linked by cooperation.");
    let items: Vec<String> =
        figures.iter().flat_map(|figure| figure.role(Role::Item)).map(|arg| arg.value.to_string()).collect();
    assert!(!items.iter().any(|item| item == "Latvian"), "{items:?}");
}
