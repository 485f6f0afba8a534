//! A document on the reader's desk: its tokens, names, values and sentences of linked units.

mod clause;
mod dateline;
mod joined;
mod mend;
mod missed;
mod quote;
mod trace;
mod unit;

use grammar::{Grammar, Scratch, Segments};
use model::{Document, Span};

pub(crate) use trace::trace;
pub(crate) use unit::{Mention, Node, Sentence};

use crate::Reader;
use crate::names::{EntityKind, NameMention, Names};
use crate::values::{Clock, Found, ValueMention};

/// What the reader knows of a document before it looks for statements.
pub(crate) struct Page<'d> {
    pub document: &'d Document,
    pub segments: Segments,
    pub names: Names,
    pub values: Vec<ValueMention>,
    /// The tokens that may begin the name of a currency, in order.
    pub currencies: Vec<u32>,
    pub sentences: Vec<Sentence>,
    /// Stretches inside quotation marks, in code points.
    pub quotes: Vec<Span>,
}

impl<'d> Page<'d> {
    /// Reads names, values, tags and links of the whole document.
    pub fn new(reader: &Reader, document: &'d Document) -> Page<'d> {
        let text = document.text.as_str();
        let segments = grammar::segment(text);
        let mut names =
            crate::names::find_with(&reader.gazetteer, text, &segments, &|word| Grammar::english().known(word));
        let clock = Clock { published: document.published };
        let (values, currencies) = crate::values::find_with_currencies(&reader.value_words, text, &segments, clock);
        leave_sums(&mut names, &values);
        let mut page =
            Page { document, segments, names, values, currencies, sentences: Vec::new(), quotes: quote::find(text) };
        let furniture = text::furniture(text);
        let mut scratch = Scratch::default();
        let grammar = Grammar::english();
        for index in 0..page.segments.sentences.len() {
            let sentence = unit::sentence(reader, grammar, &mut scratch, &page, index, &furniture);
            page.sentences.push(sentence);
        }
        page
    }

    /// The words under a run of tokens.
    pub fn words(&self, tokens: std::ops::Range<u32>) -> &'d str {
        let Some(span) = self.bytes(tokens) else { return "" };
        self.document.text.get(span).unwrap_or("")
    }

    /// The place of a run of tokens, in code points.
    pub fn span(&self, tokens: std::ops::Range<u32>) -> Span {
        let first = self.segments.tokens.get(tokens.start as usize);
        let last = tokens.end.checked_sub(1).and_then(|last| self.segments.tokens.get(last as usize));
        match (first, last) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::new(0, 0),
        }
    }

    fn bytes(&self, tokens: std::ops::Range<u32>) -> Option<std::ops::Range<usize>> {
        let first = self.segments.tokens.get(tokens.start as usize)?;
        let last = self.segments.tokens.get(tokens.end.checked_sub(1)? as usize)?;
        Some(first.byte_start as usize..last.byte_end as usize)
    }

    /// True where a name mention is a place.
    pub fn is_place(&self, name: usize) -> bool {
        let entity = &self.names.entities[self.names.mentions[name].entity as usize];
        !matches!(entity.kind, EntityKind::Person | EntityKind::Organisation)
    }

    /// The names of a sentence.
    pub fn mentions_in(&self, sentence: usize) -> &[NameMention] {
        let Some(sentence) = self.segments.sentences.get(sentence) else { return &[] };
        let all = &self.names.mentions;
        let at = |token: u32| all.partition_point(|mention| mention.tokens.start < token);
        all.get(at(sentence.first)..at(sentence.end)).unwrap_or(&[])
    }

    /// True where a run of tokens may name a currency.
    pub fn names_currency(&self, tokens: &std::ops::Range<u32>) -> bool {
        let from = self.currencies.partition_point(|&token| token < tokens.start);
        self.currencies.get(from).is_some_and(|&token| token < tokens.end)
    }

    /// True where the whole span lies inside one quotation.
    pub fn quoted(&self, span: Span) -> Option<usize> {
        self.quotes.iter().position(|quote| quote.contains(span))
    }
}

/// Drops the places that only name a currency: "US$ 5 million", "5 million Canadian dollars".
fn leave_sums(names: &mut Names, values: &[ValueMention]) {
    let is_sum = |value: &ValueMention| matches!(value.value, Found::Money { .. });
    names.mentions.retain(|mention| {
        let after = values.partition_point(|value| value.tokens.start <= mention.tokens.start);
        let around = after.checked_sub(1).map(|index| &values[index]);
        !around.is_some_and(|value| is_sum(value) && mention.tokens.end <= value.tokens.end)
    });
}
