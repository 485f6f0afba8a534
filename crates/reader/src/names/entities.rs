//! Mentions to entities: one for a listed name, a person, an organisation, however it is written.

use super::class;
use super::fold::{START, feed, fold, nearly_equal, skeleton};
use super::lexicon::HashOf;
use super::scan::{Draft, Scan};
use super::tokens::Shape;
use super::{Entity, EntityKind};

/// Surnames and given names shorter than this must agree letter for letter.
const SHORTEST_VARIANT: usize = 5;
/// Spreads the indexes of listed names over the keys.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
/// How many people back a name is looked for: a file of many reports stays linear.
const MOST_PEOPLE: usize = 300;

/// An entity while mentions are still added to it.
struct Building {
    kind: EntityKind,
    listed: Option<u32>,
    /// Folded name of an organisation or place that no list has.
    key: String,
    /// The initials of an organisation's name of several words: "pau" of "Punjab Agricultural University".
    acronym: Option<String>,
    /// Of a person: skeletons of surname and given name, empty where unknown.
    surname: String,
    given: String,
    within: Option<String>,
    /// The best form so far, with how good it is.
    name: String,
    worth: (usize, usize),
    /// Index of the entity that this one turned out to be.
    same: Option<usize>,
}

/// Where entities are found again: by list, by name, by abbreviation; people in the order of their first mentions.
#[derive(Default)]
struct Index {
    by_key: HashOf<usize>,
    people: Vec<usize>,
}

impl Index {
    fn find(&self, built: &[Building], new: &Building) -> Option<usize> {
        if new.kind == EntityKind::Person {
            let mut people = self.people.iter().rev().take(MOST_PEOPLE);
            return people.find(|at| is_same_person(&built[**at], new)).copied();
        }
        keys(new).into_iter().flatten().find_map(|key| self.by_key.get(&key).copied())
    }

    fn note(&mut self, at: usize, new: &Building) {
        if new.kind == EntityKind::Person {
            // Indexes of new entities only grow.
            if self.people.last().is_none_or(|last| *last < at) {
                self.people.push(at);
            }
            return;
        }
        for key in keys(new).into_iter().flatten() {
            self.by_key.entry(key).or_insert(at);
        }
    }
}

/// By what a place or organisation is the same as another: its listed name; its words; its abbreviation.
fn keys(new: &Building) -> [Option<u64>; 3] {
    let mark = if new.kind == EntityKind::Organisation { "o" } else { "p" };
    let salted = |sort: &str, key: &str| feed(feed(feed(START, mark), sort), key);
    let listed = new.listed.map(|listed| feed(START, "l").wrapping_add(u64::from(listed).wrapping_mul(MIX)));
    let organisation = new.kind == EntityKind::Organisation;
    let words = (new.listed.is_none() || organisation).then(|| salted("w", &new.key));
    [listed, words, new.acronym.as_ref().filter(|_| organisation).map(|key| salted("w", key))]
}

/// The entities, and for each draft the index of its entity.
pub(super) fn gather(scan: &Scan<'_>) -> (Vec<Entity>, Vec<u32>) {
    let mut built: Vec<Building> = Vec::new();
    let mut index_of = Index::default();
    let mut of_draft: Vec<usize> = Vec::with_capacity(scan.drafts.len());
    for (index, draft) in scan.drafts.iter().enumerate() {
        let mut new = begin(scan, draft);
        new.within = within(scan, index);
        let at = match index_of.find(&built, &new) {
            Some(at) => {
                index_of.note(at, &new);
                add(&mut built[at], new);
                at
            }
            None => {
                index_of.note(built.len(), &new);
                built.push(new);
                built.len() - 1
            }
        };
        of_draft.push(at);
        if let Some(other) = opened_by(scan, index) {
            join(&mut built, of_draft[other], at);
        }
    }
    finish(scan, built, &of_draft)
}

fn begin(scan: &Scan<'_>, draft: &Draft) -> Building {
    // A listed country or region goes by the list's name, whatever the document calls it.
    let by_list = draft.listed.is_some() && !matches!(draft.kind, EntityKind::Town | EntityKind::Organisation);
    let mut form = if by_list { String::new() } else { scan.toks.phrase(draft.name.clone()) };
    let suffix = draft.suffix.map(|word| scan.toks.at(word).hash);
    if let Some(singular) = suffix.and_then(|hash| scan.gazetteer.lexicon.singular(hash)) {
        form.push(' ');
        form.push_str(singular);
    }
    let mut new = Building {
        kind: draft.kind,
        listed: draft.listed,
        key: fold(&form),
        acronym: acronym(scan, draft),
        surname: String::new(),
        given: String::new(),
        within: None,
        worth: (0, 0),
        name: form,
        same: None,
    };
    let words = || draft.name.clone().filter(|i| scan.toks.at(*i).is_word());
    let n_full = words().filter(|i| scan.toks.at(*i).shape != Shape::Initials).count();
    new.worth = match draft.kind {
        EntityKind::Person => (n_full, new.name.chars().count()),
        // A town goes by the first form of today that the document has.
        EntityKind::Town => (usize::from(!draft.former && !scan.is_shouted(draft)), 0),
        _ => (usize::from(!draft.former), new.name.chars().count()),
    };
    if draft.kind == EntityKind::Person {
        let surname = scan.surname_of(&draft.name);
        let patronymic = scan.gazetteer.lexicon.is_patronymic(scan.toks.word(surname)) && n_full == 2;
        let first = words().find(|i| *i != surname && !scan.toks.at(*i).is(class::PARTICLE));
        new.given = first.map(|i| skeleton(scan.toks.word(i))).unwrap_or_default();
        if first.is_some_and(|i| scan.toks.at(i).shape == Shape::Initials) {
            new.given.truncate(new.given.chars().next().map_or(0, char::len_utf8));
        }
        if patronymic {
            // A name with a surname in it is the fuller one.
            new.worth.0 = 1;
        } else {
            new.surname = skeleton(scan.toks.word(surname));
        }
    }
    new
}

/// The first letters of the capitalised words, where there are three or more.
fn acronym(scan: &Scan<'_>, draft: &Draft) -> Option<String> {
    const SHORTEST: usize = 3;
    if draft.kind != EntityKind::Organisation {
        return None;
    }
    let capitals = draft.name.clone().filter(|i| scan.toks.at(*i).is_capital());
    let letters: String = capitals.filter_map(|i| scan.toks.word(i).chars().next()).collect();
    (letters.chars().count() >= SHORTEST).then(|| fold(&letters))
}

fn is_same_person(old: &Building, new: &Building) -> bool {
    let surnames = if old.surname.is_empty() || new.surname.is_empty() {
        // "Olga Nikolaevna": known by the given name alone.
        return !old.given.is_empty() && alike(&old.given, &new.given) && old.surname != new.surname;
    } else {
        old.surname == new.surname || alike_surnames(&old.surname, &new.surname)
    };
    surnames && given_names_agree(&old.given, &new.given)
}

fn alike(a: &str, b: &str) -> bool {
    let long = a.chars().count().min(b.chars().count()) >= SHORTEST_VARIANT;
    a == b || long && nearly_equal(a, b)
}

/// One letter apart, unless it is the ending that tells a woman's surname from a man's.
fn alike_surnames(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short) != Some("a") && alike(a, b)
}

fn given_names_agree(a: &str, b: &str) -> bool {
    let (n_a, n_b) = (a.chars().count(), b.chars().count());
    if n_a <= 1 || n_b <= 1 {
        return n_a == 0 || n_b == 0 || a.chars().next() == b.chars().next();
    }
    alike(a, b)
}

fn add(old: &mut Building, new: Building) {
    if new.worth > old.worth {
        old.worth = new.worth;
        old.name = new.name;
    }
    if old.given.len() < new.given.len() {
        old.given = new.given;
    }
    if old.surname.is_empty() {
        old.surname = new.surname;
    }
    old.within = old.within.take().or(new.within);
    old.listed = old.listed.or(new.listed);
}

/// Makes the two one entity; the list's name of the earlier one holds, whatever the list says of the other.
fn join(built: &mut [Building], a: usize, b: usize) {
    let (a, b) = (root(built, a), root(built, b));
    let (keep, drop) = if a <= b { (a, b) } else { (b, a) };
    if keep == drop {
        return;
    }
    let (head, tail) = built.split_at_mut(drop);
    let (keep_entity, drop_entity) = (&mut head[keep], &mut tail[0]);
    // A report may put the wrong full form in brackets: then the list's own name is the safer one.
    let one = drop_entity.listed.is_none() || keep_entity.listed.is_none() || drop_entity.listed == keep_entity.listed;
    if one && drop_entity.worth > keep_entity.worth {
        keep_entity.worth = drop_entity.worth;
        keep_entity.name = drop_entity.name.clone();
    }
    keep_entity.listed = keep_entity.listed.or(drop_entity.listed);
    keep_entity.within = keep_entity.within.take().or(drop_entity.within.clone());
    drop_entity.same = Some(keep);
}

/// The entity that this one turned out to be.
fn root(built: &[Building], at: usize) -> usize {
    let mut root = at;
    while let Some(same) = built[root].same {
        root = same;
    }
    root
}

/// The draft that this one explains in brackets or quotation marks: "MAZ (Minsk Automobile Plant)", "Chamber … (CCI)".
fn opened_by(scan: &Scan<'_>, index: usize) -> Option<usize> {
    let draft = scan.drafts.get(index)?;
    let before = index.checked_sub(1)?;
    let other = scan.drafts.get(before)?;
    let both = draft.kind == EntityKind::Organisation && other.kind == EntityKind::Organisation;
    let open = draft.tokens.start.checked_sub(1)?;
    let mut next_to = open;
    if scan.toks.at(open).is(class::ARTICLE) {
        next_to = open.checked_sub(1)?;
    }
    let bracket = scan.toks.at(next_to).shape == Shape::Open && scan.toks.at(draft.tokens.end).shape != Shape::Comma;
    let closed = scan.toks.at(draft.tokens.end).shape == Shape::Close;
    let agency = draft.by == "agency" || draft.by == "dateline";
    (both && bracket && closed && !agency && other.tokens.end == next_to).then_some(before)
}

/// Where an organisation lies by its words, by the list, or by the place that owns it: "Belarus' Economy Ministry".
fn within(scan: &Scan<'_>, index: usize) -> Option<String> {
    let draft = scan.drafts.get(index)?;
    let id_of =
        |listed: u32| scan.listed(listed).and_then(|listed| listed.id.clone().or_else(|| listed.within.clone()));
    if let Some(listed) = draft.listed.and_then(|listed| scan.listed(listed))
        && listed.within.is_some()
    {
        return listed.within.clone();
    }
    if let Some(within) = draft.within.and_then(id_of) {
        return Some(within);
    }
    let before = scan.drafts.get(index.checked_sub(1)?)?;
    if !before.kind.is_place()
        || !matches!(draft.kind, EntityKind::Organisation | EntityKind::Town | EntityKind::Subdivision)
    {
        return None;
    }
    let possessive = scan.toks.at(before.tokens.end).is_possessive() && before.tokens.end + 1 == draft.tokens.start;
    let adjacent = before.tokens.end == draft.tokens.start;
    (possessive || adjacent).then(|| before.listed.and_then(id_of)).flatten()
}

fn finish(scan: &Scan<'_>, built: Vec<Building>, of_draft: &[usize]) -> (Vec<Entity>, Vec<u32>) {
    let mut number: Vec<Option<u32>> = vec![None; built.len()];
    let mut entities = Vec::new();
    let mut of = Vec::with_capacity(of_draft.len());
    for at in of_draft {
        let root = root(&built, *at);
        let index = match number[root] {
            Some(index) => index,
            None => {
                let index = entities.len() as u32;
                number[root] = Some(index);
                entities.push(entity(scan, &built[root]));
                index
            }
        };
        of.push(index);
    }
    (entities, of)
}

fn entity(scan: &Scan<'_>, built: &Building) -> Entity {
    let listed = built.listed.and_then(|listed| scan.listed(listed));
    let by_list = matches!(built.kind, EntityKind::Country | EntityKind::Subdivision | EntityKind::Group);
    let name = match listed {
        Some(listed) if by_list || built.worth.0 == 0 => listed.name.clone(),
        _ => built.name.clone(),
    };
    Entity {
        kind: built.kind,
        name,
        id: listed.and_then(|listed| listed.id.clone()),
        within: listed.and_then(|listed| listed.within.clone()).or_else(|| built.within.clone()),
    }
}
