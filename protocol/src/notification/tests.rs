//! Notifications that `openssl` signed and another implementation sealed.

use http::{HeaderMap, HeaderValue, StatusCode};
use openapi_client_runtime::{Json, Map};
use proptest::prelude::*;
use serde::Deserialize;

use super::{NOTIFICATION_LIMIT, Notification, NotificationError, RecentDeliveries};
use crate::merchant::Merchant;
use crate::seal::SealError;
use crate::testing::{
    MCHID, PLATFORM_A, PUBLIC_KEY_ID, SERIAL, bytes, certificate, merchant as parts, now, private_key,
    signature_headers, text,
};
use crate::verify::Rejection;

fn merchant() -> Merchant {
    parts().build().unwrap()
}

fn headers(name: &str) -> HeaderMap {
    signature_headers(PUBLIC_KEY_ID, &text(&format!("sealed/{name}.wechatpay.signature")))
}

fn paid() -> (HeaderMap, Vec<u8>) {
    (headers("notification"), bytes("sealed/notification.json"))
}

/// A notification whose resource is a list of names.
fn names() -> (HeaderMap, Vec<u8>) {
    (headers("notification.array"), bytes("sealed/notification.array.json"))
}

#[test]
fn a_notification_is_verified_opened_and_decoded() {
    let (headers, body) = paid();
    let notification = merchant().notification(&headers, &body).unwrap();
    assert_eq!(notification.id, "EV-2018022511223320873");
    assert_eq!(notification.create_time, "2023-11-15T06:13:20+08:00");
    assert_eq!(notification.event_type, "TRANSACTION.SUCCESS");
    assert_eq!(notification.resource_type, "encrypt-resource");
    assert_eq!((notification.summary.as_str(), notification.original_type.as_str()), ("支付成功", "transaction"));
    assert_eq!(notification.resource["amount"]["total"], 100);
}

#[test]
fn the_caller_names_the_type() {
    #[derive(Deserialize)]
    struct Transaction {
        out_trade_no: String,
    }
    let (headers, body) = paid();
    let by_runtime: Notification<Map<Json>> = merchant().notification_of(&headers, &body).unwrap();
    assert_eq!(by_runtime.resource["trade_state"], "SUCCESS");
    let by_serde: Notification<Transaction> = merchant().notification_by_serde(&headers, &body).unwrap();
    assert_eq!(by_serde.resource.out_trade_no, "1217752501201407033233368018");
}

#[test]
fn a_platform_certificate_vouches_for_notifications_too() {
    let headers = signature_headers(PLATFORM_A, &text("sealed/notification.platform-a.signature"));
    let merchant = parts().platform_certificates().build().unwrap();
    let body = bytes("sealed/notification.json");
    let error = merchant.notification(&headers, &body).unwrap_err();
    assert!(error.wants_new_keys() && error.status() == StatusCode::SERVICE_UNAVAILABLE, "{error}");
    merchant.keys().learn([certificate("platform-a")], now());
    assert!(merchant.notification(&headers, &body).is_ok());
}

#[test]
fn nothing_of_the_resource_is_shown() {
    let (headers, body) = paid();
    let shown = format!("{:?}", merchant().notification(&headers, &body).unwrap());
    assert!(shown.contains("EV-2018022511223320873") && !shown.contains("1217752501201407033233368018"), "{shown}");
    let (headers, body) = names();
    let by_runtime = merchant().notification_of::<Vec<i64>>(&headers, &body).unwrap_err();
    let by_serde = merchant().notification_by_serde::<Vec<i64>>(&headers, &body).unwrap_err();
    for error in [by_runtime, by_serde] {
        assert!(matches!(error, NotificationError::Resource(_)), "{error}");
        assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
        assert_eq!(error.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}

#[test]
fn the_same_delivery_is_refused_and_one_signed_anew_is_not() {
    let merchant = merchant();
    let (headers, body) = paid();
    assert!(merchant.notification(&headers, &body).is_ok());
    let error = merchant.clone().notification(&headers, &body).unwrap_err();
    assert_eq!(error, NotificationError::Replayed { id: "EV-2018022511223320873".to_owned() });
    assert_eq!(error.status(), StatusCode::CONFLICT);
    // As when it is delivered again: the same id and body, signed anew.
    let mut again = self::headers("notification.again");
    again.insert("wechatpay-timestamp", HeaderValue::from_static("1700000060"));
    again.insert("wechatpay-nonce", HeaderValue::from_static("ABCDEFGHIJabcdefghij0123456789ab"));
    assert!(merchant.notification(&again, &body).is_ok());
    let by_id = parts().replays(RecentDeliveries::by_id()).build().unwrap();
    let id = by_id.notification(&headers, &body).unwrap().id;
    by_id.notification_handled(&id);
    let error = by_id.notification(&again, &body).unwrap_err();
    assert_eq!((error.status(), error), (StatusCode::NO_CONTENT, NotificationError::Handled { id }));
    assert!(matches!(by_id.notification(&again, &body), Err(NotificationError::Replayed { .. })), "a copy");
}

#[test]
fn one_that_could_not_be_read_is_not_noted() {
    let merchant = merchant();
    let (headers, body) = names();
    assert!(merchant.notification_of::<Vec<i64>>(&headers, &body).is_err());
    assert_eq!(merchant.notification_of::<Vec<String>>(&headers, &body).unwrap().resource, ["a secret name"]);
}

#[test]
fn each_fault_is_told_apart() {
    let (headers, body) = paid();
    let unsigned = merchant().notification(&HeaderMap::new(), &body).unwrap_err();
    assert_eq!(unsigned, Rejection::MissingHeader("wechatpay-timestamp").into());
    assert_eq!(unsigned.status(), StatusCode::UNAUTHORIZED);
    let changed = String::from_utf8(body.clone()).unwrap().replace("SUCCESS", "CLOSED");
    assert_eq!(merchant().notification(&headers, changed.as_bytes()).unwrap_err(), Rejection::WrongSignature.into());
    let large = merchant().notification(&headers, &vec![b' '; NOTIFICATION_LIMIT + 1]).unwrap_err();
    assert_eq!((large.status(), large), (StatusCode::PAYLOAD_TOO_LARGE, NotificationError::TooLarge));
    let mut probe = headers.clone();
    probe.insert("wechatpay-signature", HeaderValue::from_static("WECHATPAY/SIGNTEST/AAAA"));
    assert_eq!(merchant().notification(&probe, &body).unwrap_err(), Rejection::ProbeSignature.into());
    let other_key = parts().api_v3_key("another key of thirty-two bytes.").build().unwrap();
    assert_eq!(other_key.notification(&headers, &body).unwrap_err(), SealError::Key.into());
    let answer = signature_headers(PUBLIC_KEY_ID, &text("signed/answer.wechatpay.signature"));
    let other_body = merchant().notification(&answer, &bytes("signed/answer.body")).unwrap_err();
    assert!(matches!(other_body, NotificationError::Json(_)), "{other_body}");
    assert_eq!(other_body.status(), StatusCode::BAD_REQUEST);
}

#[test]
fn without_an_apiv3_key_nothing_is_opened() {
    let (headers, body) = paid();
    let merchant = Merchant::builder()
        .mchid(MCHID)
        .serial(SERIAL)
        .private_key(private_key("merchant.pkcs8"))
        .public_key(PUBLIC_KEY_ID, crate::testing::public_key("wechatpay"))
        .clock(now);
    let error = merchant.build().unwrap().notification(&headers, &body).unwrap_err();
    assert_eq!(error, NotificationError::NoApiV3Key);
}

#[test]
fn answers_are_json_and_tell_strangers_little() {
    let errors = [
        NotificationError::TooLarge,
        NotificationError::NoApiV3Key,
        Rejection::NoKeys.into(),
        Rejection::WrongSignature.into(),
        SealError::Key.into(),
        NotificationError::Replayed { id: "x".to_owned() },
    ];
    for error in errors {
        let body: Json = serde_json::from_str(error.body()).unwrap();
        assert_eq!(body["code"], "FAIL");
        assert!(body["message"].as_str().is_some_and(|message| !message.is_empty() && !message.contains("APIv3")));
        assert!(!error.status().is_success());
    }
}

proptest! {
    #[test]
    fn no_body_makes_opening_panic(
        body in prop::collection::vec(any::<u8>(), 0..200),
        index in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let merchant = merchant();
        let (headers, mut damaged) = paid();
        prop_assert!(merchant.notification(&headers, &body).is_err());
        let index = index.index(damaged.len());
        prop_assume!(damaged[index] != byte);
        damaged[index] = byte;
        prop_assert_eq!(merchant.notification(&headers, &damaged).unwrap_err(), Rejection::WrongSignature.into());
    }

    /// The parser alone, as the signature keeps strangers away from it.
    #[test]
    fn no_envelope_makes_reading_panic(index in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut damaged = bytes("sealed/notification.json");
        let index = index.index(damaged.len());
        damaged[index] = byte;
        if let Ok(envelope) = openapi_client_runtime::from_json::<super::envelope::Envelope>(&damaged) {
            let key = crate::seal::ApiV3Key::new(crate::testing::API_V3_KEY).unwrap();
            let _ = envelope.resource.open(&key).map_err(|error| error.to_string());
        }
    }
}
