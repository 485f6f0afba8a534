//! From a rule and a trigger to draft statements.

use grammar::Relation;
use model::{Anchor, Argument, Form, Kind, Role, Span, Stage, Value};

use super::side::{Side, sides};
use super::stage::{dated, stage};
use super::statistics::{self, Ledger};
use super::thing::{Thing, things};
use super::{
    Desk, again, attach, compared, ellipsis, fallback, frame, further, gauge, inherit, list, open_roles, pairs, place,
    portion, tally,
};
use crate::lexicon::Class;
use crate::page::Sentence;
use crate::rule::{Path, Rule, StageRule, Strength, Want};

/// A statement before merging.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub kind: Kind,
    pub form: Option<Form>,
    pub stage: Option<Stage>,
    pub sentence: usize,
    /// Node of the trigger.
    pub trigger: usize,
    pub args: Vec<Argument>,
    pub rule: String,
    /// What else it rests on, and what stands instead of its sentence where that is no sentence (a row of a table, its heading).
    pub spans: Vec<Span>,
    /// Says more of the last statement of its kind, and is none by itself.
    pub continues: bool,
    /// Another step of what was told before: no second telling of it.
    pub follows: bool,
}

impl Draft {
    /// A draft that says nothing yet.
    pub fn new(kind: Kind, sentence: usize, trigger: usize, rule: &str) -> Draft {
        Draft {
            kind,
            form: None,
            stage: None,
            sentence,
            trigger,
            args: Vec::new(),
            rule: rule.to_owned(),
            spans: Vec::new(),
            continues: false,
            follows: false,
        }
    }

    pub fn has(&self, role: Role) -> bool {
        self.args.iter().any(|arg| arg.role == role)
    }

    pub fn of(&self, role: Role) -> impl Iterator<Item = &Argument> {
        self.args.iter().filter(move |arg| arg.role == role)
    }

    pub fn push(&mut self, role: Role, value: Value, span: Option<Span>, by: &str) {
        if self.args.iter().any(|arg| arg.role == role && arg.value == value) {
            return;
        }
        self.args.push(Argument {
            role,
            value,
            anchor: span.map_or(Anchor::Context, Anchor::Words),
            by: by.to_owned(),
        });
    }

    pub fn push_side(&mut self, role: Role, side: &Side, by: &str) {
        let taken = self.of(role).any(|arg| match &arg.value {
            Value::Name { name, id } => *name == side.name || (id.is_some() && *id == side.id),
            _ => false,
        });
        if !taken {
            self.push(role, Value::Name { name: side.name.clone(), id: side.id.clone() }, side.span, by);
        }
    }
}

/// A role's filler.
enum Filler {
    /// A word that is there, but names nothing.
    Word,
    Side(Side),
    Thing(Thing),
}

/// Every draft that the rules make of the page.
pub(crate) fn drafts(desk: &Desk<'_, '_>) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut ledger = Ledger::new(desk);
    for (at, sentence) in desk.page.sentences.iter().enumerate().filter(|(at, _)| desk.first[*at] == *at) {
        let from = out.len();
        for strength in [Strength::Strong, Strength::Weak, Strength::Spare] {
            let before = out.len();
            if strength == Strength::Weak && before > from {
                continue;
            }
            let may_trigger = |classes| desk.reader.rules.may_trigger(classes, strength);
            let triggers = if may_trigger(&sentence.classes) { 0..sentence.nodes.len() } else { 0..0 };
            for trigger in triggers.filter(|&node| may_trigger(sentence.nodes[node].classes.bits())) {
                let free =
                    strength != Strength::Spare || !out[from..].iter().any(|draft| reads(sentence, draft, trigger));
                if free {
                    triggered(desk, at, sentence, trigger, strength, &mut out);
                }
            }
            if strength == Strength::Strong {
                measure(desk, &mut ledger, at, from, &mut out);
            }
        }
        pairs::drafts(desk, at, sentence, from, &mut out);
        for more in [fallback::drafts, gauge::drafts] {
            let mut more = more(desk, at, sentence, &out[from..]);
            out.append(&mut more);
        }
        again::count(desk, sentence, &mut out[from..]);
        let mut more = again::drafts(desk, at, sentence, &out);
        out.append(&mut more);
        let mut more = further::drafts(desk, at, sentence, &out);
        out.append(&mut more);
        let mut more = tally::drafts(desk, at, sentence, &out);
        drop_counted(&mut out, from, &more);
        out.append(&mut more);
        let mut more = portion::drafts(desk, at, sentence, &out[from..]);
        out.append(&mut more);
        let mut more = compared::drafts(desk, at, sentence, &out[from..]);
        out.append(&mut more);
        inherit::sides(desk, &mut out, from);
    }
    out
}

/// "Students from Tartu: 73": what is only counted is no cooperation besides.
fn drop_counted(out: &mut Vec<Draft>, from: usize, counts: &[Draft]) {
    let counted = |draft: &Draft| counts.iter().any(|count| count.trigger == draft.trigger);
    let mut at = 0;
    out.retain(|draft| {
        at += 1;
        at <= from || draft.kind != Kind::Cooperation || !counted(draft)
    });
}

/// Gives the flows of trade that rules found in a sentence their figures, and drops what other kinds made of the same sums.
fn measure(desk: &Desk<'_, '_>, ledger: &mut Ledger, at: usize, from: usize, out: &mut Vec<Draft>) {
    let (frames, mut others): (Vec<Draft>, Vec<Draft>) =
        out.split_off(from).into_iter().partition(|draft| draft.kind == Kind::Trade);
    let made = ledger.read(desk, at, frames, &others);
    others.retain(|other| !made.iter().any(|trade| statistics::repeats(trade, other)));
    out.append(&mut others);
    out.extend(made);
}

/// True where a draft reads the clause of a trigger, or what it found holds the trigger.
fn reads(sentence: &Sentence, draft: &Draft, trigger: usize) -> bool {
    let here = &sentence.nodes[trigger];
    sentence.nodes[draft.trigger].clause == here.clause
        || draft.args.iter().any(|arg| matches!(arg.anchor, Anchor::Words(span) if span.contains(here.span)))
}

fn triggered(
    desk: &Desk<'_, '_>,
    at: usize,
    sentence: &Sentence,
    trigger: usize,
    strength: Strength,
    out: &mut Vec<Draft>,
) {
    let from = out.len();
    let mut tried: Vec<usize> = Vec::new();
    for &class in &sentence.nodes[trigger].classes {
        let rules = desk.reader.rules.triggered(class, strength);
        if rules.len() == 0 {
            continue;
        }
        // "Plenary session" sets a rule off once, by its head.
        let node = &sentence.nodes[trigger];
        let part = matches!(node.relation, Relation::Compound | Relation::Amod | Relation::Flat)
            && node.head.is_some_and(|head| sentence.nodes[head].is(class));
        if part {
            continue;
        }
        for (index, rule) in rules {
            if tried.contains(&index)
                || rule.avoid.iter().any(|&class| sentence.nodes[trigger].is(class))
                || rule.not_behind.iter().any(|&class| behind(sentence, trigger, class))
            {
                continue;
            }
            tried.push(index);
            let accompanied = rule.with.is_empty() || rule.with.iter().any(|&class| sentence.has(class));
            if accompanied {
                let mut made = apply(desk, at, sentence, trigger, rule);
                made.retain_mut(|draft| !rule.follows || follow(draft, &out[..from]));
                out.extend(made);
            }
        }
    }
    // Of several readings of one trigger as the same kind, the one that found most in the words stays.
    let best = |kind: Kind, drafts: &[Draft]| {
        drafts
            .iter()
            .filter(|d| d.kind == kind)
            .map(|d| (anchored(d), std::cmp::Reverse(d.rule.clone())))
            .max()
            .map(|(_, rule)| rule.0)
    };
    if out.len() < from + 2 {
        return;
    }
    let made = out.split_off(from);
    for draft in &made {
        if best(draft.kind, &made).as_ref() == Some(&draft.rule) {
            out.push(draft.clone());
        }
    }
}

/// True where an adposition of this class stands with the trigger.
fn behind(sentence: &Sentence, trigger: usize, class: Class) -> bool {
    sentence.children(trigger, Relation::Case).any(|case| sentence.nodes[case].is(class))
}

/// Takes sides, items, place and form from the last statement of the kind, where one stands in the sentences just before.
fn follow(draft: &mut Draft, before: &[Draft]) -> bool {
    const BACK: usize = 3;
    let told = |other: &&Draft| {
        other.kind == draft.kind
            && other.spans.is_empty()
            && other.sentence < draft.sentence
            && other.sentence + BACK >= draft.sentence
            && (other.has(Role::Item) || other.kind == Kind::Production)
    };
    let Some(base) = before.iter().rev().find(told) else { return false };
    draft.form = draft.form.or(base.form);
    for role in [Role::From, Role::To, Role::Party, Role::Item, Role::Place] {
        if !draft.has(role) {
            let taken =
                base.of(role).map(|arg| Argument { anchor: Anchor::Context, by: "before".to_owned(), ..arg.clone() });
            draft.args.extend(taken.collect::<Vec<_>>());
        }
    }
    true
}

fn anchored(draft: &Draft) -> usize {
    draft.args.iter().filter(|arg| arg.anchor != Anchor::Context && arg.role != Role::Speaker).count()
}

fn apply(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, trigger: usize, rule: &Rule) -> Vec<Draft> {
    let mut draft = Draft {
        kind: rule.kind,
        form: rule.form,
        stage: None,
        sentence: at,
        trigger,
        args: Vec::new(),
        rule: rule.id.clone(),
        spans: Vec::new(),
        continues: rule.continues,
        follows: rule.follows,
    };
    let there = |path: &Path| {
        nodes_of(desk, sentence, trigger, path)
            .into_iter()
            .any(|node| !wanted(desk, at, sentence, node, path.want).is_empty())
    };
    if !rule.must.iter().all(|ways| ways.iter().any(there)) || rule.never.iter().any(there) {
        return Vec::new();
    }
    let mut found: Vec<Thing> = Vec::new();
    // A phrase inside another's is part of it: "diesel" of "diesel buses".
    let inside = |thing: &Thing, fillers: &[(Filler, usize, &Path)]| {
        fillers.iter().any(|(other, ..)| matches!(other, Filler::Thing(other) if other.span != thing.span && other.span.contains(thing.span)))
    };
    let mut taken: Vec<usize> = vec![trigger];
    for (role, paths) in &rule.roles {
        let mut fillers = fillers(desk, at, sentence, trigger, *role, paths, &taken);
        let nested: Vec<bool> = fillers
            .iter()
            .map(|(filler, ..)| matches!(filler, Filler::Thing(thing) if inside(thing, &fillers)))
            .collect();
        let mut nested = nested.into_iter();
        fillers.retain(|_| !nested.next().unwrap_or(false));
        for (filler, node, path) in fillers {
            match filler {
                Filler::Word => {}
                Filler::Side(side) => draft.push_side(*role, &side, &path.written),
                Filler::Thing(thing) => {
                    draft.push(*role, Value::Text(thing.text.clone()), Some(thing.span), &path.written);
                    found.push(thing);
                }
            }
            if *role != Role::Place {
                taken.push(node);
            }
        }
    }
    draft.stage = staged(desk, sentence, trigger, rule);
    // Which figures belong to a flow of trade is told by the whole sentence.
    if draft.kind == Kind::Trade {
        return vec![draft];
    }
    attach::values(desk, sentence, &mut draft, &found);
    draft.stage = draft.stage.map(|stage| dated(desk, &draft, stage));
    let met = rule.needs.iter().all(|need| need.iter().any(|&role| measured(&draft, role)));
    if !met || contrary(&draft) {
        return Vec::new();
    }
    place::place(desk, sentence, &mut draft);
    open_roles::fill(desk, &mut draft, &rule.topic);
    attach::speaker(desk, &mut draft);
    attach::split(draft, &found)
}

/// How far along a rule's statement is, as the rule wants it told.
fn staged(desk: &Desk<'_, '_>, sentence: &Sentence, trigger: usize, rule: &Rule) -> Option<Stage> {
    match rule.stage {
        StageRule::None => None,
        StageRule::Fixed(stage) => Some(stage),
        StageRule::Auto => Some(stage(&desk.words.stages, sentence, trigger, rule.kind)),
        StageRule::Target => match stage(&desk.words.stages, sentence, trigger, rule.kind) {
            Stage::Planned | Stage::Needed | Stage::Discussed | Stage::Offered => Some(Stage::Planned),
            _ => None,
        },
    }
}

/// What fills a role: for parties and places everything that its paths find, for other roles the first path that finds something.
fn fillers<'r>(
    desk: &Desk<'_, '_>,
    at: usize,
    sentence: &Sentence,
    trigger: usize,
    role: Role,
    paths: &'r [Path],
    taken: &[usize],
) -> Vec<(Filler, usize, &'r Path)> {
    let mut out = Vec::new();
    for path in paths {
        for node in nodes_of(desk, sentence, trigger, path) {
            // The trigger's own word fills a role only where the rule asks for it.
            let own = node == trigger && path.slots.last() != Some(&frame::Slot::Trigger);
            if own || (taken.contains(&node) && node != trigger) {
                continue;
            }
            let found = wanted(desk, at, sentence, node, path.want).into_iter().map(|filler| match filler {
                // The count of goods spoken of elsewhere in the sentence belongs there.
                Filler::Thing(thing) if path.slots.contains(&frame::Slot::Sentence) => {
                    Filler::Thing(Thing { count: None, ..thing })
                }
                other => other,
            });
            out.extend(found.map(|filler| (filler, node, path)));
        }
        if !out.is_empty() && !matches!(role, Role::Party | Role::Place) {
            if role == Role::Item && matches!(path.want, Want::Thing | Want::Field | Want::Goods) {
                rest_of_list(desk, sentence, path, &mut out);
            }
            break;
        }
    }
    out
}

/// Adds the members of a list that the links lost; those that stand there already keep their counts.
fn rest_of_list<'r>(
    desk: &Desk<'_, '_>,
    sentence: &Sentence,
    path: &'r Path,
    out: &mut Vec<(Filler, usize, &'r Path)>,
) {
    let Some(last) = out.iter().map(|(_, node, _)| *node).max() else { return };
    for node in list::after(desk, sentence, last) {
        let fits = |thing: &Thing| path.want != Want::Goods || goods(desk, sentence, thing);
        for thing in things(desk, sentence, node).into_iter().filter(fits) {
            if !out.iter().any(|(have, ..)| matches!(have, Filler::Thing(have) if have.span == thing.span)) {
                out.push((Filler::Thing(thing), node, path));
            }
        }
    }
}

/// The nodes at the end of a path.
fn nodes_of(desk: &Desk<'_, '_>, sentence: &Sentence, trigger: usize, path: &Path) -> Vec<usize> {
    let Some((&first, rest)) = path.slots.split_first() else { return vec![trigger] };
    let mut nodes = frame::fill(sentence, &desk.words.cases, trigger, first);
    nodes.sort_unstable();
    nodes.dedup();
    for &slot in rest {
        nodes = nodes.iter().flat_map(|&node| frame::fill(sentence, &desk.words.cases, node, slot)).collect();
        nodes.sort_unstable();
        nodes.dedup();
    }
    nodes
}

fn wanted(desk: &Desk<'_, '_>, at: usize, sentence: &Sentence, node: usize, want: Want) -> Vec<Filler> {
    let keep = |side: &Side| match want {
        Want::Side => !side.person && !desk.is_agency(side),
        Want::Place => !side.person && !side.body,
        Want::Body => !desk.is_agency(side),
        Want::Person => side.person,
        Want::Thing | Want::Goods | Want::Field | Want::Class(_) => false,
    };
    if let Want::Class(class) = want {
        if !sentence.nodes[node].is(class) {
            return Vec::new();
        }
        // A word of the class that names no thing ("we") is there all the same.
        let named: Vec<Filler> = things(desk, sentence, node).into_iter().map(Filler::Thing).collect();
        return if named.is_empty() { vec![Filler::Word] } else { named };
    }
    if matches!(want, Want::Thing | Want::Goods | Want::Field) {
        let fits = |thing: &Thing| match want {
            Want::Goods => goods(desk, sentence, thing),
            Want::Field => sentence.nodes[thing.node].is(desk.words.field_name),
            _ => true,
        };
        let mut found: Vec<Thing> = things(desk, sentence, node).into_iter().filter(fits).collect();
        if found.is_empty() && want == Want::Goods {
            found.extend(
                ellipsis::counted(desk, at, sentence, node).or_else(|| ellipsis::meant(desk, at, sentence, node)),
            );
        }
        return found.into_iter().map(Filler::Thing).collect();
    }
    sides(desk, at, sentence, node).into_iter().filter(keep).map(Filler::Side).collect()
}

/// Goods: listed ones, and whatever is counted but people and what else is no goods.
pub(crate) fn goods(desk: &Desk<'_, '_>, sentence: &Sentence, thing: &Thing) -> bool {
    let node = &sentence.nodes[thing.node];
    let words = desk.words;
    let never = node.is(words.no_goods) || node.is(words.body_noun) || node.is(words.people_noun);
    node.is(words.goods) || (thing.count.is_some() && !never)
}

/// A role that is filled; a change counts as measured only with a number.
fn measured(draft: &Draft, role: Role) -> bool {
    draft.of(role).any(|arg| !matches!(arg.value, Value::Change { percent: None, .. }))
}

/// A flow from a side to itself is a misreading.
pub(crate) fn contrary(draft: &Draft) -> bool {
    draft.of(Role::From).any(|from| draft.of(Role::To).any(|to| from.value == to.value))
}
