//! Drafts that say nothing in the end: cooperation in "cooperation", a body that meets with nobody but itself.

use grammar::Upos;
use model::{Anchor, Argument, Edtf, Kind, Role, Value};

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
    if draft.rule == "learned/cooperation" && (lonely(desk, draft) || of_people(desk, draft)) {
        return true;
    }
    if draft.rule == "learned/production" && !measured && domestic(desk, draft) {
        return true;
    }
    match draft.kind {
        Kind::Cooperation | Kind::Production if bare => true,
        Kind::Cooperation if !measured && remarked(desk, draft) => true,
        Kind::Cooperation if !draft.has(Role::Item) => draft.of(Role::Party).count() < 2 && !measured,
        Kind::Cooperation | Kind::Production if draft.has(Role::Item) => {
            !measured && draft.of(Role::Item).all(|item| names_nothing(desk, draft.sentence, item))
        }
        Kind::Meeting => alone(draft) || nameless(desk, draft) || history(desk, draft),
        _ => false,
    }
}

/// Takes "cooperation" and the like from the items of sides that cooperate: "the two mills work in close cooperation".
pub(super) fn strip(desk: &Desk<'_, '_>, draft: &mut Draft) {
    if draft.rule == "cooperation/cooperate" {
        let sentence = draft.sentence;
        draft.args.retain(|arg| arg.role != Role::Item || !names_nothing(desk, sentence, arg));
    }
}

/// A field read by no rule, with one side at most, and neither number, place nor day: "we studied plans in social policy".
fn lonely(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    let told = [Role::Place, Role::When, Role::Quantity, Role::Amount].into_iter().any(|role| draft.has(role));
    let nodes = &desk.page.sentences[draft.sentence].nodes;
    let field = nodes.get(draft.trigger).is_some_and(|node| node.is(desk.words.field_name));
    field && !told && draft.of(Role::Party).count() < 2
}

/// People whom nobody counts are no field: "we encourage our youth".
fn of_people(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    let nodes = &desk.page.sentences[draft.sentence].nodes;
    !draft.has(Role::Quantity)
        && !draft.has(Role::Amount)
        && nodes.get(draft.trigger).is_some_and(|node| node.is(desk.words.people))
}

/// "..., which signals a wish for industrial cooperation": a remark that names no field beside the word itself.
fn remarked(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    let sentence = &desk.page.sentences[draft.sentence];
    let Some(trigger) = sentence.nodes.get(draft.trigger) else { return false };
    let named = draft.of(Role::Item).any(|item| match item.anchor {
        Anchor::Words(span) => !span.contains(trigger.span),
        Anchor::Context => true,
    });
    trigger.is(desk.words.abstract_noun)
        && !named
        && sentence.ancestors(draft.trigger).skip(1).any(|above| sentence.nodes[above].is(desk.words.signal))
}

/// "Having met many farmers": nobody with a name, and neither day, place nor subject.
fn nameless(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    let told = [Role::When, Role::Place, Role::Item].into_iter().any(|role| draft.has(role));
    let nodes = &desk.page.sentences[draft.sentence].nodes;
    let described = |party: &Argument| match party.anchor {
        Anchor::Words(span) => !nodes.iter().any(|node| node.mention.is_some() && span.contains(node.span)),
        Anchor::Context => false,
    } && matches!(party.value, Value::Name { id: None, .. });
    !told && draft.has(Role::Party) && draft.of(Role::Party).all(described)
}

/// What was held a lifetime ago is an aside.
fn history(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    draft.of(Role::When).any(|arg| matches!(arg.value, Value::When(edtf) if long_ago(desk, edtf)))
}

/// True for a time that was over a lifetime before the document came out.
fn long_ago(desk: &Desk<'_, '_>, edtf: Edtf) -> bool {
    const YEARS: i16 = 40;
    let last = edtf.last_day().zip(desk.page.document.published);
    last.is_some_and(|(day, today)| day.year() + YEARS < today.year())
}

/// What firms of one country make at home is nobody's joint production: read by no rule, it needs a second country.
fn domestic(desk: &Desk<'_, '_>, draft: &Draft) -> bool {
    let names = &desk.page.names;
    let country = |arg: &Argument| {
        let Value::Name { name, id } = &arg.value else { return None };
        let entity = || names.entities.iter().find(|entity| entity.name == *name);
        let place =
            id.clone().or_else(|| entity().and_then(|entity| entity.id.clone().or_else(|| entity.within.clone())));
        place.and_then(|place| place.get(..2).map(str::to_owned))
    };
    let all: Vec<Option<String>> = draft.of(Role::Party).chain(draft.of(Role::Place)).map(country).collect();
    all.len() > 1 && all[0].is_some() && all.iter().all(|other| *other == all[0])
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
    fn a_remark_on_cooperation_is_nothing() {
        let said = "Latvia bought 20 lathes from Georgia, signalling a commitment to expanding industrial cooperation.";
        assert_eq!(cooperations(said), 0);
    }

    #[test]
    fn a_parade_of_the_past_is_an_aside() {
        let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
        let mut document = Document::from_text("The parade was held in Riga in 1925.".to_owned());
        document.published = "2024-05-06".parse().ok();
        assert_eq!(reader.read(&document).len(), 0);
    }

    #[test]
    fn cooperation_in_cooperation_is_nothing() {
        assert_eq!(cooperations("Latvia and Georgia are developing economic cooperation."), 0);
        assert_eq!(cooperations("Latvia and Georgia are developing cooperation in forestry."), 1);
    }
}
