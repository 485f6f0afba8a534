//! Drafts that say nothing in the end: cooperation in "cooperation", a body that meets with nobody but itself.

use grammar::Upos;
use model::{Anchor, Argument, Kind, Role};

use super::{Desk, Draft};

/// True where a draft names no field, product or partner that anybody could look for.
///
/// Asked once all drafts are made: what a rule has read must still keep others from reading the same words anew.
pub(super) fn hollow(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    let measured = [Role::Quantity, Role::Amount, Role::Change, Role::Share].into_iter().any(|role| draft.has(role));
    // "Innovation matters", read by no rule: nobody, nowhere, never, and no figure.
    let bare = draft.rule.starts_with("learned/")
        && !measured
        && ![Role::Party, Role::Place, Role::When].into_iter().any(|role| draft.has(role));
    match draft.kind {
        Kind::Cooperation | Kind::Production if bare => true,
        Kind::Cooperation if !draft.has(Role::Item) => draft.of(Role::Party).count() < 2 && !measured,
        Kind::Cooperation | Kind::Production if draft.has(Role::Item) => {
            !measured && draft.of(Role::Item).all(|item| names_nothing(desk, draft.sentence, item))
        }
        Kind::Meeting => alone(draft),
        _ => false,
    }
}

/// True for "cooperation", "closer economic ties": an abstract noun, and beside it only words as broad.
fn names_nothing(desk: &Desk<'_, '_>, sentence: usize, item: &Argument) -> bool {
    let Anchor::Words(span) = item.anchor else { return false };
    let words = desk.page.sentences[sentence].nodes.iter().filter(|node| span.contains(node.span));
    let mut abstracts = 0;
    for word in words {
        if word.mention.is_some() {
            return false;
        }
        if word.is(desk.words.abstract_noun) {
            abstracts += 1;
        } else if matches!(word.tag.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb | Upos::Num)
            && !word.is(desk.words.broad)
            && !word.is(desk.words.such)
        {
            return false;
        }
    }
    abstracts > 0
}

/// "We met, the governor said": whoever speaks is the only one there, and neither day, place nor subject is told.
fn alone(draft: &Draft) -> bool {
    let told = [Role::When, Role::Place, Role::Item].into_iter().any(|role| draft.has(role));
    let mut parties = draft.of(Role::Party);
    let (Some(only), None) = (parties.next(), parties.next()) else { return false };
    !told && draft.of(Role::Speaker).any(|speaker| speaker.value == only.value)
}

#[cfg(test)]
mod tests {
    use model::{Document, Kind};

    fn cooperations(text: &str) -> usize {
        let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
        let statements = reader.read(&Document::from_text(text.to_owned()));
        statements.iter().filter(|statement| statement.kind() == Kind::Cooperation).count()
    }

    #[test]
    fn cooperation_in_cooperation_is_nothing() {
        assert_eq!(cooperations("Latvia and Georgia are developing economic cooperation."), 0);
        assert_eq!(cooperations("Latvia and Georgia are developing cooperation in forestry."), 1);
    }
}
