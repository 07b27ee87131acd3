//! The messages that are signed.

use bytes::Bytes;
use serde_json::{Value, json};

/// How much of a body the sign information shows, in bytes.
const SHOWN_BODY_BYTES: usize = 8;

/// The message of a request: method, target, timestamp, nonce and body, each ended by a line feed.
pub(crate) fn of_request(method: &str, target: &str, timestamp: &str, nonce: &str, body: &[u8]) -> Vec<u8> {
    let mut message = format!("{method}\n{target}\n{timestamp}\n{nonce}\n").into_bytes();
    message.extend_from_slice(body);
    message.push(b'\n');
    message
}

/// The message of an answer or a notification: timestamp, nonce and body, each ended by a line feed.
pub(crate) fn of_answer(timestamp: &str, nonce: &[u8], body: &[u8]) -> Vec<u8> {
    let mut message = Vec::with_capacity(timestamp.len() + nonce.len() + body.len() + 3);
    for line in [timestamp.as_bytes(), nonce, body] {
        message.extend_from_slice(line);
        message.push(b'\n');
    }
    message
}

/// What a `SIGN_ERROR` tells of the message that the server built.
pub(crate) fn sign_information(method: &str, target: &str, message: &Bytes, body: &[u8]) -> Value {
    let head = message.len() - body.len() - 1;
    let shown = head + whole_characters(body, SHOWN_BODY_BYTES);
    let truncated = String::from_utf8_lossy(&message[..shown]);
    json!({
        "method": method,
        "url": target,
        "truncated_sign_message": format!("{truncated}\n"),
        "sign_message_length": message.len(),
    })
}

/// How many bytes of `text`, at most `most`, end with a whole character.
fn whole_characters(text: &[u8], most: usize) -> usize {
    let start = &text[..text.len().min(most)];
    match std::str::from_utf8(start) {
        Ok(_) => start.len(),
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        Err(_) => start.len(),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{of_answer, of_request, sign_information};

    #[test]
    fn every_line_ends_with_a_line_feed() {
        assert_eq!(of_request("GET", "/v3/a?b=c", "1", "n", b""), b"GET\n/v3/a?b=c\n1\nn\n\n");
        assert_eq!(of_answer("1", b"n", b""), b"1\nn\n\n");
        assert_eq!(of_answer("1", b"n", b"{}"), b"1\nn\n{}\n");
    }

    #[test]
    fn the_sign_information_cuts_the_body_between_characters() {
        let body = "{\"a\":\"会员\"}".as_bytes();
        let message = Bytes::from(of_request("POST", "/v3/a", "1", "n", body));
        let information = sign_information("POST", "/v3/a", &message, body);
        assert_eq!(information["truncated_sign_message"], "POST\n/v3/a\n1\nn\n{\"a\":\"\n");
        assert_eq!(information["sign_message_length"], message.len());
        let all = sign_information("POST", "/v3/a", &Bytes::from(of_request("POST", "/v3/a", "1", "n", b"{}")), b"{}");
        assert_eq!(all["truncated_sign_message"], "POST\n/v3/a\n1\nn\n{}\n");
    }
}
