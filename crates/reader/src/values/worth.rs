//! Changes, shares and ranks from what the slots of a pattern took.

use model::{Approx, Decimal, Direction};

use super::Found;
use super::literal;
use super::meaning::{self, ChangeOp, RankOp, ShareOp};
use super::scan::Scan;
use super::slot::{Captured, Take};

impl Scan<'_> {
    /// The change that a pattern makes of what its slots took.
    pub(super) fn change(&self, op: ChangeOp, direction: Direction, taken: &[Captured], start: usize) -> Option<Found> {
        let percent = taken.iter().find_map(|captured| match captured.take {
            Take::Percent(percent, _) => Some(percent),
            _ => None,
        });
        let number = taken.iter().find_map(|captured| match captured.take {
            Take::Number(number, _) => Some(number),
            _ => None,
        });
        let signed = |percent: Decimal, direction| if direction == Direction::Down { -percent } else { percent };
        let (percent, direction) = match op {
            ChangeOp::Percent => (Some(signed(percent?, direction)), direction),
            ChangeOp::By => {
                let direction = self.direction_near(start)?;
                (Some(signed(percent?, direction)), direction)
            }
            ChangeOp::Times => {
                let number = number.filter(|number| *number > Decimal::ONE)?;
                (Some(meaning::times(number, direction)?), direction)
            }
            ChangeOp::Index => {
                let change = percent?.checked_sub(Decimal::ONE_HUNDRED)?;
                (Some(change), direction_of(change))
            }
            ChangeOp::Fixed(percent) | ChangeOp::Verb(Some(percent)) => {
                (Some(Decimal::from(percent)), direction_of(percent.into()))
            }
            ChangeOp::Unmeasured | ChangeOp::Verb(None) => (None, direction),
        };
        Some(Found::Change { percent, direction, by_verb: matches!(op, ChangeOp::Verb(_)) })
    }
}

/// The direction that a slot took.
pub(super) fn taken_direction(taken: &[Captured]) -> Option<Direction> {
    taken.iter().find_map(|captured| match captured.take {
        Take::Move(direction) => Some(direction),
        _ => None,
    })
}

fn direction_of(percent: Decimal) -> Direction {
    if percent.is_zero() {
        Direction::Flat
    } else if percent.is_sign_negative() {
        Direction::Down
    } else {
        Direction::Up
    }
}

/// The share that a pattern makes of what its slots took.
pub(super) fn share(op: ShareOp, taken: &[Captured]) -> Option<Found> {
    let numbers: Vec<(u32, Option<Approx>)> = taken
        .iter()
        .filter_map(|captured| match captured.take {
            Take::Ordinal(n) => Some((n, None)),
            Take::Number(n, approx) if n.scale() == 0 => Some((u32::try_from(n.mantissa()).ok()?, approx)),
            _ => None,
        })
        .collect();
    let part = taken.iter().find_map(|captured| match captured.take {
        Take::Percent(percent, approx) => Some((percent, approx)),
        _ => None,
    });
    let (percent, approx) = match op {
        ShareOp::Percent => part?,
        ShareOp::Clear => {
            // "two thirds" is no ordinal, "a third" may be one.
            let one_of_many = |percent| Decimal::ONE_HUNDRED.checked_div(percent).is_some_and(is_nearly_whole);
            part.filter(|&(percent, approx)| approx.is_some() || !one_of_many(percent))?
        }
        ShareOp::OneIn => {
            let &(whole, approx) = numbers.first().filter(|(whole, _)| (2..=100).contains(whole))?;
            (literal::per_cent(1, whole)?, approx)
        }
        ShareOp::OutOf => {
            let (&(part, approx), &(whole, _)) = (numbers.first()?, numbers.get(1)?);
            (literal::per_cent(part, whole).filter(|_| 0 < part && part < whole)?, approx)
        }
    };
    Some(Found::Share { percent, approx })
}

/// True for a quotient that only rounding keeps from being whole: 100 / 33.33.
fn is_nearly_whole(quotient: Decimal) -> bool {
    (quotient - quotient.round()).abs() < Decimal::new(2, 2)
}

/// The rank that a pattern makes of what its slots took.
pub(super) fn rank(op: RankOp, taken: &[Captured]) -> Option<Found> {
    let place = taken.iter().find_map(|captured| match captured.take {
        Take::Ordinal(n) => Some(n),
        Take::Number(n, _) if n.scale() == 0 => u32::try_from(n.mantissa()).ok(),
        _ => None,
    });
    let (value, top) = match op {
        RankOp::Place => (place?, false),
        RankOp::Top => (place?, true),
        RankOp::Fixed(value) => (value, false),
    };
    (0 < value && value < 1000).then_some(Found::Rank { value, top })
}
