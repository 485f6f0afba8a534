//! Numbers as written in digits: "27,6", "1,700.5", "1 700", and what only looks like one: dates, times, codes.

use model::Decimal;

/// What a run of digits and the marks inside it says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Literal {
    /// A number.
    Number(Figure),
    /// A day in digits: "02.10.2025", "2025-04-10".
    Day(i16, u8, u8),
    /// A month of a year in digits: "05/2023", "2023-05".
    MonthOfYear(i16, u8),
    /// Two years that follow one another: "2022/2023", "2022/23".
    YearPair(i16, i16),
    /// A clock time: "15:52".
    Time,
    /// A vulgar fraction, in per cent: "1/3", "½".
    Fraction(Decimal),
    /// A phone number, a score, a section number, a date that no calendar has.
    Code,
}

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    /// Its value.
    pub(super) value: Decimal,
    /// How many digits, where it is a plain run of digits; 0 where it has marks inside.
    pub(super) plain_digits: u8,
}

impl Figure {
    /// The year that the figure may be: four plain digits, 1900 to 2099.
    pub(super) fn year(&self) -> Option<i16> {
        let year = if self.plain_digits == 4 { i16::try_from(self.value.mantissa()).ok()? } else { 0 };
        (1900..=2099).contains(&year).then_some(year)
    }

    /// The small whole number that the figure is, 0 to 4294967295.
    pub(super) fn whole(&self) -> Option<u32> {
        if self.value.scale() == 0 { u32::try_from(self.value.mantissa()).ok() } else { None }
    }
}

/// The most groups of digits that are read as one literal; longer chains are a code.
const MAX_GROUPS: usize = 8;

/// Reads the literal at the start of `text`, whose first byte is an ASCII digit; gives its length in bytes.
pub(super) fn read(text: &str) -> (usize, Literal) {
    let mut groups = Groups::default();
    let mut at = digits(text, 0);
    groups.push(0, at);
    while let Some((mark, width)) = mark_before_digit(text, at) {
        let end = digits(text, at + width);
        if mark == ' ' && !(end - at - width == 3 && groups.may_take_space()) {
            break;
        }
        if groups.len == MAX_GROUPS {
            return (skip_chain(text, at), Literal::Code);
        }
        groups.marks[groups.len - 1] = mark;
        groups.push(at + width, end);
        at = end;
    }
    judge(text, &groups, at)
}

/// The value of a vulgar fraction sign, in per cent.
pub(super) fn fraction_sign(c: char) -> Option<Decimal> {
    let (part, whole) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        _ => return None,
    };
    per_cent(part, whole)
}

/// `part` of `whole` in per cent, to two places.
pub(super) fn per_cent(part: u32, whole: u32) -> Option<Decimal> {
    Some(
        Decimal::from(part)
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(Decimal::from(whole))?
            .round_dp(2)
            .normalize(),
    )
}

#[derive(Default)]
struct Groups {
    ranges: [(usize, usize); MAX_GROUPS],
    marks: [char; MAX_GROUPS],
    len: usize,
}

impl Groups {
    fn push(&mut self, start: usize, end: usize) {
        self.ranges[self.len] = (start, end);
        self.len += 1;
    }

    fn width(&self, group: usize) -> usize {
        self.ranges[group].1 - self.ranges[group].0
    }

    /// A blank parts thousands only: "1 700", "12 345 678", never "2023 120" nor "1,5 120".
    fn may_take_space(&self) -> bool {
        self.width(0) <= 3 && (self.len == 1 || self.marks[..self.len - 1].iter().all(|&mark| mark == ' '))
    }

    fn all_marks(&self, mark: char) -> bool {
        self.marks[..self.len - 1].iter().all(|&m| m == mark)
    }

    fn thousands(&self, upto: usize) -> bool {
        self.width(0) <= 3 && (1..upto).all(|group| self.width(group) == 3)
    }
}

fn digits(text: &str, from: usize) -> usize {
    from + text.as_bytes()[from..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The mark at `at`, where a digit follows it: unified (any blank that does not break is ' ', any dash '-').
fn mark_before_digit(text: &str, at: usize) -> Option<(char, usize)> {
    let c = text[at..].chars().next()?;
    let mark = match c {
        ',' | '.' | ':' | '/' => c,
        '\'' | '\u{2019}' => '\'',
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        '-' => '-',
        _ => return None,
    };
    let width = c.len_utf8();
    text.as_bytes().get(at + width).is_some_and(u8::is_ascii_digit).then_some((mark, width))
}

fn skip_chain(text: &str, mut at: usize) -> usize {
    while let Some((mark, width)) = mark_before_digit(text, at) {
        if mark == ' ' {
            break;
        }
        at = digits(text, at + width);
    }
    at
}

fn judge(text: &str, groups: &Groups, end: usize) -> (usize, Literal) {
    let first_end = groups.ranges[0].1;
    let number = |upto: usize, decimal: bool| number(text, groups, upto, decimal);
    if groups.len == 1 {
        return (first_end, plain(text, first_end));
    }
    let all = |mark| groups.all_marks(mark);
    let last = groups.len - 1;
    let last_mark = groups.marks[last - 1];
    if all(' ') {
        return (end, number(groups.len, false));
    }
    if all('-') {
        return dashes(text, groups, end);
    }
    if all('.') && groups.len == 3 && groups.width(0) <= 2 && groups.width(1) <= 2 && groups.width(2) == 4 {
        return (end, day(text, groups, [2, 1, 0]));
    }
    if all('/') {
        return (end, slashes(text, groups));
    }
    if all(':') {
        return (end, clock(text, groups));
    }
    if groups.len == 2 {
        return pair(text, groups, end, last_mark);
    }
    if (all(',') || all('\'') || all('.')) && groups.thousands(groups.len) {
        return (end, number(groups.len, false));
    }
    let body = groups.marks[0];
    let body_alike = groups.marks[..last - 1].iter().all(|&mark| mark == body);
    if body_alike
        && body != last_mark
        && matches!(last_mark, '.' | ',')
        && groups.thousands(last)
        && "., '".contains(body)
    {
        return (end, number(groups.len, true));
    }
    // A number, then something else: "5,1-6,2", "2024-26,5": the first group or pair stands alone.
    let cut = (1..groups.len).find(|&group| groups.marks[group - 1] == '-');
    match cut {
        Some(1) => (first_end, plain(text, first_end)),
        Some(2) => pair(text, groups, groups.ranges[1].1, groups.marks[0]),
        _ => (end, Literal::Code),
    }
}

fn plain(text: &str, end: usize) -> Literal {
    let digits = &text[..end];
    let value = digits.parse::<Decimal>().ok().filter(|_| end < 20 && (end == 1 || !digits.starts_with('0')));
    match value {
        Some(value) => Literal::Number(Figure { value, plain_digits: end as u8 }),
        None => Literal::Code,
    }
}

/// Two groups: "27,6" and "0,125" are decimal, "1,700" is a thousand, "4.203" is decimal as English writes it.
fn pair(text: &str, groups: &Groups, end: usize, mark: char) -> (usize, Literal) {
    let thousands = groups.width(1) == 3 && groups.width(0) <= 3 && !text.starts_with('0');
    match mark {
        ',' if thousands => (end, number(text, groups, 2, false)),
        ',' if groups.width(0) >= 4 && groups.width(1) >= 3 => (groups.ranges[0].1, plain(text, groups.ranges[0].1)),
        ',' | '.' => (end, number(text, groups, 2, true)),
        '\'' if thousands => (end, number(text, groups, 2, false)),
        _ => (groups.ranges[0].1, plain(text, groups.ranges[0].1)),
    }
}

fn number(text: &str, groups: &Groups, upto: usize, decimal: bool) -> Literal {
    let mut written = String::with_capacity(24);
    for group in 0..upto {
        if decimal && group == upto - 1 {
            written.push('.');
        }
        written.push_str(&text[groups.ranges[group].0..groups.ranges[group].1]);
    }
    match written.parse::<Decimal>() {
        Ok(value) if written.len() < 24 => Literal::Number(Figure { value, plain_digits: 0 }),
        _ => Literal::Code,
    }
}

fn part(text: &str, groups: &Groups, group: usize) -> u32 {
    text[groups.ranges[group].0..groups.ranges[group].1].parse().unwrap_or(u32::MAX)
}

/// A day from the groups that hold year, month and day.
fn day(text: &str, groups: &Groups, [y, m, d]: [usize; 3]) -> Literal {
    let (year, month, day) = (part(text, groups, y), part(text, groups, m), part(text, groups, d));
    let date = i16::try_from(year)
        .ok()
        .zip(i8::try_from(month).ok().zip(i8::try_from(day).ok()))
        .and_then(|(year, (month, day))| model::Date::new(year, month, day).ok());
    match date {
        Some(date) if date.year() >= 1 => Literal::Day(date.year(), date.month() as u8, date.day() as u8),
        _ => Literal::Code,
    }
}

/// "2025-04-10" is a day, "2023-05" a month, "2024-2026" and "6000-7000" two numbers, "15-5-58" a code.
fn dashes(text: &str, groups: &Groups, end: usize) -> (usize, Literal) {
    let year = groups.width(0) == 4 && (1900..=2099).contains(&part(text, groups, 0));
    if groups.len == 3 && year && groups.width(1) == 2 && groups.width(2) == 2 {
        return (end, day(text, groups, [0, 1, 2]));
    }
    if groups.len > 2 {
        return (end, Literal::Code);
    }
    let month = part(text, groups, 1);
    if year && groups.width(1) == 2 && (1..=12).contains(&month) {
        return (end, Literal::MonthOfYear(part(text, groups, 0) as i16, month as u8));
    }
    (groups.ranges[0].1, plain(text, groups.ranges[0].1))
}

fn slashes(text: &str, groups: &Groups) -> Literal {
    let value = |group| part(text, groups, group);
    let is_year = |group: usize| groups.width(group) == 4 && (1900..=2099).contains(&value(group));
    match groups.len {
        3 if is_year(2) && value(1) <= 12 => day(text, groups, [2, 1, 0]),
        3 if is_year(2) => day(text, groups, [2, 0, 1]),
        3 if is_year(0) => day(text, groups, [0, 1, 2]),
        2 if is_year(1) && is_year(0) && value(1) == value(0) + 1 => {
            Literal::YearPair(value(0) as i16, value(1) as i16)
        }
        2 if is_year(0) && groups.width(1) == 2 && value(1) == (value(0) + 1) % 100 => {
            Literal::YearPair(value(0) as i16, value(0) as i16 + 1)
        }
        2 if is_year(1) && (1..=12).contains(&value(0)) => Literal::MonthOfYear(value(1) as i16, value(0) as u8),
        2 if value(0) < value(1) && value(1) <= 10 => {
            per_cent(value(0), value(1)).map_or(Literal::Code, Literal::Fraction)
        }
        _ => Literal::Code,
    }
}

fn clock(text: &str, groups: &Groups) -> Literal {
    let two_digits = (1..groups.len).all(|group| groups.width(group) == 2 && part(text, groups, group) < 60);
    if groups.len <= 3 && groups.width(0) <= 2 && part(text, groups, 0) < 24 && two_digits {
        Literal::Time
    } else {
        Literal::Code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        match read(text) {
            (end, Literal::Number(figure)) => format!("{} {}", figure.value, &text[..end]),
            (end, other) => format!("{other:?} {}", &text[..end]),
        }
    }

    #[test]
    fn tells_decimal_marks_from_thousands() {
        for (text, want) in [
            ("27,6 mln", "27.6 27,6"),
            ("1,700 km", "1700 1,700"),
            ("1,700.5", "1700.5 1,700.5"),
            ("1.700,5", "1700.5 1.700,5"),
            ("1 700 km", "1700 1 700"),
            ("12\u{a0}345\u{a0}678,9", "12345678.9 12\u{a0}345\u{a0}678,9"),
            ("4.203", "4.203 4.203"),
            ("1.234.567", "1234567 1.234.567"),
            ("0,125", "0.125 0,125"),
            ("2023 120 buses", "2023 2023"),
            ("5-7m", "5 5"),
            ("6,000-7,000", "6000 6,000"),
            ("6.5-7.2", "6.5 6.5"),
            ("2021,2022", "2021 2021"),
        ] {
            assert_eq!(value(text), want, "{text}");
        }
    }

    #[test]
    fn tells_dates_times_and_codes() {
        for (text, want) in [
            ("02.10.2025", Literal::Day(2025, 10, 2)),
            ("2025-04-10", Literal::Day(2025, 4, 10)),
            ("12/31/2024", Literal::Day(2024, 12, 31)),
            ("05/2023", Literal::MonthOfYear(2023, 5)),
            ("2022/2023", Literal::YearPair(2022, 2023)),
            ("1999/00", Literal::YearPair(1999, 2000)),
            ("15:52", Literal::Time),
            ("43:47", Literal::Code),
            ("5:3", Literal::Code),
            ("17-15-5-58-41", Literal::Code),
            ("31.02.2025", Literal::Code),
            ("0225", Literal::Code),
            ("99999999999999999999999999999999", Literal::Code),
        ] {
            assert_eq!(read(text), (text.len(), want), "{text}");
        }
    }
}
