//! Numbers made from schemas.

use serde_json::{Number, Value};

use super::shape::Shape;
use crate::document::check::{Limit, Range};
use crate::document::dice::Dice;

/// How many numbers there are to choose from where the schema leaves it open.
const CHOICES: i128 = 1_000;

/// An integer within the limits of `shape`.
pub(super) fn integer(shape: &Shape<'_>, dice: &mut Dice) -> Value {
    let (low, high) = whole_limits(shape);
    let step = shape.keyword("multipleOf").and_then(Value::as_u64).map_or(1, |step| i128::from(step.max(1)));
    let first = low.div_euclid(step) * step;
    let first = if first < low { first + step } else { first };
    let choices = ((high - first) / step + 1).clamp(1, CHOICES);
    // At most a thousand, so the conversion loses nothing.
    let chosen = first + step * i128::from(dice.below(choices as u64));
    i64::try_from(chosen).map(Value::from).or_else(|_| u64::try_from(chosen).map(Value::from)).unwrap_or(Value::from(0))
}

/// A number within the limits of `shape`, with two digits after the point where they allow it.
pub(super) fn number(shape: &Shape<'_>, dice: &mut Dice) -> Value {
    if shape.keyword("multipleOf").and_then(Value::as_u64).is_some() {
        return integer(shape, dice);
    }
    let range = limits(shape);
    let low = range.low.map(|limit| limit.bound);
    let high = range.high.map(|limit| limit.bound);
    let (low, high) = match (low, high) {
        (Some(low), Some(high)) => (low, high.max(low)),
        (Some(low), None) => (low, low + CHOICES as f64),
        (None, Some(high)) if high < 1.0 => (high - CHOICES as f64, high),
        (None, high) => (1.0, high.unwrap_or(CHOICES as f64)),
    };
    // Neither end itself, which may be excluded.
    let share = (dice.below(98) + 1) as f64 / 100.0;
    let exact = low + (high - low) * share;
    let rounded = (exact * 100.0).round() / 100.0;
    let chosen = if low < rounded && rounded < high { rounded } else { exact };
    Number::from_f64(chosen).map_or(Value::from(0), Value::Number)
}

/// The narrowest limits that the parts of a shape set.
fn limits(shape: &Shape<'_>) -> Range {
    let mut narrow = Range::default();
    for part in shape.parts.iter().filter_map(|part| part.as_object()) {
        let range = Range::of(part);
        narrow.low = narrower(narrow.low, range.low, |known, other| other > known);
        narrow.high = narrower(narrow.high, range.high, |known, other| other < known);
    }
    narrow
}

fn narrower(known: Option<Limit>, other: Option<Limit>, is_narrower: fn(f64, f64) -> bool) -> Option<Limit> {
    match (known, other) {
        (Some(known), Some(other)) if !is_narrower(known.bound, other.bound) => Some(known),
        (known, other) => other.or(known),
    }
}

/// The smallest and the largest integer that are allowed; without limits, small positive ones.
fn whole_limits(shape: &Shape<'_>) -> (i128, i128) {
    let (smallest, largest) = representable(shape);
    let range = limits(shape);
    let low = range.low.map(|limit| limit.bound.ceil() as i128 + i128::from(limit.excludes_whole()));
    let high = range.high.map(|limit| limit.bound.floor() as i128 - i128::from(limit.excludes_whole()));
    let (low, high) = match (low, high) {
        (Some(low), high) => (low, high.unwrap_or(largest)),
        (None, Some(high)) if high < 1 => (high.max(smallest) - CHOICES, high),
        (None, high) => (1, high.unwrap_or(largest)),
    };
    let low = low.clamp(smallest, largest);
    (low, high.clamp(low, largest))
}

fn representable(shape: &Shape<'_>) -> (i128, i128) {
    match shape.keyword("format").and_then(Value::as_str) {
        Some("int32") => (i128::from(i32::MIN), i128::from(i32::MAX)),
        Some("uint64") => (0, i128::from(u64::MAX)),
        _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
    }
}

impl Limit {
    /// Whether the bound is an integer that is not allowed.
    fn excludes_whole(self) -> bool {
        self.exclusive && self.bound.fract() == 0.0
    }
}
