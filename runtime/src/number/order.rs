//! Which of two numbers is larger, whatever their notation.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::{Number, is_number};

/// The value of a number: its digits without zeros at either end, and the place of the point, counted from the first of
/// them. The same value is the same value here.
#[derive(PartialEq, Eq, Hash)]
struct Value {
    is_negative: bool,
    digits: Vec<u8>,
    point: i64,
}

impl Value {
    /// `None` for what is no number.
    fn of(text: &str) -> Option<Self> {
        if !is_number(text) {
            return None;
        }
        let (is_negative, unsigned) = match text.strip_prefix('-') {
            Some(unsigned) => (true, unsigned),
            None => (false, text),
        };
        let (number, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        // An exponent beyond i64 is beyond any other number that a document could have.
        let beyond = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
        let exponent = exponent.parse().unwrap_or(beyond);
        let digits = whole.bytes().chain(fraction.bytes());
        let zeros = digits.clone().take_while(|digit| *digit == b'0').count();
        let mut digits: Vec<u8> = digits.skip(zeros).collect();
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        if digits.is_empty() {
            return Some(Self { is_negative: false, digits, point: 0 });
        }
        let before = i64::try_from(whole.len()).ok()? - i64::try_from(zeros).ok()?;
        Some(Self { is_negative, digits, point: before.saturating_add(exponent) })
    }

    fn size(&self, other: &Self) -> Ordering {
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.point.cmp(&other.point).then_with(|| self.digits.cmp(&other.digits)),
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (Value::of(&self.0), Value::of(&other.0)) {
            (Some(one), Some(other)) => one == other,
            // As floats have it.
            _ => self.to_f64() == other.to_f64(),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let (Some(one), Some(two)) = (Value::of(&self.0), Value::of(&other.0)) else {
            return self.to_f64().partial_cmp(&other.to_f64());
        };
        Some(match (one.is_negative, two.is_negative) {
            (false, false) => one.size(&two),
            (true, true) => two.size(&one),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        })
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Value::of(&self.0).hash(state);
    }
}
