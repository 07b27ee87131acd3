//! Nothing secret is shown, by whatever goes wrong.

mod support;

use std::error::Error as _;
use std::fmt::Debug;

use openapi_client_runtime::{Core, Encode, Error, Field, Response, Sensitive, Writer};
use support::*;
use wechatpay_protocol::{ApiError, Merchant, MerchantBuilder, Signed};

const CLEAR: &str = "a name that is nobody's business";

struct Person(Sensitive<String>);

impl Encode for Person {
    fn encode(&self, writer: &mut Writer) {
        let fields: [(&'static str, &dyn Field); 1] = [("name", &self.0)];
        writer.object(&fields);
    }
}

/// Everything that a person or a log may see of a call that failed.
fn shown_of(error: &Error) -> String {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(reason) = source {
        shown.push_str(&format!(" {reason} {reason:?}"));
        source = reason.source();
    }
    match ApiError::of(error) {
        Some(answer) => shown + &format!(" {answer} {answer:?} {answer:#?}"),
        None => shown,
    }
}

fn assert_no_secret(shown: &str) {
    let key = String::from_utf8(bytes("keys/merchant.pkcs8.pem")).unwrap();
    let lines = key.lines().filter(|line| !line.starts_with("---")).map(|line| &line[..line.len().min(24)]);
    for secret in lines.chain([API_V3_KEY, CLEAR, "signature=\"", "PRIVATE KEY"]) {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
}

async fn send(core: &Core) -> Result<Response, Error> {
    core.operation(&POST).json(&Person(CLEAR.into())).call().await
}

#[tokio::test]
async fn whatever_becomes_of_a_call_nothing_secret_is_shown() {
    let (events, _listening) = support::Events::listen();
    let refusal = r#"{"code":"PARAM_ERROR","message":"no","detail":{"field":"/name","value":"7","issue":"wrong"}}"#;
    let replies = [
        Reply::new(200, "{"),
        Reply::new(200, "{}").unsigned(),
        Reply::new(200, "{}").header("wechatpay-signature", "***"),
        Reply::new(200, "{}").by(Key::B),
        Reply::new(400, refusal),
        Reply::new(401, refusal).unsigned(),
        Reply::new(500, "<html>").unsigned(),
    ];
    for reply in replies {
        let pay = Pay::always(reply);
        for merchant in [with_public_key(&pay), merchant(&pay).platform_certificates()] {
            let merchant = merchant.build().unwrap();
            let core = client(&pay, &merchant);
            let call = core.operation(&POST).json(&Person(CLEAR.into())).call::<Response>();
            assert_no_secret(&format!("{core:?} {call:?} {merchant:?} {:?}", merchant.keys()));
            match send(&core).await {
                Ok(answer) => {
                    assert_no_secret(&format!("{answer:?} {answer:#?}"));
                    assert_no_secret(&shown_of(&answer.json::<bool>().unwrap_err()));
                    assert_no_secret(&shown_of(&answer.into_error()));
                }
                Err(error) => assert_no_secret(&shown_of(&error)),
            }
        }
        for request in pay.sent() {
            assert_no_secret(&format!("{request:?} {request:#?}"));
        }
    }
    let told = events.text();
    assert!(told.contains("postThing") && told.contains("listPlatformCertificates"), "{told}");
    assert_no_secret(&told);
}

#[tokio::test]
async fn a_text_that_is_refused_before_it_is_sent_is_not_shown() {
    let pay = Pay::always(Reply::new(200, "{}"));
    let core = client(&pay, &with_public_key(&pay).build().unwrap());
    let long = Person(CLEAR.repeat(10).into());
    let error = core.operation(&POST).json(&long).call::<Response>().await.unwrap_err();
    assert_no_secret(&shown_of(&error));
    let error = core.chain("v3/x").post(&serde_json::json!({"name": format!("{CLEAR} 😀")})).await.unwrap_err();
    assert_no_secret(&shown_of(&error));
}

fn secrets_in_wrong_places() -> Vec<MerchantBuilder> {
    let pay = Pay::always(Reply::new(200, "{}"));
    let key = String::from_utf8(bytes("keys/merchant.pkcs8.pem")).unwrap();
    let parts = || with_public_key(&pay);
    vec![
        parts().mchid(&key),
        parts().serial(&key),
        parts().mchid(API_V3_KEY),
        parts().serial(API_V3_KEY),
        parts().api_v3_key(&key),
        parts().api_v3_key(format!("{API_V3_KEY} ")),
        parts().public_key(&key, wechatpay_protocol::PublicKey::from_pem(bytes("keys/wechatpay.public.pem")).unwrap()),
    ]
}

#[test]
fn a_secret_in_the_wrong_place_is_not_shown() {
    for builder in secrets_in_wrong_places() {
        assert_no_secret(&format!("{:?}", builder.build().unwrap_err()));
    }
    for builder in secrets_in_wrong_places() {
        assert_no_secret(&builder.build().unwrap_err().to_string());
    }
}

#[test]
fn a_builder_shows_nothing_that_was_put_into_the_wrong_place() {
    for builder in secrets_in_wrong_places() {
        assert_no_secret(&format!("{builder:?} {builder:#?}"));
    }
}

#[test]
fn what_was_signed_is_not_shown() {
    let pay = Pay::always(Reply::new(200, "{}"));
    let merchant: Merchant = with_public_key(&pay).build().unwrap();
    let signed: Signed = merchant.sign("GET", "/v3/x", b"").unwrap();
    let debug: &dyn Debug = &signed;
    assert_no_secret(&format!("{debug:?} {debug:#?}"));
}
