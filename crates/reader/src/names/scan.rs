//! One pass over the tokens: at each capital, the longest of what lists, place forms, organisation forms and forms of people give.

use std::ops::Range;

use super::EntityKind;
use super::class;
use super::fold::{START, feed};
use super::gazetteer::{Gazetteer, How, Listed};
use super::lexicon::OfficePhrase;
use super::tokens::{Shape, Toks};

/// A mention before it has an entity.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// All its tokens.
    pub tokens: Range<usize>,
    /// The head among them.
    pub head: usize,
    /// The tokens of the name proper: without "company", quotation marks, legal form.
    pub name: Range<usize>,
    /// A place word in the plural that belongs to the name too: of "the Xxx and Yyy districts".
    pub suffix: Option<usize>,
    /// What is named.
    pub kind: EntityKind,
    /// The listed name it is.
    pub listed: Option<u32>,
    /// A name of former times.
    pub former: bool,
    /// The adjective or the people of a place.
    pub adjective: bool,
    /// Listed country or region that an organisation or town lies in, by its own words.
    pub within: Option<u32>,
    /// What found it: list, form, context, dateline, agency, description.
    pub by: &'static str,
}

impl Draft {
    /// A mention whose name is all its tokens, with the last as head.
    pub fn new(kind: EntityKind, tokens: Range<usize>, by: &'static str) -> Draft {
        Draft {
            head: tokens.end.saturating_sub(1).max(tokens.start),
            name: tokens.clone(),
            suffix: None,
            tokens,
            kind,
            listed: None,
            former: false,
            adjective: false,
            within: None,
            by,
        }
    }
}

/// An office phrase in the text: its tokens and which office it is.
#[derive(Clone, Debug)]
pub(super) struct Core {
    /// The tokens of the phrase.
    pub tokens: Range<usize>,
    /// Which office.
    pub phrase: OfficePhrase,
    /// The word itself says that it was held before: "ex-governor".
    pub former: bool,
}

/// A stretch of the text that is a listed name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    /// One past its last token.
    pub end: usize,
    /// Which listed name.
    pub listed: u32,
    /// How the words stand for it.
    pub how: How,
    /// What it names: a region that is a town by itself counts as the town.
    pub kind: EntityKind,
}

/// The state of the search in one document.
pub(super) struct Scan<'a> {
    /// The lists.
    pub gazetteer: &'a Gazetteer,
    /// The tokens.
    pub toks: Toks<'a>,
    /// Says of a word whether it is a common one when written small.
    pub known: &'a dyn Fn(&str) -> bool,
    /// The office phrases, in order.
    pub cores: Vec<Core>,
    /// For each token, one past the end of the office phrase that begins there, else 0.
    pub core_end: Vec<u32>,
    /// For each token, whether an office phrase holds it.
    held: Vec<bool>,
    /// For each token, the longest listed name that begins there within its sentence.
    pub matches: Vec<Option<Match>>,
    /// The mentions, in order.
    pub drafts: Vec<Draft>,
    /// For each token, one more than the index of the draft that holds it, else 0.
    pub taken: Vec<u32>,
    /// The countries that the document names, with how often.
    pub countries: Vec<(String, u32)>,
    /// Ids of the regions that it names, sorted.
    pub regions: Vec<String>,
    /// Ids of the regions that its larger towns lie in, sorted.
    pub near: Vec<String>,
    /// Listed names that need no word beside them any more, since one of their mentions had it; sorted.
    pub allowed: Vec<u32>,
}

impl<'a> Scan<'a> {
    /// A search that has found the office phrases and the countries, nothing else.
    pub fn new(gazetteer: &'a Gazetteer, toks: Toks<'a>, known: &'a dyn Fn(&str) -> bool) -> Scan<'a> {
        let n_tokens = toks.toks.len();
        let mut scan = Scan {
            gazetteer,
            toks,
            known,
            cores: Vec::new(),
            core_end: vec![0; n_tokens],
            held: vec![false; n_tokens],
            matches: Vec::new(),
            drafts: Vec::new(),
            taken: vec![0; n_tokens],
            countries: Vec::new(),
            regions: Vec::new(),
            near: Vec::new(),
            allowed: Vec::new(),
        };
        scan.find_cores();
        scan.match_lists();
        scan
    }

    /// Finds what lists and forms give, from left to right.
    pub fn forms(&mut self) {
        for sentence in 0..self.toks.segments.sentences.len() {
            let range = self.toks.segments.sentences[sentence].range();
            let end = range.end.min(self.toks.toks.len());
            let mut i = range.start;
            while i < end {
                i = self.form_at(i, end).max(i + 1);
            }
        }
    }

    /// Takes the best form that begins at `i`; gives the token to go on from.
    fn form_at(&mut self, i: usize, end: usize) -> usize {
        let tok = self.toks.at(i);
        if tok.shape == Shape::Lower {
            let draft = self.generic_with_quoted(i, end).or_else(|| self.numbered(i, end));
            let draft = draft.or_else(|| self.body_of_place(i, end));
            return draft.map_or(i + 1, |draft| self.take(draft));
        }
        if tok.shape == Shape::Quote {
            return self.quoted_name(i, end).map_or(i + 1, |draft| self.take(draft));
        }
        if !tok.is_capital() && tok.shape != Shape::Number {
            return i + 1;
        }
        let core_end = self.core_end[i] as usize;
        if core_end > i && !(self.toks.at(core_end).is_possessive() && self.toks.at(core_end + 1).is(class::HEAD)) {
            return core_end;
        }
        if let Some(agency) = self.dateline_at(i, end) {
            return self.take(agency);
        }
        if let Some(drafts) = self.places_in_a_row(i, end) {
            return drafts.into_iter().map(|draft| self.take(draft)).last().unwrap_or(i + 1);
        }
        let list = self.match_at(i, end);
        let place = self.place_at(i, end, list);
        let organisation = self.organisation_at(i, end);
        let person = self.person_at(i, end);
        let listed = list.map(|found| self.draft_of(i, found));
        let firm = self.town_first(i, end);
        let mut best: Option<Draft> = None;
        // Where two are equally long the earlier of this row wins: a list says more than a form.
        for draft in [listed, place, organisation, person, firm].into_iter().flatten() {
            if best.as_ref().is_none_or(|old| draft.tokens.end > old.tokens.end) {
                best = Some(draft);
            }
        }
        let Some(draft) = best else { return i + 1 };
        let draft = self.with_body(draft, end);
        self.take(draft)
    }

    /// Keeps a mention; gives the token after it.
    pub fn take(&mut self, draft: Draft) -> usize {
        let end = draft.tokens.end;
        let number = self.drafts.len() as u32 + 1;
        for taken in &mut self.taken[draft.tokens.clone()] {
            *taken = number;
        }
        self.drafts.push(draft);
        end
    }

    /// True where no mention and no office holds the token.
    pub fn is_free(&self, i: usize) -> bool {
        self.taken.get(i).is_some_and(|taken| *taken == 0) && !self.in_core(i)
    }

    /// The mention that holds a token.
    pub fn draft_at(&self, i: usize) -> Option<&Draft> {
        let number = *self.taken.get(i)?;
        self.drafts.get((number as usize).checked_sub(1)?)
    }

    /// True inside an office phrase.
    pub fn in_core(&self, i: usize) -> bool {
        self.held.get(i).copied().unwrap_or_default()
    }

    /// True for a capitalised word that is a common one when written small.
    pub fn is_common(&self, i: usize) -> bool {
        let word = self.toks.word(i);
        let tok = self.toks.at(i);
        let classes = tok.classes.without(PERSONAL);
        !classes.is_empty() || (self.known)(word)
    }

    /// The listed name of an index.
    pub fn listed(&self, index: u32) -> Option<&'a Listed> {
        self.gazetteer.listed.get(index as usize)
    }

    /// Feeds a token into a phrase's hash.
    pub fn feed(&self, hash: u64, i: usize) -> u64 {
        if hash == START { self.toks.at(i).hash } else { feed(hash, self.toks.word(i)) }
    }

    /// True where a dateline or headline writes the name in capitals that the list does not: MINSK.
    pub fn is_shouted(&self, draft: &Draft) -> bool {
        let capitals = self.toks.at(draft.name.start).shape == Shape::Capitals;
        let listed = draft.listed.and_then(|listed| self.listed(listed));
        capitals && listed.is_some_and(|listed| listed.name.chars().any(char::is_lowercase))
    }

    /// A listed name as a mention.
    pub fn draft_of(&self, i: usize, found: Match) -> Draft {
        let mut draft = Draft::new(found.kind, i..found.end, "list");
        draft.listed = Some(found.listed);
        draft.adjective = found.how == How::Adjective;
        draft.former = found.how == How::Former;
        if self.listed(found.listed).is_some_and(|listed| listed.agency) {
            let closed = self.toks.before(i).shape == Shape::Open && self.toks.at(found.end).shape == Shape::Close;
            let dated = closed && self.toks.at(found.end + 1).shape == Shape::Dash;
            draft.by = if dated { "dateline" } else { "agency" };
        }
        draft
    }

    fn find_cores(&mut self) {
        let mut i = 0;
        while i < self.toks.toks.len() {
            if !(self.toks.at(i).is(class::OFFICE) || self.after_former(i).is_some()) || self.is_heading_verb(i) {
                i += 1;
                continue;
            }
            let former = self.after_former(i);
            let Some((end, phrase)) = self.core_at(i) else {
                i += 1;
                continue;
            };
            self.core_end[i] = end as u32;
            self.held[i..end].fill(true);
            self.cores.push(Core { tokens: i..end, phrase, former: former.is_some() });
            i = end;
        }
    }

    /// "heads the region", "who heads logistics": the verb, not the noun in the plural.
    fn is_heading_verb(&self, i: usize) -> bool {
        let next = self.toks.at(i + 1);
        let field = next.is(class::FIELD) && i > 0 && self.toks.before(i).is(class::WHO);
        self.toks.at(i).is(class::HEADS) && (next.is(class::ARTICLE) || next.is_capital() || field)
    }

    /// What follows "ex-" in one token.
    fn after_former(&self, i: usize) -> Option<&'a str> {
        let (first, rest) = self.toks.word(i).split_once('-')?;
        let former = self.gazetteer.lexicon.classes(feed(START, first)).has(class::FORMER);
        Some(rest).filter(|rest| former && !rest.is_empty())
    }

    fn core_at(&self, i: usize) -> Option<(usize, OfficePhrase)> {
        let mut hash = START;
        let mut best = None;
        let mut j = i;
        while let Some(tok) = self.toks.toks.get(j) {
            let silent = tok.hash == START;
            if silent && !(tok.glued && tok.shape != Shape::Comma) {
                break;
            }
            hash = match self.after_former(j).filter(|_| j == i) {
                Some(word) => feed(START, word),
                None => self.feed(hash, j),
            };
            j += 1;
            if silent {
                continue;
            }
            let (found, longer) = self.gazetteer.lexicon.phrase(hash);
            if let Some(phrase) = found {
                best = Some((j, phrase));
            }
            if !longer {
                break;
            }
        }
        best
    }
}

/// Classes that say nothing against a word's being a name.
const PERSONAL: class::Classes = class::GIVEN.or(class::HONORIFIC).or(class::PARTICLE);
