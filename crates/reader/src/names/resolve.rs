//! Offices without a person beside them: who holds them by what the rest of the document says.

use super::class;
use super::offices::{Found, sentence_of};
use super::scan::Scan;
use super::{Entity, EntityKind};

/// How many offices before and after one are looked at: a document of many reports in one file stays linear.
const FARTHEST: usize = 400;
/// How many sentences before a description its person may have been the subject.
const FARTHEST_SENTENCES: usize = 3;

/// Fills the person of offices that stand alone ("the governor", "the diplomat") and the owner of those that name only
/// a person ("Governor Fedorishchev").
pub(super) fn offices(scan: &Scan<'_>, entities: &[Entity], of_draft: &[u32], found: &mut [Found]) {
    // Offices that name place and person first, then what agrees with them, then what nothing speaks against.
    owners(scan, found);
    for loosely in [false, true] {
        for index in 0..found.len() {
            if found[index].mention.person.is_some() {
                continue;
            }
            let person = if found[index].held {
                subject(scan, of_draft, &found[index])
            } else {
                let rule = if loosely { Owners::MayBeUnknown } else { Owners::Agree };
                let other = holder(scan, entities, found, index, rule);
                if let Some(other) = other.filter(|other| found[*other].mention.of.is_none()) {
                    found[other].mention.of = found[index].mention.of;
                }
                other.and_then(|other| found[other].mention.person)
            };
            if let Some(person) = person {
                found[index].mention.person = Some(person);
                found[index].mention.by_description = true;
            }
        }
        owners(scan, found);
    }
    by_subject(scan, of_draft, found);
    owners(scan, found);
}

/// What the owners of two offices must be to each other, that one person holds them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owners {
    /// The same, or the description names none.
    Agree,
    /// The same, or either is not named.
    MayBeUnknown,
}

/// Takes the owner of an office from another mention of the same person in such an office.
fn owners(scan: &Scan<'_>, found: &mut [Found]) {
    for index in 0..found.len() {
        let this = &found[index];
        if this.mention.of.is_some() || this.mention.person.is_none() || this.held {
            continue;
        }
        let of = nearest(index, found.len()).find_map(|other| {
            let other = &found[other];
            let fits =
                other.mention.person == this.mention.person && same_time(this, other) && share_class(scan, this, other);
            other.mention.of.filter(|_| fits)
        });
        found[index].mention.of = of;
    }
}

/// Where the person who holds such an office stands beside it: the last before, else the first after.
fn holder(scan: &Scan<'_>, entities: &[Entity], found: &[Found], index: usize, rule: Owners) -> Option<usize> {
    let this = &found[index];
    let introduces = rule == Owners::MayBeUnknown && is_main_owner(scan, found, index);
    nearest(index, found.len()).find(|other| {
        // "The President of Belarus … President Rak": the owner comes first, then the name. The other way round it is
        // as likely somebody else: "President Rak … the Russian President".
        let introduced = introduces && index < *other;
        let other = &found[*other];
        let owners = match (this.mention.of, other.mention.of) {
            (Some(a), Some(b)) => a == b || nested(entities, a, b),
            (Some(_), None) => introduced,
            (None, _) => true,
        };
        let beside = other.mention.person.is_some() && !other.mention.by_description;
        beside && owners && same_time(this, other) && share_class(scan, this, other)
    })
}

/// Of a report that calls somebody by name and then by an office that it never puts beside the name ("Lukashenko
/// received … The President said"): the person whom one of the sentences right before is about, if nobody else's.
fn by_subject(scan: &Scan<'_>, of_draft: &[u32], found: &mut [Found]) {
    let holders: Vec<u32> = found.iter().filter_map(|found| found.mention.person).collect();
    for index in 0..found.len() {
        let this = &found[index];
        let head = this.mention.head as usize;
        let before = this.mention.all.start as usize;
        let definite = scan.toks.before(before).is(class::ARTICLE) && this.mention.tokens == this.mention.all;
        let plural = this.office.is_none() || this.plural;
        if this.mention.person.is_some() || this.held || plural || !definite {
            continue;
        }
        let known = nearest(index, found.len()).find_map(|other| {
            let other = &found[other];
            let fits = other.by_subject && other.mention.of.is_none() && share_class(scan, this, other);
            other.mention.person.filter(|_| fits)
        });
        let person = known.or_else(|| subject_before(scan, of_draft, head).filter(|person| !holders.contains(person)));
        if person.is_some() {
            found[index].mention.person = person;
            found[index].mention.by_description = true;
            found[index].by_subject = true;
        }
    }
}

/// The person with whom one of the last sentences begins.
fn subject_before(scan: &Scan<'_>, of_draft: &[u32], head: usize) -> Option<u32> {
    let sentences = &scan.toks.segments.sentences;
    let here = sentences.partition_point(|sentence| sentence.range().start <= head).checked_sub(1)?;
    (here.saturating_sub(FARTHEST_SENTENCES)..here).rev().find_map(|index| {
        let range = sentences.get(index)?.range();
        let first = scan.drafts.partition_point(|draft| draft.tokens.start < range.start);
        let draft = scan.drafts.get(first).filter(|draft| draft.tokens.end <= range.end)?;
        let opens = draft.kind == EntityKind::Person && draft.tokens.start <= range.start + 1;
        of_draft.get(first).copied().filter(|_| opens)
    })
}

/// One lies in the other, or one is a body of the other: the governor of Gomel Oblast heads its executive committee.
fn nested(entities: &[Entity], a: u32, b: u32) -> bool {
    let inside = |outer: u32, inner: u32| {
        let (Some(outer), Some(inner)) = (entities.get(outer as usize), entities.get(inner as usize)) else {
            return false;
        };
        let id = outer.id.as_ref().or(outer.within.as_ref().filter(|_| outer.kind == EntityKind::Town));
        let inner_place = if inner.kind == EntityKind::Subdivision { inner.id.as_ref() } else { inner.within.as_ref() };
        inner_place.is_some() && inner_place == id
    };
    inside(a, b) || inside(b, a)
}

/// True where no other owner of such an office is named more often, nor as often and earlier.
fn is_main_owner(scan: &Scan<'_>, found: &[Found], index: usize) -> bool {
    let Some(own) = found[index].mention.of else { return false };
    let around = index.saturating_sub(FARTHEST)..found.len().min(index + FARTHEST);
    let alike = found[around].iter().filter(|other| share_class(scan, &found[index], other));
    let owners: Vec<u32> = alike.filter_map(|other| other.mention.of).collect();
    let n_own = owners.iter().filter(|of| **of == own).count();
    let n_others = owners.len() - n_own;
    n_others < n_own || (n_others == n_own && owners.first() == Some(&own))
}

fn same_time(a: &Found, b: &Found) -> bool {
    a.mention.former == b.mention.former && a.mention.future == b.mention.future
}

/// Indexes from `index` back, then forward, each no farther than makes sense.
fn nearest(index: usize, n_found: usize) -> impl Iterator<Item = usize> {
    (index.saturating_sub(FARTHEST)..index).rev().chain(index + 1..n_found.min(index + FARTHEST))
}

fn share_class(scan: &Scan<'_>, a: &Found, b: &Found) -> bool {
    let lexicon = &scan.gazetteer.lexicon;
    let (Some(a), Some(b)) = (a.office.and_then(|i| lexicon.office(i)), b.office.and_then(|i| lexicon.office(i)))
    else {
        return false;
    };
    a.classes.iter().any(|class| b.classes.contains(class))
}

/// Of "having served as deputy governor, he …": the only person whom the sentence names, else the last named before.
fn subject(scan: &Scan<'_>, of_draft: &[u32], this: &Found) -> Option<u32> {
    let head = this.mention.head as usize;
    let sentence = sentence_of(scan, head);
    let from = scan.drafts.partition_point(|draft| draft.tokens.start < sentence.start);
    let person = |index: usize| {
        scan.drafts
            .get(index)
            .filter(|draft| draft.kind == EntityKind::Person)
            .and_then(|_| of_draft.get(index).copied())
    };
    let to = scan.drafts.partition_point(|draft| draft.tokens.start < sentence.end);
    let mut here = (from..to).filter_map(person);
    if let Some(first) = here.next() {
        return here.all(|other| other == first).then_some(first);
    }
    let pronoun = sentence.clone().any(|i| scan.toks.at(i).is(class::PRONOUN));
    (0..from).rev().take(FARTHEST).find_map(person).filter(|_| pronoun)
}
