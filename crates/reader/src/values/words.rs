//! The value tables of a language, compiled: number words, bounds, units, currencies, calendar words, patterns.

use model::{Approx, Decimal, Direction};

use super::meaning::{self, Meaning};
use super::pattern::Trie;
use super::piece::{self, Piece};
use super::slot::Slot;
use super::vocabulary::{Vocabulary, WordId};
use crate::pack::{self, PackError, PackFile, Row};

/// The value tables, compiled for reading.
#[derive(Clone, Debug)]
pub struct Words {
    pub(super) vocabulary: Vocabulary,
    pub(super) cardinals: Phrases<Cardinal>,
    pub(super) ordinals: Phrases<u32>,
    pub(super) romans: Phrases<u32>,
    pub(super) fractions: Phrases<u32>,
    pub(super) joints: Phrases<Joint>,
    pub(super) bounds: Phrases<(Approx, Stand)>,
    pub(super) bounds_after: Phrases<Approx>,
    pub(super) units: Phrases<Unit>,
    pub(super) currency_names: Phrases<Currency>,
    pub(super) currency_marks: Phrases<Currency>,
    pub(super) months: Phrases<u8>,
    pub(super) weekdays: Phrases<u8>,
    pub(super) seasons: Phrases<u8>,
    pub(super) periods: Phrases<Period>,
    pub(super) rates: Phrases<()>,
    pub(super) moves: Phrases<Direction>,
    pub(super) cues: Phrases<Cue>,
    pub(super) tenses: Phrases<Tense>,
    pub(super) years: Trie,
    pub(super) patterns: Trie,
    pub(super) meanings: Vec<Meaning>,
    /// For each word what it may begin.
    begins: Vec<Begins>,
}

/// What a word may begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Begins {
    /// Slots of patterns, as bits, and whether it may begin a value at all.
    pub(super) slots: u32,
    /// Rows of the lists, as bits: see `Phrases::bit`.
    lists: u32,
}

impl Begins {
    fn or(self, other: Begins) -> Begins {
        Begins { slots: self.slots | other.slots, lists: self.lists | other.lists }
    }
}

/// Rows of plain words and what each says.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    trie: Trie,
    rows: Vec<T>,
    /// The list's own bit in what a word may begin; all until the lists are complete.
    bit: u32,
}

impl<T> Default for Phrases<T> {
    fn default() -> Phrases<T> {
        Phrases { trie: Trie::default(), rows: Vec::new(), bit: u32::MAX }
    }
}

impl<T: Copy> Phrases<T> {
    fn add(&mut self, vocabulary: &mut Vocabulary, form: &str, row: T) {
        let words: Vec<WordId> = piece::split_words(form).into_iter().map(|word| vocabulary.learn(word)).collect();
        self.trie.add_words(&words, self.rows.len() as u32);
        self.rows.push(row);
    }

    fn add_reversed(&mut self, vocabulary: &mut Vocabulary, form: &str, row: T) {
        let mut words: Vec<WordId> = piece::split_words(form).into_iter().map(|word| vocabulary.learn(word)).collect();
        words.reverse();
        self.trie.add_words(&words, self.rows.len() as u32);
        self.rows.push(row);
    }

    /// Gives the list its bit, and marks the words that begin its rows with it.
    fn mark(&mut self, number: u32, begins: &mut [Begins]) {
        self.bit = 1 << number;
        for word in self.trie.beginnings().0 {
            begins[word as usize].lists |= self.bit;
        }
    }

    /// The longest row at `at`: one past its last piece, and what it says.
    #[inline]
    pub(super) fn at(&self, pieces: &[Piece], at: usize) -> Option<(usize, T)> {
        // Nearly every word begins none.
        if pieces.get(at)?.begins.lists & self.bit == 0 {
            return None;
        }
        let (end, row) = self.trie.longest_words(pieces, at)?;
        Some((end, *self.rows.get(row as usize)?))
    }

    /// The longest row that ends before `end`, where rows were added in reverse: its first piece, and what it says.
    pub(super) fn before(&self, pieces: &[Piece], end: usize) -> Option<(usize, T)> {
        let (start, row) = self.trie.longest_words_before(pieces, end)?;
        Some((start, *self.rows.get(row as usize)?))
    }
}

/// A word of a cardinal number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cardinal {
    /// 1 to 19.
    Unit(u32),
    /// 20 to 90.
    Ten(u32),
    /// 100.
    Hundred,
    /// A power of ten that multiplies what stands before it.
    Scale(Decimal),
    /// A power of ten that is read so only where it is written onto the figure: "5m".
    GluedScale(Decimal),
    /// A count that follows a number or an article: dozen.
    Dozen(u32),
    /// One half, before a scale or after "and a".
    Half,
    /// The article that stands for one before a scale.
    Article,
}

/// A small word between the parts of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joint {
    /// Between hundreds and units: "two hundred and five".
    And,
    /// Between a scale and what is counted: "thousands of tonnes".
    Of,
    /// Between the ends of a range: "5 to 7".
    Range,
    /// Between neighbours that leave the number open: "two or three".
    Or,
    /// Opens a range whose ends `And` parts: "between 5 and 7".
    Between,
    /// Makes an ordinal of a figure: "24th".
    OrdinalSuffix,
    /// Before a number it names something: "No. 5" (a code, not a count).
    CodeBefore,
    /// After a number word it makes an adjective of it that counts nothing: "odd one out".
    Plus,
    /// Signs a percentage as growth.
    Positive,
    /// Signs a percentage as decline.
    Negative,
}

/// Where the words of a bound belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// They are part of the value: "over 120".
    Inside,
    /// They are the sentence's verb and stay outside the value: "exceeded 120".
    Outside,
}

/// A unit of measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Anything else that is measured.
    Measure,
}

/// A currency word or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Currency {
    /// ISO 4217.
    pub(super) code: [u8; 3],
    /// How many of it make one of the currency: 1, or 100 for cents.
    pub(super) parts: u32,
}

impl Currency {
    /// The ISO 4217 code.
    pub(super) fn code(&self) -> String {
        String::from_utf8_lossy(&self.code).into_owned()
    }
}

/// A unit of calendar time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// So many seconds, less than a day; never a date.
    Seconds(u32),
    /// So many days.
    Days(u32),
    /// So many months.
    Months(u32),
}

/// What the words before a date make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// They leave it as it is: "in", "on", "of".
    Plain,
    /// From it on, and it is past: "since".
    Since,
    /// From it on: "from", "starting in".
    From,
    /// It is the last moment: "by".
    By,
    /// It lasts up to then: "until".
    Until,
    /// It is what something is compared with: "than in".
    Comparison,
}

/// What a word tells of the time of what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// It is to come.
    Future,
    /// It has been.
    Past,
}

impl Words {
    /// Compiles the value tables found among the files of a pack (`data/LANGUAGE/*.tsv`); other files are passed over, and a
    /// table that stands in several files is the sum of them.
    ///
    /// # Errors
    /// Where a table has a fault: its file, line, what was found and what is allowed.
    pub fn load(files: &[PackFile]) -> Result<Words, PackError> {
        let mut words = Words {
            vocabulary: Vocabulary::default(),
            cardinals: Phrases::default(),
            ordinals: Phrases::default(),
            romans: Phrases::default(),
            fractions: Phrases::default(),
            joints: Phrases::default(),
            bounds: Phrases::default(),
            bounds_after: Phrases::default(),
            units: Phrases::default(),
            currency_names: Phrases::default(),
            currency_marks: Phrases::default(),
            months: Phrases::default(),
            weekdays: Phrases::default(),
            seasons: Phrases::default(),
            periods: Phrases::default(),
            rates: Phrases::default(),
            moves: Phrases::default(),
            cues: Phrases::default(),
            tenses: Phrases::default(),
            years: Trie::default(),
            patterns: Trie::default(),
            meanings: Vec::new(),
            begins: Vec::new(),
        };
        for file in files {
            match file.path.rsplit('/').next().unwrap_or("") {
                "numbers.tsv" => each(file, &["form", "kind", "value"], |row| words.number(row))?,
                "bounds.tsv" => each(file, &["form", "approx", "place"], |row| words.bound(row))?,
                "units.tsv" => each(file, &["unit", "dimension", "forms"], |row| words.unit(row))?,
                "currencies.tsv" => each(file, &["code", "names", "marks", "parts"], |row| words.currency(row))?,
                "calendar.tsv" => each(file, &["forms", "kind", "value"], |row| words.calendar(row))?,
                "tenses.tsv" => each(file, &["forms", "tense"], |row| words.tense(row))?,
                "datecues.tsv" => each(file, &["forms", "cue"], |row| words.cue(row))?,
                "changewords.tsv" => each(file, &["direction", "forms"], |row| words.direction(row))?,
                "dates.tsv" | "changes.tsv" | "shares.tsv" | "ranks.tsv" | "codes.tsv" => {
                    each(file, &["pattern", "meaning"], |row| words.pattern(row))?;
                }
                _ => {}
            }
        }
        words.index_beginnings();
        Ok(words)
    }

    /// True for a word that may begin the name or mark of a currency.
    pub(super) fn begins_currency(&self, piece: &Piece) -> bool {
        piece.begins.lists & (self.currency_names.bit | self.currency_marks.bit) != 0
    }

    /// What a word may begin, by its numbers in any shape and as written.
    pub(super) fn begins(&self, word: WordId, exact: WordId) -> Begins {
        let begins = |word: WordId| self.begins.get(word as usize).copied().unwrap_or_default();
        if word == 0 && exact == 0 { Begins::default() } else { begins(word).or(begins(exact)) }
    }

    fn number(&mut self, row: &Row<'_>) -> Result<(), PackError> {
        let [form, kind, value] = [row.cells[0], row.cells[1], row.cells[2]];
        let small =
            || value.parse::<u32>().map_err(|_| row.error(format!("value `{value}`"), "allowed: a whole number"));
        let scale = || value.parse::<Decimal>().map_err(|_| row.error(format!("value `{value}`"), "allowed: a number"));
        let vocabulary = &mut self.vocabulary;
        let mut cardinal = |cardinal| self.cardinals.add(vocabulary, form, cardinal);
        match kind {
            "unit" => cardinal(Cardinal::Unit(small()?)),
            "ten" => cardinal(Cardinal::Ten(small()?)),
            "hundred" => cardinal(Cardinal::Hundred),
            "scale" => cardinal(Cardinal::Scale(scale()?)),
            "glued-scale" => cardinal(Cardinal::GluedScale(scale()?)),
            "dozen" => cardinal(Cardinal::Dozen(small()?)),
            "half" => cardinal(Cardinal::Half),
            "article" => cardinal(Cardinal::Article),
            "ordinal" => self.ordinals.add(vocabulary, form, small()?),
            "roman" => self.romans.add(vocabulary, form, small()?),
            "fraction" => self.fractions.add(vocabulary, form, small()?.max(1)),
            other => {
                let joint = match other {
                    "and" => Joint::And,
                    "of" => Joint::Of,
                    "range" => Joint::Range,
                    "or" => Joint::Or,
                    "between" => Joint::Between,
                    "ordinal-suffix" => Joint::OrdinalSuffix,
                    "code-before" => Joint::CodeBefore,
                    "plus" => Joint::Plus,
                    "positive" => Joint::Positive,
                    "negative" => Joint::Negative,
                    _ => {
                        return Err(row.error(
                            format!("kind `{other}`"),
                            "allowed: unit ten hundred scale glued-scale dozen half article ordinal roman fraction and of \
                             range or between ordinal-suffix code-before plus positive negative",
                        ));
                    }
                };
                self.joints.add(vocabulary, form, joint);
            }
        }
        Ok(())
    }

    fn bound(&mut self, row: &Row<'_>) -> Result<(), PackError> {
        let approx = Approx::parse(row.cells[1])
            .ok_or_else(|| row.error(format!("approx `{}`", row.cells[1]), "allowed: over under about"))?;
        for form in row.list(0) {
            match row.cells[2] {
                "before" => self.bounds.add(&mut self.vocabulary, form, (approx, Stand::Inside)),
                "verb" => self.bounds.add(&mut self.vocabulary, form, (approx, Stand::Outside)),
                "after" => self.bounds_after.add(&mut self.vocabulary, form, approx),
                other => return Err(row.error(format!("place `{other}`"), "allowed: before verb after")),
            }
        }
        Ok(())
    }

    fn unit(&mut self, row: &Row<'_>) -> Result<(), PackError> {
        let unit = match row.cells[1] {
            "percent" => Unit::Percent,
            "points" => Unit::Points,
            "mass" | "volume" | "length" | "area" | "power" | "energy" | "count" | "data" | "temperature" | "speed" => {
                Unit::Measure
            }
            other => {
                return Err(row.error(
                    format!("dimension `{other}`"),
                    "allowed: percent points mass volume length area power energy count data temperature speed",
                ));
            }
        };
        for form in row.list(2) {
            self.units.add(&mut self.vocabulary, form, unit);
        }
        Ok(())
    }

    fn currency(&mut self, row: &Row<'_>) -> Result<(), PackError> {
        let code: [u8; 3] = row.cells[0]
            .as_bytes()
            .try_into()
            .ok()
            .filter(|code: &[u8; 3]| code.iter().all(u8::is_ascii_uppercase))
            .ok_or_else(|| row.error(format!("code `{}`", row.cells[0]), "allowed: three capitals of ISO 4217"))?;
        for (column, parts) in [(1, 1), (3, 100)] {
            for form in row.list(column) {
                self.currency_names.add(&mut self.vocabulary, form, Currency { code, parts });
            }
        }
        for form in row.list(2) {
            self.currency_marks.add(&mut self.vocabulary, form, Currency { code, parts: 1 });
        }
        Ok(())
    }

    fn calendar(&mut self, row: &Row<'_>) -> Result<(), PackError> {
        let value = row.cells[2];
        let number = |limit: u32| {
            value.parse::<u32>().ok().filter(|number| (1..=limit).contains(number)).ok_or_else(|| {
                row.error(format!("value `{value}`"), format!("allowed: a whole number from 1 to {limit}"))
            })
        };
        let vocabulary = &mut self.vocabulary;
        for form in row.list(0) {
            match row.cells[1] {
                "month" => self.months.add(vocabulary, form, number(12)? as u8),
                "weekday" => self.weekdays.add(vocabulary, form, number(7)? as u8),
                "season" => self.seasons.add(vocabulary, form, number(12)? as u8),
                "days" => self.periods.add(vocabulary, form, Period::Days(number(1000)?)),
                "months" => self.periods.add(vocabulary, form, Period::Months(number(12_000)?)),
                "seconds" => self.periods.add(vocabulary, form, Period::Seconds(number(3600)?)),
                "rate" => self.rates.add(vocabulary, form, ()),
                other => {
                    return Err(row.error(
                        format!("kind `{other}`"),
                        "allowed: month weekday season (value: its first month) seconds days months rate",
                    ));
                }
            }
        }
        Ok(())
    }

    fn tense(&mut self, row: &Row<'_>) -> Result<(), PackError> {
        let tense = match row.cells[1] {
            "future" => Tense::Future,
            "past" => Tense::Past,
            other => return Err(row.error(format!("tense `{other}`"), "allowed: future past")),
        };
        for form in row.list(0) {
            self.tenses.add(&mut self.vocabulary, form, tense);
        }
        Ok(())
    }

    fn cue(&mut self, row: &Row<'_>) -> Result<(), PackError> {
        let cue = match row.cells[1] {
            "plain" => Cue::Plain,
            "since" => Cue::Since,
            "from" => Cue::From,
            "by" => Cue::By,
            "until" => Cue::Until,
            "comparison" => Cue::Comparison,
            other => return Err(row.error(format!("cue `{other}`"), "allowed: plain since from by until comparison")),
        };
        for form in row.list(0) {
            self.cues.add_reversed(&mut self.vocabulary, form, cue);
        }
        Ok(())
    }

    fn direction(&mut self, row: &Row<'_>) -> Result<(), PackError> {
        let direction = Direction::parse(row.cells[0])
            .ok_or_else(|| row.error(format!("direction `{}`", row.cells[0]), "allowed: up down flat"))?;
        for form in row.list(1) {
            self.moves.add(&mut self.vocabulary, form, direction);
        }
        Ok(())
    }

    fn pattern(&mut self, row: &Row<'_>) -> Result<(), PackError> {
        let meaning = meaning::parse(row.cells[1]).map_err(|error| row.error(error.message, error.hint))?;
        let number = self.meanings.len() as u32;
        let trie = if meaning.is_year() { &mut self.years } else { &mut self.patterns };
        trie.add(&mut self.vocabulary, row.cells[0], number).map_err(|error| row.error(error.message, error.hint))?;
        self.meanings.push(meaning);
        Ok(())
    }

    fn index_beginnings(&mut self) {
        let mut begins = vec![Begins::default(); self.vocabulary.len() + 1];
        self.cardinals.mark(0, &mut begins);
        self.ordinals.mark(1, &mut begins);
        self.romans.mark(2, &mut begins);
        self.fractions.mark(3, &mut begins);
        self.joints.mark(4, &mut begins);
        self.bounds.mark(5, &mut begins);
        self.bounds_after.mark(6, &mut begins);
        self.units.mark(7, &mut begins);
        self.currency_names.mark(8, &mut begins);
        self.currency_marks.mark(9, &mut begins);
        self.months.mark(10, &mut begins);
        self.weekdays.mark(11, &mut begins);
        self.seasons.mark(12, &mut begins);
        self.periods.mark(13, &mut begins);
        self.rates.mark(14, &mut begins);
        self.moves.mark(15, &mut begins);
        self.cues.mark(16, &mut begins);
        self.tenses.mark(17, &mut begins);
        let mut mark = |trie: &Trie, slots: &[Slot]| {
            let bits = slots.iter().fold(0, |bits, slot| bits | slot.bit());
            for word in trie.beginnings().0 {
                if let Some(place) = begins.get_mut(word as usize) {
                    place.slots |= bits;
                }
            }
        };
        let counts = [Slot::Number, Slot::Bounded, Slot::Percent, Slot::Value, Slot::Fraction];
        mark(&self.cardinals.trie, &[counts.as_slice(), &[Slot::Ordinal]].concat());
        mark(&self.joints.trie, &[Slot::Bounded, Slot::Value, Slot::Percent, Slot::Number]);
        mark(&self.bounds.trie, &[Slot::Bounded, Slot::Percent, Slot::Fraction, Slot::Value]);
        mark(&self.currency_marks.trie, &[Slot::Value]);
        mark(&self.fractions.trie, &[Slot::Fraction]);
        mark(&self.ordinals.trie, &[Slot::Ordinal]);
        mark(&self.romans.trie, &[Slot::Roman]);
        mark(&self.months.trie, &[Slot::Month]);
        mark(&self.weekdays.trie, &[Slot::Weekday]);
        mark(&self.seasons.trie, &[Slot::Season]);
        mark(&self.periods.trie, &[Slot::Period]);
        mark(&self.moves.trie, &[Slot::Up, Slot::Down, Slot::Flat, Slot::Value]);
        mark(&self.years, &[Slot::Year]);
        mark(&self.patterns, &[Slot::Value]);
        // What begins a slot that begins a pattern begins a value.
        let of_patterns = self.patterns.beginnings().1.fold(0, |bits, slot| bits | slot.bit());
        for place in &mut begins {
            if place.slots & of_patterns != 0 {
                place.slots |= Slot::Value.bit();
            }
        }
        self.begins = begins;
    }
}

fn each(
    file: &PackFile,
    columns: &[&str],
    mut take: impl FnMut(&Row<'_>) -> Result<(), PackError>,
) -> Result<(), PackError> {
    pack::table(file, columns)?.iter().try_for_each(|row| {
        if row.cells[0].is_empty() {
            Err(row.error("first cell is empty", "allowed: a word or pattern"))
        } else {
            take(row)
        }
    })
}
