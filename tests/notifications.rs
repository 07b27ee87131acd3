//! Notifications: sent by the mock as WeChat Pay sends them, received by an axum server.

mod support;

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{FromRef, State};
use axum::http::StatusCode;
use axum::routing::post;
use serde_json::json;
use support::*;
use wechatpay_client::ErrorBody;
use wechatpay_mock::{KeyMode, Mock, Notice};
use wechatpay_protocol::{Merchant, Notification, NotificationError, Notified, NotifiedBySerde, Rejection};

#[derive(Clone)]
struct Shop {
    merchant: Merchant,
    paid: Arc<Mutex<Vec<String>>>,
}

impl FromRef<Shop> for Merchant {
    fn from_ref(shop: &Shop) -> Self {
        shop.merchant.clone()
    }
}

async fn paid(State(shop): State<Shop>, Notified(notification): Notified) -> StatusCode {
    let number = notification.resource["out_trade_no"].as_str().unwrap_or_default().to_owned();
    shop.paid.lock().unwrap().push(number);
    StatusCode::NO_CONTENT
}

/// A shop's server, and where it stands.
async fn shop(merchant: Merchant) -> (Shop, String) {
    let (shop, url) = serve(merchant, Router::new().route("/paid", post(paid))).await;
    (shop, format!("{url}/paid"))
}

async fn serve(merchant: Merchant, router: Router<Shop>) -> (Shop, String) {
    let shop = Shop { merchant, paid: Arc::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let router = router.with_state(shop.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (shop, url)
}

fn notice(number: &str) -> Notice {
    Notice { resource: json!({"out_trade_no": number, "payer": {"openid": "oUpF8u"}}), ..Notice::default() }
}

#[tokio::test]
async fn a_notification_reaches_the_handler_verified_and_opened() {
    let mock = mock().await;
    let (shop, url) = shop(merchant(&mock)).await;
    for number in ["1", "2"] {
        assert_eq!(mock.notify(&url, &notice(number)).await.unwrap(), 204);
    }
    assert_eq!(*shop.paid.lock().unwrap(), ["1", "2"]);
}

#[tokio::test]
async fn what_is_wrong_is_refused_before_the_handler() {
    let mock = mock().await;
    let (shop, url) = shop(merchant(&mock)).await;
    let (headers, body) = mock.notification(&notice("1")).unwrap();
    let client = reqwest::Client::new();
    let send = async |headers: axum::http::HeaderMap, body: Vec<u8>| {
        client.post(&url).headers(headers).body(body).send().await.unwrap()
    };
    let mut changed = body.to_vec();
    *changed.last_mut().unwrap() = b' ';
    let mut unsigned = headers.clone();
    unsigned.remove("wechatpay-signature");
    let mut probe = headers.clone();
    probe.insert("wechatpay-signature", "WECHATPAY/SIGNTEST/abc".parse().unwrap());
    for (headers, body) in [(headers.clone(), changed), (unsigned, body.to_vec()), (probe, body.to_vec())] {
        let answer = send(headers, body).await;
        assert!(answer.status().is_client_error() || answer.status().is_server_error(), "{answer:?}");
        let text = answer.text().await.unwrap();
        assert!(text.contains("FAIL"), "{text}");
    }
    assert!(shop.paid.lock().unwrap().is_empty());
    assert_eq!(send(headers.clone(), body.to_vec()).await.status(), 204);
    // The very same again is a replay.
    assert!(send(headers, body.to_vec()).await.status().is_client_error());
    assert_eq!(*shop.paid.lock().unwrap(), ["1"]);
}

#[tokio::test]
async fn the_payload_is_of_the_type_that_the_caller_names() {
    let mock = mock().await;
    let merchant = merchant(&mock);
    let resource = json!({"code": "X", "message": "told"});
    let (headers, body) = mock.notification(&Notice { resource, ..Notice::default() }).unwrap();
    let notification: Notification<ErrorBody> = merchant.notification_of(&headers, &body).unwrap();
    assert_eq!(notification.resource.message.as_deref(), Some("told"));
    assert!(!format!("{notification:?}").contains("told"));
}

/// A payment, as a type of one's own that only serde can read.
#[derive(serde::Deserialize)]
struct Paid {
    out_trade_no: String,
}

#[tokio::test]
async fn each_extractor_hands_out_a_payload_of_its_type() {
    async fn told(State(shop): State<Shop>, Notified(told): Notified<ErrorBody>) -> StatusCode {
        shop.paid.lock().unwrap().extend(told.resource.message);
        StatusCode::NO_CONTENT
    }
    async fn paid(State(shop): State<Shop>, NotifiedBySerde(paid): NotifiedBySerde<Paid>) -> StatusCode {
        shop.paid.lock().unwrap().push(paid.resource.out_trade_no);
        StatusCode::NO_CONTENT
    }
    let mock = mock().await;
    let router = Router::new().route("/told", post(told)).route("/paid", post(paid));
    let (shop, url) = serve(merchant(&mock), router).await;
    let message = Notice { resource: json!({"message": "told"}), ..Notice::default() };
    assert_eq!(mock.notify(&format!("{url}/told"), &message).await.unwrap(), 204);
    assert_eq!(mock.notify(&format!("{url}/paid"), &notice("1")).await.unwrap(), 204);
    // Another type than was expected: WeChat Pay is to deliver it again.
    assert_eq!(mock.notify(&format!("{url}/paid"), &message).await.unwrap(), 500);
    assert_eq!(*shop.paid.lock().unwrap(), ["told", "1"]);
}

#[tokio::test]
async fn a_key_that_is_not_known_is_asked_for_and_then_it_is() {
    let mock: Mock = builder().key_mode(KeyMode::Certificates).start().await.unwrap();
    let merchant = merchant_without_keys(&credentials(&mock)).platform_certificates().build().unwrap();
    let client = client_of(&mock, merchant.clone()).build().unwrap();
    let (headers, body) = mock.notification(&notice("1")).unwrap();
    let error = merchant.notification(&headers, &body).unwrap_err();
    assert!(error.wants_new_keys() && error.status().is_server_error(), "{error}");
    assert!(matches!(error, NotificationError::Rejected(Rejection::NoKeys)), "{error:?}");
    merchant.renew_keys(&client).await.unwrap();
    merchant.notification(&headers, &body).unwrap();
    let _: wechatpay_client::Client = client;
}
