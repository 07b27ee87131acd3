//! Text made from schemas.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::shape::Shape;
use crate::document::dice::Dice;

/// The longest text that is made, whatever `minLength` demands.
const MAX_CHARACTERS: u64 = 10_000;

/// How much of a member's name goes into its text.
const MAX_NAME: usize = 24;

/// Text that fits the format and the length of `shape`. Patterns are not followed.
pub(super) fn text(shape: &Shape<'_>, name: &str, dice: &mut Dice) -> String {
    let format = shape.keyword("format").or(shape.keyword("contentEncoding")).and_then(Value::as_str);
    format.and_then(|format| of_format(format, dice)).unwrap_or_else(|| plain(shape, name, dice))
}

fn of_format(format: &str, dice: &mut Dice) -> Option<String> {
    let hex = |dice: &mut Dice| format!("{:08x}", dice.next() as u32);
    Some(match format {
        "date-time" => format!("{}T{}+08:00", date(dice), time(dice)),
        "date" => date(dice),
        "time" => format!("{}Z", time(dice)),
        "duration" => format!("PT{}M", dice.below(59) + 1),
        "uuid" => uuid(dice),
        "email" | "idn-email" => format!("{}@example.com", hex(dice)),
        "uri" | "url" | "iri" => format!("https://example.com/{}", hex(dice)),
        "uri-reference" | "iri-reference" => format!("/{}", hex(dice)),
        "hostname" | "idn-hostname" => format!("{}.example.com", hex(dice)),
        "ipv4" => format!("192.0.2.{}", dice.below(254) + 1),
        "ipv6" => format!("2001:db8::{:x}", dice.below(0xffff) + 1),
        "byte" | "base64" => STANDARD.encode(bytes(dice)),
        "json-pointer" => format!("/{}", hex(dice)),
        "int64" | "int32" | "uint64" => (dice.below(1_000) + 1).to_string(),
        _ => return None,
    })
}

/// Bytes without a meaning, such as those of an image.
pub(in crate::document) fn bytes(dice: &mut Dice) -> Vec<u8> {
    (0..4).flat_map(|_| dice.next().to_le_bytes()).collect()
}

fn date(dice: &mut Dice) -> String {
    format!("{}-{:02}-{:02}", 2020 + dice.below(8), 1 + dice.below(12), 1 + dice.below(28))
}

fn time(dice: &mut Dice) -> String {
    format!("{:02}:{:02}:{:02}", dice.below(24), dice.below(60), dice.below(60))
}

/// Version 4, variant 1, as the format demands.
fn uuid(dice: &mut Dice) -> String {
    let (high, low) = (dice.next(), dice.next());
    let third = 0x4000 | (high & 0x0fff);
    let fourth = 0x8000 | (low >> 48 & 0x3fff);
    format!("{:08x}-{:04x}-{third:04x}-{fourth:04x}-{:012x}", high >> 32, high >> 16 & 0xffff, low & 0xffff_ffff_ffff)
}

/// The member's name, so that one can see in an answer what came from where, and digits that differ.
fn plain(shape: &Shape<'_>, name: &str, dice: &mut Dice) -> String {
    let most = shape.least("maxLength").unwrap_or(MAX_CHARACTERS).min(MAX_CHARACTERS);
    let least = shape.most("minLength").unwrap_or(0).min(most);
    let digits = format!("{:04x}", dice.next() as u16);
    let name: String = name.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
    let name = if name.is_empty() { "text" } else { &name[..name.len().min(MAX_NAME)] };
    let mut text = format!("{name}-{digits}");
    if text.len() as u64 > most {
        text = digits;
    }
    while (text.len() as u64) < least {
        text.push(char::from(b'0' + (text.len() % 10) as u8));
    }
    // All of it is ASCII, so that characters are bytes.
    text.truncate(most as usize);
    text
}
