//! What may stand in the quotes of an `Authorization` header.

use super::ConfigFault;

/// A merchant number: 1 to 32 digits.
pub(super) fn mchid(text: String) -> Result<String, ConfigFault> {
    match fault(&text, 32, char::is_ascii_digit) {
        None => Ok(text),
        Some(_) if text.starts_with("wx") => Err(ConfigFault::Mchid { found: "what looks like an appid".to_owned() }),
        Some(found) => Err(ConfigFault::Mchid { found }),
    }
}

/// The serial of a certificate: 1 to 64 hexadecimal digits, made upper-case.
pub(super) fn serial(text: &str) -> Result<String, ConfigFault> {
    match fault(text, 64, char::is_ascii_hexdigit) {
        None => Ok(text.to_ascii_uppercase()),
        Some(found) => Err(ConfigFault::Serial { found }),
    }
}

/// What is wrong with a text. It is not shown: it may be a secret in the wrong place.
fn fault(text: &str, limit: usize, is_allowed: impl Fn(&char) -> bool) -> Option<String> {
    let wrong = text.chars().find(|letter| !is_allowed(letter));
    match (wrong, text.chars().count()) {
        (Some(letter), _) => Some(format!("a text with {letter:?}")),
        (None, count) if !(1..=limit).contains(&count) => Some(format!("{count} characters")),
        (None, _) => None,
    }
}
