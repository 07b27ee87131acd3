//! Numbers with all their digits.

mod convert;
mod order;

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use crate::{Decode, Decoded, Encode, FormatError, Reader, Writer};

/// A number of JSON as it is written: no digit is lost on its way, as it would be in a binary float.
///
/// For amounts of money and the like. Made of integers and of `f64` by `from`, and of text by `parse`; read as an integer
/// by `try_from`, which fails where that would lose something, and as an `f64` by [`to_f64`](Self::to_f64). Two numbers
/// are equal where their values are: `1`, `1.0` and `10e-1`.
///
/// ```
/// use openapi_client_runtime::Number;
///
/// let amount: Number = "0.10".parse()?;
/// assert_eq!((amount.as_str(), amount == Number::from(0.1)), ("0.10", true));
/// assert_eq!(i64::try_from(Number::from(100))?, 100);
/// assert!(amount < Number::from(1) && i64::try_from(amount).is_err());
/// # Ok::<(), openapi_client_runtime::FormatError>(())
/// ```
#[derive(Clone)]
pub struct Number(Box<str>);

impl Number {
    /// The number as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest `f64`; infinite where the number is beyond all of them.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        // What stands here is a number in a notation that Rust reads as well.
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// A text that was checked.
    fn of(text: &str) -> Self {
        Self(text.into())
    }

    #[cold]
    fn error(text: &str, expected: &'static str) -> FormatError {
        FormatError::new(expected, text)
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::of("0")
    }
}

impl FromStr for Number {
    type Err = FormatError;

    /// Takes what JSON has for a number (RFC 8259, section 6), and keeps it as it is written.
    fn from_str(text: &str) -> Result<Self, FormatError> {
        if is_number(text) { Ok(Self::of(text)) } else { Err(Self::error(text, "a number such as 12.50")) }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Number({})", self.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(&self.0)
    }
}

impl Encode for Number {
    fn encode(&self, writer: &mut Writer) {
        match is_number(&self.0) {
            true => writer.digits(&self.0),
            // Made of an `f64` that is not finite.
            false => writer.float(self.to_f64()),
        }
    }
}

impl Decode for Number {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.number("a number").map(Self::of)
    }
}

crate::serde_impls!(Number);

/// `12`, `-12.50`, `1.25e3`, as JSON has them.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = are_digits(whole) && (whole == "0" || !whole.starts_with('0'));
    is_whole && fraction.is_none_or(are_digits) && exponent.is_none_or(are_digits)
}
