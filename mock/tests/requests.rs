//! Which signatures the mock lets in.

mod support;

use bytes::Bytes;
use serde_json::{Value, json};
use support::signed::{Draft, Merchant, now, refused};
use support::{CARD, Reply, exchange, target};
use wechatpay_mock::{Mock, Rule, Verdict};

fn mock() -> Mock {
    Mock::builder().card(CARD).start_blocking().unwrap()
}

fn sign_error(mock: &Mock, reply: &Reply, rule: Rule) -> Value {
    let answer = refused(mock, reply, 401, "SIGN_ERROR", rule);
    assert_eq!(answer["detail"]["location"], "authorization");
    answer
}

const OPENSSL_TIME: i64 = 1_700_000_000;
const OPENSSL_NONCE: &str = "593BEC0C930BF1AFEB40B4A08C8FB242";

/// The request that `fixture/README.md` tells of.
fn signed_by_openssl(merchant: &Merchant) -> Vec<u8> {
    let draft = Draft {
        timestamp: OPENSSL_TIME.to_string(),
        nonce: OPENSSL_NONCE.to_owned(),
        ..merchant.deposit(r#"{"code":["478515832665"]}"#)
    };
    draft.bytes(&draft.authorization(include_str!("fixture/deposit_signature.txt")))
}

#[test]
fn what_openssl_signed_is_accepted() {
    let mock = Mock::builder().card(CARD).clock_offset(OPENSSL_TIME - now()).start_blocking().unwrap();
    let reply = exchange(mock.addr(), &signed_by_openssl(&Merchant::of(&mock))).unwrap();
    assert_eq!(reply.json(), json!({"data": [{"code": "478515832665", "result": "SUCCESS"}]}));
    let received = &mock.requests()[0];
    assert_eq!(received.verdict, Verdict::Accepted);
    assert_eq!(received.message.as_deref(), Some(&include_bytes!("fixture/deposit_message.txt")[..]));
    assert_eq!(received.merchant.as_deref(), Some("1900000109"));
    assert_eq!(received.status.unwrap(), 200);
    assert_eq!(mock.cards().unwrap()[0].stock, 1);
}

#[test]
fn of_an_upload_the_meta_text_is_signed() {
    let mock = Mock::builder().clock_offset(OPENSSL_TIME - now()).start_blocking().unwrap();
    let merchant = Merchant::of(&mock);
    let meta = include_str!("fixture/upload_meta.json");
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{meta}\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nfile\r\n--b--\r\n"
    );
    let draft = Draft {
        timestamp: OPENSSL_TIME.to_string(),
        nonce: "UploadNonce00000000000000000001".to_owned(),
        content_type: "multipart/form-data; boundary=b".to_owned(),
        ..merchant.draft("POST", "/v3/merchant/media/upload", &body)
    };
    let signature = include_str!("fixture/upload_signature.txt");
    let reply = exchange(mock.addr(), &draft.bytes(&draft.authorization(signature))).unwrap();
    // The endpoint itself is not played.
    assert_eq!(reply.json()["code"], "RESOURCE_NOT_EXISTS");
    assert_eq!(mock.requests()[0].verdict, Verdict::Accepted);
    assert_eq!(mock.requests()[0].message.as_deref(), Some(&include_bytes!("fixture/upload_message.txt")[..]));

    let whole = Draft { nonce: "another".to_owned(), ..draft };
    let answer = sign_error(&mock, &merchant.send(&whole), Rule::Signature);
    assert!(answer["message"].as_str().unwrap().contains("part meta"), "{answer}");
}

#[test]
fn a_wrong_signature_is_answered_with_what_it_was_checked_against() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    let draft = merchant.deposit(r#"{"code":["478515832665"]}"#);
    let answer = sign_error(&mock, &merchant.send_over(&draft, b"something else"), Rule::Signature);
    let message = String::from_utf8(draft.message()).unwrap();
    let shown = message.replace("{\"code\":[\"478515832665\"]}", "{\"code\":");
    assert_eq!(
        answer["detail"],
        json!({
            "field": "signature",
            "issue": "sign not match",
            "location": "authorization",
            "sign_information": {
                "method": "POST",
                "url": target(CARD),
                "truncated_sign_message": shown,
                "sign_message_length": message.len(),
            },
        })
    );
    assert!(mock.codes(CARD).unwrap().is_empty());
    assert_eq!(mock.requests()[0].message.as_deref(), Some(message.as_bytes()));
    assert_eq!(mock.requests()[0].signed_instead, None);
}

#[test]
fn the_usual_mistakes_are_found_out() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    let draft = merchant.draft("POST", &format!("{}?a=%E4%BC%9A", target(CARD)), "{}");
    let message = String::from_utf8(draft.message()).unwrap();
    let mistakes = [
        (message.trim_end().to_owned(), "line feed after the body"),
        (message.replace("?a=%E4%BC%9A", ""), "query was not signed"),
        (message.replace("/v3", "http://mock/v3"), "whole URL"),
        (message.replace("%E4%BC%9A", "会"), "before it was percent-encoded"),
        (message.replace("\n/v3", "\nv3"), "without the slash"),
        (message.replace("POST", "post"), "lower case"),
        (message.replace("{}", ""), "body was not signed"),
        (message.replace('\n', "\r\n"), "CR LF"),
        (format!("{}\n{}\n{{}}\n", draft.timestamp, draft.nonce), "message of an answer"),
    ];
    for (mistaken, said) in mistakes {
        let reply = merchant.send_over(&draft, mistaken.as_bytes());
        let answer = sign_error(&mock, &reply, Rule::Signature);
        assert!(answer["message"].as_str().unwrap().contains(said), "{answer}");
        assert_eq!(mock.requests().last().unwrap().signed_instead, Some(Bytes::from(mistaken)));
    }
}

#[test]
fn the_key_of_another_merchant_is_found_out() {
    let mock = Mock::builder().card(CARD).merchant("1900000110").start_blocking().unwrap();
    let other = Merchant::new(mock.credentials_of("1900000110").unwrap().unwrap(), mock.addr());
    let draft = Merchant::of(&mock).deposit("{}");
    let answer = sign_error(&mock, &other.send(&draft), Rule::Signature);
    assert!(answer["message"].as_str().unwrap().contains("merchant 1900000110"), "{answer}");
    assert!(mock.credentials_of("1").unwrap().is_none());
}

#[test]
fn authorization_must_be_there_once_and_in_its_form() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    let draft = merchant.deposit("{}");
    let right = draft.authorization(&merchant.signature(&draft.message()));
    let wrong = [
        String::new(),
        right.replace("RSA2048", "RSA"),
        right.replace(",nonce_str", ", nonce_str"),
        format!("{right},"),
    ];
    for value in wrong {
        let reply = exchange(mock.addr(), &draft.bytes(&value)).unwrap();
        let answer = sign_error(&mock, &reply, Rule::Authorization);
        assert!(answer["message"].as_str().unwrap().contains("WECHATPAY2-SHA256-RSA2048 mchid="), "{answer}");
        assert_eq!(mock.requests().last().unwrap().message, None);
    }
    let twice = draft.clone().with("Authorization", &right);
    sign_error(&mock, &exchange(mock.addr(), &twice.bytes(&right)).unwrap(), Rule::Authorization);
}

#[test]
fn merchant_and_serial_must_be_known() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    let unknown = Draft { mchid: "1900000199".to_owned(), ..merchant.deposit("{}") };
    let answer = sign_error(&mock, &merchant.send(&unknown), Rule::Merchant);
    assert_eq!(answer["detail"]["field"], "mchid");
    for serial in [merchant.credentials.merchant_serial.to_ascii_lowercase(), "4D".to_owned()] {
        let draft = Draft { serial, ..merchant.deposit("{}") };
        let answer = sign_error(&mock, &merchant.send(&draft), Rule::MerchantSerial);
        assert_eq!(answer["detail"]["field"], "serial_no");
    }
}

#[test]
fn a_timestamp_may_be_300_seconds_off() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    for (off, accepted) in [(-290, true), (290, true), (-310, false), (310, false)] {
        let draft = Draft { timestamp: (now() + off).to_string(), ..merchant.deposit("{}") };
        let reply = merchant.send(&draft);
        if accepted {
            assert_eq!(reply.status(), 200, "{off}");
        } else {
            let answer = sign_error(&mock, &reply, Rule::Timestamp);
            assert_eq!(answer["detail"]["field"], "timestamp");
        }
    }
    mock.set_clock_offset(600);
    let answer = sign_error(&mock, &merchant.send(&merchant.deposit("{}")), Rule::Timestamp);
    assert!(answer["message"].as_str().unwrap().contains("behind the server's clock"), "{answer}");
}

#[test]
fn a_nonce_is_used_once() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    let draft = merchant.deposit(r#"{"code":["1"]}"#);
    assert_eq!(merchant.send(&draft).status(), 200);
    let answer = sign_error(&mock, &merchant.send(&draft), Rule::Nonce);
    assert_eq!(answer["detail"]["field"], "nonce_str");
    assert_eq!(mock.codes(CARD).unwrap(), ["1"]);
    // A forged request does not use the nonce of a real one up.
    let next = merchant.deposit("{}");
    assert_eq!(merchant.send_over(&next, b"forged").status(), 401);
    assert_eq!(merchant.send(&next).status(), 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replay_is_the_same_request_and_is_refused() {
    let mock = Mock::builder().card(CARD).start().await.unwrap();
    let merchant = Merchant::of(&mock);
    let bytes = merchant.bytes(&merchant.deposit(r#"{"code":["1"]}"#));
    let address = mock.addr();
    let first = tokio::task::spawn_blocking(move || exchange(address, &bytes).unwrap()).await.unwrap();
    assert_eq!(first.status(), 200);
    let replayed = mock.replay(0).await.unwrap();
    let answer: Value = serde_json::from_slice(&replayed.body).unwrap();
    assert_eq!((replayed.status.as_u16(), answer["detail"]["field"].as_str()), (401, Some("nonce_str")), "{answer}");
    let requests = mock.requests();
    let [one, other] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!((&one.target, &one.body, &one.message), (&other.target, &other.body, &other.message));
    for (name, value) in one.headers.iter().filter(|(name, _)| *name != "content-length") {
        assert_eq!(other.headers.get(name), Some(value), "{name}");
    }
    let error = mock.replay(7).await.unwrap_err().to_string();
    assert!(error.contains("no request 7"), "{error}");
}
