//! Notifications: unsigned, signed as they are, and signed with what they hold sealed rightly.
#![no_main]

use std::sync::LazyLock;

use http::HeaderMap;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use wechatpay_fuzz::{check_error, sealed, signed};
use wechatpay_protocol::{Merchant, NotificationError};

static MERCHANT: LazyLock<Merchant> = LazyLock::new(wechatpay_fuzz::merchant);

fuzz_target!(|data: &[u8]| {
    let unsigned = MERCHANT.notification(&HeaderMap::new(), data).expect_err("nobody has signed");
    assert!(matches!(unsigned, NotificationError::Rejected(_)));
    look_at(data);
    if let Some(body) = with_sealed_resource(data) {
        look_at(body.as_bytes());
    }
});

fn look_at(body: &[u8]) {
    let headers = signed(body);
    let by_runtime = MERCHANT.notification(&headers, body);
    let by_serde = MERCHANT.notification_by_serde::<Value>(&headers, body);
    for error in [by_runtime.as_ref().err(), by_serde.as_ref().err()].into_iter().flatten() {
        assert!(!matches!(error, NotificationError::Rejected(_)), "{error}");
        check_error(error);
        let answer: Value = serde_json::from_str(error.body()).expect("the answer is JSON");
        assert!(answer["code"] == "FAIL" && !error.status().is_success());
    }
    if let (Ok(ours), Ok(other)) = (by_runtime, by_serde) {
        assert_eq!(ours.id, other.id);
        // Decimals may differ in their last digit, by which reader is the better one.
        assert_eq!(ours.resource.is_object(), other.resource.is_object());
        assert!(!format!("{ours:?}").contains("\n"));
    }
}

/// The same notification, with what stands as `ciphertext` taken for the text that WeChat Pay has sealed.
fn with_sealed_resource(data: &[u8]) -> Option<String> {
    let mut notification: Value = serde_json::from_slice(data).ok()?;
    let resource = notification.get_mut("resource")?.as_object_mut()?;
    let text = |name: &str| resource.get(name).and_then(Value::as_str);
    let (nonce, associated) = (text("nonce")?, text("associated_data").unwrap_or_default());
    let ciphertext = (nonce.len() == 12).then(|| text("ciphertext")).flatten()?;
    let ciphertext = sealed(nonce, associated, ciphertext.as_bytes());
    resource.insert("ciphertext".to_owned(), ciphertext.into());
    Some(notification.to_string())
}
