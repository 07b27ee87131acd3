//! WeChat Pay's keys: public key, platform certificates, both; found, renewed and rotated while calls go on.

mod support;

use std::time::{Duration, SystemTime};

use support::*;
use tokio::task::JoinSet;
use wechatpay_client::Client;
use wechatpay_client::runtime::{Delivery, ErrorKind, Sensitive};
use wechatpay_mock::{Fault, KeyMode, Mock};
use wechatpay_protocol::{Merchant, Rejection};

async fn mock_with(mode: KeyMode) -> Mock {
    builder().key_mode(mode).start().await.unwrap()
}

/// A merchant who downloads platform certificates and knows nothing else.
fn downloading(mock: &Mock) -> Merchant {
    merchant_without_keys(&credentials(mock)).platform_certificates().build().unwrap()
}

async fn deposit(client: &Client, code: &str) {
    client.deposit_codes(CARD, &codes(&[code])).await.unwrap().ok().unwrap_or_else(|error| panic!("{error}"));
}

fn downloads(mock: &Mock) -> usize {
    mock.requests().iter().filter(|request| request.path() == "/v3/certificates").count()
}

#[tokio::test]
async fn certificates_are_asked_for_before_the_first_call_and_once() {
    let mock = mock_with(KeyMode::Certificates).await;
    let client: Client = client_of(&mock, downloading(&mock)).build().unwrap();
    let mut calls = JoinSet::new();
    for number in 0..50 {
        let client = client.clone();
        calls.spawn(async move { deposit(&client, &number.to_string()).await });
    }
    calls.join_all().await;
    assert_eq!((downloads(&mock), mock.requests().len()), (1, 51));
    assert_eq!(mock.requests()[0].path(), "/v3/certificates");
}

#[test]
fn blocking_calls_share_the_certificates_too() {
    let mock = builder().key_mode(KeyMode::Certificates).start_blocking().unwrap();
    let client: Client = client_of(&mock, downloading(&mock)).build().unwrap();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let client = &client;
            scope.spawn(move || {
                client.deposit_codes(CARD, &codes(&[&number.to_string()])).wait().unwrap().ok().unwrap();
            });
        }
    });
    assert_eq!((downloads(&mock), mock.requests().len()), (1, 9));
}

#[tokio::test]
async fn a_rotation_in_the_middle_is_met_with_one_download_however_many_calls_wait() {
    let mock = mock_with(KeyMode::Certificates).await;
    let merchant = downloading(&mock);
    let client: Client = client_of(&mock, merchant.clone()).build().unwrap();
    deposit(&client, "before").await;
    let old = merchant.encryption_key().unwrap();
    let new = mock.rotate().unwrap();
    mock.retire_old();

    let mut calls = JoinSet::new();
    for number in 0..50 {
        let client = client.clone();
        calls.spawn(async move { deposit(&client, &number.to_string()).await });
    }
    calls.join_all().await;
    assert_eq!(downloads(&mock), 2);
    // The latest is used from now on; the old one is still known.
    assert_eq!(merchant.encryption_key().unwrap().serial(), new);
    assert!(merchant.keys().current().find(old.serial()).is_some());
    deposit(&client, "after").await;
    assert_eq!(mock.requests().last().unwrap().header("wechatpay-serial"), Some(new.as_str()));
    assert_eq!(downloads(&mock), 2);
}

#[tokio::test]
async fn a_key_that_nobody_knows_is_asked_for_once_and_then_refused() {
    let mock = mock_with(KeyMode::Certificates).await;
    let client: Client = client_of(&mock, downloading(&mock)).build().unwrap();
    deposit(&client, "1").await;
    mock.fault(Fault::UnknownSerial);
    let error = client.deposit_codes(CARD, &codes(&["2"])).await.unwrap_err();
    assert!(matches!(error.cause(), Some(Rejection::UnknownSerial { .. })), "{error}");
    assert_eq!((downloads(&mock), mock.requests().len()), (2, 4));
}

#[tokio::test]
async fn a_new_merchant_without_certificates_is_told_what_to_do() {
    let mock = mock_with(KeyMode::PublicKey).await;
    let client: Client = client_of(&mock, downloading(&mock)).build().unwrap();
    let error = client.deposit_codes(CARD, &codes(&["1"])).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::NotSent), "{error}");
    let text = error.to_string();
    for part in ["RESOURCE_NOT_EXISTS", "no platform certificates", "PUB_KEY_ID_"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.ends_with("; the request was not sent") && !text.contains("is not known;"), "{text}");
    assert_eq!(mock.requests().len(), 1);
}

#[tokio::test]
async fn in_a_migration_both_kinds_of_keys_are_believed() {
    let mock = mock_with(KeyMode::Migration).await;
    let known = credentials(&mock);
    let merchant = merchant_with_public_key(&known).platform_certificates().build().unwrap();
    let client: Client = client_of(&mock, merchant.clone()).build().unwrap();
    deposit(&client, "1").await;
    assert_eq!(
        mock.requests().iter().find(|request| request.path() != "/v3/certificates").unwrap().header("wechatpay-serial"),
        Some(known.public_key_id.as_str())
    );
    merchant.renew_keys(&client).await.unwrap();
    // Notifications are signed by either, in turn.
    for _ in 0..4 {
        let (headers, body) = mock.notification(&wechatpay_mock::Notice::default()).unwrap();
        merchant.notification(&headers, &body).unwrap();
    }
}

#[tokio::test]
async fn certificates_are_renewed_beside_the_calls_before_twelve_hours_are_over() {
    let mock = mock_with(KeyMode::Certificates).await;
    // The merchant's clock stays with the mock's, but the certificates seem to be older than they are.
    let merchant = downloading(&mock);
    let client: Client = client_of(&mock, merchant.clone()).build().unwrap();
    deposit(&client, "1").await;
    let eleven_hours_ago = SystemTime::now() - Duration::from_secs(11 * 3600);
    merchant.keys().learn([], eleven_hours_ago);
    deposit(&client, "2").await;
    mock.wait_requests(4).await;
    assert_eq!(downloads(&mock), 2);
    deposit(&client, "3").await;
    assert_eq!(downloads(&mock), 2);
}

#[tokio::test]
async fn a_download_that_fails_is_told_and_tried_again_by_the_next_call() {
    let mock = mock_with(KeyMode::Certificates).await;
    let client: Client = client_of(&mock, downloading(&mock)).build().unwrap();
    for fault in [Fault::WrongSignature, Fault::BadGateway, Fault::ProbeSignature, Fault::ResetAfterRead] {
        mock.fault(fault);
        let error = client.deposit_codes(CARD, &codes(&["1"])).await.unwrap_err();
        assert_eq!(error.delivery(), Delivery::NotSent, "{fault}: {error}");
        assert!(error.to_string().contains("listPlatformCertificates"), "{fault}: {error}");
    }
    assert!(mock.codes(CARD).unwrap().is_empty());
    deposit(&client, "1").await;
}

#[test]
fn a_sensitive_text_is_shown_by_nothing() {
    let name: Sensitive<String> = "李四".into();
    assert_eq!(format!("{name:?}"), "Sensitive([redacted])");
}
