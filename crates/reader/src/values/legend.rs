//! Units that a heading, a column or a first sentence names for the bare figures below it: "USD mln", "million euros", "%".

use std::ops::Range;

use grammar::Segments;
use model::Decimal;

use super::piece::{self, Form, Piece};
use super::quantity;
use super::words::{Cardinal, Currency, Joint, Unit, Words};

/// What a legend says of the figures that it stands over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// They are money.
    Money {
        /// ISO 4217 code.
        currency: String,
        /// What one stands for: 1000000 for "million".
        scale: Decimal,
    },
    /// They are measured in a unit, named as written.
    Measure {
        /// The unit without its scale.
        unit: String,
        /// What one stands for.
        scale: Decimal,
    },
    /// They are per cent.
    Percent,
}

/// A unit named without a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Legend {
    /// The tokens that name it.
    pub tokens: Range<u32>,
    /// What it says.
    pub scope: Scope,
}

/// The units named without a number in a run of tokens, in order.
pub fn legends(words: &Words, text: &str, segments: &Segments, tokens: Range<u32>) -> Vec<Legend> {
    let mut pieces = Vec::new();
    piece::cut(words, text, segments, tokens.start as usize..tokens.end as usize, &mut pieces);
    let mut out = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match read(words, text, &pieces, at) {
            Some((end, scope)) if !counted(words, &pieces, at) => {
                let tokens = pieces[at].first_token..pieces[end - 1].last_token + 1;
                out.push(Legend { tokens, scope });
                at = end;
            }
            Some((end, _)) => at = end,
            None => at += 1,
        }
    }
    out
}

/// The scale that a sum is written in: 1000000 for "4.1 mln dollars", 1 for "4,100,000 dollars".
pub fn scale(words: &Words, text: &str, segments: &Segments, tokens: Range<u32>) -> Decimal {
    let mut pieces = Vec::new();
    piece::cut(words, text, segments, tokens.start as usize..tokens.end as usize, &mut pieces);
    (0..pieces.len())
        .filter_map(|at| scale_at(words, &pieces, at))
        .map(|(_, scale)| scale)
        .max()
        .unwrap_or(Decimal::ONE)
}

/// True where a number stands right before: then the words are its unit and no legend.
fn counted(words: &Words, pieces: &[Piece], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| pieces.get(before)) else { return false };
    matches!(before.form, Form::Figure(_))
        || words.cardinals.at(pieces, at - 1).is_some_and(|(end, _)| end == at)
        || pieces.get(at + 1).is_some_and(|next| next.glued && matches!(next.form, Form::Figure(_)))
}

fn read(words: &Words, text: &str, pieces: &[Piece], at: usize) -> Option<(usize, Scope)> {
    if let Some((after, scale)) = scale_at(words, pieces, at) {
        let after = match quantity::joint(words, pieces, after) {
            Some((end, Joint::Of)) => end,
            _ => after,
        };
        if let Some((end, currency)) = currency_at(words, pieces, after) {
            return Some((end, money(currency, scale)));
        }
        return measure(words, text, pieces, after, scale);
    }
    if let Some((after, currency)) = currency_at(words, pieces, at) {
        let comma = pieces.get(after).is_some_and(|piece| piece.form == Form::Mark && piece.text(text) == ",");
        let (end, scale) = scale_at(words, pieces, after + usize::from(comma))?;
        return Some((end, money(currency, scale)));
    }
    measure(words, text, pieces, at, Decimal::ONE)
}

fn money(currency: Currency, scale: Decimal) -> Scope {
    Scope::Money { currency: currency.code(), scale }
}

fn scale_at(words: &Words, pieces: &[Piece], at: usize) -> Option<(usize, Decimal)> {
    match words.cardinals.at(pieces, at)? {
        (end, Cardinal::Scale(scale) | Cardinal::GluedScale(scale)) => Some((end, scale)),
        _ => None,
    }
}

fn currency_at(words: &Words, pieces: &[Piece], at: usize) -> Option<(usize, Currency)> {
    let mark = words.currency_marks.at(pieces, at);
    let name = words.currency_names.at(pieces, at);
    // "US dollars" is longer than the mark "US".
    mark.into_iter().chain(name).max_by_key(|(end, _)| *end)
}

fn measure(words: &Words, text: &str, pieces: &[Piece], at: usize, scale: Decimal) -> Option<(usize, Scope)> {
    let (end, unit) = words.units.at(pieces, at)?;
    match unit {
        Unit::Percent => Some((end, Scope::Percent)),
        Unit::Points => None,
        Unit::Measure => {
            let unit = text.get(pieces[at].start as usize..pieces[end - 1].end as usize)?;
            // One letter is a unit only behind a figure or a scale.
            let clear = unit.chars().count() > 1 || scale > Decimal::ONE;
            clear.then(|| (end, Scope::Measure { unit: unit.to_owned(), scale }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Vec<String> {
        let words = Words::load(&crate::pack::embedded()).unwrap();
        let segments = grammar::segment(text);
        let all = 0..segments.tokens.len() as u32;
        legends(&words, text, &segments, all)
            .into_iter()
            .map(|legend| match legend.scope {
                Scope::Money { currency, scale } => format!("{currency} {scale}"),
                Scope::Measure { unit, scale } => format!("{unit} {scale}"),
                Scope::Percent => "%".to_owned(),
            })
            .collect()
    }

    #[test]
    fn units_without_a_number_are_legends() {
        for (text, found) in [
            ("Foreign trade, million US dollars", "USD 1000000"),
            ("(preliminary; EUR mln)", "EUR 1000000"),
            ("Volume, thousand tonnes", "tonnes 1000"),
            ("in thousands of euros", "EUR 1000"),
            ("2024 to 2023, %", "%"),
            ("It came to 5 million euros", ""),
            ("It came to EUR 5 million", ""),
            ("The million was spent", ""),
        ] {
            assert_eq!(read_all(text).join("; "), found, "{text}");
        }
    }
}
