//! What may stand in the quotes of an `Authorization` header.

use super::ConfigFault;

/// A merchant number: 1 to 32 digits.
pub(super) fn mchid(text: String) -> Result<String, ConfigFault> {
    let is_number = (1..=32).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { Ok(text) } else { Err(ConfigFault::Mchid { found: shown(&text) }) }
}

/// The serial of a certificate: 1 to 64 hexadecimal digits, made upper-case.
pub(super) fn serial(text: &str) -> Result<String, ConfigFault> {
    let is_hex = (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hex { Ok(text.to_ascii_uppercase()) } else { Err(ConfigFault::Serial { found: shown(text) }) }
}

/// As much of a wrong value as helps. It may be a secret in the wrong place, so it is not much.
fn shown(text: &str) -> String {
    let start: String = text.chars().take(4).collect();
    if start.len() < text.len() { format!("{start}…") } else { start }
}
