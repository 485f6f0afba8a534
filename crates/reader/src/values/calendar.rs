//! Dates as EDTF from what a text says and the document's own date.

use jiff::ToSpan;
use model::{Date, Edtf, Point};

use super::meaning::{DateOp, Edge};
use super::slot::{Captured, Take};
use super::words::{Period, Tense};

/// A date gone by for no longer than this is not taken for the one of the next year,
const JUST_GONE_DAYS: i32 = 30;
/// where the next one is as far ahead as this.
const FAR_AHEAD_DAYS: i32 = 300;

/// The unit that words without one speak of: "the previous one".
const YEAR: Period = Period::Months(12);

/// The date that an operation makes. `None` where what the slots took is no date; `Some(None)` where it is one that cannot be
/// known without the document's own date.
pub(super) fn resolve(op: DateOp, taken: &[Captured], now: Option<Date>, tense: Option<Tense>) -> Option<Option<Edtf>> {
    let parts = Parts::of(taken);
    match op {
        DateOp::Point => point(&parts, now, tense),
        DateOp::Span => span(taken, now, tense),
        DateOp::BareYear | DateOp::AboutYear => Some(parts.year?.map(|year| Edtf::Point(Point::year(year)))),
        DateOp::Half(n) => part_of_year(n.or(parts.small())?, 6, &parts, now, tense),
        DateOp::Quarter(n) => part_of_year(n.or(parts.small())?, 3, &parts, now, tense),
        DateOp::FirstMonths(n) => first_months(n.or(parts.small())?, &parts, now),
        DateOp::Season(offset) => season(parts.season?, offset, &parts, now, tense),
        DateOp::Month(offset) => Some(now.and_then(|now| named_month(parts.month?, offset, now))),
        DateOp::Weekday(offset) => Some(now.and_then(|now| weekday(parts.weekday?, offset, now, tense))),
        DateOp::Period(offset) => {
            Some(now.and_then(|now| whole_period(parts.period.unwrap_or(YEAR), offset.into(), now)))
        }
        DateOp::Day(offset) => Some(now.and_then(|now| day_on(now, offset.into()))),
        DateOp::Shift(sign) => shift(sign, &parts, now),
        DateOp::Past => Some(now.and_then(|now| stretch(&parts, -1, now))),
        DateOp::Coming => Some(now.and_then(|now| stretch(&parts, 1, now))),
        DateOp::Edge(edge) => edge_of(edge, &parts, now, tense),
        DateOp::NewYear => {
            let december = Parts { month: Some(12), ..Parts::default() };
            point(&december, now, tense)
        }
        DateOp::YearToDate => Some(now.map(|now| Edtf::between(Point::month(now.year(), 1), month_of(now)))),
        DateOp::Decade => {
            let year = parts.year??;
            Some(Some(Edtf::between(Point::year(year), Point::year(year + 9))))
        }
    }
}

/// Open from the date's first day on: "since 2011".
pub(super) fn since(edtf: Edtf) -> Edtf {
    match edtf {
        Edtf::Point(point) | Edtf::Interval(Some(point), _) => Edtf::since(point),
        Edtf::Interval(None, _) => edtf,
    }
}

/// From the document's date to the end of a date that is to come; open to the left for one that is past or unknown.
pub(super) fn until(edtf: Edtf, now: Option<Date>) -> Edtf {
    let end = match edtf {
        Edtf::Point(point) | Edtf::Interval(_, Some(point)) => point,
        Edtf::Interval(_, None) => return edtf,
    };
    match now {
        Some(now) if end.last_day().is_some_and(|last| last > now) => {
            let from = if end.day.is_some() {
                Point::day(now)
            } else if end.month.is_some() {
                month_of(now)
            } else {
                Point::year(now.year())
            };
            Edtf::between(from, end)
        }
        _ => Edtf::Interval(None, Some(end)),
    }
}

/// The last moment: the date itself where it is to come, open to the left where it is past.
pub(super) fn by(edtf: Edtf, now: Option<Date>) -> Edtf {
    match (edtf.last_day(), now) {
        (Some(last), Some(now)) if last < now => until(edtf, Some(now)),
        _ => edtf,
    }
}

/// True where EDTF can write the date: years 1 to 9999.
pub(super) fn is_written(edtf: Edtf) -> bool {
    let in_range = |point: Point| (1..=9999).contains(&point.year) && point.first_day().is_some();
    match edtf {
        Edtf::Point(point) => in_range(point),
        Edtf::Interval(from, to) => from.is_none_or(in_range) && to.is_none_or(in_range),
    }
}

/// What the slots took, by kind; the first of each.
#[derive(Default)]
struct Parts {
    year: Option<Option<i16>>,
    month: Option<u8>,
    day: Option<u8>,
    weekday: Option<u8>,
    season: Option<u8>,
    period: Option<Period>,
    count: Option<model::Decimal>,
}

impl Parts {
    fn of(taken: &[Captured]) -> Parts {
        let mut parts = Parts::default();
        for captured in taken {
            parts.take(captured.take);
        }
        parts
    }

    fn take(&mut self, take: Take) {
        match take {
            Take::Year(year) => drop(self.year.get_or_insert(year)),
            Take::Month(month) => drop(self.month.get_or_insert(month)),
            Take::Day(day) => drop(self.day.get_or_insert(day)),
            Take::Weekday(weekday) => drop(self.weekday.get_or_insert(weekday)),
            Take::Season(season) => drop(self.season.get_or_insert(season)),
            Take::Period(period) => drop(self.period.get_or_insert(period)),
            Take::Number(count, _) => drop(self.count.get_or_insert(count)),
            Take::Ordinal(count) => drop(self.count.get_or_insert(count.into())),
            Take::Nothing | Take::Percent(..) | Take::Move(_) => {}
        }
    }

    /// True where taking one more of this kind would begin another date.
    fn has(&self, take: Take) -> bool {
        match take {
            Take::Year(_) => self.year.is_some(),
            Take::Month(_) => self.month.is_some(),
            Take::Day(_) => self.day.is_some(),
            _ => false,
        }
    }

    fn small(&self) -> Option<u8> {
        let count = self.count?;
        if count.scale() == 0 { u8::try_from(count.mantissa()).ok() } else { None }
    }

    /// The count in whole units, 1 where none was given.
    fn count(&self) -> Option<i32> {
        match self.count {
            None => Some(1),
            Some(count) => i32::try_from(count.ceil().normalize().mantissa()).ok().filter(|n| (0..10_000).contains(n)),
        }
    }
}

fn month_of(date: Date) -> Point {
    Point::month(date.year(), date.month() as u8)
}

fn valid(point: Point) -> Option<Point> {
    point.first_day().map(|_| point)
}

fn point(parts: &Parts, now: Option<Date>, tense: Option<Tense>) -> Option<Option<Edtf>> {
    let Some(month) = parts.month else {
        let year = parts.year?;
        return Some(year.map(|year| Edtf::Point(Point::year(year))));
    };
    // "the second of March": the ordinal is the day.
    let day = parts.day.or(parts.small());
    // A leap year proves that the day exists in some year.
    valid(Point { year: 2000, month: Some(month), day })?;
    let with_year = |year: i16| Point { year, month: Some(month), day };
    match parts.year {
        Some(year) => Some(year.and_then(|year| valid(with_year(year))).map(Edtf::Point)),
        None => Some(now.and_then(|now| valid(with_year(nearest_year(with_year, now, tense)?))).map(Edtf::Point)),
    }
}

/// The year of a date given without one: the next such date where the words tell of the future, the last one where they tell
/// of the past, else the nearest, a day to come counting as far as two gone by. A date just gone by stays there whatever
/// the words tell ("we will remind you that on 29 September").
fn nearest_year(with_year: impl Fn(i16) -> Point, now: Date, tense: Option<Tense>) -> Option<i16> {
    let years = now.year() - 4..=now.year() + 4;
    let next = years.clone().find(|&year| with_year(year).last_day().is_some_and(|last| last >= now));
    let last = years.rev().find(|&year| with_year(year).first_day().is_some_and(|first| first <= now));
    let (Some(next), Some(last)) = (next, last) else { return next.or(last) };
    let days = |from: Option<Date>, to: Option<Date>| Some(from?.until(to?).ok()?.get_days());
    let ahead = days(Some(now), with_year(next).first_day())?.max(0);
    let gone = days(with_year(last).last_day(), Some(now))?.max(0);
    let to_come = match tense {
        Some(Tense::Future) => gone > JUST_GONE_DAYS || ahead < FAR_AHEAD_DAYS,
        Some(Tense::Past) => false,
        None => ahead * 2 < gone,
    };
    Some(if to_come { next } else { last })
}

fn span(taken: &[Captured], now: Option<Date>, tense: Option<Tense>) -> Option<Option<Edtf>> {
    let (mut from, mut to) = (Parts::default(), Parts::default());
    let mut second = false;
    for captured in taken {
        second |= from.has(captured.take);
        if second { to.take(captured.take) } else { from.take(captured.take) }
    }
    // "January-September 2025": the year stands once; "29-30 May": the month stands once.
    if !second || (from.day.is_some() != to.day.is_some()) {
        return None;
    }
    to.month = to.month.or(from.month);
    let years_given = (from.year, to.year);
    from.year = from.year.or(to.year);
    from.month = from.month.or(to.month);
    to.year = to.year.or(from.year);
    let wraps = years_given.0.is_none() && from.month > to.month;
    if years_given.1.is_none() && from.month > to.month {
        to.year = from.year.flatten().map(|year| Some(year + 1));
    }
    let Some(Edtf::Point(end)) = point(&to, now, tense)? else { return Some(None) };
    let begin = match from.year {
        Some(Some(year)) if !wraps => year,
        Some(Some(year)) => year - 1,
        _ if wraps => end.year - 1,
        _ => end.year,
    };
    let begin = valid(Point { year: begin, month: from.month, day: from.day })?;
    if begin.first_day() > end.last_day() { None } else { Some(Some(Edtf::between(begin, end))) }
}

fn months(year: i16, first: u8, last: u8) -> Edtf {
    Edtf::between(Point::month(year, first), Point::month(year, last))
}

/// The `n`th stretch of `width` months of a year; without a year, of the document's or the nearest by tense.
fn part_of_year(n: u8, width: u8, parts: &Parts, now: Option<Date>, tense: Option<Tense>) -> Option<Option<Edtf>> {
    if n == 0 || n > 12 / width {
        return None;
    }
    let (first, last) = ((n - 1) * width + 1, n * width);
    match parts.year {
        Some(year) => Some(year.map(|year| months(year, first, last))),
        None => Some(now.map(|now| {
            let this = now.year();
            let begun = Point::month(this, first).first_day().is_some_and(|day| day <= now);
            let year = match tense {
                Some(Tense::Future) if now.month() as u8 > last => this + 1,
                Some(Tense::Future) => this,
                _ if begun => this,
                Some(Tense::Past) => this - 1,
                // Without a hint a quarter to come is of this year, one long past of the last.
                None if u32::from(first).abs_diff(now.month() as u32) <= 6 => this,
                None => this - 1,
            };
            months(year, first, last)
        })),
    }
}

fn first_months(n: u8, parts: &Parts, now: Option<Date>) -> Option<Option<Edtf>> {
    if n == 0 || n > 12 {
        return None;
    }
    match parts.year {
        Some(year) => Some(year.map(|year| months(year, 1, n))),
        None => Some(now.map(|now| {
            // The months must be over, or all but over: reports come out in the last days of the last one.
            let over = now.month() as u8 > n || (now.month() as u8 == n && now.day() >= 20);
            months(if over { now.year() } else { now.year() - 1 }, 1, n)
        })),
    }
}

/// The three months of a season; one that runs over New Year begins in the year named.
fn season_months(first: u8, year: i16) -> Edtf {
    let last = (first + 1) % 12 + 1;
    let end_year = if last < first { year + 1 } else { year };
    Edtf::between(Point::month(year, first), Point::month(end_year, last))
}

fn season(
    first: u8,
    offset: Option<i16>,
    parts: &Parts,
    now: Option<Date>,
    tense: Option<Tense>,
) -> Option<Option<Edtf>> {
    if let Some(year) = parts.year {
        return Some(year.map(|year| season_months(first, year)));
    }
    Some(now.and_then(|now| {
        let this = now.year();
        let mut candidates = (this - 2..=this + 2).map(|year| season_months(first, year));
        let over = |season: &Edtf| season.last_day().is_some_and(|last| last < now);
        let begun = |season: &Edtf| season.first_day().is_some_and(|day| day <= now);
        match (offset, tense) {
            (Some(-1), _) => candidates.rfind(over),
            (Some(1), _) => candidates.find(|season| !begun(season)),
            // "this spring" is the one of this year; the winter that goes on began in the last.
            (Some(_), _) if now.month() < 3 && first == 12 => Some(season_months(first, this - 1)),
            (Some(_), _) => Some(season_months(first, this)),
            (None, Some(Tense::Future)) => candidates.find(|season| !over(season)),
            (None, _) => candidates.rfind(begun),
        }
    }))
}

/// The month of that name before (-1), of (0) or after (1) the document's month.
fn named_month(month: u8, offset: i16, now: Date) -> Option<Edtf> {
    let this = now.month() as u8;
    let year = match offset {
        -1 if month < this => now.year(),
        -1 => now.year() - 1,
        1 if month > this => now.year(),
        1 => now.year() + 1,
        _ => now.year(),
    };
    Some(Edtf::Point(valid(Point::month(year, month))?))
}

/// A weekday, Monday is 1: the last one up to the document's date, or the next one from it on.
fn weekday(weekday: u8, offset: i16, now: Date, tense: Option<Tense>) -> Option<Edtf> {
    let today = i32::from(now.weekday().to_monday_one_offset());
    let back = (today - i32::from(weekday)).rem_euclid(7);
    let ahead = (i32::from(weekday) - today).rem_euclid(7);
    let days = match (offset, tense) {
        (-1, _) => -(if back == 0 { 7 } else { back }),
        (1, _) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        (_, Some(Tense::Future)) => ahead,
        _ => -back,
    };
    day_on(now, days)
}

fn day_on(now: Date, days: i32) -> Option<Edtf> {
    Some(Edtf::Point(Point::day(now.checked_add(days.days()).ok()?)))
}

/// The month `months` on from a date's month, 0001 to 9999.
fn month_on(now: Date, months: i32) -> Option<Point> {
    let count = i32::from(now.year()) * 12 + i32::from(now.month()) - 1 + months;
    let year = i16::try_from(count.div_euclid(12)).ok()?;
    valid(Point::month(year, count.rem_euclid(12) as u8 + 1))
}

/// A whole unit of the calendar, `offset` units on: "last year", "this month", "next week".
fn whole_period(period: Period, offset: i32, now: Date) -> Option<Edtf> {
    match period {
        Period::Seconds(_) => None,
        Period::Days(1) => day_on(now, offset),
        Period::Days(days) => {
            let width = i32::try_from(days).ok()?;
            let monday = now.checked_sub((i32::from(now.weekday().to_monday_one_offset()) - 1).days()).ok()?;
            let first = monday.checked_add((offset.checked_mul(width)?).days()).ok()?;
            let last = first.checked_add((width - 1).days()).ok()?;
            Some(Edtf::between(Point::day(first), Point::day(last)))
        }
        Period::Months(1) => month_on(now, offset).map(Edtf::Point),
        Period::Months(12) => {
            let year = i16::try_from(i32::from(now.year()) + offset).ok()?;
            valid(Point::year(year)).map(Edtf::Point)
        }
        Period::Months(width) => {
            let width = i32::try_from(width).ok()?;
            let into = (i32::from(now.year()) * 12 + i32::from(now.month()) - 1).rem_euclid(width);
            let first = month_on(now, offset.checked_mul(width)? - into)?;
            let last = month_on(now, offset * width - into + width - 1)?;
            Some(if width % 12 == 0 {
                Edtf::between(Point::year(first.year), Point::year(last.year))
            } else {
                Edtf::between(first, last)
            })
        }
    }
}

/// A point so many units away, as coarse as the unit: "two years ago" is a year, "three weeks ago" a week.
fn shift(sign: i16, parts: &Parts, now: Option<Date>) -> Option<Option<Edtf>> {
    let count = parts.count()?.checked_mul(sign.into())?;
    match (parts.period.unwrap_or(YEAR), parts.year) {
        (Period::Seconds(_), _) => None,
        // "two years before 2022" counts from the year named.
        (Period::Months(12), Some(year)) => Some(
            year.and_then(|year| valid(Point::year(i16::try_from(i32::from(year) + count).ok()?))).map(Edtf::Point),
        ),
        (Period::Months(months), _) if months % 12 == 0 => {
            let count = count.checked_mul(i32::try_from(months / 12).ok()?)?;
            Some(now.and_then(|now| whole_period(Period::Months(12), count, now)))
        }
        (Period::Months(months), _) => {
            let count = count.checked_mul(i32::try_from(months).ok()?)?;
            Some(now.and_then(|now| month_on(now, count)).map(Edtf::Point))
        }
        (period, _) => Some(now.and_then(|now| whole_period(period, count, now))),
    }
}

/// From so many units before the document's date to it, or from it so many on; in months where the unit is one or more of them,
/// in years where it is a year or more.
fn stretch(parts: &Parts, sign: i32, now: Date) -> Option<Edtf> {
    let count = parts.count()?.checked_mul(sign)?;
    let ordered = |a: Point, b: Point| if sign < 0 { Edtf::between(a, b) } else { Edtf::between(b, a) };
    match parts.period? {
        Period::Seconds(_) => None,
        Period::Days(days) => {
            let far = now.checked_add(count.checked_mul(i32::try_from(days).ok()?)?.days()).ok()?;
            Some(ordered(Point::day(far), Point::day(now)))
        }
        Period::Months(months) => {
            let months = count.checked_mul(i32::try_from(months).ok()?)?;
            if months.abs() > 24 {
                let year = i16::try_from(i32::from(now.year()) + months / 12).ok()?;
                return Some(ordered(valid(Point::year(year))?, Point::year(now.year())));
            }
            Some(ordered(month_on(now, months)?, month_of(now)))
        }
    }
}

fn edge_of(edge: Edge, parts: &Parts, now: Option<Date>, tense: Option<Tense>) -> Option<Option<Edtf>> {
    // An edge of a named month is told by the month: a third of it is too narrow to be sure of.
    if parts.month.is_some() {
        return point(parts, now, tense);
    }
    if parts.count.is_some() {
        let quarter = part_of_year(parts.small()?, 3, parts, now, tense)?;
        return Some(quarter.and_then(|quarter| edge_of_interval(edge, quarter)));
    }
    let year = match (parts.year, parts.period) {
        (Some(year), _) => year,
        (None, Some(Period::Months(12)) | None) => now.map(|now| now.year()),
        (None, Some(period)) => {
            let whole = now.and_then(|now| whole_period(period, 0, now));
            return Some(whole.and_then(|whole| edge_of_interval(edge, whole)));
        }
    };
    Some(year.map(|year| match edge {
        Edge::Start => months(year, 1, 1),
        Edge::Early => months(year, 1, 3),
        Edge::Middle => months(year, 5, 8),
        Edge::Late => months(year, 10, 12),
        Edge::End => months(year, 12, 12),
    }))
}

fn edge_of_interval(edge: Edge, whole: Edtf) -> Option<Edtf> {
    let (first, last) = match whole {
        Edtf::Point(point) => (point, point),
        Edtf::Interval(first, last) => (first.or(last)?, last.or(first)?),
    };
    Some(match edge {
        Edge::Start | Edge::Early => Edtf::Point(first),
        Edge::Middle => whole,
        Edge::Late | Edge::End => Edtf::Point(last),
    })
}
