//! The unit that bare figures are in: named by a heading or column, or carried on from the last sum.

use model::Decimal;

use super::super::Desk;
use super::Ledger;
use crate::page::{Mention, Sentence};
use crate::values::{Found, Scope, legends, scale};

/// A currency and scale.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    pub currency: String,
    pub scale: Decimal,
    /// The sum that it was last used for.
    pub last: Decimal,
}

impl Ledger {
    /// Takes what a sentence says of the unit of the figures after it.
    pub(super) fn take_legend(&mut self, desk: &Desk<'_, '_>, at: usize) {
        let segment = &desk.page.segments.sentences[at];
        let text = desk.page.document.text.as_str();
        let words = &desk.reader.value_words;
        // An abbreviation may have cut the sentence: "(thou. dollars".
        let before = at.checked_sub(1).map(|before| &desk.page.segments.sentences[before]);
        let first =
            before.filter(|before| before.paragraph == segment.paragraph).map_or(segment.first, |before| before.first);
        let tokens = first..segment.end;
        let bracketed = desk.page.sentences[at].has(desk.words.bracket_noun);
        if !bracketed && !desk.page.names_currency(&tokens) {
            return;
        }
        let all = legends(words, text, &desk.page.segments, tokens);
        let mut money = all.iter().filter_map(|legend| match &legend.scope {
            Scope::Money { currency, scale } => Some((legend.tokens.start, currency, scale)),
            _ => None,
        });
        if let Some((_, currency, scale)) = money.next() {
            self.legend = Some(Unit { currency: currency.clone(), scale: *scale, last: Decimal::ONE });
        }
        // "brackets: % of the year before": brackets hold indices.
        let rate = all.iter().any(|legend| legend.scope == Scope::Percent)
            || desk.page.sentences[at].has(desk.words.growth_noun);
        self.indexed |= rate && bracketed;
    }

    /// The unit of the last sum before a node: of its sentence, else of the flow carried.
    pub(super) fn unit_near(
        &self,
        desk: &Desk<'_, '_>,
        sentence: &Sentence,
        node: usize,
        scaled: bool,
    ) -> Option<Unit> {
        let of = |at: usize| match sentence.nodes[at].mention {
            Some(Mention::Value(index)) => unit_of(desk, index),
            _ => None,
        };
        (0..node).rev().find_map(of).or_else(|| (self.active || scaled).then(|| self.unit.clone()).flatten()).or_else(
            || {
                // "from 30 to 45 million dollars": the unit comes with the last of them.
                (node..sentence.nodes.len().min(node + 3)).find_map(of)
            },
        )
    }
}

/// True for a number that brings its own scale: "5.5 million".
pub(super) fn scaled(desk: &Desk<'_, '_>, index: usize) -> bool {
    scale_of(desk, index) > Decimal::ONE
}

/// The scale that a number brings: a million of "5.5 million".
pub(super) fn scale_of(desk: &Desk<'_, '_>, index: usize) -> Decimal {
    let tokens = desk.page.values[index].tokens.clone();
    let text = desk.page.document.text.as_str();
    scale(&desk.reader.value_words, text, &desk.page.segments, tokens)
}

/// The unit of a sum.
pub(super) fn unit_of(desk: &Desk<'_, '_>, index: usize) -> Option<Unit> {
    let mention = &desk.page.values[index];
    let Found::Money { value, currency, .. } = &mention.value else { return None };
    let text = desk.page.document.text.as_str();
    let scale = scale(&desk.reader.value_words, text, &desk.page.segments, mention.tokens.clone());
    Some(Unit { currency: currency.clone(), scale, last: *value })
}
