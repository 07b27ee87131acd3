//! Decimal numbers as they are written, compared without loss.

use std::cmp::Ordering;

/// The powers of ten that an `i128` holds.
const MAX_ZEROS: u32 = 38;

/// A number: `digits` times ten to the power of `exponent`, where its digits fit; the nearest `f64` in any case.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exact {
    digits: Option<(i128, i32)>,
    near: f64,
}

impl Exact {
    /// Reads a number of JSON.
    pub(super) fn read(text: &str) -> Option<Self> {
        let near = text.parse().ok()?;
        Some(Self { digits: digits(text), near })
    }

    /// Which of two numbers is larger.
    pub(super) fn compare(self, other: Self) -> Ordering {
        match scaled(self, other) {
            Some((own, others)) => own.cmp(&others),
            None => self.near.partial_cmp(&other.near).unwrap_or(Ordering::Equal),
        }
    }

    /// Whether the number is a whole multiple of `other`; also where that cannot be told.
    pub(super) fn is_multiple_of(self, other: Self) -> bool {
        scaled(self, other).and_then(|(own, others)| own.checked_rem(others)).is_none_or(|rest| rest == 0)
    }
}

/// Both numbers in units of the same power of ten.
fn scaled(own: Exact, other: Exact) -> Option<(i128, i128)> {
    let ((own, exponent), (other, others)) = (own.digits?, other.digits?);
    let unit = exponent.min(others);
    Some((grown(own, exponent.checked_sub(unit)?)?, grown(other, others.checked_sub(unit)?)?))
}

fn grown(digits: i128, zeros: i32) -> Option<i128> {
    if digits == 0 {
        return Some(0);
    }
    let zeros = u32::try_from(zeros).ok().filter(|zeros| *zeros <= MAX_ZEROS)?;
    digits.checked_mul(10i128.checked_pow(zeros)?)
}

fn digits(text: &str) -> Option<(i128, i32)> {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let fraction = fraction.trim_end_matches('0');
    let exponent: i32 = exponent.parse().ok()?;
    let exponent = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    Some((format!("{whole}{fraction}").parse().ok()?, exponent))
}
