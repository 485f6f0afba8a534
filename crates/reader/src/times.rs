//! Dates, times and lengths of time as TIMEX3 has them, from the values found in a text.

use grammar::Segments;
use model::{Date, Decimal, Document, Edtf, Point, Span, TimeExpression, TimeKind};

use crate::values::{Clock, DateKind, Found, Period, ValueMention, Words, find};

/// What TIMEX3 writes for a day that the words do not fix.
const UNKNOWN_DAY: &str = "XXXX-XX-XX";

/// The expressions of time of a document, in order.
pub(crate) fn expressions(words: &Words, document: &Document) -> Vec<TimeExpression> {
    let text = document.text.as_str();
    let segments = grammar::segment(text);
    let values = find(words, text, &segments, Clock { published: document.published });
    values.iter().filter_map(|value| expression(document, &segments, value)).collect()
}

fn expression(document: &Document, segments: &Segments, mention: &ValueMention) -> Option<TimeExpression> {
    let tokens = segments.tokens.get(mention.tokens.start as usize..mention.tokens.end as usize)?;
    let (first, last) = (tokens.first()?, tokens.last()?);
    let (kind, value) = match &mention.value {
        Found::Date { edtf: None, .. } => (TimeKind::Date, UNKNOWN_DAY.to_owned()),
        Found::Date { edtf: Some(edtf), kind } => date(*edtf, *kind),
        Found::Duration { value, period, .. } => (TimeKind::Duration, length(*value, *period)),
        Found::Time => {
            let words = document.text.get(first.byte_start as usize..last.byte_end as usize)?;
            let day = document.published.map_or(UNKNOWN_DAY.to_owned(), |day| day.to_string());
            (TimeKind::Time, format!("{day}T{}", clock_time(words)))
        }
        _ => return None,
    };
    Some(TimeExpression { span: Span::new(first.span.start, last.span.end), kind, value })
}

fn date(edtf: Edtf, kind: DateKind) -> (TimeKind, String) {
    let point = |point: Point| (TimeKind::Date, point.to_string());
    match (edtf, kind) {
        (Edtf::Point(one), _) | (Edtf::Interval(Some(one), None) | Edtf::Interval(None, Some(one)), _) => point(one),
        // The words name the end; the beginning was understood.
        (Edtf::Interval(_, Some(end)), DateKind::Deadline) => point(end),
        (Edtf::Interval(Some(from), Some(_)), DateKind::Since) => point(from),
        (Edtf::Interval(Some(from), Some(to)), _) => interval(from, to),
        (Edtf::Interval(None, None), _) => (TimeKind::Date, UNKNOWN_DAY.to_owned()),
    }
}

/// A stretch of the calendar that has a name of its own, else its length.
fn interval(from: Point, to: Point) -> (TimeKind, String) {
    let named = named(from, to).map(|value| (TimeKind::Date, value));
    named.unwrap_or_else(|| {
        let value = match (from.month, from.day) {
            (None, _) => format!("P{}Y", i32::from(to.year) - i32::from(from.year) + 1),
            (Some(_), None) => format!("P{}M", n_months(from, to)),
            (Some(_), Some(_)) => days(from, to).map_or("PXD".to_owned(), |n_days| format!("P{n_days}D")),
        };
        (TimeKind::Duration, value)
    })
}

/// A half year, quarter, season, decade or week: "2024-H1", "2024-Q3", "2024-SU", "199", "2024-W07".
fn named(from: Point, to: Point) -> Option<String> {
    let year = from.year;
    match (from.month, from.day, to.month, to.day) {
        (None, None, None, None) => (year % 10 == 0 && to.year - year == 9).then(|| format!("{:03}", year / 10)),
        (Some(month), None, Some(_), None) => match (month, n_months(from, to)) {
            (1 | 7, 6) => Some(format!("{year:04}-H{}", month / 6 + 1)),
            (1 | 4 | 7 | 10, 3) => Some(format!("{year:04}-Q{}", month / 3 + 1)),
            (3, 3) => Some(format!("{year:04}-SP")),
            (6, 3) => Some(format!("{year:04}-SU")),
            (9, 3) => Some(format!("{year:04}-FA")),
            (12, 3) => Some(format!("{year:04}-WI")),
            _ => None,
        },
        (Some(_), Some(_), Some(_), Some(_)) => {
            let monday = from.first_day()?;
            let is_week = days(from, to) == Some(7) && monday.weekday().to_monday_one_offset() == 1;
            let week = monday.iso_week_date();
            is_week.then(|| format!("{:04}-W{:02}", week.year(), week.week()))
        }
        _ => None,
    }
}

fn n_months(from: Point, to: Point) -> i32 {
    let count = |point: Point, month: u8| i32::from(point.year) * 12 + i32::from(point.month.unwrap_or(month));
    count(to, 12) - count(from, 1) + 1
}

fn days(from: Point, to: Point) -> Option<i32> {
    let (from, to): (Date, Date) = (from.first_day()?, to.last_day()?);
    Some((to - from).get_days() + 1)
}

/// A length as ISO 8601 has it: "P13Y", "P2W", "PT90M"; X stands for a number that is not whole in any unit.
fn length(value: Decimal, period: Period) -> String {
    let times =
        |unit: u32| value.checked_mul(Decimal::from(unit)).map_or("X".to_owned(), |n| n.normalize().to_string());
    match period {
        Period::Seconds(3600) => format!("PT{}H", times(1)),
        Period::Seconds(60) => format!("PT{}M", times(1)),
        Period::Seconds(n) => format!("PT{}S", times(n)),
        Period::Days(n) if n % 7 == 0 => format!("P{}W", times(n / 7)),
        Period::Days(n) => format!("P{}D", times(n)),
        Period::Months(3) => format!("P{}Q", times(1)),
        Period::Months(n) if n % 1200 == 0 => format!("P{}CE", times(n / 1200)),
        Period::Months(n) if n % 120 == 0 => format!("P{}DE", times(n / 120)),
        Period::Months(n) if n % 12 == 0 => format!("P{}Y", times(n / 12)),
        Period::Months(n) => format!("P{}M", times(n)),
    }
}

/// Hours and minutes of figures such as "15:52" and "9.30"; XX where there are none.
fn clock_time(words: &str) -> String {
    let mut numbers = words.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut number = |below: u8| numbers.next().and_then(|part| part.parse::<u8>().ok()).filter(|n| *n < below);
    match (number(24), number(60)) {
        (Some(hour), Some(minute)) => format!("{hour:02}:{minute:02}"),
        (Some(hour), None) => format!("{hour:02}"),
        (None, _) => "XX".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::embedded;

    fn found(text: &str) -> Vec<String> {
        let words = Words::load(&embedded()).unwrap();
        let mut document = Document::from_text(text.to_owned());
        document.published = "2024-03-13".parse().ok();
        let line =
            |one: &TimeExpression| format!("{} {} {}", document.slice(one.span).unwrap_or(""), one.kind, one.value);
        expressions(&words, &document).iter().map(line).collect()
    }

    #[test]
    fn dates_stand_as_timex_has_them() {
        let cases: &[(&str, &[&str])] = &[
            ("The mill opened on 5 May 2019.", &["5 May 2019 DATE 2019-05-05"]),
            ("Sales fell in the third quarter of 2023.", &["third quarter of 2023 DATE 2023-Q3"]),
            ("They met last week.", &["last week DATE 2024-W10"]),
            ("The bridge will be closed for 13 years.", &["13 years DURATION P13Y"]),
            ("The ferry takes 90 minutes.", &["90 minutes DURATION PT90M"]),
            ("The session began at 15:52 on Monday.", &["15:52 TIME 2024-03-13T15:52", "Monday DATE 2024-03-11"]),
            ("It has been open since 2011.", &["2011 DATE 2011"]),
            ("The depot grew in the 1990s.", &["1990s DATE 199"]),
        ];
        for (text, expected) in cases {
            let got = found(text);
            let is_same = got.len() == expected.len()
                && got.iter().zip(*expected).all(|(got, expected)| got.trim_start_matches("the ").ends_with(expected));
            assert!(is_same, "{text}: {got:?}");
        }
    }
}
