//! Datelines: "RIGA, 4 May (Agency) – ". They stand outside the sentence that follows; linked with it, they draw its subject away.

use std::ops::Range;

use super::{Mention, Page};
use crate::values::Found;

/// How many units at the beginning of a sentence are its dateline, the dash included; 0 without one.
pub(super) fn length<'u>(page: &Page<'_>, units: impl Iterator<Item = (&'u Range<u32>, Option<Mention>)>) -> usize {
    const UNITS_MAX: usize = 14;
    let (mut place, mut more, mut open) = (false, false, false);
    for (at, (tokens, mention)) in units.take(UNITS_MAX).enumerate() {
        let words = page.words(tokens.clone());
        match mention {
            Some(Mention::Name(name)) => {
                let mention = &page.names.mentions[name];
                if mention.adjective || (at > 0 && !place) {
                    return 0;
                }
                let where_ = page.is_place(name);
                more |= (at > 0 && open) || mention.by == "dateline" || (at == 0 && capitals(words));
                place |= where_;
                if !where_ && !open && mention.by != "dateline" {
                    return 0;
                }
            }
            Some(Mention::Value(value)) if matches!(page.values[value].value, Found::Date { .. }) => more = true,
            None if matches!(words, "," | "." | "/") => open |= words == "/",
            None if words == "(" => open = true,
            None if words == ")" => {}
            None if matches!(words, "–" | "—" | "-" | "--") => return if place && more { at + 1 } else { 0 },
            _ => return 0,
        }
    }
    0
}

fn capitals(words: &str) -> bool {
    const LETTERS_MIN: usize = 3;
    words.chars().count() >= LETTERS_MIN && !words.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use model::{Document, Kind, Role};

    #[test]
    fn the_place_of_a_dateline_does_not_act() {
        let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
        for text in [
            "TURKU, 5 May (Nordfax) – Tampere delivered 40 lathes to Estonia.",
            "TURKU – Tampere delivered 40 lathes to Estonia.",
        ] {
            let statements = reader.read(&Document::from_text(text.to_owned()));
            let supply = statements.iter().find(|statement| statement.kind() == Kind::Supply).unwrap();
            let from: Vec<String> = supply.role(Role::From).map(|arg| arg.value.to_string()).collect();
            assert_eq!(from.len(), 1, "{text}");
            assert!(from[0].starts_with("Tampere"), "{text} {from:?}");
        }
    }
}
