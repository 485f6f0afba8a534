//! What slots take from the pieces of a sentence.

use model::Direction;

use super::literal::{self, Literal};
use super::meaning::Meaning;
use super::pattern::Slots;
use super::piece::{Form, Piece};
use super::quantity::{self, Counted};
use super::scan::Scan;
use super::slot::{Captured, Slot, Take};
use super::vocabulary::DASH;
use super::words::Joint;

impl Slots for Scan<'_> {
    fn pieces(&self) -> &[Piece] {
        self.pieces
    }

    fn may_begin(&self, at: usize) -> u32 {
        const OF_FIGURES: &[Slot] = &[
            Slot::Number,
            Slot::Bounded,
            Slot::Percent,
            Slot::Fraction,
            Slot::Broken,
            Slot::Ordinal,
            Slot::Year,
            Slot::Figures,
            Slot::Day,
        ];
        let bits = |slots: &[Slot]| slots.iter().fold(0, |bits, slot| bits | slot.bit());
        let piece = &self.pieces[at];
        if matches!(piece.form, Form::Figure(_)) {
            return bits(OF_FIGURES);
        }
        let any = if piece.form == Form::Word { bits(&[Slot::Any]) } else { 0 };
        let signs = if piece.word != 0 { bits(&[Slot::Plus, Slot::Minus]) } else { 0 };
        piece.begins.slots | any | signs
    }

    fn slot(&self, slot: Slot, at: usize) -> Option<(usize, Captured)> {
        let piece = self.pieces.get(at)?;
        let whole = |end: usize, take: Take| Some((end, Captured { piece: end - 1, take }));
        let moved = |wanted: Direction| {
            let (end, direction) = self.words.moves.at(self.pieces, at)?;
            if direction == wanted { whole(end, Take::Move(direction)) } else { None }
        };
        match slot {
            Slot::Number | Slot::Bounded | Slot::Broken => {
                let (_, number_at, approx) =
                    if slot == Slot::Bounded { quantity::bounds(self.words, self.pieces, at) } else { (at, at, None) };
                let (num, _) = quantity::number_before_hyphen(self.words, self.pieces, number_at)?;
                if slot == Slot::Broken && num.value.normalize().scale() == 0 {
                    return None;
                }
                Some((num.end, Captured { piece: num.piece, take: Take::Number(num.value, approx) }))
            }
            Slot::Percent => self.percent(at),
            Slot::Fraction => self.fraction(at),
            Slot::Ordinal => self.ordinal(at).and_then(|(end, value)| whole(end, Take::Ordinal(value))),
            Slot::Roman => self.words.romans.at(self.pieces, at).and_then(|(end, n)| whole(end, Take::Ordinal(n))),
            Slot::Figures => whole(at + 1, Take::Year(Some(self.year(at)?))),
            Slot::Year => {
                if let Some(year) = self.year(at) {
                    return whole(at + 1, Take::Year(Some(year)));
                }
                let (end, row) = self.words.years.longest_words(self.pieces, at)?;
                let Meaning::Year(offset) = *self.words.meanings.get(row as usize)? else { return None };
                whole(end, Take::Year(self.clock.published.map(|now| now.year() + offset)))
            }
            Slot::Day => {
                let Literal::Number(figure) = piece.literal()? else { return None };
                let day = figure.whole().filter(|day| (1..=31).contains(day) && figure.plain_digits > 0)? as u8;
                let suffix = self.pieces.get(at + 1).is_some_and(|next| next.glued && next.is_letters());
                match quantity::joint(self.words, self.pieces, at + 1) {
                    Some((end, Joint::OrdinalSuffix)) => Some((end, Captured { piece: at, take: Take::Day(day) })),
                    _ if suffix => None,
                    _ => whole(at + 1, Take::Day(day)),
                }
            }
            Slot::Month => self.words.months.at(self.pieces, at).and_then(|(end, m)| whole(end, Take::Month(m))),
            Slot::Weekday => self.words.weekdays.at(self.pieces, at).and_then(|(end, d)| whole(end, Take::Weekday(d))),
            Slot::Season => self.words.seasons.at(self.pieces, at).and_then(|(end, s)| whole(end, Take::Season(s))),
            Slot::Period => self.words.periods.at(self.pieces, at).and_then(|(end, p)| whole(end, Take::Period(p))),
            Slot::Up => moved(Direction::Up),
            Slot::Down => moved(Direction::Down),
            Slot::Flat => moved(Direction::Flat),
            Slot::Plus => self.sign(at, Joint::Positive).and_then(|end| whole(end, Take::Nothing)),
            Slot::Minus => self.sign(at, Joint::Negative).and_then(|end| whole(end, Take::Nothing)),
            Slot::Any => {
                if piece.form == Form::Word {
                    whole(at + 1, Take::Nothing)
                } else {
                    None
                }
            }
            Slot::Value => None,
        }
    }
}

impl Scan<'_> {
    fn percent(&self, at: usize) -> Option<(usize, Captured)> {
        let quantity = quantity::quantity(self.words, self.pieces, at)?;
        if quantity.counted != Counted::Percent {
            return None;
        }
        let take = Take::Percent(quantity.num.value, quantity.approx);
        Some((quantity.end, Captured { piece: quantity.head, take }))
    }

    /// A part in words: "half", "a third", "two thirds", "more than three quarters", "1/3".
    fn fraction(&self, at: usize) -> Option<(usize, Captured)> {
        let (_, at, approx) = quantity::bounds(self.words, self.pieces, at);
        if let Some(Literal::Fraction(percent)) = self.pieces.get(at).and_then(Piece::literal) {
            return Some((at + 1, Captured { piece: at, take: Take::Percent(percent, approx) }));
        }
        let (parts, whole_at) = match quantity::number(self.words, self.pieces, at) {
            Some(num) if num.high.is_none() && num.value.scale() == 0 => {
                (u32::try_from(num.value.mantissa()).ok()?, num.end)
            }
            Some(_) => return None,
            None => (1, quantity::after_article(self.words, self.pieces, at)),
        };
        let whole_at = if self.pieces.get(whole_at)?.word == DASH { whole_at + 1 } else { whole_at };
        let (end, whole) = self.words.fractions.at(self.pieces, whole_at)?;
        let percent = literal::per_cent(parts, whole).filter(|_| 0 < parts && parts < whole)?;
        Some((end, Captured { piece: end - 1, take: Take::Percent(percent, approx) }))
    }

    fn ordinal(&self, at: usize) -> Option<(usize, u32)> {
        if let Some(Literal::Number(figure)) = self.pieces.get(at)?.literal() {
            let suffix = self.pieces.get(at + 1).filter(|suffix| suffix.glued)?;
            let suffix_at = if suffix.word == DASH { at + 2 } else { at + 1 };
            let (end, Joint::OrdinalSuffix) = quantity::joint(self.words, self.pieces, suffix_at)? else { return None };
            return Some((end, figure.whole()?));
        }
        if let Some(found) = self.words.ordinals.at(self.pieces, at) {
            return Some(found);
        }
        // "five-hundredth": a number, a hyphen, a power of ten.
        if let Some((num, _)) = quantity::number_before_hyphen(self.words, self.pieces, at) {
            let scale_at = if self.pieces.get(num.end)?.word == DASH { num.end + 1 } else { num.end };
            if let Some((end, scale)) = self.words.ordinals.at(self.pieces, scale_at).filter(|(_, scale)| *scale >= 100)
            {
                let count = u32::try_from(num.value.mantissa()).ok().filter(|_| num.value.scale() == 0)?;
                return Some((end, count.checked_mul(scale)?));
            }
        }
        // "twenty-first": a ten, a hyphen, an ordinal below ten.
        let ten = quantity::ten(self.words, self.pieces, at)?;
        let unit_at = if self.pieces.get(at + 1)?.word == DASH { at + 2 } else { at + 1 };
        let (end, unit) = self.words.ordinals.at(self.pieces, unit_at)?;
        (unit < 10).then_some((end, ten + unit))
    }

    fn sign(&self, at: usize, wanted: Joint) -> Option<usize> {
        let (end, joint) = quantity::joint(self.words, self.pieces, at)?;
        let is_mark = self.pieces[at].form == Form::Mark;
        // A dash is a minus only right before the figure and after a blank.
        let stands = !is_mark || (self.pieces.get(end)?.glued && (at == 0 || !self.pieces[at].glued));
        let joint = if is_mark && self.pieces[at].word == DASH { Joint::Negative } else { joint };
        (joint == wanted && stands).then_some(end)
    }
}
