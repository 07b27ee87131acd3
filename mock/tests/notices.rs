//! Notifications, as the merchant receives them.

mod support;

use std::io::{BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::thread::{self, JoinHandle};

use bytes::Bytes;
use http::HeaderMap;
use serde_json::{Value, json};
use support::Head;
use support::signed::{is_signed, open};
use wechatpay_mock::{Error, Fault, KeyMode, Mock, Notice};

const PUBLIC_PEM: &str = include_str!("../src/keys/fixture/pub_key.pem");
const PLATFORM_PEM: &str = include_str!("../src/keys/fixture/platform_cert.pem");

/// A merchant's server that takes one notification.
fn server(answer: &'static str) -> (SocketAddr, JoinHandle<(String, Head, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let taken = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream);
        let line = support::read_line(&mut reader).unwrap();
        let head = Head { status: 0, headers: support::read_headers(&mut reader).unwrap() };
        let mut body = vec![0; head.header("content-length").unwrap().parse().unwrap()];
        reader.read_exact(&mut body).unwrap();
        reader.into_inner().write_all(answer.as_bytes()).unwrap();
        (line, head, body)
    });
    (address, taken)
}

fn notice() -> Notice {
    Notice {
        event_type: "REFUND.SUCCESS".to_owned(),
        resource_type: "encrypt-resource".to_owned(),
        original_type: "refund".to_owned(),
        summary: "退款成功".to_owned(),
        resource: json!({"out_refund_no": "1"}),
    }
}

fn check(mock: &Mock, head: &Head, body: &[u8], key_pem: &str) {
    assert!(is_signed(head, body, key_pem));
    assert_eq!(head.header("content-type"), Some("application/json"));
    assert_eq!(head.header("wechatpay-signature-type"), Some("WECHATPAY2-SHA256-RSA2048"));
    let value: Value = serde_json::from_slice(body).unwrap();
    assert!(value["id"].as_str().unwrap().starts_with("EV-"));
    assert!(value["create_time"].as_str().unwrap().ends_with("+08:00"));
    for (name, expected) in
        [("event_type", "REFUND.SUCCESS"), ("resource_type", "encrypt-resource"), ("summary", "退款成功")]
    {
        assert_eq!(value[name], expected);
    }
    assert_eq!(value["resource"]["original_type"], "refund");
    let opened = open(&mock.credentials().unwrap().api_v3_key, &value["resource"]);
    assert_eq!(serde_json::from_slice::<Value>(&opened).unwrap(), json!({"out_refund_no": "1"}));
}

#[tokio::test]
async fn a_notification_arrives_sealed_and_signed() {
    let mock = Mock::builder().start().await.unwrap();
    let (address, taken) = server("HTTP/1.1 204 No Content\r\n\r\n");
    let status = mock.notify(&format!("http://{address}/notify?a=b"), &notice()).await.unwrap();
    assert_eq!(status, 204);
    let (line, head, body) = taken.join().unwrap();
    assert_eq!(line, "POST /notify?a=b HTTP/1.1");
    assert_eq!(head.header("host"), Some(address.to_string().as_str()));
    check(&mock, &head, &body, PUBLIC_PEM);
}

#[tokio::test]
async fn the_status_of_the_answer_is_given() {
    let mock = Mock::builder().start().await.unwrap();
    let (address, taken) = server("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\n{}");
    assert_eq!(mock.notify(&format!("http://{address}"), &notice()).await.unwrap(), 500);
    assert_eq!(taken.join().unwrap().0, "POST / HTTP/1.1");
}

#[tokio::test]
async fn who_does_not_answer_is_named() {
    let mock = Mock::builder().start().await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let gone = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    for (url, said) in [(gone.as_str(), "refused"), ("https://127.0.0.1/", "without TLS"), ("nowhere", "http://HOST")] {
        let error = mock.notify(url, &notice()).await.unwrap_err();
        assert!(matches!(error, Error::NotSent { .. }), "{error:?}");
        let message = error.to_string();
        assert!(message.contains(url) && message.contains(said), "{message}");
    }
}

fn head(headers: &HeaderMap) -> Head {
    let text = |value: &http::HeaderValue| String::from_utf8(value.as_bytes().to_vec()).unwrap();
    Head { status: 0, headers: headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect() }
}

#[test]
fn a_migration_signs_with_either_key_in_turn() {
    let mock = Mock::builder().key_mode(KeyMode::Migration).start_blocking().unwrap();
    for key in [PUBLIC_PEM, PLATFORM_PEM, PUBLIC_PEM] {
        let (headers, body) = mock.notification(&notice()).unwrap();
        check(&mock, &head(&headers), &body, key);
    }
    let mock = Mock::builder().key_mode(KeyMode::Certificates).start_blocking().unwrap();
    let (headers, body) = mock.notification(&notice()).unwrap();
    check(&mock, &head(&headers), &body, PLATFORM_PEM);
}

#[test]
fn a_notification_can_be_faulty() {
    let mock = Mock::builder().start_blocking().unwrap();
    let made = |fault| mock.faulty_notification(&notice(), fault).unwrap();
    let (headers, body) = made(Fault::WrongSignature);
    assert!(!is_signed(&head(&headers), &body, PUBLIC_PEM));
    let (headers, _) = made(Fault::ProbeSignature);
    assert!(headers["wechatpay-signature"].to_str().unwrap().starts_with("WECHATPAY/SIGNTEST/"));
    let (headers, _) = made(Fault::Unsigned);
    assert!(!headers.contains_key("wechatpay-timestamp"));
    let (headers, body) = made(Fault::SlowBody);
    check(&mock, &head(&headers), &body, PUBLIC_PEM);
}

#[tokio::test]
async fn a_changed_notification_can_be_delivered() {
    let mock = Mock::builder().start().await.unwrap();
    let (address, taken) = server("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
    let (headers, _) = mock.notification(&notice()).unwrap();
    let status = mock.deliver(&format!("http://{address}/"), headers, Bytes::from_static(b"{}")).await.unwrap();
    assert_eq!(status, 401);
    let (_, head, body) = taken.join().unwrap();
    assert!(!is_signed(&head, &body, PUBLIC_PEM));
}

#[test]
fn every_notification_has_an_id_of_its_own() {
    let mock = Mock::builder().start_blocking().unwrap();
    let id = || serde_json::from_slice::<Value>(&mock.notification(&notice()).unwrap().1).unwrap()["id"].clone();
    assert_ne!(id(), id());
}
