//! Identifiers (RFC 9562).

use super::{text_format, value_of};

text_format! {
    /// An identifier (`uuid`, RFC 9562), such as `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`.
    ///
    /// Made of and read as its 16 bytes or a `u128`, which types of other crates are made of and give as well.
    Uuid, "a UUID such as f81d4fae-7dec-11d0-a765-00a0c91e6bf6", |text| number(text).is_some()
}

value_of! { Uuid:
    u128 => write,
    [u8; 16] => |value| write(u128::from_be_bytes(value)),
}

value_of! { Uuid ->
    u128 => number,
    [u8; 16] => |text| number(text).map(u128::to_be_bytes),
}

/// Where the hyphens stand.
const HYPHENS: [usize; 4] = [8, 13, 18, 23];

fn number(text: &str) -> Option<u128> {
    let bytes: &[u8; 36] = text.as_bytes().try_into().ok()?;
    let mut number = 0;
    for (index, byte) in bytes.iter().enumerate() {
        if HYPHENS.contains(&index) {
            if *byte != b'-' {
                return None;
            }
        } else {
            number = number << 4 | u128::from(char::from(*byte).to_digit(16)?);
        }
    }
    Some(number)
}

fn write(number: u128) -> String {
    let digits = format!("{number:032x}");
    let mut text = String::with_capacity(36);
    for digit in digits.chars() {
        if HYPHENS.contains(&text.len()) {
            text.push('-');
        }
        text.push(digit);
    }
    text
}
