//! How a signed mock signs its answers, and lists its certificates.

mod support;

use std::collections::HashSet;
use std::io::Read;

use flate2::read::GzDecoder;
use serde_json::Value;
use support::signed::{Draft, Merchant, is_signed, open};
use support::{CARD, Reply, deposit_request, exchange};
use wechatpay_mock::{Answer, KeyMode, Keys, Mock};

const OLD: &str = "4D6F636B00506C6174666F726D00312E30303031";
const NEW: &str = "4D6F636B00506C6174666F726D00312E30303032";
const OLD_PEM: &str = include_str!("../src/keys/fixture/platform_cert.pem");
const NEW_PEM: &str = include_str!("../src/keys/fixture/next_platform_cert.pem");
const EXPIRED_PEM: &str = include_str!("../src/keys/fixture/expired_platform_cert.pem");
const PUBLIC_PEM: &str = include_str!("../src/keys/fixture/pub_key.pem");

fn mock(mode: KeyMode) -> (Mock, Merchant) {
    let mock = Mock::builder().card(CARD).key_mode(mode).start_blocking().unwrap();
    let merchant = Merchant::of(&mock);
    (mock, merchant)
}

/// Deposits nothing, with a request that names this key.
fn deposit(merchant: &Merchant, names: &str) -> Reply {
    merchant.send(&Draft { names: names.to_owned(), ..merchant.deposit("{}") })
}

#[track_caller]
fn assert_signed(reply: &Reply, serial: &str, key_pem: &str) {
    assert_eq!(reply.head.header("wechatpay-serial"), Some(serial), "{:?}", reply.head);
    assert!(is_signed(&reply.head, &reply.body, key_pem), "{:?}", reply.head);
}

#[test]
fn the_headers_of_a_signature_are_all_there() {
    let (_mock, merchant) = mock(KeyMode::PublicKey);
    let replies: Vec<Reply> = (0..2).map(|_| merchant.send(&merchant.deposit("{}"))).collect();
    for reply in &replies {
        assert_signed(reply, &merchant.credentials.public_key_id, PUBLIC_PEM);
        assert!(!is_signed(&reply.head, b"another body", PUBLIC_PEM));
        assert_eq!(reply.head.header("wechatpay-signature-type"), Some("WECHATPAY2-SHA256-RSA2048"));
        assert!(reply.head.header("request-id").is_some());
        let timestamp: i64 = reply.head.header("wechatpay-timestamp").unwrap().parse().unwrap();
        assert!((timestamp - support::signed::now()).abs() < 60);
    }
    let nonces: HashSet<&str> = replies.iter().map(|reply| reply.head.header("wechatpay-nonce").unwrap()).collect();
    assert_eq!(nonces.len(), 2);
}

#[test]
fn the_key_that_the_request_names_signs() {
    let (_mock, merchant) = mock(KeyMode::Migration);
    let public = merchant.credentials.public_key_id.clone();
    assert_signed(&deposit(&merchant, &public), &public, PUBLIC_PEM);
    assert_signed(&deposit(&merchant, OLD), OLD, OLD_PEM);
}

#[test]
fn the_clock_of_the_mock_is_the_one_in_its_answers() {
    let (mock, merchant) = mock(KeyMode::PublicKey);
    mock.set_clock_offset(-200);
    let reply = merchant.send(&merchant.deposit("{}"));
    let timestamp: i64 = reply.head.header("wechatpay-timestamp").unwrap().parse().unwrap();
    assert!((timestamp - support::signed::now() + 200).abs() < 60);
}

#[test]
fn errors_are_signed_for_a_merchant_that_is_known() {
    let (mock, merchant) = mock(KeyMode::PublicKey);
    let id = merchant.credentials.public_key_id.clone();
    let not_found = merchant.send(&merchant.draft("GET", "/v3/nothing", ""));
    assert_eq!(not_found.status(), 404);
    assert_signed(&not_found, &id, PUBLIC_PEM);
    let forged = merchant.send_over(&merchant.deposit("{}"), b"forged");
    assert_eq!(forged.status(), 401);
    assert_signed(&forged, &id, PUBLIC_PEM);
    let stranger = merchant.send(&Draft { mchid: "7".to_owned(), ..merchant.deposit("{}") });
    let nobody = exchange(mock.addr(), &deposit_request("{}")).unwrap();
    for reply in [stranger, nobody] {
        assert_eq!((reply.status(), reply.head.header("wechatpay-signature")), (401, None));
    }
}

#[test]
fn scripted_answers_are_signed_unless_told_otherwise() {
    let (mock, merchant) = mock(KeyMode::PublicKey);
    let id = merchant.credentials.public_key_id.clone();
    mock.script(Answer::status(204)).unwrap();
    let empty = merchant.send(&merchant.deposit("{}"));
    assert_eq!((empty.status(), empty.body.len()), (204, 0));
    assert_signed(&empty, &id, PUBLIC_PEM);

    mock.script(Answer::status(500).body("chunked").chunked()).unwrap();
    let reply = merchant.send(&merchant.deposit("{}"));
    assert!(is_signed(&reply.head, b"chunked", PUBLIC_PEM));

    mock.script(Answer::status(502).body("<h1>").unsigned()).unwrap();
    assert_eq!(merchant.send(&merchant.deposit("{}")).head.header("wechatpay-signature"), None);

    mock.script(Answer::status(200).header("wechatpay-signature", "mine").header("wechatpay-serial", "mine too"))
        .unwrap();
    let reply = merchant.send(&merchant.deposit("{}"));
    assert_eq!(reply.head.header("wechatpay-signature"), Some("mine"));
    assert_eq!(reply.head.header("wechatpay-serial"), Some("mine too"));
    assert!(mock.requests().iter().all(|received| received.scripted && received.verdict.is_accepted()));
}

#[test]
fn a_compressed_body_is_signed_as_it_was() {
    let (mock, merchant) = mock(KeyMode::PublicKey);
    mock.script(Answer::status(200).body("plain text").gzip()).unwrap();
    let reply = merchant.send(&merchant.deposit("{}"));
    let mut plain = String::new();
    GzDecoder::new(&reply.body[..]).read_to_string(&mut plain).unwrap();
    assert_eq!(plain, "plain text");
    assert!(is_signed(&reply.head, b"plain text", PUBLIC_PEM));
}

/// Asks for the certificates: serial and PEM of each.
fn certificates(merchant: &Merchant) -> (Reply, Vec<(String, String)>) {
    let reply = merchant.send(&Draft {
        names: String::new(),
        content_type: String::new(),
        ..merchant.draft("GET", "/v3/certificates", "")
    });
    assert_eq!(reply.status(), 200, "{reply:?}");
    let listed = reply.json()["data"].as_array().unwrap().iter().map(|entry| opened(merchant, entry)).collect();
    (reply, listed)
}

fn opened(merchant: &Merchant, entry: &Value) -> (String, String) {
    let sealed = &entry["encrypt_certificate"];
    assert_eq!(sealed["associated_data"], "certificate");
    assert_eq!(sealed["nonce"].as_str().unwrap().len(), 12);
    let pem = String::from_utf8(open(&merchant.credentials.api_v3_key, sealed)).unwrap();
    (entry["serial_no"].as_str().unwrap().to_owned(), pem)
}

fn serials(listed: &[(String, String)]) -> Vec<&str> {
    listed.iter().map(|(serial, _)| serial.as_str()).collect()
}

#[test]
fn certificates_are_listed_sealed_and_signed_by_one_of_them() {
    for mode in [KeyMode::Certificates, KeyMode::Migration] {
        let (_mock, merchant) = mock(mode);
        let (reply, listed) = certificates(&merchant);
        assert_eq!(listed, [(OLD.to_owned(), OLD_PEM.to_owned())]);
        assert_signed(&reply, OLD, OLD_PEM);
        let entry = &reply.json()["data"][0];
        assert_eq!(entry["effective_time"], "2024-01-01T08:00:00+08:00");
        assert_eq!(entry["expire_time"], "2054-01-01T08:00:00+08:00");
    }
}

#[test]
fn a_new_merchant_has_no_certificates() {
    let (_mock, merchant) = mock(KeyMode::PublicKey);
    let reply = merchant.send(&merchant.draft("GET", "/v3/certificates", ""));
    assert_eq!((reply.status(), reply.json()["code"].as_str()), (404, Some("RESOURCE_NOT_EXISTS")));
    assert_signed(&reply, &merchant.credentials.public_key_id, PUBLIC_PEM);
}

#[test]
fn a_rotation_goes_from_one_certificate_to_the_next() {
    let (mock, merchant) = mock(KeyMode::Certificates);
    assert_eq!(mock.rotate().unwrap(), NEW);
    assert_eq!(mock.wechatpay_serials(), [OLD, NEW]);
    let (_, listed) = certificates(&merchant);
    assert_eq!(serials(&listed), [OLD, NEW]);
    assert_signed(&deposit(&merchant, OLD), OLD, OLD_PEM);
    assert_signed(&deposit(&merchant, NEW), NEW, NEW_PEM);

    mock.retire_old();
    let (reply, listed) = certificates(&merchant);
    assert_eq!(serials(&listed), [NEW]);
    assert_signed(&reply, NEW, NEW_PEM);
    assert_signed(&deposit(&merchant, OLD), NEW, NEW_PEM);

    let made = mock.rotate().unwrap();
    let (_, listed) = certificates(&merchant);
    assert_eq!(serials(&listed), [NEW, &made]);
    assert_signed(&deposit(&merchant, &made), &made, &listed[1].1);
}

#[test]
fn a_mock_may_have_nothing_but_an_expired_certificate() {
    let keys = Keys::fixture().with_expired_certificate().unwrap();
    let mock = Mock::builder().card(CARD).keys(keys).key_mode(KeyMode::Certificates).start_blocking().unwrap();
    let merchant = Merchant::of(&mock);
    let (reply, listed) = certificates(&merchant);
    assert_eq!(listed[0].1, EXPIRED_PEM);
    assert_signed(&reply, &listed[0].0, EXPIRED_PEM);
    assert_eq!(reply.json()["data"][0]["expire_time"], "2021-01-01T08:00:00+08:00");
}

#[test]
fn made_keys_work_as_well() {
    let keys = Keys::generate().unwrap();
    let mock = Mock::builder().card(CARD).keys(keys).key_mode(KeyMode::Migration).start_blocking().unwrap();
    let merchant = Merchant::of(&mock);
    let id = merchant.credentials.public_key_id.clone();
    assert_signed(&deposit(&merchant, &id), &id, &merchant.credentials.public_key_pem);
    let (_, listed) = certificates(&merchant);
    let [(serial, pem)] = listed.as_slice() else { panic!("{listed:?}") };
    assert_signed(&deposit(&merchant, serial), serial, pem);
    let shown = format!("{:?}", merchant.credentials);
    assert!(!shown.contains("PRIVATE") && !shown.contains(&merchant.credentials.api_v3_key), "{shown}");
}

#[test]
fn other_methods_are_refused_where_certificates_are_listed() {
    let (_mock, merchant) = mock(KeyMode::Certificates);
    let reply = merchant.send(&merchant.draft("POST", "/v3/certificates", "{}"));
    assert_eq!(reply.status(), 405);
}
