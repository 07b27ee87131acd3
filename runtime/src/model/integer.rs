//! Integers in any notation that JSON has.

/// Why a number is no integer.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// It is not whole.
    Fraction,
    /// It is too large.
    Range,
}

/// The exact value of a JSON number that is whole: `12`, `1.0`, `1e2`, `150e-1`.
pub(super) fn parse(text: &str) -> Result<i128, Reason> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent),
        None => (text, "0"),
    };
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(mantissa) => (-1, mantissa),
        None => (1, mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = || whole.bytes().chain(fraction.bytes());
    if digits().all(|digit| digit == b'0') {
        return Ok(0);
    }

    // An exponent beyond i64 is far beyond any number of digits that a document could have.
    let is_small = exponent.starts_with('-');
    let exponent = exponent.parse::<i64>().map_err(|_| if is_small { Reason::Fraction } else { Reason::Range })?;
    // How many zeros follow the digits, or, below nothing, how many digits stand behind the point.
    let zeros = exponent.saturating_sub(i64::try_from(fraction.len()).unwrap_or(i64::MAX));
    let behind_point = usize::try_from(zeros.saturating_neg()).unwrap_or(0);
    let trailing = whole.bytes().chain(fraction.bytes()).rev().take_while(|digit| *digit == b'0').count();
    if behind_point > trailing {
        return Err(Reason::Fraction);
    }

    let mut value: i128 = 0;
    let push = |value: i128, digit: u8| {
        value.checked_mul(10).and_then(|value| value.checked_add(i128::from(digit - b'0'))).ok_or(Reason::Range)
    };
    for digit in digits().take(whole.len() + fraction.len() - behind_point) {
        value = push(value, digit)?;
    }
    // Ends by overflow within 39 turns.
    for _ in 0..zeros.max(0) {
        value = push(value, b'0')?;
    }
    Ok(sign * value)
}

/// The exact value of a number that is whole and not too large; `None` for any other, and for what is none.
pub(crate) fn exact(number: &str) -> Option<i128> {
    // What is no number has other characters, or too few.
    let is_number = number.bytes().any(|byte| byte.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    is_number.then(|| parse(number).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{Reason, parse};

    #[test]
    fn whole_numbers() {
        for (text, value) in [
            ("0", 0),
            ("-0.0e5", 0),
            ("1.0", 1),
            ("1e2", 100),
            ("1E+2", 100),
            ("-150e-1", -15),
            ("1.50e1", 15),
            ("0.001e3", 1),
            ("100e-2", 1),
            ("0e99999999999999999999", 0),
            ("18446744073709551615", 18_446_744_073_709_551_615),
            ("-9223372036854775808.000", -9_223_372_036_854_775_808),
        ] {
            assert_eq!(parse(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn others() {
        for text in ["1.5", "1e-1", "15e-1", "0.1", "1e-99999999999999999999", "1.01e1", "1e-9223372036854775808"] {
            assert_eq!(parse(text), Err(Reason::Fraction), "{text}");
        }
        for text in ["1e40", "1e99999999999999999999", "1e9223372036854775807"] {
            assert_eq!(parse(text), Err(Reason::Range), "{text}");
        }
        assert_eq!(parse(&"9".repeat(5000)), Err(Reason::Range));
    }
}
