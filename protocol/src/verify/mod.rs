//! Signatures of answers and notifications.

mod headers;
mod rejection;

#[cfg(test)]
mod tests;

use std::time::SystemTime;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use http::HeaderMap;

pub(crate) use headers::{SignatureHeaders, claimed_serial, is_signed};
pub use rejection::Rejection;

use crate::clock::unix_seconds;
use crate::keys::{KeySet, ServerKey};
use crate::sign::answer_message;

/// How far a timestamp may be from now, in seconds, in both directions.
pub(crate) const SKEW: i64 = 300;

/// Checks that WeChat Pay signed this answer or notification, and signed it within 300 seconds of `at`.
///
/// `body` is the raw body, before anything decoded or changed it; empty for 204.
///
/// # Errors
/// When anything is in doubt. Nothing of headers or body is to be believed then.
pub fn verify(keys: &KeySet, at: SystemTime, headers: &HeaderMap, body: &[u8]) -> Result<(), Rejection> {
    verified(keys, at, headers, body).map(|_| ())
}

/// As [`verify`], and gives the headers that were verified.
pub(crate) fn verified<'h>(
    keys: &KeySet,
    at: SystemTime,
    headers: &'h HeaderMap,
    body: &[u8],
) -> Result<SignatureHeaders<'h>, Rejection> {
    let signed = SignatureHeaders::read(headers)?;
    check_skew(signed.seconds()?, at)?;
    let key = find(keys, signed.serial, at)?;
    let signature = BASE64_STANDARD.decode(signed.signature).map_err(|_| Rejection::SignatureNotBase64)?;
    let message = answer_message(signed.timestamp, signed.nonce, body);
    if key.public_key().verifies(&message, &signature) { Ok(signed) } else { Err(Rejection::WrongSignature) }
}

fn check_skew(signed: i64, at: SystemTime) -> Result<(), Rejection> {
    let by = signed.saturating_sub(unix_seconds(at));
    if (-SKEW..=SKEW).contains(&by) { Ok(()) } else { Err(Rejection::Skew { by }) }
}

fn find<'k>(keys: &'k KeySet, serial: &str, at: SystemTime) -> Result<&'k ServerKey, Rejection> {
    if keys.is_empty() {
        return Err(Rejection::NoKeys);
    }
    let Some(key) = keys.find(serial) else {
        let known = keys.iter().map(|key| key.serial().to_owned()).collect();
        return Err(Rejection::UnknownSerial { serial: serial.to_owned(), known });
    };
    if key.is_expired_at(at) { Err(Rejection::KeyExpired { serial: serial.to_owned() }) } else { Ok(key) }
}
