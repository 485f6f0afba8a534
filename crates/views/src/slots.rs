//! The slots of a statement: its arguments in words, ready for templates.

use model::{Decimal, Kind, Role, Statement, Value};

use crate::fold::{fold, same_thing};
use crate::phrases::{Number, Phrases, Slots};
use crate::wording;

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

/// True where every item is itself the thing: a "trade and service centre" of the form service, "economic cooperation".
fn is_named_by_item(phrases: &Phrases, statement: &Statement) -> bool {
    let endings = phrases.words(&key(statement, "itself.ending"));
    let items = items(phrases, statement);
    !items.is_empty()
        && items.iter().all(|item| {
            let item = format!(" {}", fold(item));
            endings.iter().any(|ending| item.ends_with(&format!(" {ending}")))
        })
}

/// The key of the article for a thing that its item names: none for several items, a plural or a count.
fn itself(phrases: &Phrases, statement: &Statement) -> &'static str {
    let items = items(phrases, statement);
    let is_counted = statement.role(Role::Quantity).next().is_some();
    let [item] = &items[..] else { return "thing.itself" };
    let starts_with_vowel = || {
        let vowels = phrases.words("article.vowels");
        item.to_lowercase().chars().next().is_some_and(|first| vowels.contains(&first.to_string().as_str()))
    };
    match wording::number_of(phrases, &items) {
        _ if is_counted => "thing.itself",
        Number::Many => "thing.itself",
        Number::One if starts_with_vowel() => "article.an",
        Number::One => "article.a",
    }
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

pub(crate) fn slots(phrases: &Phrases, statement: &Statement) -> Slots {
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
    // "Economic cooperation" is carried on; nobody cooperates in it.
    if statement.kind() == Kind::Cooperation && is_named_by_item(phrases, statement) {
        slots.put("relation", what.words.clone());
    }
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
    let own = if is_named_by_item(phrases, statement) { itself(phrases, statement) } else { "" };
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

/// An office with the body or place it belongs to: "Governor of Samara Oblast", "Ambassador of Belarus to Russia".
pub(crate) fn position(phrases: &Phrases, statement: &Statement) -> String {
    let office = wording::list(phrases, &texts(statement, Role::Office));
    let mut of = names(statement, &[Role::Of]);
    // An office that names its body itself ("Tula Governor") says it once.
    of.retain(|name| !fold(&office).contains(&fold(name)));
    let of = wording::list(phrases, &of);
    let words: Vec<&str> = office.split_whitespace().collect();
    let split = phrases.words("office.split-before");
    let prepositions = phrases.words("office.prepositions");
    // "Ambassador to Russia" of Belarus is Ambassador of Belarus to Russia; any other preposition leaves brackets as the only safe place.
    let first = words.iter().position(|word| prepositions.contains(word));
    match first.filter(|at| *at > 0) {
        Some(at) if split.contains(&words[at]) => {
            let (office, rest) = (words[..at].join(" "), words[at..].join(" "));
            phrases.fill("office.position.split", &Slots::of(&[("office", &office), ("of", &of), ("rest", &rest)]))
        }
        Some(_) => phrases.fill("office.position.bracketed", &Slots::of(&[("office", &office), ("of", &of)])),
        None => phrases.fill("office.position", &Slots::of(&[("office", &office), ("of", &of)])),
    }
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
