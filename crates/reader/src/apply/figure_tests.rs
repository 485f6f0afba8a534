//! Figures that no rule sets off: counts, and nouns that a value measures.

use model::{Document, Kind, Role, Value};

/// (item, its figure) of every figure in a text.
fn figures(text: &str) -> Vec<(String, String)> {
    let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
    let statements = reader.read(&Document::from_text(text.to_owned()));
    let told = |value: &Value| match value {
        Value::Quantity { value, .. } | Value::Amount { value, .. } => value.to_string(),
        Value::Share { percent, .. } => format!("{percent}%"),
        _ => String::new(),
    };
    let figures = statements.iter().filter(|statement| statement.kind() == Kind::Figure);
    figures
        .map(|statement| {
            let of = |role: Role| statement.args().iter().find(|arg| arg.role == role).map(|arg| &arg.value);
            let item = match of(Role::Item) {
                Some(Value::Text(text)) => text.clone(),
                _ => String::new(),
            };
            let figure =
                [Role::Quantity, Role::Amount, Role::Share].into_iter().find_map(of).map_or(String::new(), told);
            (item, figure)
        })
        .collect()
}

fn pair(item: &str, figure: &str) -> (String, String) {
    (item.to_owned(), figure.to_owned())
}

#[test]
fn people_are_counted_whatever_they_do() {
    assert_eq!(figures("The mill in Narva employs 45 people."), [pair("people", "45")]);
    assert_eq!(figures("Some 8,200 Estonians spent a holiday in Latvia."), [pair("Estonians", "8200")]);
}

#[test]
fn a_label_names_what_is_counted() {
    assert_eq!(figures("Passengers: 18,400."), [pair("Passengers", "18400")]);
    assert_eq!(figures("Jobs – 75."), [pair("Jobs", "75")]);
}

#[test]
fn a_number_that_tells_of_another_noun_counts_nobody() {
    assert_eq!(figures("A kindergarten for 140 children stands in Narva."), []);
    assert_eq!(figures("The two women talked about Narva."), []);
}

#[test]
fn a_bare_number_counts_what_was_counted_before() {
    let text = "Last year 310 tourists from Latvia came to Narva. In 2019 there were 470.";
    assert_eq!(figures(text), [pair("tourists", "310"), pair("tourists", "470")]);
}

#[test]
fn a_value_measures_a_noun() {
    assert_eq!(figures("Capacity: 900 doors a year."), [pair("Capacity", "900")]);
    assert_eq!(figures("The stake of the Riga side is 35 per cent."), [pair("stake", "35%")]);
    assert_eq!(figures("Capacity remains a question; 900 doors left Narva."), []);
}

#[test]
fn a_share_of_something_is_told_of_it() {
    assert_eq!(figures("In Narva 17 per cent of the rent stays with the town."), [pair("rent", "17%")]);
    assert_eq!(figures("Narva keeps its doors open 40 per cent longer."), []);
}

#[test]
fn people_behind_a_label_are_counted_and_no_cooperation_besides() {
    assert_eq!(figures("Students from Latvia in Narva: 73."), [pair("Students", "73")]);
}
