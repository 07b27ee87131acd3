//! Decimal numbers as text.

use super::{text_format, value_of};

text_format! {
    /// A decimal number as text (`decimal`), with all its digits, such as `12.50`.
    ///
    /// Two are equal when their texts are. Read it as a type of a crate for decimals where digits count, as an `f64`
    /// where they do not.
    Decimal, "a decimal number such as 12.50", is_decimal
}

value_of! { Decimal:
    i32 => |value| value.to_string(),
    i64 => |value| value.to_string(),
    u32 => |value| value.to_string(),
    u64 => |value| value.to_string(),
    i128 => |value| value.to_string(),
}

value_of! { Decimal ->
    f64 => |text| if is_decimal(text) { text.parse().ok() } else { None },
    i64 => |text| text.parse().ok(),
}

/// `12`, `-12.50`, `1.25e3`.
fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (number, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    are_digits(whole) && fraction.is_none_or(are_digits) && exponent.is_none_or(are_digits)
}
