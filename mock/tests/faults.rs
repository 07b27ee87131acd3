//! The faults, each as it is on the wire.

mod support;

use std::io::Read;
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use support::signed::{Merchant, is_signed, now, open};
use support::{CARD, Reply, connect_and_send, exchange, read_head};
use wechatpay_mock::{Answer, Fault, KeyMode, Keys, Mock, Rule};

const PUBLIC_PEM: &str = include_str!("../src/keys/fixture/pub_key.pem");
const EXPIRED_PEM: &str = include_str!("../src/keys/fixture/expired_platform_cert.pem");
const SLOW: Duration = Duration::from_millis(80);

/// A mock, and what it answers a deposit of the code `1` with this fault.
fn met(fault: Fault) -> (Mock, Reply) {
    let mock = Mock::builder().card(CARD).slow(SLOW).start_blocking().unwrap();
    let merchant = Merchant::of(&mock);
    mock.fault(fault);
    let reply = merchant.send(&merchant.deposit(r#"{"code":["1"]}"#));
    let received = &mock.requests()[0];
    assert_eq!(received.fault, Some(fault));
    assert!(received.verdict.is_accepted());
    assert_eq!(received.status.unwrap().as_u16(), reply.status());
    // The fault is gone with its request.
    assert_eq!(merchant.send(&merchant.deposit("{}")).status(), 200);
    assert!(mock.waiting_faults().is_empty());
    (mock, reply)
}

fn is_deposited(mock: &Mock) -> bool {
    mock.codes(CARD).unwrap() == ["1"]
}

fn is_well_signed(reply: &Reply) -> bool {
    is_signed(&reply.head, &reply.body, PUBLIC_PEM)
}

#[test]
fn a_fault_of_the_signature_leaves_the_rest_as_it_is() {
    for fault in [
        Fault::WrongSignature,
        Fault::MissingSignature,
        Fault::Unsigned,
        Fault::ProbeSignature,
        Fault::NotBase64Signature,
        Fault::StaleTimestamp,
        Fault::EarlyTimestamp,
        Fault::UnknownSerial,
        Fault::HeaderWithQuote,
        Fault::ExpiredCertificate,
    ] {
        let (mock, reply) = met(fault);
        assert!(is_deposited(&mock), "{fault}");
        assert_eq!(reply.json()["data"][0]["result"], "SUCCESS", "{fault}");
    }
}

#[test]
fn a_wrong_signature_has_the_form_of_a_right_one() {
    let (_, reply) = met(Fault::WrongSignature);
    assert_eq!(reply.head.header("wechatpay-signature").unwrap().len(), 344);
    assert!(!is_well_signed(&reply));
}

#[test]
fn a_missing_signature_leaves_the_other_headers() {
    let (_, reply) = met(Fault::MissingSignature);
    assert_eq!(reply.head.header("wechatpay-signature"), None);
    assert!(reply.head.header("wechatpay-serial").is_some());
    let (_, reply) = met(Fault::Unsigned);
    assert!(reply.head.headers.iter().all(|(name, _)| !name.starts_with("wechatpay")));
}

#[test]
fn a_probe_begins_as_probes_do() {
    let (_, reply) = met(Fault::ProbeSignature);
    assert!(reply.head.header("wechatpay-signature").unwrap().starts_with("WECHATPAY/SIGNTEST/"));
}

#[test]
fn a_signature_may_be_no_base64() {
    let (_, reply) = met(Fault::NotBase64Signature);
    assert!(reply.head.header("wechatpay-signature").unwrap().contains(' '));
}

#[test]
fn a_stale_or_early_answer_is_signed_rightly() {
    for (fault, off) in [(Fault::StaleTimestamp, -600), (Fault::EarlyTimestamp, 600)] {
        let (_, reply) = met(fault);
        let timestamp: i64 = reply.head.header("wechatpay-timestamp").unwrap().parse().unwrap();
        assert!((timestamp - now() - off).abs() < 60, "{fault}");
        assert!(is_well_signed(&reply), "{fault}");
    }
}

#[test]
fn an_unknown_serial_is_no_key() {
    let (mock, reply) = met(Fault::UnknownSerial);
    let serial = reply.head.header("wechatpay-serial").unwrap().to_owned();
    assert!(serial.starts_with("PUB_KEY_ID_"));
    assert!(!mock.wechatpay_serials().contains(&serial));
}

#[test]
fn odd_nonces_are_signed_rightly() {
    let (_, reply) = met(Fault::HeaderWithQuote);
    assert!(reply.head.header("wechatpay-nonce").unwrap().starts_with('"'));
    assert!(is_well_signed(&reply));
    let (mock, reply) = met(Fault::HeaderNotAscii);
    assert!(reply.head.header("wechatpay-nonce").unwrap().ends_with("微信"));
    assert!(is_well_signed(&reply));
    assert!(is_deposited(&mock));
}

#[test]
fn an_expired_certificate_signs() {
    let (_, reply) = met(Fault::ExpiredCertificate);
    assert!(is_signed(&reply.head, &reply.body, EXPIRED_PEM));

    let mock = Mock::builder().key_mode(KeyMode::Certificates).start_blocking().unwrap();
    let merchant = Merchant::of(&mock);
    mock.fault(Fault::ExpiredCertificate);
    let reply = merchant.send(&merchant.draft("GET", "/v3/certificates", ""));
    let listed = reply.json()["data"].as_array().unwrap().clone();
    assert_eq!(listed.len(), 1);
    assert_eq!(open(&merchant.credentials.api_v3_key, &listed[0]["encrypt_certificate"]), EXPIRED_PEM.as_bytes());
    assert_eq!(reply.head.header("wechatpay-serial"), listed[0]["serial_no"].as_str());
    assert!(is_signed(&reply.head, &reply.body, EXPIRED_PEM));
}

#[test]
fn an_expired_certificate_is_made_where_there_is_none() {
    let mock = Mock::builder().card(CARD).keys(Keys::generate().unwrap()).start_blocking().unwrap();
    let merchant = Merchant::of(&mock);
    mock.fault(Fault::ExpiredCertificate);
    let reply = merchant.send(&merchant.deposit("{}"));
    assert_eq!((reply.status(), reply.head.header("wechatpay-serial").unwrap().len()), (200, 40));
}

#[test]
fn nothing_is_carried_out_where_the_api_says_so() {
    for (fault, status, code) in [
        (Fault::Accepted, 202, None),
        (Fault::TooManyRequests, 429, Some("FREQUENCY_LIMITED")),
        (Fault::ServerError, 500, Some("SYSTEM_ERROR")),
    ] {
        let (mock, reply) = met(fault);
        assert_eq!((reply.status(), reply.json()["code"].as_str()), (status, code), "{fault}");
        assert!(!is_deposited(&mock), "{fault}");
        assert!(is_well_signed(&reply), "{fault}");
        assert_eq!(reply.head.header("retry-after"), (status == 429).then_some("1"), "{fault}");
    }
}

#[test]
fn a_failure_may_come_after_the_work() {
    let (mock, reply) = met(Fault::ServerErrorAfter);
    assert_eq!((reply.status(), reply.json()["code"].as_str()), (500, Some("SYSTEM_ERROR")));
    assert!(is_well_signed(&reply) && is_deposited(&mock));
}

#[test]
fn pages_come_from_the_way_and_are_not_signed() {
    for (fault, status) in [(Fault::BadGateway, 502), (Fault::HtmlError, 403)] {
        let (mock, reply) = met(fault);
        assert_eq!((reply.status(), reply.head.header("content-type")), (status, Some("text/html")), "{fault}");
        assert!(reply.body.starts_with(b"<!DOCTYPE html>"), "{fault}");
        assert_eq!(reply.head.header("wechatpay-signature"), None, "{fault}");
        assert!(!is_deposited(&mock), "{fault}");
    }
}

#[test]
fn a_truncated_body_lacks_its_second_half() {
    let (mock, reply) = met(Fault::TruncatedBody);
    let announced: usize = reply.head.header("content-length").unwrap().parse().unwrap();
    assert_eq!(reply.body.len(), announced / 2);
    assert!(is_deposited(&mock));
}

#[test]
fn slow_answers_come_late() {
    for fault in [Fault::SlowHeaders, Fault::SlowBody] {
        let start = Instant::now();
        let (mock, reply) = met(fault);
        assert!(start.elapsed() >= SLOW, "{fault}");
        assert!(is_deposited(&mock) && is_well_signed(&reply), "{fault}");
    }
}

#[test]
fn the_headers_do_not_wait_for_a_slow_body() {
    let mock = Mock::builder().card(CARD).slow(Duration::from_secs(3600)).start_blocking().unwrap();
    let merchant = Merchant::of(&mock);
    mock.fault(Fault::SlowBody);
    let mut reader = connect_and_send(mock.addr(), &merchant.bytes(&merchant.deposit("{}")));
    assert!(read_head(&mut reader).unwrap().header("wechatpay-signature").is_some());
}

#[test]
fn a_reset_comes_before_or_after_the_work() {
    for (fault, deposited) in [(Fault::ResetBeforeRead, false), (Fault::ResetAfterRead, true)] {
        let mock = Mock::builder().card(CARD).start_blocking().unwrap();
        let merchant = Merchant::of(&mock);
        mock.fault(fault);
        let bytes = merchant.bytes(&merchant.deposit(r#"{"code":["1"]}"#));
        let error = connect_and_send(mock.addr(), &bytes).read(&mut [0]).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "{fault}");
        assert_eq!(is_deposited(&mock), deposited, "{fault}");
        let received = &mock.requests()[0];
        assert_eq!((received.status, received.fault, received.verdict.is_accepted()), (None, Some(fault), deposited));
        assert_eq!(mock.abandoned(), 0, "{fault}");
    }
}

#[test]
fn a_compressed_answer_is_signed_as_it_was() {
    let (mock, reply) = met(Fault::Gzip);
    assert_eq!(reply.head.header("content-encoding"), Some("gzip"));
    let mut plain = Vec::new();
    GzDecoder::new(&reply.body[..]).read_to_end(&mut plain).unwrap();
    assert!(is_signed(&reply.head, &plain, PUBLIC_PEM));
    assert!(is_deposited(&mock));
}

#[test]
fn a_request_can_ask_for_a_fault() {
    let mock = Mock::builder().card(CARD).start_blocking().unwrap();
    let merchant = Merchant::of(&mock);
    mock.fault(Fault::ServerError);
    let reply = merchant.send(&merchant.deposit("{}").with("Mock-Fault", "bad-gateway"));
    assert_eq!(reply.status(), 502);
    assert_eq!(mock.waiting_faults(), [(Fault::ServerError, 1)], "its own fault comes first");
    assert_eq!(merchant.send(&merchant.deposit("{}")).status(), 500);

    let reply = merchant.send(&merchant.deposit("{}").with("Mock-Fault", "bad-gatway"));
    let answer = reply.json();
    assert_eq!((reply.status(), answer["code"].as_str()), (400, Some("PARAM_ERROR")));
    assert!(answer["message"].as_str().unwrap().contains("there are: wrong-signature"), "{answer}");
    assert_eq!(mock.requests().last().unwrap().verdict.broken_rule(), Some(Rule::Fault));
}

#[test]
fn faults_come_in_their_order_as_often_as_was_said() {
    let mock = Mock::builder().card(CARD).start_blocking().unwrap();
    let merchant = Merchant::of(&mock);
    mock.fault_times(Fault::TooManyRequests, 2);
    mock.fault(Fault::Accepted);
    mock.fault_times(Fault::Gzip, 0);
    let statuses: Vec<u16> = (0..4).map(|_| merchant.send(&merchant.deposit("{}")).status()).collect();
    assert_eq!(statuses, [429, 429, 202, 200]);
    mock.fault(Fault::ServerError);
    mock.clear_faults();
    assert_eq!(merchant.send(&merchant.deposit("{}")).status(), 200);
}

#[test]
fn a_fault_bends_a_scripted_answer() {
    let mock = Mock::builder().card(CARD).start_blocking().unwrap();
    let merchant = Merchant::of(&mock);
    mock.script(Answer::status(204)).unwrap();
    mock.fault(Fault::BadGateway);
    mock.fault(Fault::WrongSignature);
    assert_eq!(merchant.send(&merchant.deposit("{}")).status(), 502);
    let reply = merchant.send(&merchant.deposit("{}"));
    assert_eq!(reply.status(), 204, "the answer waited for a request that gets it");
    assert!(!is_well_signed(&reply));
}

#[test]
fn a_request_that_breaks_a_rule_is_refused_before_the_api_can_fail() {
    let mock = Mock::builder().card(CARD).start_blocking().unwrap();
    let merchant = Merchant::of(&mock);
    mock.fault(Fault::ServerError);
    assert_eq!(merchant.send_over(&merchant.deposit("{}"), b"forged").status(), 401);
    mock.fault(Fault::BadGateway);
    assert_eq!(merchant.send_over(&merchant.deposit("{}"), b"forged").status(), 502);
}

#[test]
fn an_unsigned_mock_has_faults_too() {
    let mock = Mock::builder().unsigned().card(CARD).start_blocking().unwrap();
    mock.fault(Fault::TooManyRequests);
    let reply = exchange(mock.addr(), &support::deposit_request("{}")).unwrap();
    assert_eq!((reply.status(), reply.head.header("wechatpay-signature")), (429, None));
}
