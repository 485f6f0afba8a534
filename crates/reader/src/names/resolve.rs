//! Offices without a person beside them: who holds them by what the rest of the document says.

use super::class;
use super::offices::{Found, sentence_of};
use super::scan::Scan;
use super::{Entity, EntityKind};

/// Fills the person of offices that stand alone ("the governor", "the diplomat") and the owner of those that name only
/// a person ("Governor Fedorishchev").
pub(super) fn offices(scan: &Scan<'_>, entities: &[Entity], of_draft: &[u32], found: &mut [Found]) {
    for index in 0..found.len() {
        owner(scan, index, found);
    }
    for index in 0..found.len() {
        if found[index].mention.person.is_some() {
            continue;
        }
        let person = if found[index].held {
            subject(scan, of_draft, &found[index])
        } else {
            holder(scan, entities, found, index)
        };
        if let Some(person) = person {
            found[index].mention.person = Some(person);
            found[index].mention.by_description = true;
            if !found[index].held {
                owner(scan, index, found);
            }
        }
    }
}

/// Takes the owner of the office from another mention of the same person in such an office.
fn owner(scan: &Scan<'_>, index: usize, found: &mut [Found]) {
    let this = &found[index];
    if this.mention.of.is_some() || this.mention.person.is_none() {
        return;
    }
    let of = nearest(index, found.len()).find_map(|other| {
        let other = &found[other];
        let fits = other.mention.person == this.mention.person
            && other.mention.former == this.mention.former
            && other.mention.future == this.mention.future
            && share_class(scan, this, other);
        other.mention.of.filter(|_| fits)
    });
    found[index].mention.of = of;
}

/// The person who holds such an office elsewhere in the document: the last before, else the first after.
fn holder(scan: &Scan<'_>, entities: &[Entity], found: &[Found], index: usize) -> Option<u32> {
    let this = &found[index];
    nearest(index, found.len()).find_map(|other| {
        let other = &found[other];
        let owners = match (this.mention.of, other.mention.of) {
            (Some(a), Some(b)) => a == b || nested(entities, a, b),
            _ => true,
        };
        let times = this.mention.former == other.mention.former && this.mention.future == other.mention.future;
        let known = !other.mention.by_description && owners && times && share_class(scan, this, other);
        other.mention.person.filter(|_| known)
    })
}

/// One lies in the other, or one is a body of the other: the governor of Gomel Oblast heads its executive committee.
fn nested(entities: &[Entity], a: u32, b: u32) -> bool {
    let inside = |outer: u32, inner: u32| {
        let (Some(outer), Some(inner)) = (entities.get(outer as usize), entities.get(inner as usize)) else {
            return false;
        };
        inner.kind == EntityKind::Organisation && inner.within.is_some() && inner.within == outer.id
    };
    inside(a, b) || inside(b, a)
}

/// Indexes from `index` back to the first, then forward to the last.
fn nearest(index: usize, n_found: usize) -> impl Iterator<Item = usize> {
    (0..index).rev().chain(index + 1..n_found)
}

fn share_class(scan: &Scan<'_>, a: &Found, b: &Found) -> bool {
    let lexicon = &scan.gazetteer.lexicon;
    let (Some(a), Some(b)) = (a.office.and_then(|i| lexicon.office(i)), b.office.and_then(|i| lexicon.office(i))) else {
        return false;
    };
    a.classes.iter().any(|class| b.classes.contains(class))
}

/// Of "having served as deputy governor, he …": the only person whom the sentence names, else the last named before.
fn subject(scan: &Scan<'_>, of_draft: &[u32], this: &Found) -> Option<u32> {
    let head = this.mention.head as usize;
    let sentence = sentence_of(scan, head);
    let people = || scan.drafts.iter().zip(of_draft).filter(|(draft, _)| draft.kind == EntityKind::Person);
    let mut here = people().filter(|(draft, _)| sentence.contains(&draft.tokens.start)).map(|(_, entity)| *entity);
    if let Some(first) = here.next() {
        return here.all(|other| other == first).then_some(first);
    }
    let pronoun = sentence.clone().any(|i| scan.toks.at(i).is(class::PRONOUN));
    let before = people().take_while(|(draft, _)| draft.tokens.start < head).last();
    before.map(|(_, entity)| *entity).filter(|_| pronoun)
}
