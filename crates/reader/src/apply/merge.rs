//! Drafts to statements: the same thing said twice is one statement with both evidences.

use grammar::Relation;
use model::{Anchor, Argument, Evidence, Form, Kind, Role, Span, Stage, Statement, Value};

use super::Desk;
use super::build::Draft;

/// A statement being put together from drafts.
struct Group {
    draft: Draft,
    sentences: Vec<usize>,
}

/// Merges drafts and builds the statements, in the order of their evidence.
pub(crate) fn merge(desk: &Desk<'_, '_>, drafts: Vec<Draft>) -> Vec<Statement> {
    let mut groups: Vec<Group> = Vec::new();
    for draft in drafts {
        if draft.continues {
            if let Some(group) = told_before(&mut groups, &draft) {
                absorb(group, draft);
            }
            continue;
        }
        match groups.iter_mut().find(|group| same(&group.draft, &draft) || joined(desk, &group.draft, &draft)) {
            Some(group) => absorb(group, draft),
            None => groups.push(Group { sentences: vec![draft.sentence], draft }),
        }
    }
    let mut out: Vec<Statement> = groups.into_iter().filter_map(|group| build(desk, group)).collect();
    out.sort_by(|a, b| key(a).cmp(&key(b)));
    out
}

/// The statement that a draft says more of: the last one of its kind in the sentences just before.
fn told_before<'g>(groups: &'g mut [Group], draft: &Draft) -> Option<&'g mut Group> {
    const BACK: usize = 3;
    let last = |group: &Group| {
        group
            .sentences
            .iter()
            .copied()
            .filter(|at| (draft.sentence.saturating_sub(BACK)..=draft.sentence).contains(at))
            .max()
    };
    groups
        .iter_mut()
        .filter(|group| group.draft.kind == draft.kind && last(group).is_some())
        // "... since the framework agreement of 2004, and it covers ...": what was told a sentence ago comes before what is named beside.
        .max_by_key(|group| (last(group) != Some(draft.sentence), last(group), group.draft.trigger))
}

fn key(statement: &Statement) -> (Span, Kind, &[Argument], &str) {
    let first = statement.evidence().first().map_or(Span::new(0, 0), Evidence::span);
    (first, statement.kind(), statement.args(), statement.rule())
}

/// True where two drafts speak of one thing: the same kind, form and stage, no value at odds, and what identifies the kind shared.
fn same(a: &Draft, b: &Draft) -> bool {
    if a.kind != b.kind
        || a.follows != b.follows
        || (a.form.is_some() && b.form.is_some() && a.form != b.form)
        || (a.stage != b.stage
            && !headline(a, b)
            && !vaguer(a, b)
            && (a.kind == Kind::Supply || a.sentence != b.sentence))
    {
        return false;
    }
    for role in [Role::Quantity, Role::Amount, Role::Change, Role::Share, Role::Rank, Role::When] {
        if at_odds(a, b, role) {
            return false;
        }
    }
    if [Role::Party, Role::Item, Role::Place, Role::When].into_iter().all(|role| equal(a, b, role))
        && a.kind == Kind::Meeting
    {
        return true;
    }
    match a.kind {
        Kind::Office => equal(a, b, Role::Person) && one_title(a, b) && !at_odds(a, b, Role::Of),
        Kind::Trade => {
            shares_sides(a, b)
                && (shares(a, b, Role::Amount) || shares(a, b, Role::Change) || shares(a, b, Role::Share))
                && !at_odds(a, b, Role::Item)
        }
        Kind::Meeting => {
            // A headline and its text tell of one meeting of the same people; only one of them has the day.
            let retold = a.form == b.form
                && (within(a, b, Role::Party) || within(b, a, Role::Party))
                && !at_odds(a, b, Role::Place)
                && !(a.has(Role::When) && b.has(Role::When));
            (a.sentence == b.sentence || shares(a, b, Role::When) || retold) && shares(a, b, Role::Party)
        }
        Kind::Agreement if a.form == Some(Form::Twinning) => {
            a.form == b.form
                && shares_or_none(a, b, Role::Party)
                && (within(a, b, Role::Party) || within(b, a, Role::Party))
                || half_told(a, b)
        }
        Kind::Agreement => {
            a.sentence == b.sentence && shares_or_none(a, b, Role::Party) && shares_or_none(a, b, Role::Item)
        }
        // "A joint venture was set up": told by one as what is done, by the other as what it is about.
        Kind::Production if a.sentence == b.sentence && a.trigger == b.trigger => shares_sides(a, b),
        _ => shares(a, b, Role::Item) && shares_sides(a, b),
    }
}

/// "The cities signed twinning agreements. Ten are twins of Latvian districts": twins of which one alone is named say more of those
/// just told of.
fn half_told(a: &Draft, b: &Draft) -> bool {
    const NEAR: usize = 2;
    a.form == b.form && b.of(Role::Party).count() == 1 && a.sentence < b.sentence && b.sentence - a.sentence <= NEAR
}

/// "Ready to sell lathes and repair pumps": what one side gives another by two verbs of one clause, and nothing counted.
fn joined(desk: &Desk<'_, '_>, a: &Draft, b: &Draft) -> bool {
    let sentence = &desk.page.sentences[a.sentence];
    let counted = |draft: &Draft| [Role::Quantity, Role::Amount, Role::Change].into_iter().any(|role| draft.has(role));
    let one = a.kind == Kind::Supply && b.kind == Kind::Supply && a.sentence == b.sentence && a.stage == b.stage;
    let (first, second) = (a.trigger.min(b.trigger), a.trigger.max(b.trigger));
    one && sentence.nodes.get(second).is_some_and(|node| node.relation == Relation::Conj && node.head == Some(first))
        && sentence.nodes[first].is_verb()
        && sentence.nodes[second].is_verb()
        && [Role::From, Role::To, Role::When].into_iter().all(|role| equal(a, b, role))
        && !counted(a)
        && !counted(b)
}

/// "Plants are of interest", then "it was proposed to build plants": one stage says less than the other. Towns that were twinned are
/// twins.
fn vaguer(a: &Draft, b: &Draft) -> bool {
    let open = |draft: &Draft| matches!(draft.stage, Some(Stage::Discussed | Stage::Offered | Stage::Planned));
    let one_vague = a.stage == Some(Stage::Discussed) || b.stage == Some(Stage::Discussed);
    let real = |draft: &Draft| matches!(draft.stage, Some(Stage::Done | Stage::Underway));
    match a.kind {
        Kind::Production | Kind::Cooperation => one_vague && open(a) && open(b),
        Kind::Agreement => a.form == Some(Form::Twinning) && real(a) && real(b),
        _ => false,
    }
}

/// "Governor meets ambassador" and "the governor met the ambassador": headlines put in the present what is over.
fn headline(a: &Draft, b: &Draft) -> bool {
    let real = |draft: &Draft| matches!(draft.stage, Some(Stage::Done | Stage::Underway));
    a.kind == Kind::Meeting && real(a) && real(b)
}

/// True where one title says no more than the other: "Ambassador" and "Ambassador to Russia".
fn one_title(a: &Draft, b: &Draft) -> bool {
    let words = |draft: &Draft| -> Vec<String> {
        values(draft, Role::Office)
            .iter()
            .flat_map(|title| title.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect()
    };
    let (a, b) = (words(a), words(b));
    a.iter().all(|word| b.contains(word)) || b.iter().all(|word| a.contains(word))
}

fn values(draft: &Draft, role: Role) -> Vec<String> {
    let mut out: Vec<String> = draft
        .of(role)
        .map(|arg| match &arg.value {
            Value::Name { name, id } => id.clone().unwrap_or_else(|| name.to_lowercase()),
            Value::Text(text) => text.to_lowercase(),
            Value::Quantity { value, .. } => value.normalize().to_string(),
            other => other.to_string(),
        })
        .collect();
    out.sort();
    out
}

fn equal(a: &Draft, b: &Draft, role: Role) -> bool {
    values(a, role) == values(b, role)
}

fn shares(a: &Draft, b: &Draft, role: Role) -> bool {
    let other = values(b, role);
    values(a, role).iter().any(|value| other.contains(value))
}

fn within(a: &Draft, b: &Draft, role: Role) -> bool {
    let other = values(b, role);
    values(a, role).iter().all(|value| other.contains(value))
}

fn shares_or_none(a: &Draft, b: &Draft, role: Role) -> bool {
    !a.has(role) || !b.has(role) || shares(a, b, role)
}

fn at_odds(a: &Draft, b: &Draft, role: Role) -> bool {
    a.has(role) && b.has(role) && !shares(a, b, role)
}

fn shares_sides(a: &Draft, b: &Draft) -> bool {
    [Role::From, Role::To, Role::Party].into_iter().all(|role| shares_or_none(a, b, role))
}

fn absorb(group: &mut Group, draft: Draft) {
    if !group.sentences.contains(&draft.sentence) {
        group.sentences.push(draft.sentence);
    }
    if group.draft.form.is_none() {
        group.draft.form = draft.form;
    }
    if vaguer(&group.draft, &draft) && group.draft.stage == Some(Stage::Discussed) {
        group.draft.stage = draft.stage;
    }
    if headline(&group.draft, &draft) && draft.stage == Some(Stage::Done) {
        group.draft.stage = draft.stage;
    }
    for arg in draft.args {
        if arg.role == Role::Office {
            longer_title(&mut group.draft, arg);
            continue;
        }
        let context = arg.anchor == Anchor::Context && group.draft.has(arg.role);
        let single = arg.role == Role::Speaker || (draft.continues && matches!(arg.role, Role::When | Role::Amount));
        let speaker = single && group.draft.has(arg.role);
        if context
            || speaker
            || group.draft.args.iter().any(|have| have.role == arg.role && same_value(&have.value, &arg.value))
        {
            continue;
        }
        group.draft.args.push(arg);
    }
}

/// Keeps the fuller of two titles.
fn longer_title(into: &mut Draft, arg: Argument) {
    let length = |arg: &Argument| match &arg.value {
        Value::Text(text) => text.len(),
        _ => 0,
    };
    match into.args.iter_mut().find(|have| have.role == Role::Office) {
        Some(have) if length(have) < length(&arg) => *have = arg,
        Some(_) => {}
        None => into.args.push(arg),
    }
}

fn same_value(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Name { name, id }, Value::Name { name: other, id: other_id }) => {
            name == other || (id.is_some() && id == other_id)
        }
        (Value::Text(a), Value::Text(b)) => a.to_lowercase() == b.to_lowercase(),
        _ => a == b,
    }
}

fn build(desk: &Desk<'_, '_>, group: Group) -> Option<Statement> {
    let document = desk.page.document;
    let again = |at: usize| (at..desk.first.len()).filter(move |&other| desk.first[other] == at || other == at);
    let whole = group.sentences.iter().flat_map(|&at| again(at)).map(|at| desk.page.sentences[at].span);
    let rests_on: Vec<Span> = if group.draft.spans.is_empty() { whole.collect() } else { group.draft.spans.clone() };
    let evidence: Vec<Evidence> = rests_on.into_iter().filter_map(|span| Evidence::take(document, span)).collect();
    let spans: Vec<Span> = evidence.iter().map(Evidence::span).collect();
    // What stands outside the evidence is understood from the rest of the document.
    let args = group
        .draft
        .args
        .into_iter()
        .map(|mut arg| {
            if let Anchor::Words(span) = arg.anchor
                && !spans.iter().any(|evidence| evidence.contains(span))
            {
                arg.anchor = Anchor::Context;
            }
            arg
        })
        .collect();
    Statement::new(group.draft.kind, group.draft.form, group.draft.stage, evidence, args, group.draft.rule).ok()
}

#[cfg(test)]
mod tests {
    use model::{Document, Kind, Role, Stage, Statement};

    fn meetings(text: &str) -> Vec<usize> {
        let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
        let statements = reader.read(&Document::from_text(text.to_owned()));
        let parties = |statement: &Statement| statement.role(Role::Party).count();
        statements.iter().filter(|statement| statement.kind() == Kind::Meeting).map(parties).collect()
    }

    #[test]
    fn a_headline_and_its_text_tell_of_one_meeting() {
        let text = "Governor Anna Berg meets Ambassador Jean Morel\n\nAnna Berg met Jean Morel in Lyon on 5 May 2024.";
        assert_eq!(meetings(text), [2]);
    }

    fn stages(text: &str, kind: Kind) -> Vec<Option<Stage>> {
        let reader = crate::Reader::load(&crate::pack::embedded()).unwrap();
        let statements = reader.read(&Document::from_text(text.to_owned()));
        statements.iter().filter(|statement| statement.kind() == kind).map(Statement::stage).collect()
    }

    #[test]
    fn the_vaguer_stage_gives_way() {
        let text =
            "Latvia and Georgia discussed cooperation in forestry. Latvia and Georgia will cooperate in forestry.";
        assert_eq!(stages(text, Kind::Cooperation), [Some(Stage::Planned)]);
    }

    #[test]
    fn twins_are_told_once() {
        let text = "Coventry is twinned with Volgograd. In 1944 Coventry was twinned with Volgograd.";
        assert_eq!(stages(text, Kind::Agreement).len(), 1);
        let others = "Coventry is twinned with Volgograd. Derby is twinned with Osnabrück.";
        assert_eq!(stages(others, Kind::Agreement).len(), 2);
    }

    #[test]
    fn one_person_meets_two_others_twice() {
        let text =
            "Governor Anna Berg met Ambassador Jean Morel in Lyon.\n\nAnna Berg met Minister Paul Weiss on 5 May 2024.";
        assert_eq!(meetings(text), [2, 2]);
    }
}
