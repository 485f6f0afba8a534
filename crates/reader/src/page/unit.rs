//! Units: the words of a sentence, with names, titles, dates, numbers and sums merged into one word each, tagged and linked.

use std::ops::Range;

use grammar::{Analysis, Grammar, Number, Relation, Scratch, Tag, Upos, VerbForm, Word};
use model::Span;

use super::{Page, clause, dateline, mend, missed};
use crate::Reader;
use crate::lexicon::{self, Class, ClassBits, Classes, Entry, Pos};
use crate::names::EntityKind;
use crate::values::Found;

/// What a unit stands for, by its index in the page's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mention {
    Name(usize),
    Value(usize),
    Office(usize),
}

/// A word or merged unit of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Tokens of the document.
    pub tokens: Range<u32>,
    pub span: Span,
    pub lemma: String,
    pub tag: Tag,
    /// Index of the head in the sentence; `None` for the root.
    pub head: Option<usize>,
    pub relation: Relation,
    pub children: Vec<usize>,
    pub mention: Option<Mention>,
    /// The value whose words this unit is among, where the value is no unit of its own (a change, share or rank).
    pub inside: Option<usize>,
    pub classes: Classes,
    /// The unit that heads the clause this one stands in.
    pub clause: usize,
}

impl Node {
    #[inline]
    pub fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    pub fn is_verb(&self) -> bool {
        matches!(self.tag.upos, Upos::Verb | Upos::Aux)
    }

    pub fn is_nominal(&self) -> bool {
        matches!(self.tag.upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym)
    }
}

/// A sentence of linked units.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    pub nodes: Vec<Node>,
    pub span: Span,
    pub paragraph: u32,
    /// Menus, share links, rates: nothing is read from it.
    pub furniture: bool,
    /// The classes of all its units.
    pub classes: ClassBits,
}

impl Sentence {
    /// The nodes from `from` up to the root, `from` first; a broken cycle ends it.
    pub fn ancestors(&self, from: usize) -> impl Iterator<Item = usize> {
        let mut at = Some(from);
        let mut left = self.nodes.len();
        std::iter::from_fn(move || {
            let here = at?;
            at = if left == 0 { None } else { self.nodes[here].head };
            left = left.saturating_sub(1);
            Some(here)
        })
    }

    /// True where `node` lies under `above` or is it.
    pub fn under(&self, node: usize, above: usize) -> bool {
        self.ancestors(node).any(|here| here == above)
    }

    /// True where a unit is of the class.
    pub fn has(&self, class: Class) -> bool {
        lexicon::has(&self.classes, class).unwrap_or_else(|| self.nodes.iter().any(|node| node.is(class)))
    }

    pub fn children(&self, node: usize, relation: Relation) -> impl Iterator<Item = usize> {
        self.nodes[node].children.iter().copied().filter(move |&child| self.nodes[child].relation == relation)
    }

    /// Number of links between two nodes.
    pub fn distance(&self, a: usize, b: usize) -> usize {
        let up: Vec<usize> = self.ancestors(a).collect();
        for (steps, here) in self.ancestors(b).enumerate() {
            if let Some(at) = up.iter().position(|&node| node == here) {
                return at + steps;
            }
        }
        self.nodes.len()
    }
}

pub(super) fn sentence(
    reader: &Reader,
    grammar: &Grammar,
    scratch: &mut Scratch,
    page: &Page<'_>,
    index: usize,
    furniture: &[Span],
) -> Sentence {
    let sentence = &page.segments.sentences[index];
    let span = page.span(sentence.first..sentence.end);
    let is_furniture =
        furniture.iter().any(|found| found.contains(span) || (found.overlaps(span) && found.len() * 2 > span.len()));
    let mut out = Sentence {
        nodes: Vec::new(),
        span,
        paragraph: sentence.paragraph,
        furniture: is_furniture,
        classes: ClassBits::default(),
    };
    if is_furniture {
        return out;
    }
    let units = cut(page, sentence.first..sentence.end);
    let mut words: Vec<Word<'_>> = units
        .iter()
        .map(|unit| {
            let form = page.words(unit.head..unit.head + 1);
            Word { form, tag: unit.tag.or_else(|| listed(reader, grammar, form)) }
        })
        .collect();
    // A dateline is no part of the sentence that it opens.
    let opening = dateline::length(page, units.iter().map(|unit| (&unit.tokens, unit.mention)));
    let opening = if opening < units.len() { opening } else { 0 };
    let (before, rest) = units.split_at(opening);
    let words = &mut words[opening..];
    let mut analyses = analyse(reader, grammar, scratch, page, rest, words, &mut out.nodes);
    if let Some((verb, tag)) = missed::verb(reader, grammar, words, &out.nodes, &analyses) {
        words[verb].tag = Some(tag);
        analyses = analyse(reader, grammar, scratch, page, rest, words, &mut out.nodes);
    }
    if let Some(word) = missed::counted_participle(reader, words, &out.nodes) {
        words[word].tag = Some(Tag::plain(Upos::Adj));
        analyses = analyse(reader, grammar, scratch, page, rest, words, &mut out.nodes);
        if let Some((verb, tag)) = missed::verb(reader, grammar, words, &out.nodes, &analyses) {
            words[verb].tag = Some(tag);
            analyses = analyse(reader, grammar, scratch, page, rest, words, &mut out.nodes);
        }
    }
    for (node, analysis) in out.nodes.iter_mut().zip(&analyses) {
        node.head = analysis.head.map(|head| head as usize + opening);
        node.relation = analysis.relation;
    }
    if !before.is_empty() {
        open(reader, grammar, page, before, &mut out.nodes);
    }
    for node in &out.nodes {
        out.classes.iter_mut().zip(node.classes.bits()).for_each(|(all, bits)| *all |= bits);
    }
    for node in 0..out.nodes.len() {
        if let Some(head) = out.nodes[node].head {
            out.nodes[head].children.push(node);
        }
    }
    mend::mend(page, &mut out, &reader.words);
    clause::mark(&mut out);
    out
}

/// Puts a dateline before the nodes of its sentence, as adverbials of its root.
fn open(reader: &Reader, grammar: &Grammar, page: &Page<'_>, units: &[Unit], nodes: &mut Vec<Node>) {
    let root = nodes.iter().position(|node| node.head.is_none()).map(|root| root + units.len());
    let mut opening: Vec<Node> = units
        .iter()
        .map(|unit| {
            let tag = unit.tag.unwrap_or(Tag::plain(Upos::Punct));
            let form = page.words(unit.head..unit.head + 1);
            let mut node = node(page, unit, lemma(reader, grammar, form, tag.upos), tag);
            node.head = root;
            node.relation = if tag.upos == Upos::Punct { Relation::Punct } else { Relation::OblUnmarked };
            node
        })
        .collect();
    classify(reader, page, &mut opening);
    nodes.splice(0..0, opening);
}

/// Tags the units as nodes, and links them where the sentence may state something.
fn analyse(
    reader: &Reader,
    grammar: &Grammar,
    scratch: &mut Scratch,
    page: &Page<'_>,
    units: &[Unit],
    words: &[Word<'_>],
    nodes: &mut Vec<Node>,
) -> Vec<Analysis> {
    let mut analyses: Vec<Analysis> = Vec::with_capacity(words.len());
    nodes.clear();
    nodes.reserve(units.len());
    grammar.analyse_where(words, scratch, &mut analyses, |tagged| {
        for ((unit, word), analysis) in units.iter().zip(words).zip(tagged) {
            nodes.push(node(page, unit, lemma(reader, grammar, word.form, analysis.tag.upos), analysis.tag));
        }
        classify(reader, page, nodes);
        nodes.len() > 2 || nodes.iter().any(|node| is_of_interest(reader, page, node))
    });
    analyses
}

fn node(page: &Page<'_>, unit: &Unit, lemma: String, tag: Tag) -> Node {
    Node {
        tokens: unit.tokens.clone(),
        span: page.span(unit.tokens.clone()),
        lemma,
        tag,
        head: None,
        relation: Relation::Root,
        children: Vec::new(),
        mention: unit.mention,
        inside: unit.inside,
        classes: Classes::default(),
        clause: 0,
    }
}

/// True for a word that a rule, a speaker or a bare value may hang on; a sentence without any, and without goods beside a name,
/// states nothing that we read.
fn is_of_interest(reader: &Reader, page: &Page<'_>, node: &Node) -> bool {
    let value = match (node.mention, node.inside) {
        (Some(Mention::Value(value)), _) | (None, Some(value)) => matches!(
            page.values[value].value,
            Found::Number { .. } | Found::Measure { .. } | Found::Money { .. } | Found::Change { .. }
        ),
        _ => false,
    };
    value || node.classes.iter().any(|&class| reader.is_of_interest(class))
}

/// The lemma; of a form that the treebank never saw, one that our lists know.
fn lemma(reader: &Reader, grammar: &Grammar, form: &str, upos: Upos) -> String {
    if upos == Upos::Punct {
        return form.to_owned();
    }
    let lemma = grammar.lemma(form, upos).into_owned();
    let asked: &[Pos] = match upos {
        Upos::Verb => &[Pos::Verb],
        Upos::Noun => &[Pos::Noun, Pos::Thing],
        _ => return lemma,
    };
    if grammar.known(&lemma) || !reader.lexicon.entries(&lemma).is_empty() {
        return lemma;
    }
    stem(reader, &form.to_lowercase(), asked).unwrap_or(lemma)
}

/// What a form is of, by the list of endings, where our lists have it as one of these parts of speech: "trolleybuses" of "trolleybus".
fn stem(reader: &Reader, form: &str, asked: &[Pos]) -> Option<String> {
    let endings = reader
        .endings
        .iter()
        .filter_map(|(ending, instead)| Some(format!("{}{instead}", form.strip_suffix(ending.as_str())?)));
    endings.into_iter().find(|stem| reader.lexicon.entries(stem).iter().any(|entry| asked.contains(&entry.pos)))
}

/// The tag of a word that the treebank never saw but our lists know: "turbines" is a noun, "assembles" a verb.
fn listed(reader: &Reader, grammar: &Grammar, form: &str) -> Option<Tag> {
    const LETTERS_MIN: usize = 4;
    if form.len() < LETTERS_MIN || !form.bytes().all(|b| b.is_ascii_lowercase()) || grammar.known(form) {
        return None;
    }
    let noun = |lemma: &str| {
        let entries = reader.lexicon.entries(lemma);
        (
            entries.iter().any(|entry| matches!(entry.pos, Pos::Noun | Pos::Thing)),
            entries.iter().any(|entry| entry.pos == Pos::Verb),
        )
    };
    let tag = |upos, number| {
        let mut tag = Tag::plain(upos);
        tag.number = number;
        tag
    };
    if noun(form).0 {
        return Some(tag(Upos::Noun, Some(Number::Sing)));
    }
    let lemma = grammar.lemma(form, Upos::Noun);
    if lemma != form && noun(&lemma).0 {
        return Some(tag(Upos::Noun, Some(Number::Plur)));
    }
    if form.ends_with('s') && stem(reader, form, &[Pos::Noun, Pos::Thing]).is_some() {
        return Some(tag(Upos::Noun, Some(Number::Plur)));
    }
    let lemma = grammar.lemma(form, Upos::Verb);
    if form.ends_with('s') && lemma != form && noun(&lemma).1 {
        return Some(missed::third_person());
    }
    None
}

/// A unit before tagging.
struct Unit {
    tokens: Range<u32>,
    head: u32,
    tag: Option<Tag>,
    mention: Option<Mention>,
    inside: Option<usize>,
}

fn cut(page: &Page<'_>, tokens: Range<u32>) -> Vec<Unit> {
    let mut units = Vec::with_capacity(tokens.len());
    let mut at = tokens.start;
    // Most sentences name no office, and few words begin a name or value.
    let offices = page
        .names
        .offices
        .iter()
        .any(|office| tokens.contains(&office.all.start) || tokens.contains(&office.tokens.start));
    while at < tokens.end {
        let unit = (if offices { titled(page, at) } else { None })
            .or_else(|| name(page, at))
            .or_else(|| value(page, at))
            .or_else(|| if offices { office(page, at) } else { None })
            .filter(|unit| unit.tokens.end <= tokens.end)
            .unwrap_or_else(|| Unit {
                tokens: at..at + 1,
                head: at,
                tag: None,
                mention: None,
                inside: inside(page, at),
            });
        at = unit.tokens.end;
        units.push(unit);
    }
    units
}

const fn name_tag() -> Tag {
    let mut tag = Tag::plain(Upos::Propn);
    tag.number = Some(Number::Sing);
    tag
}

/// A person with the title before or after the name, merged where the phrase holds just one person.
fn titled(page: &Page<'_>, at: u32) -> Option<Unit> {
    let office = page.names.offices.iter().position(|office| office.all.start == at && office.person.is_some())?;
    let all = page.names.offices[office].all.clone();
    let mut people = page.names.mentions.iter().enumerate().filter(|(_, mention)| {
        all.contains(&mention.tokens.start) && Some(mention.entity) == page.names.offices[office].person
    });
    let (person, mention) = people.next()?;
    let others = page.names.offices.iter().filter(|other| all.contains(&other.tokens.start)).count();
    if others > 1 || mention.tokens.end > all.end {
        return None;
    }
    Some(Unit {
        tokens: all,
        head: mention.head,
        tag: Some(name_tag()),
        mention: Some(Mention::Name(person)),
        inside: None,
    })
}

fn name(page: &Page<'_>, at: u32) -> Option<Unit> {
    let index = page.names.mentions.binary_search_by_key(&at, |mention| mention.tokens.start).ok()?;
    let mention = &page.names.mentions[index];
    let tag = if mention.adjective { Tag::plain(Upos::Adj) } else { name_tag() };
    Some(Unit {
        tokens: mention.tokens.clone(),
        head: mention.head,
        tag: Some(tag),
        mention: Some(Mention::Name(index)),
        inside: None,
    })
}

fn value(page: &Page<'_>, at: u32) -> Option<Unit> {
    let index = page.values.binary_search_by_key(&at, |value| value.tokens.start).ok()?;
    let value = &page.values[index];
    let upos = match value.value {
        Found::Number { .. } => Upos::Num,
        Found::Measure { .. } | Found::Money { .. } | Found::Percent { .. } | Found::Date { .. } => Upos::Noun,
        _ => return None,
    };
    let mut tag = Tag::plain(upos);
    if upos == Upos::Noun {
        tag.number = Some(Number::Sing);
    }
    Some(Unit {
        tokens: value.tokens.clone(),
        head: value.head,
        tag: Some(tag),
        mention: Some(Mention::Value(index)),
        inside: None,
    })
}

/// An office that stands for its holder: "the ambassador".
fn office(page: &Page<'_>, at: u32) -> Option<Unit> {
    let index = page.names.offices.iter().position(|office| office.tokens.start == at)?;
    let office = &page.names.offices[index];
    Some(Unit {
        tokens: office.tokens.clone(),
        head: office.head,
        tag: None,
        mention: Some(Mention::Office(index)),
        inside: None,
    })
}

fn inside(page: &Page<'_>, token: u32) -> Option<usize> {
    let after = page.values.partition_point(|value| value.tokens.start <= token);
    let index = after.checked_sub(1)?;
    page.values[index].tokens.contains(&token).then_some(index)
}

/// Gives each node the word classes it belongs to, single words and phrases.
fn classify(reader: &Reader, page: &Page<'_>, nodes: &mut [Node]) {
    for at in 0..nodes.len() {
        if matches!(nodes[at].mention, Some(Mention::Value(_))) {
            continue;
        }
        let mut classes = Classes::default();
        let entries = reader.lexicon.entries(&nodes[at].lemma);
        // Some heads have hundreds of phrases ("system", "product"): most are told by the hash of the word before.
        let mut near = [0; 2];
        if let Some(before) = at.checked_sub(1).filter(|_| entries.iter().any(|entry| entry.near != 0)) {
            near = [&nodes[before].lemma, page.words(nodes[before].tokens.clone())].map(lexicon::hash);
        }
        for entry in entries {
            let may_be = entry.near == 0 || near.contains(&entry.near);
            if may_be && fits(entry.pos, nodes[at].tag) && phrase(page, entry, nodes, at) {
                classes.push(entry.class);
            }
        }
        of_event(reader, page, &nodes[at]).into_iter().for_each(|class| classes.push(class));
        nodes[at].classes = classes;
    }
}

fn fits(pos: Pos, tag: Tag) -> bool {
    let upos = tag.upos;
    match pos {
        Pos::Any => true,
        Pos::Verb => matches!(upos, Upos::Verb | Upos::Aux),
        Pos::Noun => matches!(upos, Upos::Noun | Upos::Propn),
        Pos::Thing => matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb),
        Pos::Modifier => {
            matches!(upos, Upos::Adj | Upos::Adv) || (upos == Upos::Verb && tag.verb_form == Some(VerbForm::Part))
        }
    }
}

/// The classes of events that a name speaks of: "Danube Regions Forum" is a forum wherever the word stands in it.
fn of_event(reader: &Reader, page: &Page<'_>, node: &Node) -> Vec<Class> {
    let Some(Mention::Name(name)) = node.mention else { return Vec::new() };
    let entity = page.names.mentions[name].entity as usize;
    if page.names.entities[entity].kind != EntityKind::Organisation {
        return Vec::new();
    }
    let words = page.words(node.tokens.clone()).to_lowercase();
    let entries = words.split_whitespace().flat_map(|word| reader.lexicon.entries(word));
    let single = entries.filter(|entry| entry.before.is_empty() && entry.after.is_empty());
    single.map(|entry| entry.class).filter(|class| reader.words.events().contains(class)).collect()
}

/// True where the other words of a phrase, as lemmas or as they are written, stand where they must: right around a noun; after a verb, with at most two words between.
fn phrase(page: &Page<'_>, entry: &Entry, nodes: &[Node], at: usize) -> bool {
    let is =
        |n: usize, word: &str| nodes[n].lemma == word || page.words(nodes[n].tokens.clone()).eq_ignore_ascii_case(word);
    let before = entry.before.len() <= at && entry.before.iter().rev().zip((0..at).rev()).all(|(word, n)| is(n, word));
    let gap = if entry.pos == Pos::Verb { 2 } else { 0 };
    let mut next = at + 1;
    before
        && entry.after.iter().all(|word| {
            let found = (next..nodes.len().min(next + gap + 1)).find(|&n| is(n, word));
            next = found.map_or(next, |found| found + 1);
            found.is_some()
        })
}
