//! Verification of what `openssl` signed.

use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use proptest::prelude::*;

use super::{Rejection, verify};
use crate::keys::KeySet;
use crate::testing::{
    PLATFORM_A, PLATFORM_B, PLATFORM_EXPIRED, PUBLIC_KEY_ID, all_keys, bytes, certificate, now, signature_headers, text,
};

fn answer(key: &str, serial: &str) -> HeaderMap {
    signature_headers(serial, &text(&format!("signed/answer.{key}.signature")))
}

fn genuine() -> HeaderMap {
    answer("wechatpay", PUBLIC_KEY_ID)
}

fn check(headers: &HeaderMap) -> Result<(), Rejection> {
    verify(&all_keys(), now(), headers, &bytes("signed/answer.body"))
}

/// What becomes of a genuine answer with one header changed.
fn with(name: &'static str, value: impl TryInto<HeaderValue>) -> Rejection {
    let mut headers = genuine();
    headers.insert(name, value.try_into().ok().unwrap());
    check(&headers).unwrap_err()
}

#[test]
fn answers_verify_by_the_public_key_and_by_a_certificate() {
    assert_eq!(check(&genuine()), Ok(()));
    assert_eq!(check(&answer("platform-a", PLATFORM_A)), Ok(()));
}

#[test]
fn an_answer_without_a_body_verifies() {
    let headers = signature_headers(PLATFORM_A, &text("signed/empty.platform-a.signature"));
    assert_eq!(verify(&all_keys(), now(), &headers, b""), Ok(()));
    assert_eq!(verify(&all_keys(), now(), &headers, b"{}"), Err(Rejection::WrongSignature));
}

#[test]
fn the_signature_type_may_be_told_and_must_be_ours() {
    let mut headers = genuine();
    headers.insert("wechatpay-signature-type", HeaderValue::from_static("WECHATPAY2-SHA256-RSA2048"));
    assert_eq!(check(&headers), Ok(()));
    let found = "WECHATPAY2-SM2-WITH-SM3".to_owned();
    assert_eq!(with("wechatpay-signature-type", found.as_str()), Rejection::SignatureType { found });
}

#[test]
fn a_header_that_is_missing_repeated_or_not_text_is_named() {
    for name in ["wechatpay-timestamp", "wechatpay-nonce", "wechatpay-signature", "wechatpay-serial"] {
        let mut headers = genuine();
        headers.remove(name);
        assert_eq!(check(&headers), Err(Rejection::MissingHeader(name)));
        let mut headers = genuine();
        headers.append(name, HeaderValue::from_static("1"));
        assert_eq!(check(&headers), Err(Rejection::HeaderRepeated(name)));
        assert_eq!(with(name, "\u{e9}"), Rejection::HeaderNotText(name));
    }
}

#[test]
fn a_timestamp_must_be_digits() {
    for found in ["", "soon", "+1700000000", "-1", "1700000000.0", "99999999999999999999", "1e9"] {
        assert_eq!(with("wechatpay-timestamp", found), Rejection::TimestampNotANumber { found: found.to_owned() });
    }
}

#[test]
fn a_timestamp_may_be_300_seconds_off_and_no_more() {
    let at = |seconds: i64| {
        let distance = Duration::from_secs(seconds.unsigned_abs());
        let moment = if seconds < 0 { now() - distance } else { now() + distance };
        verify(&all_keys(), moment, &genuine(), &bytes("signed/answer.body"))
    };
    for seconds in [-300, 0, 300] {
        assert_eq!(at(seconds), Ok(()));
    }
    assert_eq!(at(301), Err(Rejection::Skew { by: -301 }));
    assert_eq!(at(-612), Err(Rejection::Skew { by: 612 }));
    let text = at(-612).unwrap_err().to_string();
    assert!(text.starts_with("this machine's clock is 612 s behind") && text.ends_with("set it by NTP"), "{text}");
    assert!(at(600).unwrap_err().to_string().starts_with("the signature is 600 s old"));
    assert_eq!(
        with("wechatpay-timestamp", "9223372036854775807"),
        Rejection::Skew { by: i64::MAX - crate::testing::NOW }
    );
}

#[test]
fn a_probe_is_a_kind_of_its_own() {
    assert_eq!(with("wechatpay-signature", "WECHATPAY/SIGNTEST/abc="), Rejection::ProbeSignature);
}

#[test]
fn false_signatures_are_rejected() {
    let other = text("signed/empty.wechatpay.signature");
    assert_eq!(with("wechatpay-signature", other.as_str()), Rejection::WrongSignature);
    assert_eq!(with("wechatpay-signature", ""), Rejection::WrongSignature);
    assert_eq!(with("wechatpay-signature", "***"), Rejection::SignatureNotBase64);
    assert_eq!(with("wechatpay-nonce", "another"), Rejection::WrongSignature);
    assert_eq!(with("wechatpay-timestamp", "1700000001"), Rejection::WrongSignature);
    assert_eq!(with("wechatpay-timestamp", "01700000000"), Rejection::WrongSignature);
    assert_eq!(with("wechatpay-serial", PLATFORM_B), Rejection::WrongSignature);
}

#[test]
fn a_key_that_is_not_known_is_named_with_those_that_are() {
    let keys = KeySet::new([certificate("platform-a").into()]);
    let error = verify(&keys, now(), &genuine(), &bytes("signed/answer.body")).unwrap_err();
    let known = vec![PLATFORM_A.to_owned()];
    assert_eq!(error, Rejection::UnknownSerial { serial: PUBLIC_KEY_ID.to_owned(), known });
    assert!(error.wants_new_keys() && error.to_string().contains(PLATFORM_A), "{error}");
}

#[test]
fn without_keys_nothing_is_believed() {
    let error = verify(&KeySet::default(), now(), &genuine(), &bytes("signed/answer.body")).unwrap_err();
    assert_eq!(error, Rejection::NoKeys);
    assert!(error.wants_new_keys());
}

#[test]
fn an_expired_certificate_vouches_for_nothing() {
    let headers = answer("platform-expired", PLATFORM_EXPIRED);
    assert_eq!(check(&headers), Err(Rejection::KeyExpired { serial: PLATFORM_EXPIRED.to_owned() }));
}

fn values() -> impl Strategy<Value = Option<Vec<u8>>> {
    let texts = ["1700000000", PUBLIC_KEY_ID, PLATFORM_A, "WECHATPAY/SIGNTEST/", "AAAA", "", "\u{e9}"];
    prop_oneof![
        Just(None),
        prop::sample::select(texts.to_vec()).prop_map(|text| Some(text.as_bytes().to_vec())),
        prop::collection::vec(any::<u8>(), 0..40).prop_map(Some),
    ]
}

proptest! {
    #[test]
    fn no_headers_make_verifying_panic(
        values in [values(), values(), values(), values(), values()],
        body in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let names = [
            "wechatpay-timestamp", "wechatpay-nonce", "wechatpay-signature", "wechatpay-serial", "wechatpay-signature-type",
        ];
        let mut headers = HeaderMap::new();
        for (name, value) in names.into_iter().zip(values) {
            if let Some(value) = value.and_then(|value| HeaderValue::from_bytes(&value).ok()) {
                headers.append(name, value);
            }
        }
        let rejection = verify(&all_keys(), now(), &headers, &body).unwrap_err();
        prop_assert!(!rejection.to_string().contains('\n'));
    }
}
