//! Dates and intervals after EDTF (ISO 8601-2:2019), the part that statements use.

use std::fmt;
use std::str::FromStr;

use crate::Date;

/// A year, month or day: `2024`, `2024-05`, `2024-05-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// Year, 1 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month; only with a month.
    pub day: Option<u8>,
}

/// A date or interval: `2024`, `2023-11-07`, `2023-01/2023-09`, `2003/..`, `../2025-12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edtf {
    /// One year, month or day.
    Point(Point),
    /// An interval; an end that is `None` is open (`..`). At least one end stands.
    Interval(Option<Point>, Option<Point>),
}

/// Text that is no EDTF date of the part used here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfError {
    /// What was found.
    pub found: String,
}

impl fmt::Display for EdtfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no EDTF date; allowed: YYYY, YYYY-MM, YYYY-MM-DD, two of them parted by `/`, `..` for an open end",
            self.found
        )
    }
}

impl std::error::Error for EdtfError {}

impl Point {
    /// A year.
    pub fn year(year: i16) -> Point {
        Point { year, month: None, day: None }
    }

    /// A month; the caller gives 1 to 12.
    pub fn month(year: i16, month: u8) -> Point {
        Point { year, month: Some(month), day: None }
    }

    /// A day.
    pub fn day(date: Date) -> Point {
        Point { year: date.year(), month: Some(date.month() as u8), day: Some(date.day() as u8) }
    }

    /// The first day that the point covers; `None` where it is no calendar date.
    pub fn first_day(self) -> Option<Date> {
        Date::new(self.year, self.month.unwrap_or(1) as i8, self.day.unwrap_or(1) as i8).ok()
    }

    /// The last day that the point covers; `None` where it is no calendar date.
    pub fn last_day(self) -> Option<Date> {
        match (self.month, self.day) {
            (_, Some(_)) => self.first_day(),
            (Some(_), None) => Some(self.first_day()?.last_of_month()),
            (None, _) => Date::new(self.year, 12, 31).ok(),
        }
    }
}

impl Edtf {
    /// The interval between two points; one point where they are equal or in the wrong order.
    pub fn between(from: Point, to: Point) -> Edtf {
        if from == to || from.first_day() > to.last_day() {
            Edtf::Point(from)
        } else {
            Edtf::Interval(Some(from), Some(to))
        }
    }

    /// The open interval from a point on: `2003/..`.
    pub fn since(from: Point) -> Edtf {
        Edtf::Interval(Some(from), None)
    }

    /// First day, `None` where open.
    pub fn first_day(self) -> Option<Date> {
        match self {
            Edtf::Point(point) => point.first_day(),
            Edtf::Interval(from, _) => from?.first_day(),
        }
    }

    /// Last day, `None` where open.
    pub fn last_day(self) -> Option<Date> {
        match self {
            Edtf::Point(point) => point.last_day(),
            Edtf::Interval(_, to) => to?.last_day(),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Edtf::Point(point) => write!(f, "{point}"),
            Edtf::Interval(from, to) => {
                match from {
                    Some(point) => write!(f, "{point}")?,
                    None => f.write_str("..")?,
                }
                f.write_str("/")?;
                match to {
                    Some(point) => write!(f, "{point}"),
                    None => f.write_str(".."),
                }
            }
        }
    }
}

impl FromStr for Point {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Point, EdtfError> {
        let error = || EdtfError { found: text.to_owned() };
        let number = |part: &str, width: usize| -> Result<i16, EdtfError> {
            if part.len() == width && part.bytes().all(|b| b.is_ascii_digit()) {
                part.parse().map_err(|_| error())
            } else {
                Err(error())
            }
        };
        let parts: Vec<&str> = text.split('-').collect();
        if parts.len() > 3 {
            return Err(error());
        }
        let point = Point {
            year: number(parts[0], 4)?,
            month: parts.get(1).map(|p| number(p, 2)).transpose()?.map(|m| m as u8),
            day: parts.get(2).map(|p| number(p, 2)).transpose()?.map(|d| d as u8),
        };
        if point.year < 1 || point.first_day().is_none() {
            return Err(error());
        }
        Ok(point)
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Edtf, EdtfError> {
        let Some((from, to)) = text.split_once('/') else {
            return Ok(Edtf::Point(text.parse()?));
        };
        let end = |part: &str| -> Result<Option<Point>, EdtfError> {
            if part == ".." { Ok(None) } else { part.parse().map(Some) }
        };
        let error = || EdtfError { found: text.to_owned() };
        match (end(from)?, end(to)?) {
            (None, None) => Err(error()),
            (Some(a), Some(b)) if a.first_day() > b.last_day() => Err(error()),
            (a, b) => Ok(Edtf::Interval(a, b)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_what_it_read() {
        for text in ["2024", "2023-11", "2023-11-07", "2023-01/2023-09", "2003/..", "../2025-12"] {
            assert_eq!(text.parse::<Edtf>().map(|e| e.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in
            ["", "24", "2024-13", "2024-02-30", "../..", "2025/2024", "2024-5", "2024-05-03-01", "+2024", "2024/"]
        {
            assert!(text.parse::<Edtf>().is_err(), "{text}");
        }
    }

    #[test]
    fn knows_first_and_last_day() {
        let february: Edtf = "2024-02".parse().unwrap();
        assert_eq!(february.last_day().unwrap().to_string(), "2024-02-29");
        let open: Edtf = "2003/..".parse().unwrap();
        assert_eq!(open.first_day().unwrap().to_string(), "2003-01-01");
        assert_eq!(open.last_day(), None);
    }
}
