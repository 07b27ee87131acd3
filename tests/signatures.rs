//! Every request is signed as WeChat Pay wants it, and no answer is believed that it did not sign.

mod support;

use std::time::Duration;

use serde_json::json;
use support::*;
use wechatpay_client::runtime::{Authenticity, ErrorKind};
use wechatpay_client::{Client, DepositCodesResponse};
use wechatpay_mock::{Answer, Rule, Verdict};
use wechatpay_protocol::{ApiError, Merchant, Rejection, RetryClass};

#[tokio::test]
async fn a_signed_request_is_accepted_and_its_answer_is_verified() {
    let mock = mock().await;
    let client = client(&mock);
    let answer = client.deposit_codes(CARD, &codes(&["1"])).with_response().await.unwrap();
    assert_eq!(answer.response().authenticity(), Authenticity::Verified);
    let request = &mock.requests()[0];
    assert_eq!(request.verdict, Verdict::Accepted);
    let known = credentials(&mock);
    assert_eq!(request.header("wechatpay-serial"), Some(known.public_key_id.as_str()));
    let authorization = request.header("authorization").unwrap();
    assert!(authorization.starts_with("WECHATPAY2-SHA256-RSA2048 "), "{authorization}");
    assert!(authorization.contains(&format!("mchid=\"{}\"", known.mchid)), "{authorization}");
    let message = std::str::from_utf8(request.message.as_ref().unwrap()).unwrap();
    let lines: Vec<&str> = message.split('\n').collect();
    assert_eq!((lines[0], lines[1]), ("POST", request.target.as_str()));
    assert_eq!((lines[4], lines[5], lines.len()), (r#"{"code":["1"]}"#, "", 6));
}

#[tokio::test]
async fn an_answer_without_a_body_is_verified_too() {
    let mock = mock().await;
    mock.script(Answer::status(204)).unwrap();
    let response = client(&mock).chain("v3/anything").get().await.unwrap();
    assert_eq!((response.status().as_u16(), response.authenticity()), (204, Authenticity::Verified));
    mock.script(Answer::status(204).unsigned()).unwrap();
    let error = client(&mock).chain("v3/anything").get().await.unwrap_err();
    assert!(matches!(error.cause(), Some(Rejection::MissingHeader(_))), "{error}");
}

#[tokio::test]
async fn an_unsigned_refusal_is_handed_out_as_what_it_is() {
    let mock = mock().await;
    mock.script(Answer::status(403).json(&json!({"code": "NO_AUTH", "message": "no"})).unsigned()).unwrap();
    let response = client(&mock).deposit_codes(CARD, &codes(&["1"])).await.unwrap();
    let DepositCodesResponse::Forbidden(body) = response else { panic!("{response:?}") };
    assert_eq!(body.response().authenticity(), Authenticity::Unverified);
    let error = body.into_error();
    assert!(error.to_string().contains("not verified"), "{error}");
    let told = ApiError::of(&error).unwrap();
    assert_eq!((told.code.as_str(), told.is_verified, told.retry_class()), ("NO_AUTH", false, RetryClass::LookUpFirst));
}

#[tokio::test]
async fn a_signed_refusal_is_verified() {
    let mock = mock().await;
    let response = client(&mock).deposit_codes("unknown-card", &codes(&["1"])).await.unwrap();
    let error = response.ok().unwrap_err();
    let told = ApiError::of(&error).unwrap();
    assert_eq!(
        (told.code.as_str(), told.is_verified, told.retry_class()),
        ("INVALID_REQUEST", true, RetryClass::Never)
    );
}

#[tokio::test]
async fn a_redirect_needs_a_signature_as_a_success_does() {
    let mock = mock().await;
    mock.script(Answer::status(302).redirect("http://127.0.0.1:9/").unsigned()).unwrap();
    let error = client(&mock).chain("v3/anything").get().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol, "{error}");
    assert!(error.response().is_none());
}

/// A merchant whose clock is wrong by so many seconds.
fn merchant_of(mock: &wechatpay_mock::Mock, seconds: i64) -> Merchant {
    let clock = move || {
        let by = Duration::from_secs(seconds.unsigned_abs());
        let now = std::time::SystemTime::now();
        if seconds < 0 { now - by } else { now + by }
    };
    merchant_with_public_key(&credentials(mock)).clock(clock).build().unwrap()
}

#[tokio::test]
async fn a_clock_ten_minutes_off_is_told_on_both_sides() {
    for seconds in [-600, 600] {
        let mock = mock().await;
        let client: Client = client_of(&mock, merchant_of(&mock, seconds)).build().unwrap();
        // The server refuses the request, and by this clock its answer is not to be believed either.
        let error = client.deposit_codes(CARD, &codes(&["1"])).await.unwrap_err();
        assert_eq!(mock.requests()[0].verdict.broken_rule(), Some(Rule::Timestamp));
        let Some(Rejection::Skew { by }) = error.cause() else { panic!("{error}") };
        assert!((by + seconds).abs() < 5, "{by}");
        let text = error.to_string();
        assert!(text.contains("clock") && text.contains("NTP"), "{text}");
        assert!(mock.codes(CARD).unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_sign_error_shows_where_the_two_messages_differ() {
    let mock = mock().await;
    let client = client(&mock);
    let other = json!({
        "code": "SIGN_ERROR",
        "message": "the signature does not match",
        "detail": {
            "field": "signature",
            "issue": "sign not match",
            "location": "authorization",
            "sign_information": {
                "method": "GET",
                "url": "/v3/thing",
                "truncated_sign_message": "GET\n/v3/thing\n",
                "sign_message_length": 100,
            },
        },
    });
    mock.script(Answer::status(401).json(&other).unsigned()).unwrap();
    let error = client.chain("v3/thing").query("limit", 1).get().await.unwrap().into_error();
    let text = error.to_string();
    assert!(text.contains("path and query differs from character 10 on"), "{text}");
    assert!(text.contains("signed `/v3/thing?limit=1`, the server has `/v3/thing`"), "{text}");
}

#[tokio::test]
async fn a_key_of_another_merchant_is_told_by_the_very_message() {
    let mock = builder().merchant("1230000109").start().await.unwrap();
    let known = credentials(&mock);
    let other = mock.credentials_of("1230000109").unwrap().unwrap();
    let merchant = merchant_with_public_key(&known);
    let key = wechatpay_protocol::PrivateKey::from_pem(&other.merchant_private_key_pem).unwrap();
    let client: Client = client_of(&mock, merchant.private_key(key).build().unwrap()).build().unwrap();
    let response = client.deposit_codes(CARD, &codes(&["1"])).await.unwrap();
    let DepositCodesResponse::Unauthorized(body) = response else { panic!("{response:?}") };
    let text = body.into_error().to_string();
    assert!(text.contains("the key is wrong"), "{text}");
    assert_eq!(mock.requests()[0].verdict.broken_rule(), Some(Rule::Signature));
}

#[tokio::test]
async fn several_merchants_live_in_one_process() {
    let mock = builder().card_of("others", "1230000109").merchant("1230000109").start().await.unwrap();
    let other = mock.credentials_of("1230000109").unwrap().unwrap();
    let other: Client = client_of(&mock, merchant_with_public_key(&other).build().unwrap()).build().unwrap();
    let first = client(&mock);
    for (client, card, is_owner) in
        [(&first, CARD, true), (&other, "others", true), (&first, "others", false), (&other, CARD, false)]
    {
        let outcome = client.deposit_codes(card, &codes(&["1"])).await.unwrap().ok();
        assert_eq!(outcome.is_ok(), is_owner, "{card}: {outcome:?}");
    }
    let merchants: Vec<_> = mock.requests().into_iter().map(|request| request.merchant.unwrap()).collect();
    assert_eq!(
        (merchants[0] == merchants[2], merchants[1] == merchants[3], merchants[0] == merchants[1]),
        (true, true, false)
    );
}

#[tokio::test]
async fn a_replayed_request_is_refused() {
    let mock = mock().await;
    client(&mock).deposit_codes(CARD, &codes(&["1"])).await.unwrap().ok().unwrap();
    let number = mock.requests()[0].number;
    assert_eq!(mock.replay(number).await.unwrap().status.as_u16(), 401);
    assert_eq!(mock.requests()[1].verdict.broken_rule(), Some(Rule::Nonce));
}

#[tokio::test]
async fn what_wechat_pay_would_refuse_is_not_sent() {
    let mock = mock().await;
    let client = client(&mock);
    for (body, place) in [(json!({"a": [null]}), "/a/0"), (json!({"code": ["😀"]}), "/code/0")] {
        let error = client.chain(PATH).with("card_id", CARD).post(&body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{error}");
        assert!(error.to_string().contains(place), "{error}");
    }
    let error = client.deposit_codes(CARD, &codes(&["1", "a😀"])).await.unwrap_err();
    assert!(error.to_string().contains("/code/1"), "{error}");
    assert!(mock.requests().is_empty());
}

#[tokio::test]
async fn a_card_id_cannot_break_out_of_the_signed_line_or_a_header() {
    let mock = builder().any_card(true).lenient_card_ids().start().await.unwrap();
    let client = client(&mock);
    let ids = ["a\r\nb", "a\nGET", "a\"b", "a\" , mchid=\"1", "a\r\n\r\nX-Evil: 1", "\u{2028}", "a b?c#d"];
    for id in ids {
        client.deposit_codes(id, &codes(&["1"])).await.unwrap().ok().unwrap_or_else(|error| panic!("{id:?}: {error}"));
    }
    for (request, id) in mock.requests().iter().zip(ids) {
        assert_eq!(request.path_segments[4], id);
        assert_eq!(request.message.as_ref().unwrap().iter().filter(|byte| **byte == b'\n').count(), 5);
        assert!(!request.headers.contains_key("x-evil"));
    }
}

#[test]
fn a_merchant_that_could_break_out_of_the_header_is_not_made() {
    let keys = wechatpay_mock::Keys::fixture().credentials().unwrap();
    for mchid in ["1\"", "1\r\n", "1 ", "", "einst"] {
        assert!(merchant_with_public_key(&keys).mchid(mchid).build().is_err(), "{mchid:?}");
    }
    for serial in ["AB\"", "AB\r\nX: 1", "", "xyz"] {
        assert!(merchant_with_public_key(&keys).serial(serial).build().is_err(), "{serial:?}");
    }
}

#[tokio::test]
async fn nothing_secret_is_shown() {
    let mock = mock().await;
    let known = credentials(&mock);
    let merchant = merchant(&mock);
    let client: Client = client_of(&mock, merchant.clone()).build().unwrap();
    let call = client.deposit_codes(CARD, &codes(&["1"]));
    let shown = format!("{merchant:?} {client:?} {call:?} {known:?} {mock:?}");
    let key_body: String = known.merchant_private_key_pem.lines().skip(1).take(3).collect();
    for secret in [known.api_v3_key.as_str(), &key_body[..40], "PRIVATE KEY"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[tokio::test]
async fn an_error_shows_what_was_wrong_and_not_the_value() {
    let mock = mock().await;
    let long = "7".repeat(33);
    let error = client(&mock).deposit_codes(CARD, &codes(&[&long])).await.unwrap().ok().unwrap_err();
    let text = error.to_string();
    for part in ["PARAM_ERROR", "/code/0", "in the body", "characters"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!format!("{text} {error:?}").contains(&long), "{text}");
    // The whole answer is at hand all the same.
    assert!(String::from_utf8_lossy(&error.response().unwrap().body()).contains(&long));
}
