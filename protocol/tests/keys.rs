//! WeChat Pay's keys in the course of calls: downloaded, renewed, refused and explained.

mod support;

use std::sync::Arc;

use openapi_client_runtime::{Core, Delivery, Error, ErrorKind, Response, Result};
use support::*;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use wechatpay_protocol::{KeyRing, Merchant, Rejection};

const HOUR: u64 = 3600;
const LIST: &str = "/v3/certificates";

async fn post(core: &Core) -> Result<Response> {
    core.operation(&POST).json("x").call().await
}

/// The serial that the last request named.
fn named(pay: &Pay) -> String {
    pay.sent().last().unwrap().headers()["wechatpay-serial"].to_str().unwrap().to_owned()
}

fn is_known(merchant: &Merchant, key: Key) -> bool {
    KeyRing::current(merchant.keys()).find(key.serial()).is_some()
}

fn downloading(pay: &Pay) -> Merchant {
    merchant(pay).platform_certificates().build().unwrap()
}

/// Lists certificate A, and signs by it.
fn with_one_certificate() -> Pay {
    Pay::new(|request, _| match request.target() {
        LIST => Reply::certificates(&[Key::A]),
        _ => Reply::new(200, "{}").by(Key::A),
    })
}

#[tokio::test]
async fn certificates_come_before_the_first_call() {
    let pay = with_one_certificate();
    let merchant = downloading(&pay);
    post(&client(&pay, &merchant)).await.unwrap();
    let sent = pay.sent();
    assert_eq!(sent.iter().map(|request| request.target()).collect::<Vec<_>>(), [LIST, "/v3/things"]);
    // Nothing names a key while none is known.
    assert!(!sent[0].headers().contains_key("wechatpay-serial"));
    assert!(is_well_signed(&sent[0], b"", 1_700_000_000));
    assert_eq!(named(&pay), Key::A.serial());
}

#[tokio::test]
async fn an_unknown_serial_renews_the_keys_once_however_many_calls_wait() {
    const CALLS: usize = 40;
    let gate = Arc::new(Semaphore::new(0));
    let closed = gate.clone();
    let pay = Pay::new(move |request, before| match request.target() {
        LIST if before == 0 => Reply::certificates(&[Key::A]),
        LIST => Reply::certificates(&[Key::A, Key::B]).held(&closed),
        _ => Reply::new(200, "{}").by(Key::B),
    });
    let merchant = downloading(&pay);
    let core = client(&pay, &merchant);
    let mut calls = JoinSet::new();
    for _ in 0..CALLS {
        let core = core.clone();
        calls.spawn(async move { post(&core).await });
    }
    // The first list, all calls and the second list are out, and every call waits.
    pay.sent_at_least(CALLS + 2).await;
    gate.add_permits(1);
    for outcome in calls.join_all().await {
        outcome.unwrap();
    }
    assert_eq!((pay.downloads(), pay.sent().len()), (2, CALLS + 2));
    post(&core).await.unwrap();
    assert_eq!((pay.downloads(), named(&pay).as_str()), (2, Key::B.serial()));
    assert!(is_known(&merchant, Key::A) && is_known(&merchant, Key::B));
}

#[tokio::test]
async fn a_serial_that_stays_unknown_is_refused_after_one_renewal() {
    let pay = Pay::new(|request, _| match request.target() {
        LIST => Reply::certificates(&[Key::A]),
        _ => Reply::new(200, "{}").by(Key::B),
    });
    let error = post(&client(&pay, &downloading(&pay))).await.unwrap_err();
    assert!(matches!(error.cause(), Some(Rejection::UnknownSerial { serial, .. }) if serial == Key::B.serial()));
    assert_eq!((error.delivery(), pay.downloads(), pay.count("/v3/things")), (Delivery::Inconclusive, 2, 1));
}

#[tokio::test]
async fn in_public_key_mode_nothing_is_downloaded() {
    let pay = Pay::always(Reply::new(200, "{}").by(Key::A));
    let error = post(&client(&pay, &with_public_key(&pay).build().unwrap())).await.unwrap_err();
    assert!(matches!(error.cause(), Some(Rejection::UnknownSerial { .. })), "{error}");
    assert_eq!(pay.sent().len(), 1);
}

#[tokio::test]
async fn a_merchant_without_certificates_is_told_to_take_the_public_key() {
    const BODY: &str = r#"{"code":"RESOURCE_NOT_EXISTS","message":"no certificate"}"#;
    // Signed by a key that nobody knows yet, or not at all.
    for reply in [Reply::new(404, BODY), Reply::new(404, BODY).unsigned()] {
        let pay = Pay::always(reply);
        let error = post(&client(&pay, &downloading(&pay))).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::NotSent));
        let text = error.to_string();
        for part in ["RESOURCE_NOT_EXISTS", "no platform certificates", "PUB_KEY_ID_"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert_eq!(pay.sent().len(), 1, "the call itself is not sent");
    }
}

#[tokio::test]
async fn in_a_migration_both_kinds_of_keys_are_believed() {
    let pay = Pay::new(|request, before| match request.target() {
        LIST => Reply::certificates(&[Key::A]),
        // Whatever the request names.
        _ => Reply::new(200, "{}").by(if before % 2 == 0 { Key::Public } else { Key::A }),
    });
    let merchant = with_public_key(&pay).platform_certificates().build().unwrap();
    let core = client(&pay, &merchant);
    for _ in 0..4 {
        post(&core).await.unwrap();
        assert!(pay.sent().iter().all(|request| request.headers()["wechatpay-serial"] == Key::Public.serial()));
    }
    assert_eq!(pay.downloads(), 1);
    assert!(is_known(&merchant, Key::A) && is_known(&merchant, Key::Public));
}

#[tokio::test]
async fn certificates_are_renewed_beside_the_calls_after_ten_hours() {
    let pay = with_one_certificate();
    let merchant = downloading(&pay);
    let core = client(&pay, &merchant);
    post(&core).await.unwrap();
    pay.pass(10 * HOUR - 1);
    post(&core).await.unwrap();
    assert_eq!(pay.downloads(), 1);
    pay.pass(1);
    post(&core).await.unwrap();
    pay.sent_at_least(5).await;
    assert_eq!((pay.downloads(), pay.count("/v3/things")), (2, 3));
}

#[tokio::test]
async fn a_renewal_that_fails_is_tried_once_a_minute_and_stops_no_call() {
    let pay = Pay::new(|request, before| match request.target() {
        LIST if before > 0 => Reply::new(403, r#"{"code":"NO_AUTH"}"#).by(Key::A),
        LIST => Reply::certificates(&[Key::A]),
        _ => Reply::new(200, "{}").by(Key::A),
    });
    let core = client(&pay, &downloading(&pay));
    post(&core).await.unwrap();
    pay.pass(10 * HOUR);
    for downloads in 2..5 {
        for _ in 0..5 {
            post(&core).await.unwrap();
        }
        pay.sent_at_least(1 + (downloads - 1) * 6 + 1).await;
        assert_eq!(pay.downloads(), downloads);
        pay.pass(60);
    }
}

#[tokio::test]
async fn a_call_whose_answer_nobody_could_verify_is_not_sent() {
    // The only certificate has expired, or is not valid yet by this clock.
    for (key, now) in [(Key::Expired, 1_700_000_000), (Key::A, 1_600_000_000)] {
        let pay = Pay::always(Reply::new(200, "{}").by(key));
        pay.set_clock(now);
        let merchant = merchant(&pay).certificates([certificate(key)]).build().unwrap();
        let error = post(&client(&pay, &merchant)).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::NotSent), "{error}");
        let text = error.to_string();
        assert!(text.contains("valid") && text.contains("clock") && text.contains(key.serial()), "{text}");
        assert!(pay.sent().is_empty());
    }
    // All certificates that WeChat Pay lists have expired by this clock, which is ten years ahead.
    let pay = with_one_certificate();
    pay.set_clock(2_000_000_000);
    let error = post(&client(&pay, &downloading(&pay))).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::NotSent), "{error}");
    assert_eq!(pay.count("/v3/things"), 0);
}

#[tokio::test]
async fn keys_are_renewed_by_hand() {
    let pay = Pay::new(|_, _| Reply::certificates(&[Key::A, Key::B]));
    let merchant = with_public_key(&pay).platform_certificates().build().unwrap();
    merchant.renew_keys(client(&pay, &merchant)).await.unwrap();
    assert!(is_known(&merchant, Key::B));
    assert_eq!(pay.downloads(), 1);
}

#[tokio::test]
async fn a_merchant_who_downloads_nothing_cannot_renew() {
    let pay = Pay::always(Reply::certificates(&[Key::A]).by(Key::Public));
    let merchant = with_public_key(&pay).build().unwrap();
    let error: Error = merchant.renew_keys(client(&pay, &merchant)).await.unwrap_err();
    assert!(error.to_string().contains("platform_certificates"), "{error}");
    assert!(pay.sent().is_empty());
    // The list itself may be asked for all the same.
    assert_eq!(client(&pay, &merchant).chain("v3/certificates").get().await.unwrap().status(), 200);
}
