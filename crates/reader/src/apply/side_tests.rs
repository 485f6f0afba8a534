//! Sides that stand beside a noun, before a pronoun, in a heading or the other way round, in sentences of our own.

use model::{Document, Kind, Role, Statement, Value};

use crate::Reader;

fn read(text: &str) -> Vec<Statement> {
    let reader = Reader::load(&crate::pack::embedded()).unwrap();
    reader.read(&Document { published: "2027-05-04".parse().ok(), ..Document::from_text(text.to_owned()) })
}

/// The names in a role of a statement.
fn names(statement: &Statement, role: Role) -> Vec<String> {
    let name = |value: &Value| match value {
        Value::Name { name, .. } => Some(name.clone()),
        _ => None,
    };
    statement.args().iter().filter(|arg| arg.role == role).filter_map(|arg| name(&arg.value)).collect()
}

/// The names in a role of the statement of a kind that has the item, or the first of that kind.
fn of_kind(text: &str, kind: Kind, role: Role, item: &str) -> Vec<String> {
    let has = |statement: &Statement| {
        item.is_empty() || statement.args().iter().any(|arg| arg.role == Role::Item && arg.value.to_string() == item)
    };
    let found = read(text).into_iter().find(|statement| statement.kind() == kind && has(statement));
    found.map(|statement| names(&statement, role)).unwrap_or_default()
}

const WALK: &str = "Ohio. On paper it is our best customer. The governor, Anna Berg, has visited Riga twice.\n\n\
    Texas sells little. Its trade with Latvia fell 7% in 2026.\n\n\
    From Utah there has been chiefly friendship. The region bought twelve trams from Latvia in March 2027.\n\n\
    Latvia exports fish to Latvia's neighbours.";

#[test]
fn a_paragraph_is_about_the_region_that_it_begins_with() {
    assert_eq!(of_kind(WALK, Kind::Office, Role::Of, ""), ["Ohio"]);
    let mut trade = of_kind(WALK, Kind::Trade, Role::Party, "");
    trade.sort();
    assert_eq!(trade, ["Latvia", "Texas"]);
    assert_eq!(of_kind(WALK, Kind::Supply, Role::To, "trams"), ["Utah"]);
}

#[test]
fn names_tell_which_firms_are_meant() {
    let text = "Our companies Baltvag, Lokrem and Vagonmash will sell 40 trams to Finland.";
    assert_eq!(of_kind(text, Kind::Supply, Role::From, ""), ["Baltvag", "Lokrem", "Vagonmash"]);
    let text = "Estonia sold ten lathes to the Turku foundry Lirametall in 2026.";
    assert_eq!(of_kind(text, Kind::Supply, Role::To, ""), ["Lirametall"]);
    let text = "Lirametall OJSC makes pumps. The same contractor supplied twelve doors to Riga in April.";
    assert_eq!(of_kind(text, Kind::Supply, Role::From, "doors"), ["Lirametall"]);
}

#[test]
fn the_other_way_turns_the_sides_round() {
    let text = "Latvia sells wagons and doors to Norway. 40 boats go the other way.";
    assert_eq!(of_kind(text, Kind::Supply, Role::From, "boats"), ["Norway"]);
    assert_eq!(of_kind(text, Kind::Supply, Role::To, "boats"), ["Latvia"]);
}

#[test]
fn who_stands_higher_in_a_ranking_is_no_side() {
    let text = "Trade between Latvia and Bavaria made 40 million euros in 2026, the third sum after Poland and Italy.";
    let mut found = of_kind(text, Kind::Trade, Role::Party, "");
    found.sort();
    assert_eq!(found, ["Bavaria", "Latvia"]);
}

#[test]
fn an_embassy_speaks_for_its_country() {
    let text = "\"We sold forty trams to Norway in 2026,\" said Pavel Orlov, attaché of the Latvian Embassy.";
    assert_eq!(of_kind(text, Kind::Supply, Role::From, "trams"), ["Latvia"]);
}

#[test]
fn who_tells_of_talks_took_part_in_them() {
    let text = "Trams may run again, Ambassador Pavel Orlov told reporters after the talks with Governor Anna Berg.";
    let mut found = of_kind(text, Kind::Meeting, Role::Party, "");
    found.sort();
    assert_eq!(found, ["Anna Berg", "Pavel Orlov"]);
}

#[test]
fn an_office_is_of_the_body_in_its_phrase() {
    let text = "The Turku Port Committee met on Monday. This was told by the chairman of the committee Pavel Orlov.";
    assert_eq!(of_kind(text, Kind::Office, Role::Of, ""), ["Turku Port Committee"]);
    let text = "The co-chairman on the Latvian side, Deputy Minister Anna Berg, thanked Norway.";
    assert_eq!(of_kind(text, Kind::Office, Role::Of, ""), ["Latvia"]);
}

#[test]
fn a_page_of_a_town_is_about_the_town() {
    let text = "Liepāja and Turku are friends. The city of Liepāja sells much to Turku. Liepāja will send ten boats in June. \
        The city is proud, Liepāja says. The city needs twelve trams.";
    assert_eq!(of_kind(text, Kind::Supply, Role::To, "trams"), ["Liepāja"]);
}

#[test]
fn a_town_beside_a_date_is_where_it_was() {
    let text = "12 March 2027, Riga: third session of the working group of Latvia and Norway.";
    assert_eq!(of_kind(text, Kind::Meeting, Role::Place, ""), ["Riga"]);
}
