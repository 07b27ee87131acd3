//! What else a signed request must keep to: headers, JSON, and whose card it is.

mod support;

use support::signed::{Draft, Merchant, refused};
use support::{CARD, HEADERS, Reply, deposit_request, exchange, request, target};
use wechatpay_mock::{CodeMode, KeyMode, Mock, Rule, Verdict};

fn mock() -> Mock {
    Mock::builder().card(CARD).start_blocking().unwrap()
}

#[test]
fn the_mandatory_headers_must_be_there() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    let draft = merchant.deposit("{}");
    let authorization = draft.authorization(&merchant.signature(&draft.message()));
    let all = [
        ("User-Agent", "test", Rule::UserAgent),
        ("Accept", "application/json", Rule::Accept),
        ("Content-Type", "application/json", Rule::ContentType),
        ("Wechatpay-Serial", draft.names.as_str(), Rule::WechatpaySerial),
    ];
    for (missing, _, rule) in all {
        let rest = all.iter().filter(|(name, ..)| *name != missing).map(|(name, value, _)| (*name, *value));
        let headers: Vec<_> = rest.chain([("Authorization", authorization.as_str())]).collect();
        let reply = exchange(mock.addr(), &request("POST", &draft.target, &headers, b"{}")).unwrap();
        let answer = refused(&mock, &reply, 400, "PARAM_ERROR", rule);
        assert!(answer["message"].as_str().unwrap().contains(missing), "{answer}");
        assert!(reply.head.header("wechatpay-signature").is_some(), "the merchant is known");
    }
}

#[test]
fn wechatpay_serial_must_name_a_key_of_the_mode() {
    let certificate = "4D6F636B00506C6174666F726D00312E30303031";
    for (mode, public, platform) in
        [(KeyMode::PublicKey, 200, 400), (KeyMode::Certificates, 400, 200), (KeyMode::Migration, 200, 200)]
    {
        let mock = Mock::builder().card(CARD).key_mode(mode).start_blocking().unwrap();
        let merchant = Merchant::of(&mock);
        let status = |names: &str| merchant.send(&Draft { names: names.to_owned(), ..merchant.deposit("{}") }).status();
        assert_eq!(status(&merchant.credentials.public_key_id), public, "{mode}");
        assert_eq!(status(certificate), platform, "{mode}");
        assert_eq!(status("7777"), 400, "{mode}");
        let twice = merchant.deposit("{}").with("Wechatpay-Serial", certificate);
        assert_eq!(merchant.send(&twice).status(), 400, "{mode}");
    }
}

#[test]
fn json_has_no_null_and_no_emoji_anywhere() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    for (body, field) in
        [(r#"{"a":[{"b":null}]}"#, "/a/0/b"), (r#"{"a":"😀"}"#, "/a"), (r#"{"a":"\ud83d\ude00"}"#, "/a")]
    {
        // Not an endpoint that is played: the rules hold for all of them.
        let reply = merchant.send(&merchant.draft("POST", "/v3/pay/transactions/jsapi", body));
        let answer = refused(&mock, &reply, 400, "PARAM_ERROR", Rule::Json);
        assert_eq!(answer["detail"]["field"], field);
    }
    let reply = merchant.send(&merchant.draft("POST", "/v3/pay/transactions/jsapi", "{"));
    refused(&mock, &reply, 400, "PARAM_ERROR", Rule::Json);
}

#[test]
fn only_the_owner_deposits_and_only_in_the_right_mode() {
    let mock = Mock::builder()
        .merchant("1900000110")
        .card(CARD)
        .card_of("theirs", "1900000110")
        .card_in_mode("system", CodeMode::System)
        .start_blocking()
        .unwrap();
    let (one, other) =
        (Merchant::of(&mock), Merchant::new(mock.credentials_of("1900000110").unwrap().unwrap(), mock.addr()));
    let outcome = |merchant: &Merchant, card: &str| {
        let reply = merchant.send(&merchant.draft("POST", &target(card), r#"{"code":["1"]}"#));
        (reply.status(), reply.json()["code"].as_str().unwrap_or_default().to_owned())
    };
    let done = (200, String::new());
    let invalid = (400, "INVALID_REQUEST".to_owned());
    assert_eq!(outcome(&one, CARD), done);
    assert_eq!(outcome(&other, CARD), invalid);
    assert_eq!(outcome(&one, "theirs"), invalid);
    assert_eq!(outcome(&other, "theirs"), done);
    assert_eq!(outcome(&one, "system"), invalid);
    assert_eq!(outcome(&one, "unknown"), invalid);
    // Nonces are counted for each merchant apart.
    let draft = one.deposit("{}");
    assert_eq!(one.send(&draft).status(), 200);
    let same_nonce = Draft { nonce: draft.nonce, ..other.deposit("{}") };
    assert_eq!(outcome_code(&other.send(&same_nonce)), "INVALID_REQUEST");
}

fn outcome_code(reply: &Reply) -> String {
    reply.json()["code"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn an_unsigned_mock_checks_no_signature_and_makes_none() {
    let mock = Mock::builder().unsigned().card(CARD).start_blocking().unwrap();
    let reply = exchange(mock.addr(), &deposit_request("{}")).unwrap();
    assert_eq!(reply.status(), 200);
    assert!(reply.head.headers.iter().all(|(name, _)| !name.starts_with("wechatpay")), "{:?}", reply.head);
    let received = &mock.requests()[0];
    assert_eq!((&received.message, &received.merchant, &received.verdict), (&None, &None, &Verdict::Accepted));
    let reply = exchange(mock.addr(), &request("POST", &target(CARD), &HEADERS[1..], b"{}")).unwrap();
    refused(&mock, &reply, 400, "PARAM_ERROR", Rule::UserAgent);
}

#[test]
fn encrypted_fields_are_read_and_made() {
    let mock = mock();
    let merchant = Merchant::of(&mock);
    // printf 'Aa' | openssl pkeyutl -encrypt -pubin -inkey pub_key.pem -pkeyopt rsa_padding_mode:oaep | base64 -w0
    let encrypted = include_str!("fixture/encrypted.txt");
    merchant.send(&merchant.deposit("{}"));
    assert_eq!(mock.decrypt(&mock.requests()[0], encrypted).unwrap(), "Aa");
    assert!(mock.decrypt(&mock.requests()[0], "Aa").is_err());
    assert!(mock.encrypt(&"a".repeat(214)).is_ok());
    assert!(mock.encrypt(&"a".repeat(215)).is_err());
}
