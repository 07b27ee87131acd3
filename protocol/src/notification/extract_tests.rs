//! The extractor between requests and answers, without a socket.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRef, FromRequest as _, Request};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderValue, StatusCode};
use openapi_client_runtime::{Json, Map};

use super::{NOTIFICATION_LIMIT, Notified, RecentDeliveries};
use crate::merchant::Merchant;
use crate::testing::{PLATFORM_A, PUBLIC_KEY_ID, bytes, merchant, signature_headers, text};

/// A state that holds a merchant among other things.
#[derive(Clone)]
struct Shop {
    merchant: Merchant,
}

impl FromRef<Shop> for Merchant {
    fn from_ref(shop: &Shop) -> Self {
        shop.merchant.clone()
    }
}

fn shop() -> Shop {
    Shop { merchant: merchant().build().unwrap() }
}

fn request(headers: HeaderMap, body: impl Into<Body>) -> Request {
    let mut request = Request::new(body.into());
    *request.headers_mut() = headers;
    request
}

fn paid(serial: &str) -> Request {
    let headers = signature_headers(serial, &text("sealed/notification.wechatpay.signature"));
    request(headers, bytes("sealed/notification.json"))
}

/// The same notification, signed anew.
fn again() -> Request {
    let mut headers = signature_headers(PUBLIC_KEY_ID, &text("sealed/notification.again.wechatpay.signature"));
    headers.insert("wechatpay-timestamp", HeaderValue::from_static("1700000060"));
    headers.insert("wechatpay-nonce", HeaderValue::from_static("ABCDEFGHIJabcdefghij0123456789ab"));
    request(headers, bytes("sealed/notification.json"))
}

/// How a request that is not accepted is answered.
async fn refused(request: Request, shop: &Shop) -> (StatusCode, Json) {
    let rejection = Notified::<Json>::from_request(request, shop).await.unwrap_err();
    let response: Response = rejection.into_response();
    assert_eq!(response.headers()["content-type"], "application/json");
    let status = response.status();
    let body = to_bytes(response.into_body(), 1000).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap())
}

#[tokio::test]
async fn a_handler_gets_an_opened_notification() {
    let Notified(notification) = Notified::<Map<Json>>::from_request(paid(PUBLIC_KEY_ID), &shop()).await.unwrap();
    assert_eq!(notification.resource["trade_state"], "SUCCESS");
}

#[tokio::test]
async fn what_is_not_accepted_is_answered_for_the_handler() {
    let shop = shop();
    let fail = |message: &str| serde_json::json!({"code": "FAIL", "message": message});
    let unsigned = request(HeaderMap::new(), bytes("sealed/notification.json"));
    assert_eq!(refused(unsigned, &shop).await, (StatusCode::UNAUTHORIZED, fail("signature not accepted")));
    // A key that may be known soon: delivered again, it is worth another look.
    assert_eq!(refused(paid(PLATFORM_A), &shop).await, (StatusCode::SERVICE_UNAVAILABLE, fail("key not known yet")));
    let large = request(HeaderMap::new(), vec![b' '; NOTIFICATION_LIMIT + 1]);
    assert_eq!(refused(large, &shop).await, (StatusCode::PAYLOAD_TOO_LARGE, fail("too large")));
    assert!(Notified::<Json>::from_request(paid(PUBLIC_KEY_ID), &shop).await.is_ok());
    assert_eq!(refused(paid(PUBLIC_KEY_ID), &shop).await, (StatusCode::CONFLICT, fail("delivered before")));
}

#[tokio::test]
async fn a_resource_of_another_type_is_our_fault() {
    let rejection = Notified::<Vec<String>>::from_request(paid(PUBLIC_KEY_ID), &shop()).await.unwrap_err();
    assert_eq!(rejection.into_response().status(), StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn what_was_handled_is_answered_with_success_when_it_comes_again() {
    let shop = Shop { merchant: merchant().replays(RecentDeliveries::by_id()).build().unwrap() };
    let Notified(notification) = Notified::<Json>::from_request(paid(PUBLIC_KEY_ID), &shop).await.unwrap();
    shop.merchant.notification_handled(&notification.id);
    let rejection = Notified::<Json>::from_request(again(), &shop).await.unwrap_err();
    let response = rejection.into_response();
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert!(to_bytes(response.into_body(), 1000).await.unwrap().is_empty());
    for copy in [paid(PUBLIC_KEY_ID), again()] {
        assert_eq!(refused(copy, &shop).await.0, StatusCode::CONFLICT);
    }
}
