//! What a YAML scalar without quotes is, by the core schema of YAML 1.2 (section 10.3.2): `no`, `on`, dates and times are
//! texts.
//!
//! Numbers with zeros before them, which YAML 1.1 takes for octal ones, stay texts as well: postal codes and the like.

use serde_json::{Number, Value};
use std::borrow::Cow;

/// The value of a plain scalar.
pub fn plain(text: Cow<'_, str>) -> Value {
    match text.as_ref() {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        other => match number(other) {
            Some(number) => Value::Number(number),
            None => Value::String(text.into_owned()),
        },
    }
}

fn number(text: &str) -> Option<Number> {
    if !text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !is_decimal(unsigned) {
        return None;
    }
    let text = text.strip_prefix('+').unwrap_or(text);
    if let Ok(whole) = text.parse::<u64>() {
        return Some(whole.into());
    }
    if let Ok(whole) = text.parse::<i64>() {
        return Some(whole.into());
    }
    text.parse::<f64>().ok().and_then(Number::from_f64)
}

fn radix(digits: &str, radix: u32) -> Option<Number> {
    let is_plain = digits.chars().all(|digit| digit.is_digit(radix));
    is_plain.then(|| u64::from_str_radix(digits, radix).ok()).flatten().map(Number::from)
}

/// `1`, `1.5`, `.5`, `1.`, `1e-05`; no zeros before other digits.
fn is_decimal(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = whole.len() < 2 || !whole.starts_with('0');
    let has_digits = !whole.is_empty() || !fraction.is_empty();
    is_plain
        && has_digits
        && are_digits(whole)
        && are_digits(fraction)
        && exponent.is_none_or(|exponent| !exponent.is_empty() && are_digits(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(text: &str) -> Value {
        plain(Cow::Borrowed(text))
    }

    #[test]
    fn words_and_dates_are_texts() {
        let texts = [
            "no",
            "yes",
            "on",
            "off",
            "y",
            "n",
            "No",
            "2024-01-31",
            "2024-01-31T10:00:00Z",
            "12:30:45",
            "1_000",
            "007",
            "00.5",
            "0b1",
            "+",
            "-",
            ".",
            "..",
            "1e",
            "e5",
            "1.2.3",
            ".inf",
            ".nan",
            "1e999",
            "0x",
            "0xg",
            "nULL",
            "tRue",
            "-x",
            "１",
        ];
        for text in texts {
            assert_eq!(read(text), json!(text));
        }
    }

    #[test]
    fn numbers_are_numbers() {
        for (text, number) in [
            ("0", json!(0)),
            ("+1", json!(1)),
            ("-1", json!(-1)),
            ("0.5", json!(0.5)),
            (".5", json!(0.5)),
            ("1.", json!(1.0)),
            ("1e-05", json!(1e-5)),
            ("1E+2", json!(100.0)),
            ("0x1F", json!(31)),
            ("0o17", json!(15)),
            ("18446744073709551615", json!(u64::MAX)),
            ("-9223372036854775808", json!(i64::MIN)),
            ("18446744073709551616", json!(18_446_744_073_709_551_616_f64)),
        ] {
            assert_eq!(read(text), number, "{text}");
        }
    }

    #[test]
    fn other_words() {
        for text in ["", "~", "null", "Null", "NULL"] {
            assert_eq!(read(text), Value::Null);
        }
        assert_eq!((read("True"), read("FALSE")), (json!(true), json!(false)));
    }
}
