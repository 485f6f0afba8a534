//! Slots: where the arguments of a trigger stand, whatever its voice or part of speech.
//!
//! `subject` is who acts: the subject of an active verb, the agent of a passive one, the possessor of a noun, the head of a
//! participle ("the plant assembling lifts"), and what an infinitive or coordinated verb shares with its governor.
//! `object` is what is acted on, in the same way. All others name links or adpositions as they stand.

use grammar::{Relation, Tense, Upos, VerbForm};

use crate::lexicon::Class;
use crate::page::{Mention, Node, Sentence};

/// Where an argument stands relative to its trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Subject,
    Object,
    Indirect,
    Possessor,
    Modifier,
    /// What the trigger itself modifies or names: the noun of a compound, the noun that a participle stands with.
    Noun,
    /// The word that the trigger depends on.
    Governor,
    /// The trigger itself.
    Trigger,
    Apposition,
    /// What is coordinated with it: the second of "Anna and Jean".
    Member,
    /// The infinitive or clause that completes the trigger.
    Complement,
    /// Anywhere in the trigger's clause.
    Clause,
    /// Anywhere in the sentence.
    Sentence,
    /// Behind an adposition of this class.
    Adposition(Class),
}

/// The words of the grammar that the slots need, as classes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cases {
    /// Adpositions of an agent ("by") and of a whole ("of").
    pub by: Class,
    pub of: Class,
    /// Adpositions that bring members of a group: "including", "such as".
    pub including: Class,
    /// "batch", "box": what matters is what they hold.
    pub container: Class,
}

/// The nodes in a slot of `trigger`, coordinated ones included, in the order of the sentence.
pub(crate) fn fill(sentence: &Sentence, cases: &Cases, trigger: usize, slot: Slot) -> Vec<usize> {
    let mut heads = match slot {
        Slot::Subject => {
            let found = subject(sentence, cases, trigger, 0);
            if found.is_empty() { before_verb(sentence, trigger) } else { found }
        }
        Slot::Object => object(sentence, cases, trigger),
        Slot::Indirect => sentence.children(trigger, Relation::Iobj).collect(),
        Slot::Possessor => sentence.children(trigger, Relation::NmodPoss).collect(),
        Slot::Modifier => {
            let mut found = modifiers(sentence, trigger);
            // "Nine boxes of Latvian cheese": what measures or holds the goods is described by what describes them.
            let node = &sentence.nodes[trigger];
            if matches!(node.mention, Some(Mention::Value(_))) || node.is(cases.container) {
                let held = cased(sentence, trigger, cases.of);
                found.extend(held.into_iter().flat_map(|goods| modifiers(sentence, goods)));
            }
            found
        }
        Slot::Noun => noun(sentence, trigger),
        Slot::Governor => return sentence.nodes[trigger].head.into_iter().collect(),
        Slot::Trigger => return vec![trigger],
        Slot::Apposition => appositions(sentence, trigger),
        Slot::Member => {
            sentence.children(trigger, Relation::Conj).filter(|&child| !sentence.nodes[child].is_verb()).collect()
        }
        Slot::Complement => complement(sentence, trigger),
        Slot::Clause => {
            let clause = sentence.nodes[trigger].clause;
            return (0..sentence.nodes.len())
                .filter(|&n| n != trigger && sentence.nodes[n].clause == clause && whole(&sentence.nodes[n]))
                .collect();
        }
        Slot::Sentence => {
            return (0..sentence.nodes.len()).filter(|&n| n != trigger && whole(&sentence.nodes[n])).collect();
        }
        Slot::Adposition(class) => behind(sentence, cases, trigger, class),
    };
    expand(sentence, &mut heads);
    heads
}

/// False for a word that is part of another's phrase: "diesel" of "diesel buses". Names always count.
fn whole(node: &Node) -> bool {
    node.mention.is_some() || !matches!(node.relation, Relation::Compound | Relation::Amod | Relation::Flat)
}

/// Adds what is coordinated with the nodes.
pub(crate) fn expand(sentence: &Sentence, nodes: &mut Vec<usize>) {
    let mut at = 0;
    while at < nodes.len() {
        for &child in &sentence.nodes[nodes[at]].children {
            if sentence.nodes[child].relation == Relation::Conj
                && !sentence.nodes[child].is_verb()
                && !nodes.contains(&child)
            {
                nodes.push(child);
            }
        }
        at += 1;
    }
    nodes.sort_unstable();
    nodes.dedup();
}

/// True where the verb is passive: by its own links, or as a past participle that stands with a noun.
pub(crate) fn passive(sentence: &Sentence, verb: usize) -> bool {
    let node = &sentence.nodes[verb];
    let participle = past_participle(node);
    node.children.iter().any(|&child| {
        matches!(sentence.nodes[child].relation, Relation::NsubjPass | Relation::AuxPass | Relation::CsubjPass)
    }) || (participle && matches!(node.relation, Relation::Acl | Relation::Amod))
}

fn past_participle(node: &Node) -> bool {
    node.tag.verb_form == Some(VerbForm::Part) && node.tag.tense == Some(Tense::Past)
}

/// The words that an adposition of this class stands with. Parsers often hang such a phrase on a neighbour of the word that it
/// completes, so where the links give nothing, the places where it is usually found are looked at in turn.
fn behind(sentence: &Sentence, cases: &Cases, trigger: usize, class: Class) -> Vec<usize> {
    let node = &sentence.nodes[trigger];
    let mut out = cased(sentence, trigger, class);
    // "shipments of buses": the adposition stands right behind.
    if out.is_empty()
        && let Some(next) = sentence.nodes.get(trigger + 1)
        && next.is(class)
        && matches!(next.relation, Relation::Case)
    {
        out.extend(next.head.filter(|&head| head != trigger));
    }
    // "deliveries began to the region", "a contract was signed with the plant": links of a light governor count too.
    if out.is_empty()
        && !node.is_verb()
        && matches!(node.relation, Relation::Obj | Relation::Nsubj | Relation::NsubjPass | Relation::Obl)
        && let Some(head) = node.head
    {
        out = cased(sentence, head, class);
        out.retain(|&found| found != trigger);
    }
    // An infinitive that completes its governor shares the governor's adverbials: "plans in May to deliver".
    if out.is_empty()
        && node.relation == Relation::Xcomp
        && let Some(head) = node.head
    {
        out = cased(sentence, head, class);
    }
    // "delivered buses to the region": the phrase hangs on the goods.
    if out.is_empty() && class != cases.of {
        let mut objects = object(sentence, cases, trigger);
        expand(sentence, &mut objects);
        out = objects.into_iter().flat_map(|object| cased(sentence, object, class)).collect();
    }
    out
}

fn cased(sentence: &Sentence, above: usize, class: Class) -> Vec<usize> {
    let behind = |child: &usize| {
        sentence.nodes[*child].children.iter().any(|&case| {
            let case = &sentence.nodes[case];
            matches!(case.relation, Relation::Case | Relation::Mark) && case.tag.upos != Upos::Part && case.is(class)
        })
    };
    // "On Monday in Lyon": what hangs on a date or count belongs to what the date or count stands with.
    let under_value = |&child: &usize| match sentence.nodes[child].mention {
        Some(Mention::Value(_)) => sentence.nodes[child].children.as_slice(),
        _ => &[],
    };
    let children = &sentence.nodes[above].children;
    let all = children.iter().chain(children.iter().flat_map(under_value)).copied();
    all.filter(|&child| sentence.nodes[child].relation != Relation::Conj).filter(behind).collect()
}

fn subject(sentence: &Sentence, cases: &Cases, trigger: usize, depth: u8) -> Vec<usize> {
    const DEPTH_MAX: u8 = 6;
    if depth > DEPTH_MAX {
        return Vec::new();
    }
    let node = &sentence.nodes[trigger];
    let own = own_subject(sentence, cases, trigger);
    if !own.is_empty() {
        return own;
    }
    let Some(head) = node.head else { return Vec::new() };
    let up = |from| subject(sentence, cases, from, depth + 1);
    match node.relation {
        // "invites plants to supply", "asked the ministry to open": the object of the governor is to act.
        Relation::Xcomp if !passive(sentence, trigger) && sentence.children(head, Relation::Obj).next().is_some() => {
            sentence.children(head, Relation::Obj).collect()
        }
        // "The plant is expected to supply": who is spoken of is to act.
        Relation::Xcomp
            if !passive(sentence, trigger) && sentence.children(head, Relation::NsubjPass).next().is_some() =>
        {
            sentence.children(head, Relation::NsubjPass).collect()
        }
        Relation::Xcomp | Relation::Advcl | Relation::Ccomp if !passive(sentence, trigger) => up(head),
        Relation::Conj if node.is_verb() && !passive(sentence, trigger) => up(head),
        Relation::Conj => up(head),
        Relation::Acl | Relation::AclRelcl => {
            let active = matches!(node.tag.verb_form, Some(VerbForm::Ger | VerbForm::Fin))
                || (node.tag.verb_form == Some(VerbForm::Part) && node.tag.tense == Some(Tense::Pres))
                || node.relation == Relation::AclRelcl;
            if passive(sentence, trigger) {
                Vec::new()
            } else if active && !gerund_of(sentence, trigger) {
                vec![head]
            } else {
                up(head)
            }
        }
        Relation::Obj | Relation::Obl | Relation::Nmod | Relation::NsubjPass if !node.is_verb() => {
            if sentence.nodes[head].is_verb() && passive(sentence, head) {
                agent(sentence, cases, head)
            } else {
                up(head)
            }
        }
        _ => Vec::new(),
    }
}

/// The nearest noun before a verb that no link gives a subject: no adposition with it, no other verb between.
fn before_verb(sentence: &Sentence, verb: usize) -> Vec<usize> {
    let node = &sentence.nodes[verb];
    let bound =
        node.children.iter().any(|&child| matches!(sentence.nodes[child].relation, Relation::Mark | Relation::Case));
    let finite = matches!(node.tag.verb_form, Some(VerbForm::Fin | VerbForm::Inf));
    if !node.is_verb() || !finite || bound || passive(sentence, verb) {
        return Vec::new();
    }
    for at in (0..verb).rev() {
        let here = &sentence.nodes[at];
        if here.is_verb() || here.tag.upos == Upos::Punct {
            break;
        }
        let free = !here.children.iter().any(|&child| sentence.nodes[child].relation == Relation::Case);
        if here.is_nominal() && free && !matches!(here.relation, Relation::Compound | Relation::Nummod) {
            return vec![at];
        }
    }
    Vec::new()
}

/// True for a gerund behind an adposition: "the idea of opening", whose subject is not the noun.
fn gerund_of(sentence: &Sentence, node: usize) -> bool {
    sentence.children(node, Relation::Mark).next().is_some() || sentence.children(node, Relation::Case).next().is_some()
}

fn own_subject(sentence: &Sentence, cases: &Cases, trigger: usize) -> Vec<usize> {
    let node = &sentence.nodes[trigger];
    if passive(sentence, trigger) {
        return agent(sentence, cases, trigger);
    }
    let direct: Vec<usize> = node
        .children
        .iter()
        .copied()
        .filter(|&child| matches!(sentence.nodes[child].relation, Relation::Nsubj | Relation::NsubjOuter))
        .filter(|&child| !relative(sentence, child))
        .collect();
    if !direct.is_empty() {
        return direct;
    }
    if node.is_verb() {
        return Vec::new();
    }
    let mut owners: Vec<usize> = sentence.children(trigger, Relation::NmodPoss).collect();
    owners.extend(agent(sentence, cases, trigger));
    owners
}

fn agent(sentence: &Sentence, cases: &Cases, trigger: usize) -> Vec<usize> {
    let mut out: Vec<usize> = sentence.children(trigger, Relation::OblAgent).collect();
    if out.is_empty() {
        out = cased(sentence, trigger, cases.by);
    }
    out
}

/// A relative pronoun stands for the noun above its clause.
fn relative(sentence: &Sentence, node: usize) -> bool {
    sentence.nodes[node].tag.upos == Upos::Pron
        && sentence.nodes[node].head.is_some_and(|head| sentence.nodes[head].relation == Relation::AclRelcl)
        && sentence.nodes[node]
            .head
            .is_some_and(|head| (0..sentence.nodes.len()).find(|&n| sentence.under(n, head)) == Some(node))
}

fn object(sentence: &Sentence, cases: &Cases, trigger: usize) -> Vec<usize> {
    let node = &sentence.nodes[trigger];
    if !node.is_verb() {
        let mut out = behind(sentence, cases, trigger, cases.of);
        out.extend(sentence.children(trigger, Relation::Compound).filter(|&child| child < trigger));
        return out;
    }
    let mut out: Vec<usize> = node
        .children
        .iter()
        .copied()
        .filter(|&child| matches!(sentence.nodes[child].relation, Relation::Obj | Relation::NsubjPass))
        .collect();
    out.retain(|&child| !relative(sentence, child));
    if out.is_empty() {
        out = shared_object(sentence, cases, node, trigger);
    }
    out
}

fn shared_object(sentence: &Sentence, cases: &Cases, node: &Node, trigger: usize) -> Vec<usize> {
    match (node.relation, node.head) {
        // "lifts have to be replaced": the subject above is what is acted on.
        (Relation::Xcomp, Some(head)) if passive(sentence, trigger) => subject(sentence, cases, head, 0),
        // "had lathes put together": what the governor has done to it.
        (Relation::Xcomp, Some(head))
            if past_participle(node) && sentence.children(head, Relation::Obj).next().is_some() =>
        {
            sentence.children(head, Relation::Obj).collect()
        }
        // A finite verb is no modifier: the parser took "assembles tractors" for a compound.
        (Relation::Amod | Relation::Compound, Some(head))
            if node.tag.verb_form == Some(VerbForm::Fin) && trigger < head =>
        {
            vec![head]
        }
        (Relation::Acl, Some(head)) if passive(sentence, trigger) => vec![head],
        (Relation::Amod, Some(head)) if passive(sentence, trigger) => vec![head],
        (Relation::AclRelcl, Some(head)) => {
            let has_subject = node
                .children
                .iter()
                .any(|&child| sentence.nodes[child].relation == Relation::Nsubj && !relative(sentence, child));
            if has_subject || passive(sentence, trigger) { vec![head] } else { Vec::new() }
        }
        // "produces and exports lifts": the object stands with the last verb.
        _ => node
            .children
            .iter()
            .copied()
            .filter(|&child| sentence.nodes[child].relation == Relation::Conj && sentence.nodes[child].is_verb())
            .flat_map(|verb| sentence.children(verb, Relation::Obj))
            .take(1)
            .collect(),
    }
}

fn modifiers(sentence: &Sentence, trigger: usize) -> Vec<usize> {
    sentence.nodes[trigger]
        .children
        .iter()
        .copied()
        .filter(|&child| {
            matches!(
                sentence.nodes[child].relation,
                Relation::Amod | Relation::Compound | Relation::NmodPoss | Relation::Nmod | Relation::NmodDesc
            ) && child < trigger
        })
        .collect()
}

fn noun(sentence: &Sentence, trigger: usize) -> Vec<usize> {
    let node = &sentence.nodes[trigger];
    match (node.relation, node.head) {
        (Relation::Compound | Relation::Amod | Relation::Acl | Relation::AclRelcl | Relation::NmodPoss, Some(head)) => {
            vec![head]
        }
        _ => Vec::new(),
    }
}

fn appositions(sentence: &Sentence, trigger: usize) -> Vec<usize> {
    sentence.nodes[trigger]
        .children
        .iter()
        .copied()
        .filter(|&child| {
            matches!(sentence.nodes[child].relation, Relation::Appos | Relation::List | Relation::Parataxis)
        })
        .collect()
}

fn complement(sentence: &Sentence, trigger: usize) -> Vec<usize> {
    sentence.nodes[trigger]
        .children
        .iter()
        .copied()
        .filter(|&child| {
            matches!(
                sentence.nodes[child].relation,
                Relation::Xcomp | Relation::Ccomp | Relation::Acl | Relation::AclRelcl | Relation::Advcl
            )
        })
        .collect()
}
