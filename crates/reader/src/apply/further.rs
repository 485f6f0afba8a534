//! Goods told of just before, in the clause of another verb: "They went to Turku", "the railway took nineteen", "one came in May".

use grammar::{Relation, Upos};
use model::{Anchor, Argument, Decimal, Kind, Role, Stage, Value};

use super::build::{Draft, contrary};
use super::{Desk, again, attach, ellipsis, fallback, stage, when};
use crate::page::{Mention, Sentence};
use crate::values::Found;

/// How many sentences back the goods may have been told of.
const BACK: usize = 1;
/// What such a draft is called: it stands for goods, but tells nothing that others may go back to.
pub(super) const PRONOUN: &str = "further/pronoun";
const TOLD: &str = "further/told";
/// Goods that nobody counted before are hardly more than this.
const MANY: i64 = 100_000;

/// A supply more for each pronoun, bare number or measure that takes up goods told of before.
pub(super) fn drafts(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, made: &[Draft]) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for node in 0..sentence.nodes.len() {
        let Some(told) = told(desk, sentence, node) else { continue };
        let near = made.iter().chain(&out).rev().take_while(|draft| draft.sentence + BACK >= at);
        let Some(base) = near.into_iter().find(|draft| goes_before(desk, at, node, draft)) else { continue };
        let Some(verb) = sentence.ancestors(node).skip(1).find(|&above| sentence.nodes[above].is_verb()) else {
            continue;
        };
        // "36 containers left, 900 tonnes": once more the same.
        let same = base.sentence == at && sentence.nodes[base.trigger].clause == sentence.nodes[verb].clause;
        let measure =
            matches!(told, Told::Count(value) if matches!(desk.page.values[value].value, Found::Measure { .. }));
        if (same && measure)
            || again::taken(made, at, sentence.nodes[node].span)
            || !free(desk, sentence, node, verb, base)
        {
            continue;
        }
        let quantity = match told {
            Told::Count(value) => match quantity(desk, sentence, node, value, base) {
                Some(quantity) => Some(quantity),
                None => continue,
            },
            Told::Pronoun => None,
        };
        let draft = draft(desk, at, sentence, (node, verb), base, quantity);
        out.extend(draft);
    }
    out
}

/// A supply of goods told of just before in the same paragraph; works are not told of again by a number.
fn goes_before(desk: &Desk<'_, '_>, at: usize, node: usize, draft: &Draft) -> bool {
    let sentences = &desk.page.sentences;
    let trigger = sentences[draft.sentence].nodes.get(draft.trigger);
    again::stands_before(at, node, draft)
        && draft.rule != TOLD
        && sentences[draft.sentence].paragraph == sentences[at].paragraph
        && !trigger.is_some_and(|trigger| trigger.is(desk.words.build_works))
}

/// How goods are taken up.
enum Told {
    Pronoun,
    Count(usize),
}

fn told(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<Told> {
    let here = &sentence.nodes[node];
    let argument = matches!(here.relation, Relation::Nsubj | Relation::NsubjPass | Relation::Obj);
    if here.tag.upos == Upos::Pron && here.mention.is_none() {
        return (argument && here.is(desk.words.it_they)).then_some(Told::Pronoun);
    }
    let Some(Mention::Value(value)) = here.mention else { return None };
    let counts = matches!(desk.page.values[value].value, Found::Number { .. } | Found::Measure { .. });
    let alone = argument || matches!(here.relation, Relation::Conj | Relation::Obl);
    (counts && alone && !ellipsis::whole_of(desk, sentence, node)).then_some(Told::Count(value))
}

/// What is counted: in the unit of the goods' last count, or the goods themselves.
fn quantity(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, value: usize, base: &Draft) -> Option<Value> {
    if base.has(Role::Quantity) || matches!(desk.page.values[value].value, Found::Measure { .. }) {
        return again::quantity(desk, sentence, node, value, base);
    }
    let Found::Number { value, approx, .. } = &desk.page.values[value].value else { return None };
    let unit = base.of(Role::Item).next()?.value.to_string();
    let few = value.is_integer() && *value >= Decimal::ONE && *value < Decimal::from(MANY);
    let bare = few && !super::statistics::counts_what_follows(sentence, node);
    bare.then_some(Value::Quantity { value: *value, unit, approx: *approx })
}

/// True where the clause names no other goods or people that the word may stand for.
fn free(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize, verb: usize, base: &Draft) -> bool {
    let listed: Vec<String> = base.of(Role::Item).map(|arg| arg.value.to_string().to_lowercase()).collect();
    let clause = sentence.nodes[verb].clause;
    sentence.nodes.iter().enumerate().all(|(n, other)| {
        let thing = other.is(desk.words.goods) || other.is(desk.words.countable) || other.is(desk.words.people_noun);
        let named = thing && other.mention.is_none() && other.is_nominal() && !other.is(desk.words.unit_noun);
        if !named || n == node || other.clause != clause {
            return true;
        }
        let word = desk.page.words(other.tokens.clone()).to_lowercase();
        let body = other.is(desk.words.body_noun) && !other.is(desk.words.goods);
        body || listed.iter().any(|item| item.ends_with(&word))
    })
}

fn draft(
    desk: &Desk<'_, '_>,
    at: usize,
    sentence: &Sentence,
    (node, verb): (usize, usize),
    base: &Draft,
    quantity: Option<Value>,
) -> Option<Draft> {
    let moved = fallback::moves(desk, sentence, verb);
    let pronoun = quantity.is_none();
    let rule = match (pronoun, moved) {
        (true, _) => PRONOUN,
        (false, true) => "further/moved",
        (false, false) => TOLD,
    };
    let mut draft = Draft::new(Kind::Supply, at, verb, rule);
    let told = stage::stage(&desk.words.stages, sentence, verb, Kind::Supply);
    draft.stage = Some(told);
    if moved {
        fallback::around(desk, at, sentence, verb, &mut draft);
    }
    fallback::direction(desk, at, sentence, node, &mut draft);
    let sided = draft.has(Role::From) || draft.has(Role::To);
    if pronoun && !(moved && sided && base.sentence < at) {
        return None;
    }
    let understood = |arg: &Argument| Argument { anchor: Anchor::Context, by: "before".to_owned(), ..arg.clone() };
    for role in [Role::From, Role::To, Role::Item] {
        if !draft.has(role) {
            let taken: Vec<Argument> = base.of(role).map(understood).collect();
            draft.args.extend(taken);
        }
    }
    if contrary(&draft) {
        return None;
    }
    if let Some(quantity) = quantity {
        draft.push(Role::Quantity, quantity, Some(sentence.nodes[node].span), "count");
    }
    when::when(desk, sentence, &mut draft, &attach::in_clause(sentence, verb));
    draft.stage = draft.stage.map(|stage: Stage| stage::dated(desk, &draft, stage));
    attach::speaker(desk, &mut draft);
    Some(draft)
}

#[cfg(test)]
mod tests {
    use model::{Document, Kind, Role, Statement};

    fn supplies(text: &str) -> Vec<Statement> {
        let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
        let read = reader.read(&Document::from_text(text.to_owned()));
        read.into_iter().filter(|statement| statement.kind() == Kind::Supply).collect()
    }

    fn value(statement: &Statement, role: Role) -> String {
        statement.args().iter().filter(|arg| arg.role == role).map(|arg| arg.value.to_string()).collect()
    }

    #[test]
    fn a_pronoun_means_the_goods_told_of_before() {
        let found = supplies("The Lodz plant delivered 60 trolleybuses to Latvia in 2023. They went to Daugavpils.");
        assert_eq!(found.len(), 2);
        assert!(value(&found[1], Role::To).starts_with("Daugavpils"));
        assert_eq!(value(&found[1], Role::Item), "trolleybuses");
    }

    #[test]
    fn a_bare_number_counts_the_goods_told_of_before() {
        let found = supplies("Riga needs new lifts. A contract for 70 was signed in March.");
        let counts: Vec<String> = found.iter().map(|found| value(found, Role::Quantity)).collect();
        assert!(counts.iter().any(|count| count.contains("70")), "{counts:?}");
    }

    #[test]
    fn people_who_are_counted_are_no_goods() {
        let found = supplies("The Lodz plant delivered 60 trolleybuses to Latvia in 2023. It trained 20 drivers.");
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn them_as_an_object_is_what_was_named_last() {
        let found = supplies("Riga needs new lifts. The plant Liftmash is ready to deliver them to Riga on credit.");
        assert!(
            found.iter().any(|found| value(found, Role::From) == "Liftmash" && value(found, Role::Item) == "lifts")
        );
    }
}
