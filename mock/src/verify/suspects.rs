//! What a wrong signature may be over: the mistakes that people make.

use bytes::Bytes;
use http::header::HOST;
use percent_encoding::percent_decode_str;

use super::Signatures;
use super::signed::Claims;
use crate::keys::Merchant;
use crate::message;
use crate::received::Received;

/// What is known of a wrong signature.
pub(super) struct Suspect {
    /// What is wrong, and what to do.
    pub(super) what: String,
    /// The message that was signed, if it was found.
    pub(super) message: Option<Bytes>,
}

/// Looks for the mistake behind a wrong signature.
pub(super) fn find(signatures: &Signatures, received: &Received, claims: &Claims, merchant: &Merchant) -> Suspect {
    let variants = variants(received, claims).into_iter();
    let found = variants
        .map(|(what, message)| (what, Bytes::from(message)))
        .find(|(_, message)| merchant.public_key.verifies(message, claims.signature()));
    match found {
        Some((what, message)) => Suspect { what: what.to_owned(), message: Some(message) },
        None => Suspect { what: unexplained(signatures, claims), message: None },
    }
}

fn unexplained(signatures: &Signatures, claims: &Claims) -> String {
    let another = signatures
        .parties
        .merchants()
        .find(|merchant| merchant.public_key.verifies(claims.message(), claims.signature()))
        .map(|merchant| {
            format!("it was made with the private key of the merchant {}; sign with this one's", merchant.mchid)
        });
    another.unwrap_or_else(|| {
        "compare truncated_sign_message and sign_message_length with what was signed; if they are the same, the private key is not the one of the certificate"
            .to_owned()
    })
}

/// Messages that are nearly right, each with what is wrong with it.
fn variants(received: &Received, claims: &Claims) -> Vec<(&'static str, Vec<u8>)> {
    let method = received.method.as_str();
    let target = received.target.as_str();
    let (timestamp, nonce, body) = (claims.timestamp(), claims.nonce(), claims.body());
    let right = claims.message();
    let host = received.header(HOST.as_str()).unwrap_or_default();
    let decoded = percent_decode_str(target).decode_utf8_lossy();
    let with_target = |target: &str| message::of_request(method, target, timestamp, nonce, body);
    vec![
        ("the line feed after the body was not signed; the message ends with one", right[..right.len() - 1].to_vec()),
        ("the query was not signed; the second line is path and query", with_target(received.path())),
        (
            "the whole URL was signed; the second line is path and query alone",
            with_target(&format!("http://{host}{target}")),
        ),
        (
            "the whole URL was signed; the second line is path and query alone",
            with_target(&format!("https://{host}{target}")),
        ),
        ("the target was signed before it was percent-encoded; sign what is sent", with_target(&decoded)),
        ("the target was signed without the slash at its beginning", with_target(target.trim_start_matches('/'))),
        (
            "the method was signed in lower case",
            message::of_request(&method.to_ascii_lowercase(), target, timestamp, nonce, body),
        ),
        ("the body was not signed", message::of_request(method, target, timestamp, nonce, b"")),
        (
            "of an upload only the text of the part meta is signed, not the whole body",
            message::of_request(method, target, timestamp, nonce, &received.body),
        ),
        ("the lines were ended by CR LF; end them with LF alone", with_carriage_returns(right)),
        ("timestamp and nonce changed places", message::of_request(method, target, nonce, timestamp, body)),
        (
            "method and target were not signed: that is the message of an answer",
            message::of_answer(timestamp, nonce.as_bytes(), body),
        ),
    ]
}

fn with_carriage_returns(message: &[u8]) -> Vec<u8> {
    message
        .iter()
        .flat_map(|byte| if *byte == b'\n' { &b"\r\n"[..] } else { std::slice::from_ref(byte) })
        .copied()
        .collect()
}
