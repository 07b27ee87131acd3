//! Webhooks and callbacks are read by their names, or by what their bodies say they are.

use super::golden::{callbacks_, webhooks_};
use callbacks_::callbacks::{self, CheckCallback, ExportCallback, SubscribeCallback};
use openapi_client_runtime::{HeaderMap, HeaderValue, Method};
use webhooks_::webhooks::{self, Webhook};

#[test]
fn a_webhook_is_read_by_its_constant() {
    let created = webhooks::ORDER_CREATED;
    assert_eq!((created.name(), created.method()), ("order.created", &Method::POST));
    let body = br#"{"event": "order.created", "order": "7", "later": true}"#;
    assert_eq!(created.read(&HeaderMap::new(), body).unwrap().order, "7");
    let error = created.read(&HeaderMap::new(), br#"{"event": "order.created", "order": 7}"#).unwrap_err();
    assert_eq!((error.webhook(), error.decode().path()), ("order.created", "order"));
}

#[test]
fn a_body_says_which_webhook_it_is() {
    let read = |body: &[u8]| Webhook::read_any(&HeaderMap::new(), body).unwrap();
    let paid = read(br#"{"event": "order_paid", "amount": 5}"#);
    assert!(matches!(paid, Webhook::OrderPaid(paid) if paid.amount == 5));
    assert!(
        matches!(read(br#"{"event": "order_cancelled"}"#), Webhook::OrderClosed(closed) if closed.reason.is_none())
    );
    assert!(matches!(read(br#"{"event": "order.sent"}"#), Webhook::Unknown(name) if name == "order.sent"));
    assert!(Webhook::read_any(&HeaderMap::new(), b"{}").is_err());
    let named = Webhook::read("order.closed", &HeaderMap::new(), br#"{"event": "order_closed"}"#).unwrap();
    assert!(matches!(named, Webhook::OrderClosed(_)));
}

#[test]
fn a_callback_may_come_as_json_or_as_a_form() {
    let read = |headers: &HeaderMap, body: &[u8]| match SubscribeCallback::read("onData", headers, body).unwrap() {
        SubscribeCallback::OnData(data) => data,
        other => panic!("{other:?}"),
    };
    let json = read(&HeaderMap::new(), br#"{"userData": "1", "count": 2, "tags": ["3"], "level": "low"}"#);
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_static("application/x-www-form-urlencoded"));
    let form = read(&headers, b"userData=1&count=2&tags=3&level=low");
    assert_eq!(form, json);
    assert_eq!(read(&headers, b"userData=1&sizes=1&sizes=2.5").sizes, Some(vec![1.0, 2.5]));
}

#[test]
fn callbacks_of_one_name_are_told_by_method_and_then_by_url() {
    let names = |name: &str| ExportCallback::read(name, &HeaderMap::new(), b"a,b").unwrap();
    assert!(matches!(names(callbacks::EXPORT_DONE_GET.name()), ExportCallback::DoneGet));
    assert!(matches!(names("done POST"), ExportCallback::DonePost(text) if text == "a,b"));
    assert!(matches!(names("done"), ExportCallback::Unknown(name) if name == "done"));
    let second = CheckCallback::read("each HEAD {$request.header.X-Second}", &HeaderMap::new(), b"").unwrap();
    assert!(matches!(second, CheckCallback::EachHeadRequestHeaderXSecond));
}
