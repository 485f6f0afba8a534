//! Counts of people and other things that are no goods, where no rule reads them: figures.
//!
//! "Some 300 nurses from Latvia work in Turku", "Passengers: 18,400", "of these nine have been carried out". What is counted and who
//! stands around it is the figure; which verb says so matters little, so these are read by the count and not by a trigger.

use grammar::{Number, Relation, Upos};
use model::{Approx, Decimal, Kind, Role, Span, Stage, Value};

use super::build::Draft;
use super::side::{Side, sides};
use super::thing::{phrase, tidy};
use super::{Desk, attach, stage, when};
use crate::page::{Mention, Sentence};
use crate::values::Found;

/// How many words may stand between a number and the noun that it counts.
const PREMODIFIERS_MAX: usize = 4;

/// A number and the noun that it counts.
struct Tally {
    head: usize,
    number: usize,
    value: Decimal,
    approx: Option<Approx>,
}

/// Drafts of the counts in a sentence that no draft has taken.
pub(crate) fn drafts(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, made: &[Draft]) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    if sentence.furniture {
        return out;
    }
    for number in 0..sentence.nodes.len() {
        let Some((value, approx)) = counting(desk, sentence, number) else { continue };
        let span = sentence.nodes[number].span;
        let here = |draft: &&Draft| draft.sentence == at;
        if made.iter().chain(&out).filter(here).any(|draft| holds(draft, span)) || value <= Decimal::TWO {
            continue;
        }
        let tally = |head| Tally { head, number, value, approx };
        let label = labelled(desk, sentence, number);
        let told = counted_behind(desk, sentence, number).or(label).map(tally);
        if told.is_none() {
            out.extend(more(desk, at, sentence, &tally(number), made.iter().chain(&out)));
        }
        if let Some(tally) = told
            && !made.iter().filter(here).any(|draft| {
                names(draft, sentence.nodes[tally.head].span)
                    && !(label == Some(tally.head) && draft.kind == Kind::Cooperation && draft.trigger == tally.head)
            })
            && !(made.iter().filter(here).any(|draft| draft.kind == Kind::Meeting))
        {
            out.extend(draft(desk, at, sentence, &tally));
        }
    }
    for node in 0..sentence.nodes.len() {
        let found = part(desk, at, sentence, node, made.iter().chain(&out));
        out.extend(found);
    }
    out
}

/// The whole number at a node, where it may count something.
fn counting(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> Option<(Decimal, Option<Approx>)> {
    let Some(Mention::Value(value)) = sentence.nodes[node].mention else { return None };
    match &desk.page.values[value].value {
        Found::Number { value, approx, .. } if value.is_integer() => Some((*value, *approx)),
        _ => None,
    }
}

/// True for a draft that has a value at these words.
pub(super) fn holds(draft: &Draft, span: Span) -> bool {
    draft.args.iter().any(|arg| {
        matches!(arg.role, Role::Quantity | Role::Item)
            && matches!(arg.anchor, model::Anchor::Words(words) if words.overlaps(span))
    })
}

/// True for a draft about goods or people that these words name already.
fn names(draft: &Draft, span: Span) -> bool {
    draft.of(Role::Item).any(|arg| matches!(arg.anchor, model::Anchor::Words(words) if words.overlaps(span)))
}

/// "Some 300 young nurses", "62,000 Latvians", "forty-four of our people": the noun behind a number.
fn counted_behind(desk: &Desk<'_, '_>, sentence: &Sentence, number: usize) -> Option<usize> {
    // "A school for 300 pupils", "a group of twelve persons": the number tells of another noun.
    if number.checked_sub(1).is_some_and(|before| sentence.nodes[before].tag.upos == Upos::Adp) {
        return None;
    }
    let mut head = None;
    for at in number + 1..sentence.nodes.len().min(number + 2 + PREMODIFIERS_MAX) {
        let here = &sentence.nodes[at];
        let of = at == number + 1 && here.is(desk.words.cases.of);
        // "3,000 Latvian and Georgian firms".
        if head.is_none() && both_describe(sentence, at) {
            continue;
        }
        let owner = here.relation == Relation::NmodPoss || here.tag.upos == Upos::Det;
        if head.is_none()
            && (of || owner || matches!(here.tag.upos, Upos::Adj | Upos::Adv))
            && !people(desk, sentence, at)
        {
            continue;
        }
        if here.is_nominal() && here.tag.upos != Upos::Pron && !matches!(here.mention, Some(Mention::Value(_))) {
            head = Some(at);
            continue;
        }
        if head.is_none() && people(desk, sentence, at) {
            head = Some(at);
        }
        break;
    }
    head.filter(|&head| countable(desk, sentence, head))
}

/// The first of two adjectives that a conjunction joins, and the conjunction.
fn both_describe(sentence: &Sentence, at: usize) -> bool {
    let is = |at: usize, upos: Upos| sentence.nodes.get(at).is_some_and(|node| node.tag.upos == upos);
    let joins = |at: usize| is(at, Upos::Cconj) && is(at - 1, Upos::Adj) && is(at + 1, Upos::Adj);
    joins(at) || (is(at, Upos::Adj) && joins(at + 1))
}

/// "Passengers: 18,400", "Citizens of Latvia in Turku – 41", "Workers 160": the noun that opens the line.
fn labelled(desk: &Desk<'_, '_>, sentence: &Sentence, number: usize) -> Option<usize> {
    const WORDS_MAX: usize = 12;
    let before = number.checked_sub(1)?;
    let mark = matches!(sentence.nodes[before].lemma.as_str(), ":" | "–" | "—" | "-");
    let start = (0..number).rev().find(|&at| {
        at < before && matches!(sentence.nodes[at].lemma.as_str(), ":" | ";" | "–" | "—" | "." | "(" | ")")
    });
    let first = start.map_or(0, |at| at + 1);
    let label = first..before + usize::from(!mark);
    if label.len() > WORDS_MAX || label.clone().any(|at| sentence.nodes[at].is_verb()) {
        return None;
    }
    let head = label.clone().find(|&at| countable(desk, sentence, at) && !premodifies(sentence, at))?;
    // Without a mark nothing but the noun may stand before the number.
    let plural = sentence.nodes[head].tag.number == Some(Number::Plur);
    (mark || (plural && head == before && label.len() <= 2 && ends(sentence, number))).then_some(head)
}

fn premodifies(sentence: &Sentence, node: usize) -> bool {
    sentence.nodes.get(node + 1).is_some_and(|next| next.is_nominal() && next.mention.is_none())
}

/// True where nothing that goes on follows.
fn ends(sentence: &Sentence, node: usize) -> bool {
    sentence.nodes.get(node + 1).is_none_or(|next| next.tag.upos == Upos::Punct)
}

/// People, by a noun or as the natives of a place, and things of the class that are counted and not traded; goods where a verb
/// says that they are in use.
fn countable(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    let here = &sentence.nodes[node];
    if here.is(desk.words.people) || here.is(desk.words.countable) {
        return true;
    }
    people(desk, sentence, node) || (here.is_nominal() && used(desk, sentence, node))
}

/// "Latvians": the natives of a place, named by an adjective that no noun follows, or by a plural name.
fn people(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    let here = &sentence.nodes[node];
    let alone = sentence.nodes.get(node + 1).is_none_or(|next| !next.is_nominal() && next.tag.upos != Upos::Adj);
    match here.mention {
        Some(Mention::Name(name)) => alone && desk.page.names.mentions[name].adjective,
        Some(_) => false,
        None => {
            alone && here.tag.upos == Upos::Propn && here.tag.number == Some(Number::Plur) && !here.is(desk.words.goods)
        }
    }
}

/// Machines that "work", "are registered", "stand idle" somewhere.
fn used(desk: &Desk<'_, '_>, sentence: &Sentence, node: usize) -> bool {
    let here = &sentence.nodes[node];
    matches!(here.relation, Relation::Nsubj | Relation::NsubjPass)
        && here.head.is_some_and(|head| sentence.nodes[head].is(desk.words.in_use))
}

/// "Half of them from Tartu": a share of those who were counted just before.
fn part<'d>(
    desk: &Desk<'_, '_>,
    at: usize,
    sentence: &Sentence,
    node: usize,
    made: impl DoubleEndedIterator<Item = &'d Draft>,
) -> Option<Draft> {
    let here = &sentence.nodes[node];
    let value = match here.mention {
        Some(Mention::Value(value)) => value,
        _ => here.inside?,
    };
    let share = match &desk.page.values[value].value {
        Found::Share { percent, approx } | Found::Percent { value: percent, approx } => {
            Value::Share { percent: *percent, approx: *approx }
        }
        _ => return None,
    };
    let of = sentence.nodes.get(node + 1).is_some_and(|next| next.is(desk.words.cases.of));
    let them = sentence.nodes.get(node + 2).is_some_and(|next| next.tag.upos == Upos::Pron);
    if !of || !them {
        return None;
    }
    let base = counted_before(at, made)?;
    let mut draft = Draft::new(Kind::Figure, at, node, "figure/part");
    draft.args.extend(base.of(Role::Item).cloned());
    draft.push(Role::Share, share, Some(here.span), "part");
    let rest = node + 3..sentence.nodes.len();
    let ends = |&at: &usize| sentence.nodes[at].lemma == ";" || sentence.nodes[at].lemma == ",";
    for at_node in rest.take_while(|at| !ends(at)) {
        for side in sides(desk, at, sentence, at_node).into_iter().filter(|side| !side.person && side.id.is_some()) {
            draft.push_side(Role::Party, &side, "beside");
        }
    }
    finish(desk, sentence, &mut draft);
    Some(draft)
}

/// The figure of one count that was told last, in this sentence or the one before.
fn counted_before<'d>(at: usize, made: impl DoubleEndedIterator<Item = &'d Draft>) -> Option<&'d Draft> {
    made.rev()
        .take_while(|draft| draft.sentence + 1 >= at)
        .find(|draft| draft.kind == Kind::Figure && draft.of(Role::Quantity).count() == 1)
}

/// "Last year there were 210", "thirty more are expected": a bare number counts what was counted just before.
fn more<'d>(
    desk: &Desk<'_, '_>,
    at: usize,
    sentence: &Sentence,
    tally: &Tally,
    made: impl DoubleEndedIterator<Item = &'d Draft>,
) -> Option<Draft> {
    const LARGE: i64 = 1_000_000;
    let here = &sentence.nodes[tally.number];
    let argument = matches!(
        here.relation,
        Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Conj | Relation::Root | Relation::Ccomp
    );
    let next = sentence.nodes.get(tally.number + 1);
    let counts = next.is_some_and(|next| next.is_nominal() || next.lemma == "." && tally.number == 0);
    if !argument || counts || tally.value >= Decimal::from(LARGE) {
        return None;
    }
    let base = counted_before(at, made)?;
    let mut draft = Draft::new(Kind::Figure, at, tally.number, "figure/more");
    draft.args.extend(base.args.iter().filter(|arg| matches!(arg.role, Role::Item | Role::Party)).cloned());
    let unit = draft.of(Role::Item).find_map(|arg| match &arg.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    })?;
    let value = Value::Quantity { value: tally.value, unit, approx: tally.approx };
    draft.push(Role::Quantity, value, Some(here.span), "more");
    finish(desk, sentence, &mut draft);
    Some(draft)
}

fn draft(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, tally: &Tally) -> Option<Draft> {
    let head = tally.head;
    let mut draft = Draft::new(Kind::Figure, at, head, "figure/tally");
    let (span, text) = item(desk, sentence, head)?;
    draft.push(Role::Item, Value::Text(text.clone()), Some(span), "counted");
    let unit = Value::Quantity { value: tally.value, unit: text, approx: tally.approx };
    let (first, last) = (tally.number.min(head), tally.number.max(head));
    draft.push(Role::Quantity, unit, Some(sentence.nodes[first].span.cover(sentence.nodes[last].span)), "count");
    for side in around(desk, at, sentence, head) {
        draft.push_side(Role::Party, &side, "beside");
    }
    finish(desk, sentence, &mut draft);
    Some(draft)
}

/// The stage of a target, the date and the speaker.
pub(super) fn finish(desk: &Desk<'_, '_>, sentence: &Sentence, draft: &mut Draft) {
    draft.stage = match stage::stage(&desk.words.stages, sentence, draft.trigger, Kind::Figure) {
        Stage::Planned | Stage::Needed | Stage::Discussed | Stage::Offered => Some(Stage::Planned),
        _ => None,
    };
    if told_when(sentence, draft.trigger) {
        let near = attach::in_clause(sentence, draft.trigger);
        when::when(desk, sentence, draft, &near);
    }
    attach::speaker(desk, draft);
}

/// A date of the clause is the count's, unless the count only comments on another noun: "opened an office in 2021, nine people".
fn told_when(sentence: &Sentence, head: usize) -> bool {
    let here = &sentence.nodes[head];
    here.head.is_none_or(|above| sentence.nodes[above].is_verb() || above > head) || here.relation == Relation::Conj
}

/// What is counted, as written; a name that is no thing's stands for itself.
pub(super) fn item(desk: &Desk<'_, '_>, sentence: &Sentence, head: usize) -> Option<(Span, String)> {
    let here = &sentence.nodes[head];
    if here.mention.is_some() {
        return Some((here.span, tidy(desk.page.words(here.tokens.clone()))));
    }
    phrase(desk, sentence, head)
}

/// The sides that stand with what is counted: whose they are, and where they are, in their clause.
pub(super) fn around(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, head: usize) -> Vec<Side> {
    let verb = sentence.ancestors(head).find(|&above| sentence.nodes[above].is_verb());
    let clause = sentence.nodes[head].clause;
    let mut out: Vec<Side> = Vec::new();
    for (node, here) in sentence.nodes.iter().enumerate() {
        let near = here.clause == clause || sentence.under(node, head) || verb.is_some_and(|verb| here.clause == verb);
        let itself = node == head && here.mention.is_none();
        let reporter = here.head.is_some_and(|head| sentence.nodes[head].is(desk.words.speech))
            && matches!(here.relation, Relation::Nsubj);
        if !near || itself || reporter || parted(sentence, node, head) {
            continue;
        }
        let named = here.mention.is_some() || here.is(desk.words.we) || here.is(desk.words.region_noun);
        for side in sides(desk, at, sentence, node).into_iter().filter(|side| named || side.id.is_some()) {
            if !side.person && !desk.is_agency(&side) && out.iter().all(|have| have.name != side.name) {
                out.push(side);
            }
        }
    }
    out
}

/// True where a semicolon stands between two words.
fn parted(sentence: &Sentence, a: usize, b: usize) -> bool {
    sentence.nodes[a.min(b)..a.max(b)].iter().any(|node| node.lemma == ";")
}
