//! The head of a text: the day of publication and the headline that its first lines give.

use model::Date;

use crate::calendar::Word;
use crate::days::{self, Found, Shape, Token};
use crate::furniture;

/// How many lines that are not blank make the head.
const N_HEAD_LINES: usize = 15;
/// How many lines that are not blank are looked at, page furniture included.
const N_FURNISHED_LINES: usize = 60;
/// A longer line is a paragraph, in which only a dateline at its start is looked at.
const SHORT_LINE: usize = 120;
/// A dateline ends with a dash within so many code points.
const DATELINE: usize = 100;
/// A longer line is a paragraph rather than a headline.
const SHORT_TITLE: usize = 160;
/// How many words may stand beside the day in a short line: "Events | 8 April 2024 | Town Hall, Riga".
const N_WORDS_BESIDE: usize = 8;

/// A day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day.
    pub day: Date,
    /// False where a weekday is written with the day that the day did not have.
    pub weekday_agrees: bool,
}

/// The day of publication that the head of `text` gives: a short line such as "19.04.2023, 16:05", or the dateline that
/// opens a paragraph ("MINSK, 4 July 2022 (BelTA) –"). Days in running text are not taken; a day without a year gives `None`.
pub fn published(text: &str) -> Option<Date> {
    Head::of(text).published_near(None, None).map(|dated| dated.day)
}

/// As [`published`], with the document's address and a day near its publication: either completes a day without a year, and the
/// address may name the day itself ("/2023/11/08/"). The latest year is taken that puts the day at most one day after `near`.
pub fn published_near(text: &str, url: Option<&str>, near: Option<Date>) -> Option<Dated> {
    Head::of(text).published_near(url, near)
}

/// The headline of a plain text: the short line above its first paragraph, below the menus, paths and days that stand there; `None` where
/// the text begins with its first paragraph.
pub fn title(text: &str) -> Option<String> {
    Head::of(text).title()
}

/// The first lines of a text.
pub(crate) struct Head<'a> {
    /// Lines without the white space around them, blank ones left out.
    lines: Vec<HeadLine<'a>>,
}

struct HeadLine<'a> {
    words: &'a str,
    is_furniture: bool,
}

impl<'a> Head<'a> {
    /// The head of `text`. Page furniture in it, such as a menu above the headline, does not count against its length.
    pub(crate) fn of(text: &'a str) -> Head<'a> {
        let mut n_lines = 0;
        let shown = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(N_FURNISHED_LINES);
        let lines = shown.map(|words| HeadLine { words, is_furniture: furniture::is_furniture_line(words) });
        let lines = lines.take_while(|line| {
            n_lines += usize::from(!line.is_furniture);
            n_lines <= N_HEAD_LINES
        });
        Head { lines: lines.collect() }
    }

    /// See [`published_near`].
    pub(crate) fn published_near(&self, url: Option<&str>, near: Option<Date>) -> Option<Dated> {
        let by_url = url.and_then(days::day_of_url);
        let found = self.days();
        let dated = |found: &Found, year| {
            let day = found.day_in(year)?;
            Some(Dated { day, weekday_agrees: found.weekday_agrees(day) })
        };
        let full = found.iter().find(|found| found.year.is_some());
        if let Some(dated) = full.and_then(|found| dated(found, None)) {
            return Some(dated);
        }
        let partial = found.first();
        if let Some(by_url) = by_url {
            let dated = partial.and_then(|found| dated(found, Some(by_url.year())));
            return dated.or(Some(Dated { day: by_url, weekday_agrees: true }));
        }
        let (near, found) = (near?, partial?);
        [near.year() + 1, near.year(), near.year() - 1]
            .into_iter()
            .filter_map(|year| dated(found, Some(year)))
            .find(|dated| dated.day <= near.tomorrow().unwrap_or(near))
    }

    /// See [`title`].
    pub(crate) fn title(&self) -> Option<String> {
        let first_paragraph = self.lines.iter().position(|line| !line.is_before_title() && is_paragraph(line.words))?;
        // What stands above a menu, a path or a day is the site's name or a rubric: the headline stands in the last group.
        let groups = self.lines[..first_paragraph].split(HeadLine::is_before_title);
        let mut groups = groups.map(|group| group.iter().filter(|line| line.may_be_title()).collect::<Vec<_>>());
        let group = groups.rfind(|group| !group.is_empty())?;
        // A rubric in capitals above the headline is not the headline.
        let is_rubric = |line: &HeadLine<'_>| !line.words.chars().any(char::is_lowercase) && n_words(line.words) <= 5;
        let title = if group.len() > 1 && is_rubric(group[0]) { group[1] } else { group[0] };
        Some(title.words.trim_start_matches(['#', ' ']).to_owned())
    }

    /// The days that lines of the head give as day of publication, in order.
    fn days(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let mut items = Vec::new();
        for line in &self.lines {
            match day_of_short_line(line.words) {
                Some(Place::Own(day)) => found.push(day),
                Some(Place::Item(day)) => items.push(day),
                None => found.extend(day_of_dateline(line.words)),
            }
        }
        // Several lines that open with a day and go on with words are a chronicle, not the head of a report.
        if items.len() == 1 && found.is_empty() { items } else { found }
    }
}

impl HeadLine<'_> {
    fn is_before_title(&self) -> bool {
        self.is_furniture || day_of_short_line(self.words).is_some()
    }

    fn may_be_title(&self) -> bool {
        self.words.chars().any(char::is_alphabetic)
            && self.words.chars().nth(SHORT_TITLE).is_none()
            && !self.words.ends_with(['.', ';', ',', ':'])
            && !self.words.starts_with(['-', '–', '—', '•', '('])
            && day_of_dateline(self.words).is_none()
    }
}

/// Where the day of a short line stands.
enum Place {
    /// In a part of its own.
    Own(Found),
    /// At the start, with words after it.
    Item(Found),
}

fn day_of_short_line(line: &str) -> Option<Place> {
    if !has_digit(line) || line.chars().nth(SHORT_LINE).is_some() {
        return None;
    }
    let parts = parts(line);
    let at = parts.iter().position(|part| day_of_part(part).is_some());
    let Some(at) = at else {
        return if parts.len() == 1 { day_beside_place(line).map(Place::Own) } else { None };
    };
    let day = day_of_part(parts[at])?;
    let beside = parts.iter().enumerate().filter(|(index, _)| *index != at);
    let n_words: usize = beside.map(|(_, part)| n_words(part)).sum();
    if n_words > N_WORDS_BESIDE || n_words > 0 && line.ends_with(['.', ';', '!']) {
        return None;
    }
    if at == 0 && n_words > 3 && line.contains(['–', '—']) { Some(Place::Item(day)) } else { Some(Place::Own(day)) }
}

/// The parts of a line between bars, bullets, dashes, tabs and wide gaps.
fn parts(line: &str) -> Vec<&str> {
    let mut parts = vec![line];
    for separator in ["|", "•", "·", "»", " – ", " — ", " - ", " / ", "\t", "  ", "\u{2003}"] {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The day of a part that holds nothing but the day, labels before it, a time, and words in brackets.
fn day_of_part(part: &str) -> Option<Found> {
    let tokens = days::tokens(part);
    let found = *days::days(&tokens).first()?;
    let before = &tokens[..found.start];
    let after = &tokens[found.end..];
    if is_furnishing(before) && is_furnishing(after) { Some(found) } else { None }
}

/// Whether tokens are only labels, weekdays, times, signs and what stands in brackets.
fn is_furnishing(tokens: &[Token<'_>]) -> bool {
    let mut depth = 0_u32;
    tokens.iter().enumerate().all(|(at, token)| {
        match token.shape {
            Shape::Sign('(' | '[') => depth += 1,
            Shape::Sign(')' | ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 0
            || match token.shape {
                Shape::Sign(sign) => !matches!(sign, '%' | '$' | '€' | '₽' | '"' | '“' | '«'),
                Shape::Letters(word) => {
                    matches!(word, Some(Word::Label | Word::Weekday(_) | Word::Clock | Word::Link))
                        || token.words == "T"
                        || token.words == "Z"
                }
                Shape::Number(_) => is_clock(tokens, at),
            }
    })
}

/// Whether the number at `at` belongs to a time of day or zone: `10:35`, `17.42`, `+03`.
fn is_clock(tokens: &[Token<'_>], at: usize) -> bool {
    let colon = |index: Option<usize>| {
        index
            .and_then(|index| tokens.get(index))
            .is_some_and(|token| matches!(token.shape, Shape::Sign(':' | '+' | '.')))
    };
    tokens[at].words.len() <= 2 && (colon(at.checked_sub(1)) || colon(Some(at + 1)))
        || matches!(tokens.get(at + 1).map(|token| token.shape), Some(Shape::Letters(Some(Word::Clock))))
}

/// "Minsk, 12 May 2024", "12 May 2024, Minsk": a place of at most three words beside a day.
fn day_beside_place(line: &str) -> Option<Found> {
    let tokens = days::tokens(line);
    let found = *days::days(&tokens).first()?;
    let (before, after) = (&tokens[..found.start], &tokens[found.end..]);
    let is_comma = |token: &Token<'_>| matches!(token.shape, Shape::Sign(',' | '.'));
    let stands_before = before.split_last().is_some_and(|(comma, place)| is_comma(comma) && is_names(place, 3));
    let stands_after = after.split_first().is_some_and(|(comma, place)| is_comma(comma) && is_names(place, 3));
    if stands_before && is_furnishing(after) || before.is_empty() && stands_after { Some(found) } else { None }
}

/// The day in a dateline that opens a paragraph: "MINSK, 16 May 2023 (BelTA) –", "ATYRAU. 8 October. CASPINFORM –".
fn day_of_dateline(line: &str) -> Option<Found> {
    let end = line.char_indices().nth(DATELINE).map_or(line.len(), |(at, _)| at);
    let start = &line[..end];
    if !has_digit(start) {
        return None;
    }
    let dash = [" – ", " — ", " - ", " −", "– ", "— "].iter().filter_map(|dash| start.find(dash)).min()?;
    let tokens = days::tokens(&start[..dash]);
    let found = *days::days(&tokens).first()?;
    let before = &tokens[..found.start];
    let after = &tokens[found.end..];
    let in_brackets = after.first().is_some_and(|token| matches!(token.shape, Shape::Sign('(' | '[' | '/')));
    let sound_before = !before.is_empty() && is_names(before, 5);
    let sound_after = after.is_empty() || in_brackets || is_names(after, 5);
    if sound_before && sound_after { Some(found) } else { None }
}

/// Whether tokens are at most `max_words` words that begin with capitals, and signs.
fn is_names(tokens: &[Token<'_>], max_words: usize) -> bool {
    let mut n_words = 0;
    tokens.iter().all(|token| match token.shape {
        Shape::Letters(_) => {
            n_words += 1;
            n_words <= max_words && token.words.chars().next().is_some_and(char::is_uppercase)
        }
        Shape::Sign(sign) => matches!(sign, ',' | '.' | '(' | ')' | '/' | '-' | '\'' | ':'),
        Shape::Number(_) => false,
    })
}

fn has_digit(line: &str) -> bool {
    line.bytes().any(|byte| byte.is_ascii_digit())
}

fn n_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count()
}

fn is_paragraph(line: &str) -> bool {
    let is_sentence = line.trim_end_matches(['"', '”', '»', ')']).ends_with('.') && n_words(line) >= 8;
    is_sentence || line.chars().nth(SHORT_TITLE).is_some()
}
