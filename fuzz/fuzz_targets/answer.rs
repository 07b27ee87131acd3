//! The headers that carry the signature of an answer: lines `name: value` up to an empty one, then the body.
#![no_main]

use std::sync::LazyLock;

use http::{HeaderMap, HeaderName, HeaderValue};
use libfuzzer_sys::fuzz_target;
use wechatpay_fuzz::{check_error, now, server_keys};
use wechatpay_protocol::{KeySet, answer_message, verify};

static KEYS: LazyLock<KeySet> = LazyLock::new(server_keys);
/// What WeChat Pay has signed, here and in the seeds.
const GENUINE: &[u8] = include_bytes!("../seeds/answer/genuine");

fuzz_target!(|data: &[u8]| {
    let (headers, body) = split(data);
    match verify(&KEYS, now(), &headers, body) {
        // Nothing but what was signed verifies, however it is dressed up.
        Ok(()) => {
            let (genuine, signed) = split(GENUINE);
            assert_eq!(message(&headers, body), message(&genuine, signed));
        }
        Err(rejection) => check_error(&rejection),
    }
});

fn split(data: &[u8]) -> (HeaderMap, &[u8]) {
    let mut headers = HeaderMap::new();
    let mut rest = data;
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let (line, after) = (&rest[..end], &rest[end + 1..]);
        rest = after;
        if line.is_empty() {
            break;
        }
        let mut sides = line.splitn(2, |byte| *byte == b':');
        let (name, value) = (sides.next().unwrap_or_default(), sides.next().unwrap_or_default());
        let value = value.strip_prefix(b" ").unwrap_or(value);
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name), HeaderValue::from_bytes(value)) {
            headers.append(name, value);
        }
    }
    (headers, rest)
}

fn message(headers: &HeaderMap, body: &[u8]) -> Vec<u8> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    answer_message(text("wechatpay-timestamp"), text("wechatpay-nonce"), body)
}
