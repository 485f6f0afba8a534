//! Sides that a sentence leaves open, from what was said of the same goods just before.

use model::{Anchor, Argument, Kind, Role, Value};

use super::build::Draft;

/// True where both speak of goods whose names end alike: "school buses", "buses".
fn one_item(a: &Draft, b: &Draft) -> bool {
    let last = |draft: &Draft| -> Vec<String> {
        draft
            .of(Role::Item)
            .filter_map(|arg| match &arg.value {
                Value::Text(text) => text.split_whitespace().next_back().map(str::to_lowercase),
                _ => None,
            })
            .collect()
    };
    let other = last(b);
    last(a).iter().any(|word| other.contains(word))
}

/// Sides that the words leave open are those of the same goods spoken of just before: "another six will follow in May".
pub(crate) fn sides(drafts: &mut [Draft], from: usize) {
    const BACK: usize = 3;
    for at in from..drafts.len() {
        let draft = &drafts[at];
        if draft.kind != Kind::Supply || (draft.has(Role::From) && draft.has(Role::To)) {
            continue;
        }
        let agree = |before: &Draft, role: Role| {
            !draft.has(role) || draft.of(role).any(|arg| before.of(role).any(|other| other.value == arg.value))
        };
        let before = drafts[..at].iter().rev().find(|before| {
            before.kind == Kind::Supply
                && before.sentence + BACK >= draft.sentence
                && one_item(before, draft)
                && (before.has(Role::From) || before.has(Role::To))
                && agree(before, Role::From)
                && agree(before, Role::To)
        });
        // "Ten of the boats ordered by Riga were sent": who ordered them stands behind.
        let behind = || {
            drafts[at + 1..].iter().find(|after| {
                after.kind == Kind::Supply
                    && after.sentence == draft.sentence
                    && one_item(after, draft)
                    && (after.has(Role::From) || after.has(Role::To))
                    && agree(after, Role::From)
                    && agree(after, Role::To)
            })
        };
        let Some(before) = before.or_else(behind) else { continue };
        let sides: Vec<Argument> = before
            .args
            .iter()
            .filter(|arg| matches!(arg.role, Role::From | Role::To) && !draft.has(arg.role))
            .map(|arg| Argument { anchor: Anchor::Context, by: "before".to_owned(), ..arg.clone() })
            .collect();
        drafts[at].args.extend(sides);
    }
}
