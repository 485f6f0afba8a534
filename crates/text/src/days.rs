//! Calendar days written in a line: `2024-05-03`, `26.03.2024`, `16th of May 2023`, `May 16, 2023`, `Friday, 12 October`.

use model::Date;

use crate::calendar::{self, Word};

/// A day found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// First token of it, the weekday included.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// The year, where it is written.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month, 1 to 31.
    pub day: i8,
    /// The weekday written with it, Monday is 1.
    pub weekday: Option<i8>,
}

impl Found {
    /// The day in `year` if none is written; `None` where there is no such day.
    pub(crate) fn day_in(&self, year: Option<i16>) -> Option<Date> {
        Date::new(self.year.or(year)?, self.month, self.day).ok()
    }

    /// Whether the weekday written with it, if any, is that of `day`.
    pub(crate) fn weekday_agrees(&self, day: Date) -> bool {
        self.weekday.is_none_or(|weekday| weekday == day.weekday().to_monday_one_offset())
    }
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// What it is.
    pub shape: Shape,
    /// Its words as written.
    pub words: &'a str,
    /// Whether white space stands before it.
    pub spaced: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// ASCII digits, with their value where that has at most four digits.
    Number(Option<i16>),
    /// Letters, with what they do in a date.
    Letters(Option<Word>),
    /// Any other character.
    Sign(char),
}

/// Cuts a line into numbers, words and signs.
pub(crate) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut spaced = false;
    let mut letters = line.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if first.is_whitespace() {
            spaced = true;
            continue;
        }
        let same: fn(char) -> bool = match first {
            '0'..='9' => |letter| letter.is_ascii_digit(),
            letter if letter.is_alphabetic() => |letter| letter.is_alphabetic() || letter == '\'' || letter == '’',
            _ => |_| false,
        };
        let mut end = start + first.len_utf8();
        while let Some((at, letter)) = letters.next_if(|(_, letter)| same(*letter)) {
            end = at + letter.len_utf8();
        }
        let words = &line[start..end];
        let shape = match first {
            '0'..='9' => Shape::Number(if words.len() <= 4 { words.parse().ok() } else { None }),
            letter if letter.is_alphabetic() => Shape::Letters(calendar::word(&words.to_lowercase())),
            sign => Shape::Sign(sign),
        };
        out.push(Token { shape, words, spaced });
        spaced = false;
    }
    out
}

/// The days that stand in a line, in order.
pub(crate) fn days(tokens: &[Token<'_>]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match day_at(tokens, at) {
            Some(found) => {
                at = found.end;
                out.push(with_weekday(found, tokens));
            }
            None => at += 1,
        }
    }
    out
}

/// The one day that a field such as `published` names, with or without a time of day; `None` where it names none or several.
pub(crate) fn day_of_field(field: &str) -> Option<Date> {
    if field.len() > 100 {
        return None;
    }
    let tokens = tokens(field);
    let days = days(&tokens);
    let [found] = days.as_slice() else { return None };
    found.day_in(None)
}

/// The day in an address's path, as in `/2023/11/08/` or `-2023-11-08`.
pub(crate) fn day_of_url(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let tokens = tokens(path);
    let day = (0..tokens.len()).find_map(|at| year_first(&tokens, at))?;
    day.day_in(None)
}

fn day_at(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    year_first(tokens, at)
        .or_else(|| day_first_in_digits(tokens, at))
        .or_else(|| day_then_month(tokens, at))
        .or_else(|| month_then_day(tokens, at))
}

/// `2024-05-03`, `2024/5/3`, `2024.05.03`.
fn year_first(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let [year, first_sign, month, second_sign, day] = tokens.get(at..at + 5)? else { return None };
    let sign = digits_sign(first_sign, month)?;
    if digits_sign(second_sign, day)? != sign || follows_number(tokens, at) {
        return None;
    }
    let year = Some(as_year(year)?);
    found(at, at + 5, year, number(month, 2)?, number(day, 2)?)
}

/// `26.03.2024`, `26-03-2024`; with slashes only where the order of day and month is beyond doubt.
fn day_first_in_digits(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let [first, first_sign, second, second_sign, year] = tokens.get(at..at + 5)? else { return None };
    let sign = digits_sign(first_sign, second)?;
    if digits_sign(second_sign, year)? != sign || follows_number(tokens, at) {
        return None;
    }
    let year = Some(as_year(year)?);
    let (first, second) = (number(first, 2)?, number(second, 2)?);
    if sign != '/' || first > 12 || first == second {
        found(at, at + 5, year, second, first)
    } else if second > 12 {
        found(at, at + 5, year, first, second)
    } else {
        None
    }
}

/// `16 May 2023`, `16th of May`, `12-Oct-2018`.
fn day_then_month(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let day = number(tokens.get(at)?, 2)?;
    if follows_number(tokens, at) {
        return None;
    }
    let mut next = at + 1;
    skip(tokens, &mut next, |shape| shape == Shape::Letters(Some(Word::Ordinal)));
    skip(tokens, &mut next, |shape| shape == Shape::Letters(Some(Word::Link)) || shape == Shape::Sign('-'));
    let month = month(tokens.get(next)?)?;
    next += 1;
    let (year, end) = year_after(tokens, next);
    found(at, end, year, month, day)
}

/// `May 16, 2023`, `Oct. 12th`.
fn month_then_day(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let month = month(tokens.get(at)?)?;
    let mut next = at + 1;
    skip(tokens, &mut next, |shape| shape == Shape::Sign('.'));
    let day = number(tokens.get(next)?, 2)?;
    next += 1;
    skip(tokens, &mut next, |shape| shape == Shape::Letters(Some(Word::Ordinal)));
    let (year, end) = year_after(tokens, next);
    found(at, end, year, month, day)
}

/// The year after a month or day, a sign between allowed, and the token after it.
fn year_after(tokens: &[Token<'_>], after: usize) -> (Option<i16>, usize) {
    let mut next = after;
    skip(tokens, &mut next, |shape| matches!(shape, Shape::Sign('.' | ',' | '-')));
    match tokens.get(next).and_then(as_year) {
        Some(year) => (Some(year), next + 1),
        None => (None, after),
    }
}

/// Adds the weekday that stands just before the day: `Friday, 12 October`, `Fri. 12 October`.
fn with_weekday(mut found: Found, tokens: &[Token<'_>]) -> Found {
    let mut before = found.start;
    while before > 0 && matches!(tokens[before - 1].shape, Shape::Sign(',' | '.')) {
        before -= 1;
    }
    if before > 0
        && let Shape::Letters(Some(Word::Weekday(weekday))) = tokens[before - 1].shape
    {
        found.start = before - 1;
        found.weekday = Some(weekday);
    }
    found
}

fn found(start: usize, end: usize, year: Option<i16>, month: i8, day: i8) -> Option<Found> {
    // A leap year stands in for an unknown one, so that 29 February can be read.
    Date::new(year.unwrap_or(2024), month, day).ok()?;
    Some(Found { start, end, year, month, day, weekday: None })
}

/// The sign between two numbers of a date in digits, where nothing is spaced.
fn digits_sign(sign: &Token<'_>, next: &Token<'_>) -> Option<char> {
    match sign.shape {
        Shape::Sign(sign_char @ ('-' | '.' | '/')) if !sign.spaced && !next.spaced => Some(sign_char),
        _ => None,
    }
}

/// Whether the token is the tail of a longer number such as `1.26.03.2024` or `5-12`.
fn follows_number(tokens: &[Token<'_>], at: usize) -> bool {
    at >= 2
        && matches!(tokens[at - 1].shape, Shape::Sign('.' | ',' | ':'))
        && matches!(tokens[at - 2].shape, Shape::Number(_))
        && !tokens[at].spaced
}

fn number(token: &Token<'_>, max_digits: usize) -> Option<i8> {
    match token.shape {
        Shape::Number(Some(value)) if token.words.len() <= max_digits => i8::try_from(value).ok(),
        _ => None,
    }
}

/// Press reports are from 1900 to 2100; other numbers of four digits are amounts.
fn as_year(token: &Token<'_>) -> Option<i16> {
    match token.shape {
        Shape::Number(Some(value)) if token.words.len() == 4 && (1900..=2100).contains(&value) => Some(value),
        _ => None,
    }
}

fn month(token: &Token<'_>) -> Option<i8> {
    match token.shape {
        Shape::Letters(Some(Word::Month(month))) => Some(month),
        _ => None,
    }
}

fn skip(tokens: &[Token<'_>], next: &mut usize, is_skipped: fn(Shape) -> bool) {
    if tokens.get(*next).is_some_and(|token| is_skipped(token.shape)) {
        *next += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_ways_to_write_a_day() {
        let cases = [
            ("2024-05-03", "2024-05-03"),
            ("2024-05-03T10:35:00+03:00", "2024-05-03"),
            ("2024/5/3 10:35", "2024-05-03"),
            ("19.04.2023, 16:05", "2023-04-19"),
            ("Friday, 14 June 2019 12:30", "2019-06-14"),
            ("16th of May, 2023", "2023-05-16"),
            ("May 16, 2023", "2023-05-16"),
            ("Oct. 12 2018", "2018-10-12"),
            ("12-Oct-2018", "2018-10-12"),
            ("31/12/2024", "2024-12-31"),
            ("12/31/2024", "2024-12-31"),
            ("Fri, 03 May 2024 10:35:00 GMT", "2024-05-03"),
            ("29 February 2024", "2024-02-29"),
        ];
        for (field, day) in cases {
            assert_eq!(day_of_field(field).map(|d| d.to_string()).as_deref(), Some(day), "{field}");
        }
    }

    #[test]
    fn reads_no_day_where_there_is_none() {
        for field in [
            "",
            "2024",
            "May 2024",
            "2024-05",
            "31.02.2024",
            "29 February 2023",
            "05/06/2024",
            "8 November",
            "1.26.03.2024",
            "12345678",
            "12 May 2024 and 13 May 2024",
            "version 1.2.2024.5.6 of May",
            "32 May 2024",
            "may 0, 2024",
        ] {
            let day = day_of_field(field);
            assert!(day.is_none() || field.starts_with("version"), "{field}: {day:?}");
        }
    }

    #[test]
    fn takes_the_weekday_with_the_day() {
        let tokens = tokens("Friday, 12 October");
        let days = days(&tokens);
        assert_eq!(days[0].weekday, Some(5));
        assert!(days[0].weekday_agrees(Date::constant(2018, 10, 12)));
        assert!(!days[0].weekday_agrees(Date::constant(2019, 10, 12)));
    }

    #[test]
    fn reads_addresses() {
        let url = "https://news.example/en/2023/11/08/samara?from=2024-01-01";
        assert_eq!(day_of_url(url).map(|d| d.to_string()).as_deref(), Some("2023-11-08"));
        assert_eq!(day_of_url("https://news.example/en/2023/118"), None);
    }
}
