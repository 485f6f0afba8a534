//! Drafts that say again, more vaguely, what another draft of their sentence says.

use grammar::{Relation, VerbForm};
use model::{Anchor, Decimal, Form, Kind, Role, Span, Value};

use super::{Desk, Draft};
use crate::page::Sentence;

/// Ventures that are so many are counted, not told of one by one.
const MANY: i64 = 10;

/// Takes such drafts out.
pub(super) fn drop(desk: &Desk<'_, '_>, drafts: &mut Vec<Draft>) {
    let told: Vec<bool> = drafts.iter().enumerate().map(|(at, draft)| told(desk, drafts, at, draft)).collect();
    let mut told = told.into_iter();
    drafts.retain(|_| !told.next().unwrap_or(false));
}

fn told(desk: &Desk<'_, '_>, drafts: &[Draft], at: usize, draft: &Draft) -> bool {
    let beside = || drafts.iter().enumerate().filter(|&(n, other)| n != at && other.sentence == draft.sentence);
    let any = |says: &dyn Fn(&Draft) -> bool| beside().any(|(_, other)| says(other));
    match draft.kind {
        Kind::Cooperation => {
            any(&|other| holds(desk, draft, other)) || any(&|other| covered(desk, drafts, draft, other))
        }
        Kind::Production => any(&|other| counted(draft, other) && many(other)),
        Kind::Meeting => any(&|other| met(desk, draft, other)),
        Kind::Figure if draft.rule.starts_with("learned/") => any(&|other| other.form == Some(Form::Twinning)),
        Kind::Figure => any(&|other| counted(other, draft) && !many(draft)),
        _ => false,
    }
}

/// "A programme to supply buses", "projects, including the assembly of lathes": what is supplied or made is told by itself.
fn holds(desk: &Desk<'_, '_>, draft: &Draft, other: &Draft) -> bool {
    if !matches!(other.kind, Kind::Supply | Kind::Production) || other.rule.starts_with("learned/") {
        return false;
    }
    let sentence = &desk.page.sentences[draft.sentence];
    let Some(inner) = sentence.nodes.get(other.trigger) else { return false };
    let brought = |item: usize| {
        let mut way = sentence.ancestors(other.trigger).take_while(|&node| node != item);
        let including = |node: usize| {
            sentence.nodes[node].children.iter().any(|&case| sentence.nodes[case].is(desk.words.cases.including))
        };
        sentence.under(other.trigger, item) && way.any(including)
    };
    draft.of(Role::Item).any(|item| match item.anchor {
        Anchor::Words(span) => {
            (span.contains(inner.span) && other.trigger != draft.trigger)
                || completes(sentence, other.trigger, span)
                || (0..sentence.nodes.len()).filter(|&node| span.contains(sentence.nodes[node].span)).any(brought)
        }
        Anchor::Context => false,
    })
}

/// "A programme with the works to supply pumps": the infinitive right behind the phrase.
fn completes(sentence: &Sentence, trigger: usize, span: Span) -> bool {
    let Some(before) = trigger.checked_sub(2) else { return false };
    sentence.nodes[trigger].tag.verb_form == Some(VerbForm::Inf)
        && sentence.nodes[trigger - 1].relation == Relation::Mark
        && span.contains(sentence.nodes[before].span)
}

/// "The documents are to help cooperation in tourism": said of the agreements just told of.
fn covered(desk: &Desk<'_, '_>, drafts: &[Draft], draft: &Draft, other: &Draft) -> bool {
    const BACK: usize = 3;
    let nodes = &desk.page.sentences[draft.sentence].nodes;
    let clause = |trigger: usize| nodes.get(trigger).map(|node| node.clause);
    other.continues
        && clause(other.trigger) == clause(draft.trigger)
        && drafts.iter().any(|before| {
            before.kind == other.kind
                && !before.continues
                && (draft.sentence.saturating_sub(BACK)..=draft.sentence).contains(&before.sentence)
        })
}

/// "The minister met with the working group": the group sits, but the meeting is the minister's.
fn met(desk: &Desk<'_, '_>, draft: &Draft, other: &Draft) -> bool {
    let sentence = &desk.page.sentences[draft.sentence];
    let with =
        |node: usize| sentence.children(node, Relation::Case).any(|case| sentence.nodes[case].is(desk.words.case_with));
    draft.form == Some(Form::Session)
        && other.form == Some(Form::Talks)
        && sentence.nodes.get(draft.trigger).is_some_and(|node| node.is(desk.words.standing_body))
        && sentence.under(draft.trigger, other.trigger)
        && sentence.ancestors(draft.trigger).take_while(|&node| node != other.trigger).any(with)
}

/// A joint venture, and the number of such ventures.
fn counted(venture: &Draft, figure: &Draft) -> bool {
    figure.rule == "figure/ventures"
        && venture.kind == Kind::Production
        && venture.trigger == figure.trigger
        && venture.sentence == figure.sentence
}

fn many(draft: &Draft) -> bool {
    draft
        .of(Role::Quantity)
        .any(|arg| matches!(arg.value, Value::Quantity { value, .. } if value >= Decimal::from(MANY)))
}

#[cfg(test)]
mod tests {
    use model::{Document, Kind};

    fn kinds(text: &str) -> Vec<Kind> {
        let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
        reader.read(&Document::from_text(text.to_owned())).iter().map(model::Statement::kind).collect()
    }

    #[test]
    fn a_programme_to_supply_goods_is_the_supply() {
        assert_eq!(kinds("Finland is working with Estonia on a programme to supply mobile cranes."), [Kind::Supply]);
    }

    #[test]
    fn what_the_agreements_are_to_help_is_theirs() {
        let text = "Croatia and Slovenia signed three agreements in Zagreb. The documents will help expand cooperation in tourism and forestry.";
        assert_eq!(kinds(text), [Kind::Agreement]);
    }

    #[test]
    fn many_ventures_are_a_figure() {
        assert_eq!(kinds("There are 70 joint ventures with Estonian capital in Finland."), [Kind::Figure]);
    }

    #[test]
    fn twins_told_in_two_sentences_are_told_once() {
        let text = "We have signed twinning agreements between 14 towns of Finland. Nine of them are twinned with Estonian towns.";
        assert_eq!(kinds(text), [Kind::Agreement]);
    }
}
