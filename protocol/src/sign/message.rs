//! The texts that are signed.

use std::io::Write as _;

/// The text that a request's signature is over: method, target, timestamp, nonce and body, each ended by a line feed.
///
/// `target` is path and query exactly as sent; `body` is empty if there is none. Of an upload only the meta part is the body.
#[must_use]
pub fn request_message(method: &str, target: &str, timestamp: i64, nonce: &str, body: &[u8]) -> Vec<u8> {
    // 20 characters is the longest number.
    let mut message = Vec::with_capacity(method.len() + target.len() + 20 + nonce.len() + body.len() + 5);
    for part in [method, target] {
        message.extend_from_slice(part.as_bytes());
        message.push(b'\n');
    }
    // Writing to memory does not fail.
    let _ = writeln!(message, "{timestamp}");
    for part in [nonce.as_bytes(), body] {
        message.extend_from_slice(part);
        message.push(b'\n');
    }
    message
}

/// The text that the signature of an answer or a notification is over: timestamp, nonce and raw body, each ended by a line feed.
#[must_use]
pub fn answer_message(timestamp: &str, nonce: &str, body: &[u8]) -> Vec<u8> {
    lines(&[timestamp.as_bytes(), nonce.as_bytes(), body])
}

/// The parts, each ended by a line feed.
pub(crate) fn lines(parts: &[&[u8]]) -> Vec<u8> {
    let mut message = Vec::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
    for part in parts {
        message.extend_from_slice(part);
        message.push(b'\n');
    }
    message
}
