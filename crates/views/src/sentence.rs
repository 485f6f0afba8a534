//! A statement as a plain sentence, made from its arguments by the templates of a language.

use model::{Decimal, Kind, Role, Statement, Value};

use crate::fold::{fold, same_thing};
use crate::phrases::{Number, Phrases, Slots};
use crate::wording;

/// The statement as a plain English sentence: "MAZ delivered more than 120 passenger vehicles to Samara Oblast, July 2023 to July 2025."
///
/// It is made from the arguments alone: a side that the statement lacks is left out, and who said it stands beside the sentence, not in it.
pub fn statement_line(statement: &Statement) -> String {
    sentence(Phrases::english(), statement)
}

pub(crate) fn sentence(phrases: &Phrases, statement: &Statement) -> String {
    let slots = slots(phrases, statement);
    let kind = statement.kind().as_str();
    let form = statement.form().map_or("", |form| form.as_str());
    let stage = statement.stage().map_or("none", |stage| stage.as_str());
    let keys = [
        format!("line.{kind}.{form}.{stage}"),
        format!("line.{kind}.{stage}"),
        format!("line.{kind}"),
        format!("line.any.{stage}"),
        "line.any".to_owned(),
    ];
    full_stop(&phrases.fill_first(&keys.each_ref().map(String::as_str), &slots))
}

/// The words as a sentence: a capital first, a full stop last.
pub(crate) fn full_stop(words: &str) -> String {
    let mut out = capital(words.trim());
    if !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
    out
}

/// The words with a capital first.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The names of a role, each once: by id where there is one (the longest name of it), else by their words.
pub(crate) fn names(statement: &Statement, roles: &[Role]) -> Vec<String> {
    let mut found: Vec<(String, String)> = Vec::new();
    for role in roles {
        for arg in statement.role(*role) {
            let Value::Name { name, id } = &arg.value else { continue };
            let key = id.clone().unwrap_or_else(|| fold(name));
            match found.iter_mut().find(|(other, _)| *other == key) {
                Some((_, kept)) if kept.chars().count() < name.chars().count() => *kept = name.clone(),
                Some(_) => {}
                None => found.push((key, name.clone())),
            }
        }
    }
    found.into_iter().map(|(_, name)| name).collect()
}

/// The texts of a role (items, offices), each once.
pub(crate) fn texts(statement: &Statement, role: Role) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for arg in statement.role(role) {
        if let Value::Text(text) = &arg.value
            && !found.iter().any(|other| fold(other) == fold(text))
        {
            found.push(text.clone());
        }
    }
    found
}

/// The items, less those that say no more than kind and form do ("joint venture" of a joint venture).
fn items(phrases: &Phrases, statement: &Statement) -> Vec<String> {
    let idle = phrases.words(&key(statement, "itself"));
    texts(statement, Role::Item).into_iter().filter(|item| !idle.contains(&fold(item).as_str())).collect()
}

/// True where the item is itself the thing made: a "trade and service centre" of the form service.
fn is_named_by_item(phrases: &Phrases, statement: &Statement) -> bool {
    let endings = phrases.words(&key(statement, "itself.ending"));
    items(phrases, statement).iter().any(|item| {
        let item = format!(" {}", fold(item));
        endings.iter().any(|ending| item.ends_with(&format!(" {ending}")))
    })
}

/// `start.KIND.FORM`, or `start.KIND` without a form.
fn key(statement: &Statement, start: &str) -> String {
    match statement.form() {
        Some(form) => format!("{start}.{}.{form}", statement.kind()),
        None => format!("{start}.{}", statement.kind()),
    }
}

/// The values of roles in words.
fn values(phrases: &Phrases, statement: &Statement, roles: &[Role]) -> Vec<String> {
    roles.iter().flat_map(|role| statement.role(*role)).map(|arg| wording::value(phrases, &arg.value)).collect()
}

fn slots(phrases: &Phrases, statement: &Statement) -> Slots {
    let mut slots = Slots::default();
    for (slot, roles) in [
        ("from", &[Role::From][..]),
        ("to", &[Role::To]),
        ("place", &[Role::Place]),
        ("person", &[Role::Person]),
        ("of", &[Role::Of]),
        ("party", sides(statement.kind())),
    ] {
        let names = names(statement, roles);
        slots.put_counted(slot, wording::list(phrases, &names), wording::number_of(phrases, &names));
        if slot == "party" && names.len() > 1 {
            slots.put_counted("parties", wording::list(phrases, &names), Number::Many);
        }
    }
    put_between(phrases, statement, &mut slots);
    slots.put("item", wording::list(phrases, &items(phrases, statement)));
    slots.put("when", values(phrases, statement, &[Role::When]).join(phrases.phrase("list.comma")));
    slots.put("quantity", counted_instruments(phrases, statement));
    let what = what(phrases, statement);
    let roles = figure_roles(statement.kind(), &what);
    slots.put("what", what.words);
    slots.put("figures", values(phrases, statement, roles).join(phrases.phrase("list.comma")));
    slots.put("extras", extras(phrases, statement, roles));
    slots.put("position", position(phrases, statement));
    let stage = statement.stage().map(|stage| phrases.phrase(&format!("stage.{stage}")).to_owned());
    slots.put("stage", stage.unwrap_or_default());
    let tail = phrases.fill("tail", &slots);
    slots.put_known("tail", tail);
    let form = statement.form().map_or("", |form| form.as_str());
    let kind = statement.kind();
    let own = if is_named_by_item(phrases, statement) { "thing.itself" } else { "" };
    let keys = [own.to_owned(), format!("thing.{kind}.{form}"), format!("thing.{kind}")];
    slots.put("thing", phrases.fill_first(&keys.each_ref().map(String::as_str), &slots));
    slots
}

/// Who is meant by the parties: in what is made, agreed or counted, sides given as giver and receiver are parties too.
fn sides(kind: Kind) -> &'static [Role] {
    match kind {
        Kind::Supply => &[Role::Party],
        _ => &[Role::Party, Role::From, Role::To],
    }
}

/// "between A and B" for all sides of a turnover, and the same for the undirected sides alone ("among").
fn put_between(phrases: &Phrases, statement: &Statement, slots: &mut Slots) {
    for (slot, roles) in [("between", &[Role::From, Role::To, Role::Party][..]), ("among", &[Role::Party])] {
        let names = names(statement, roles);
        if names.is_empty() {
            continue;
        }
        let key = if names.len() > 1 { "between.many" } else { "between.one" };
        slots.put(slot, phrases.fill(key, &Slots::of(&[("list", &wording::list(phrases, &names))])));
    }
}

/// What a statement is about, in words, and whether its count is said in them.
struct What {
    words: String,
    is_counted: bool,
}

/// Items and count together: "more than 120 buses", "tractors and buses (20 units)", "goods" for a supply of nothing named.
fn what(phrases: &Phrases, statement: &Statement) -> What {
    let items = items(phrases, statement);
    let counts: Vec<&Value> = statement.role(Role::Quantity).map(|arg| &arg.value).collect();
    let counted = values(phrases, statement, &[Role::Quantity]).join(phrases.phrase("list.comma"));
    let is_counted = !counts.is_empty();
    let words = match (&items[..], &counts[..]) {
        ([], []) if statement.kind() == Kind::Supply => phrases.phrase("goods").to_owned(),
        ([], _) => counted,
        (_, []) => wording::list(phrases, &items),
        ([item], [Value::Quantity { value, unit, approx }]) if same_thing(item, unit) => {
            // The longer of the two says more: "about 20 diesel buses" for 20 "buses" of the item "diesel buses".
            let unit = if item.chars().count() > unit.chars().count() { item } else { unit };
            wording::quantity(phrases, *value, unit, *approx)
        }
        _ => {
            let item = wording::list(phrases, &items);
            phrases.fill("value.item-quantity", &Slots::of(&[("item", &item), ("quantity", &counted)]))
        }
    };
    What { words, is_counted }
}

/// The number of written instruments; where the text counts them without a noun, the form's own noun is the unit.
fn counted_instruments(phrases: &Phrases, statement: &Statement) -> String {
    let form = statement.form().map_or("", |form| form.as_str());
    let noun = phrases.known(&format!("unit.agreement.{form}")).or(phrases.known("unit.agreement")).unwrap_or_default();
    let words: Vec<String> = statement
        .role(Role::Quantity)
        .filter_map(|arg| match &arg.value {
            Value::Quantity { value, unit, approx } => {
                let unit = if unit.is_empty() && statement.kind() == Kind::Agreement { noun } else { unit };
                Some(wording::quantity(phrases, *value, unit, *approx))
            }
            _ => None,
        })
        .collect();
    words.join(phrases.phrase("list.comma"))
}

/// The values that a trade or figure line is made of; those that `what` already says are left out.
fn figure_roles(kind: Kind, what: &What) -> &'static [Role] {
    match (kind, what.is_counted) {
        (Kind::Trade, _) | (Kind::Figure, false) => {
            &[Role::Amount, Role::Quantity, Role::Change, Role::Share, Role::Rank]
        }
        (Kind::Figure, true) => &[Role::Amount, Role::Change, Role::Share, Role::Rank],
        _ => &[],
    }
}

/// Values that stand in brackets after the thing: "worth USD 500 million, up 16%".
fn extras(phrases: &Phrases, statement: &Statement, said: &[Role]) -> String {
    let mut words = Vec::new();
    for role in [Role::Amount, Role::Change, Role::Share, Role::Rank] {
        if said.contains(&role) {
            continue;
        }
        for value in values(phrases, statement, &[role]) {
            words.push(match role {
                Role::Amount => phrases.fill("value.worth", &Slots::of(&[("amount", &value)])),
                _ => value,
            });
        }
    }
    words.join(phrases.phrase("list.comma"))
}

/// An office with the body or place it belongs to: "Governor of Samara Oblast", "Ambassador to Russia (Belarus)".
pub(crate) fn position(phrases: &Phrases, statement: &Statement) -> String {
    let office = wording::list(phrases, &texts(statement, Role::Office));
    let mut of = names(statement, &[Role::Of]);
    // An office that names its body itself ("Tula Governor") says it once.
    of.retain(|name| !fold(&office).contains(&fold(name)));
    let of = wording::list(phrases, &of);
    let slots = Slots::of(&[("office", &office), ("of", &of)]);
    let prepositions = phrases.words("office.prepositions");
    let has_preposition = office.split_whitespace().any(|word| prepositions.contains(&word));
    let key = if has_preposition { "office.position.bracketed" } else { "office.position" };
    phrases.fill(key, &slots)
}

/// The count of a statement that names exactly one item and one count, for sums: item, number, unit.
pub(crate) fn single_count(statement: &Statement) -> Option<(String, Decimal, String)> {
    let items = texts(statement, Role::Item);
    let mut counts = statement.role(Role::Quantity);
    let (Some(arg), None) = (counts.next(), counts.next()) else { return None };
    let Value::Quantity { value, unit, .. } = &arg.value else { return None };
    match &items[..] {
        [] => Some((String::new(), *value, unit.clone())),
        [item] => Some((item.clone(), *value, unit.clone())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use model::{Form, Stage};

    use super::*;
    use crate::testing::{Made, amount, change, name, quantity, text, when};

    #[track_caller]
    fn check(made: Made, sentence: &str) {
        assert_eq!(statement_line(&made.clone().statement()), sentence);
    }

    #[test]
    fn supplies() {
        let maz = || Made::new(Kind::Supply).arg(Role::From, name("MAZ", None));
        check(
            maz()
                .stage(Stage::Done)
                .arg(Role::To, name("Samara Oblast", Some("RU-SAM")))
                .arg(Role::Item, text("passenger vehicles"))
                .arg(Role::Quantity, quantity("120", "vehicles", "over"))
                .arg(Role::When, when("2023-07/2025-07")),
            "MAZ delivered more than 120 passenger vehicles to Samara Oblast, July 2023 to July 2025.",
        );
        check(
            maz().stage(Stage::Underway).arg(Role::From, name("BelAZ", None)).arg(Role::Item, text("trucks")),
            "BelAZ and MAZ supply trucks.",
        );
        check(
            Made::new(Kind::Supply)
                .stage(Stage::Needed)
                .arg(Role::To, name("Samara Oblast", None))
                .arg(Role::Item, text("lifts"))
                .arg(Role::Quantity, quantity("6000", "units", "about")),
            "Samara Oblast needs lifts (about 6,000 units).",
        );
        check(Made::new(Kind::Supply).stage(Stage::Offered), "Offered: goods.");
    }

    #[test]
    fn trade_and_figures() {
        let trade = Made::new(Kind::Trade)
            .form(Form::Turnover)
            .arg(Role::Party, name("Samara Oblast", None))
            .arg(Role::Party, name("Belarus", Some("BY")))
            .arg(Role::Amount, amount("3000000000", "USD", "under"))
            .arg(Role::Change, change("16"))
            .arg(Role::When, when("2024"));
        check(trade, "Trade between Belarus and Samara Oblast, 2024: nearly USD 3 billion, up 16%.");
        let figure = Made::new(Kind::Figure)
            .arg(Role::Party, name("Belarus", Some("BY")))
            .arg(Role::Item, text("joint enterprises"))
            .arg(Role::Quantity, quantity("50", "", "about"));
        check(figure, "Belarus: about 50 joint enterprises.");
    }

    #[test]
    fn offices() {
        let office = |office: &str, of: &str| {
            Made::new(Kind::Office)
                .arg(Role::Person, name("Ivan Petrov", None))
                .arg(Role::Office, text(office))
                .arg(Role::Of, name(of, None))
        };
        check(office("Governor", "Tula Region"), "Ivan Petrov is Governor of Tula Region.");
        check(office("Ambassador to Russia", "Belarus"), "Ivan Petrov is Ambassador to Russia (Belarus).");
        check(
            office("Deputy Governor", "Tula Region").stage(Stage::Stopped),
            "Ivan Petrov was formerly Deputy Governor of Tula Region.",
        );
    }

    #[test]
    fn every_kind_form_and_stage_gives_a_sentence() {
        for kind in Kind::ALL {
            let forms = kind.forms().iter().map(|form| Some(*form)).chain([None]);
            for form in forms {
                for stage in Stage::ALL.iter().map(|stage| Some(*stage)).chain([None]) {
                    let mut made = Made::new(*kind);
                    made.form = form;
                    made.stage = stage;
                    let bare = statement_line(&made.clone().statement());
                    assert!(bare.len() > 4 && !bare.contains(['{', '[']), "{kind} {form:?} {stage:?}: {bare}");
                    let side = if *kind == Kind::Office { Role::Person } else { Role::Party };
                    let named = statement_line(&made.arg(side, name("Zzz", None)).statement());
                    assert!(named.contains("Zzz"), "{kind} {form:?} {stage:?}: {named}");
                }
            }
        }
    }
}
