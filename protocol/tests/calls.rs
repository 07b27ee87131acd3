//! Calls by the rules of WeChat Pay: what is believed, what is repeated, and what is explained.

mod support;

use openapi_client_runtime::{Authenticity, Core, Delivery, Error, ErrorKind, Response, Result, Retry};
use support::*;
use wechatpay_protocol::{ApiError, Rejection};

const BODY: &str = r#"{"secret":"in the body"}"#;

fn known(pay: &Pay) -> Core {
    client(pay, &with_public_key(pay).build().unwrap())
}

async fn get(core: &Core) -> Result<Response> {
    core.operation(&GET).path("id", "7").call().retry(Retry::never()).await
}

async fn answered(reply: Reply) -> Result<Response> {
    get(&known(&Pay::always(reply))).await
}

async fn refused(reply: Reply) -> Error {
    let error = answered(reply).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Protocol, Delivery::Inconclusive), "{error}");
    assert!(error.response().is_none(), "nothing of it is handed out");
    assert!(!format!("{error} {error:?}").contains("in the body"), "{error:?}");
    error
}

#[tokio::test]
async fn what_is_no_refusal_must_be_signed() {
    for status in [200, 201, 202, 204, 206, 299, 300, 302, 304, 399, 600] {
        let error = refused(Reply::new(status, BODY).unsigned()).await;
        assert!(matches!(error.cause(), Some(Rejection::MissingHeader(_))), "{status}: {error}");
        assert_eq!(error.status().unwrap(), status);
        let answer = answered(Reply::new(status, BODY)).await.unwrap();
        assert_eq!(answer.authenticity(), Authenticity::Verified, "{status}");
    }
    assert_eq!(answered(Reply::new(204, "")).await.unwrap().authenticity(), Authenticity::Verified);
}

#[tokio::test]
async fn a_refusal_may_be_unsigned_and_is_marked() {
    for status in [400, 401, 404, 429, 499, 500, 502, 599] {
        let answer = answered(Reply::new(status, BODY).unsigned()).await.unwrap();
        assert_eq!(answer.authenticity(), Authenticity::Unverified, "{status}");
        let error = ApiError::in_answer(&answer).unwrap();
        assert!(!error.is_verified && error.to_string().contains("not verified"), "{error}");
        assert_eq!(answered(Reply::new(status, BODY)).await.unwrap().authenticity(), Authenticity::Verified);
    }
}

#[tokio::test]
async fn a_refusal_that_is_signed_in_part_or_wrongly_is_not_believed() {
    let signed = || Reply::new(403, BODY);
    let unsigned = || signed().unsigned();
    for reply in [
        unsigned().header("wechatpay-serial", Key::Public.serial()),
        unsigned().header("wechatpay-signature", "AAAA"),
        unsigned().header("wechatpay-timestamp", "1700000000"),
        unsigned().header("wechatpay-nonce", "n"),
        signed().header("wechatpay-nonce", "another"),
        signed().header("wechatpay-timestamp", "1700000001"),
        signed().header("wechatpay-serial", Key::A.serial()),
        signed().header("wechatpay-signature", "WECHATPAY/SIGNTEST/AAAA"),
        signed().header("wechatpay-signature-type", "WECHATPAY2-SM2-WITH-SM3"),
    ] {
        assert!(refused(reply).await.cause::<Rejection>().is_some());
    }
}

#[tokio::test]
async fn a_header_that_comes_twice_is_not_believed() {
    for name in ["wechatpay-timestamp", "wechatpay-nonce", "wechatpay-signature", "wechatpay-serial"] {
        let error = refused(Reply::new(200, BODY).twice(name)).await;
        assert_eq!(error.cause(), Some(&Rejection::HeaderRepeated(name)));
    }
}

#[tokio::test]
async fn an_old_answer_is_not_believed() {
    let signed = Reply::new(200, BODY).frozen(1_700_000_000);
    let pay = Pay::always(signed);
    let core = known(&pay);
    pay.pass(300);
    assert!(get(&core).await.is_ok());
    pay.pass(1);
    assert_eq!(get(&core).await.unwrap_err().cause(), Some(&Rejection::Skew { by: -301 }));
}

#[tokio::test]
async fn only_what_the_specification_says_may_be_unsigned() {
    let pay = Pay::always(Reply::new(200, "file").unsigned());
    let core = known(&pay);
    let chain = core.chain("v3/file");
    assert!(chain.get().await.is_err() && chain.head().await.is_err());
    let file = chain.extension("answer", "unsigned").get().await.unwrap();
    assert_eq!((file.authenticity(), &file.body()[..]), (Authenticity::Unverified, &b"file"[..]));
    // One that claims to be signed has to be.
    let pay = Pay::always(Reply::new(200, "file").header("wechatpay-nonce", "another"));
    assert!(known(&pay).chain("v3/file").extension("answer", "unsigned").get().await.is_err());
}

#[tokio::test]
async fn a_body_that_comes_in_pieces_is_only_handed_out_where_it_may_be_unsigned() {
    // Signed as a whole: of what is still to come nothing can be verified.
    // A signature of nothing, such as that of another answer, vouches for nothing that is still to come.
    let of_nothing = Reply::new(200, "").pieces(&[b"forged"]);
    for reply in [Reply::new(200, "file"), Reply::new(200, "file").unsigned(), of_nothing] {
        let pay = Pay::always(reply);
        let error = known(&pay).chain("v3/file").get().open().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Protocol, "{error}");
    }
}

#[tokio::test]
async fn calls_that_may_be_repeated_are_each_time_signed_anew() {
    for status in [202, 429, 500, 502, 503, 504] {
        let pay = Pay::always(Reply::new(status, "{}"));
        let ticking = pay.clone();
        let core = client(&pay, &with_public_key(&pay).clock(move || ticking.tick()).build().unwrap());
        let marked = core.operation(&MARKED).json("x").call::<Response>().await.unwrap();
        let got: Response = core.operation(&GET).path("id", "7").call().await.unwrap();
        assert!(marked.status() == status && got.status() == status);
        assert_eq!((marked.attempts(), got.attempts()), (3, 3));
        let sent = pay.sent();
        assert_eq!(sent.len(), 6);
        for (index, request) in sent.iter().enumerate() {
            let timestamp: u64 = authorization(request, "timestamp").parse().unwrap();
            assert!(is_well_signed(request, request.body(), timestamp));
            for other in &sent[index + 1..] {
                assert_ne!(authorization(request, "nonce_str"), authorization(other, "nonce_str"));
                assert!(authorization(other, "timestamp").parse::<u64>().unwrap() > timestamp);
            }
        }
        // What is not marked is sent once.
        let once: Response = core.operation(&POST).json("x").call().await.unwrap();
        assert!(once.status() == status);
        assert_eq!((once.attempts(), pay.sent().len()), (1, 7));
    }
}

#[tokio::test]
async fn what_is_not_believed_is_not_asked_for_again() {
    for reply in [Reply::new(500, BODY).header("wechatpay-nonce", "x"), Reply::new(202, BODY).unsigned()] {
        let pay = Pay::always(reply);
        let error = known(&pay).operation(&MARKED).json("x").call::<Response>().await.unwrap_err();
        assert_eq!((error.kind(), pay.sent().len()), (ErrorKind::Protocol, 1));
    }
}

#[tokio::test]
async fn a_refused_signature_is_explained() {
    let refusal = |message: &str| {
        let sign = serde_json::json!({"truncated_sign_message": message, "sign_message_length": message.len()});
        serde_json::json!({"code": "SIGN_ERROR", "message": "no", "detail": {"sign_information": sign}}).to_string()
    };
    // The server has built the same message, one without the query, and one with another body.
    let explained = async |change: fn(String) -> String| {
        let pay = Pay::new(move |request, _| {
            let (timestamp, nonce) = (authorization(request, "timestamp"), authorization(request, "nonce_str"));
            let body = String::from_utf8_lossy(request.body()).into_owned();
            let message = format!("{}\n{}\n{timestamp}\n{nonce}\n{body}\n", request.method(), request.target());
            Reply::new(401, refusal(&change(message))).unsigned()
        });
        let call = known(&pay).chain("v3/things").query("a", "1 2").post(&serde_json::json!({"name": "Li"}));
        let answer = call.await.unwrap();
        assert_eq!(pay.sent().len(), 1);
        answer.note().unwrap().to_owned()
    };
    let same = explained(|message| message).await;
    assert!(same.contains("the key is wrong"), "{same}");
    let target = explained(|message| message.replace("?a=1%202", "")).await;
    assert!(target.contains("the path and query differs from character 11 on"), "{target}");
    assert!(target.contains("signed `/v3/things?a=1%202`, the server has `/v3/things`"), "{target}");
    let body = explained(|message| message.replace("\"Li\"", "\"Wu\"")).await;
    assert!(body.contains("the body differs from character 10 on") && !body.contains("Wu"), "{body}");
}

#[tokio::test]
async fn what_a_caller_sets_is_not_what_is_signed() {
    let pay = Pay::always(Reply::new(200, "{}"));
    let call = known(&pay).operation(&POST).json("x").call::<Response>();
    call.header("Authorization", "mine").header("Wechatpay-Serial", Key::Public.serial()).await.unwrap();
    let sent = pay.sent();
    assert!(is_well_signed(&sent[0], b"\"x\"", 1_700_000_000));
    let serials: Vec<_> = sent[0].headers().get_all("wechatpay-serial").iter().collect();
    assert_eq!(serials, [Key::Public.serial()]);
}
