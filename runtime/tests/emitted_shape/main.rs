//! What the generator emits, in small: it must compile, and do what it says.

#![allow(missing_docs, reason = "written as the generator emits it, without its comments")]

mod client;
mod models;

use client::*;
use models::*;
use openapi_client_runtime as runtime;
use runtime::{Decode as _, Encode as _, FromResponse as _};

fn client() -> Client {
    Client::builder().build().unwrap()
}

#[test]
fn an_operation_says_exactly_what_will_be_sent() {
    let call = client().deposit_codes("A/b", &DepositCodesRequest::new().code(["1", "2"]));
    let request = call.request().unwrap();
    assert_eq!(request.operation(), "depositCodes");
    assert_eq!(request.method(), runtime::Method::POST);
    assert_eq!(request.target(), "/base/v3/marketing/membercard-open/cards/A%2Fb/codes/deposit");
    assert_eq!(request.url(), format!("https://api.example.com{}", request.target()));
    assert_eq!(request.body(), r#"{"code":["1","2"]}"#);
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.headers()["user-agent"], "example-client/0.1.0");
    assert!(!request.is_repeatable());
    assert!(call.idempotent().request().unwrap().is_repeatable());
}

#[test]
fn parameters_go_where_the_document_says() {
    let call = client().list(&[1, 2], Some(3), Some(&ImportResult::Unknown("x y".into())));
    let request = call.request().unwrap();
    assert_eq!(request.url(), "https://other.example/x/v3/list/1,2?page=3&exact=true&result=x%20y&tags=a&tags=b");
    assert_eq!(request.target(), "/x/v3/list/1,2?page=3&exact=true&result=x%20y&tags=a&tags=b");
    assert_eq!(request.extensions(), [("x-unsigned", "true")]);
    assert_eq!(
        (&request.headers()["x-level"], &request.headers()["cookie"]),
        (&"2".parse().unwrap(), &"session=a%3Bb".parse().unwrap())
    );
    assert!(!request.headers().contains_key("x-none"));
    assert!(request.body().is_empty());
}

#[test]
fn bodies_are_sent_as_what_they_are() {
    let request = DepositCodesRequest::new().code(["a b", "c"]);
    let bodies = client().upload_opt(Some(&request)).map(|call| {
        let request = call.request().unwrap();
        (request.headers()["content-type"].to_str().unwrap().to_owned(), request.body().clone())
    });
    let expected = [
        ("application/json", r#"{"code":["a b","c"]}"#),
        ("application/x-www-form-urlencoded", "code=a+b&code=c"),
        ("text/plain", "text"),
        ("image/png", "\u{1}"),
        ("application/merge-patch+json", r#"{"code":["a b","c"]}"#),
    ];
    assert_eq!(bodies, expected.map(|(media, body)| (media.to_owned(), body.into())));
    let [none, ..] = client().upload_opt(None);
    assert!(!none.request().unwrap().headers().contains_key("content-type"));
    assert_eq!(client().upload("raw").request().unwrap().body(), "raw");
}

#[test]
fn every_answer_becomes_a_variant() {
    let answer = |status: u16, body: &'static str| {
        let status = runtime::StatusCode::from_u16(status).unwrap();
        DepositCodesResponse::from_response(runtime::Response::new(status, runtime::HeaderMap::new(), body))
    };
    let body = r#"{"data":[{"code":"1","result":"NEW","level":null,"more":[1]}]}"#;
    let results = answer(200, body).unwrap().ok().unwrap();
    assert_eq!(results.data[0].result, Some(ImportResult::Unknown("NEW".into())));
    assert_eq!(results.data[0].level, Some(runtime::Nullable::Null));
    assert_eq!(runtime::to_json(&results.data[0]).unwrap(), br#"{"code":"1","result":"NEW","level":null,"more":[1]}"#);
    assert!(matches!(answer(204, ""), Ok(DepositCodesResponse::NoContent)));
    assert!(matches!(answer(302, ""), Ok(DepositCodesResponse::Undocumented(_))));
    assert!(matches!(answer(404, "{}"), Ok(DepositCodesResponse::ClientError(_))));
    assert!(matches!(answer(503, "{}"), Ok(DepositCodesResponse::ServerError(_))));

    let Ok(DepositCodesResponse::BadRequest(error)) = answer(400, r#"{"code":"PARAM_ERROR"}"#) else { panic!() };
    assert_eq!(error.code.as_deref(), Some("PARAM_ERROR"));
    let error = error.into_error();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (runtime::ErrorKind::Status, 400));

    let error = answer(200, r#"{"data":[{"code":1}]}"#).unwrap_err();
    assert_eq!(error.decode().unwrap().pointer(), "/data/0/code");
}

#[test]
fn a_failure_that_cannot_be_read_is_still_the_failure_that_it_is() {
    for (status, body, delivery) in [
        (502, "<h1>Bad Gateway</h1>", runtime::Delivery::Inconclusive),
        (404, "", runtime::Delivery::Answered),
        (400, r#"{"code":["not", "text"]}"#, runtime::Delivery::Answered),
    ] {
        let status = runtime::StatusCode::from_u16(status).unwrap();
        let response = runtime::Response::new(status, runtime::HeaderMap::new(), body);
        let error = DepositCodesResponse::from_response(response).unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (runtime::ErrorKind::Status, delivery));
        assert_eq!((error.status(), error.response().unwrap().body().as_ref()), (Some(status), body.as_bytes()));
        assert!(error.decode().is_some(), "why it could not be read");
        let text = error.to_string();
        assert!(text.starts_with("the answer is not a success, and its body could not be read: "), "{text}");
        assert!(text.contains(&format!("; status {status}")), "{text}");
    }
    let text = runtime::Response::new(runtime::StatusCode::NOT_FOUND, runtime::HeaderMap::new(), &b"\xff"[..]);
    assert_eq!(text.text_answer().unwrap_err().kind(), runtime::ErrorKind::Status);
    let success = runtime::Response::new(runtime::StatusCode::OK, runtime::HeaderMap::new(), "<h1>");
    assert_eq!(success.json_answer::<ErrorBody>().unwrap_err().kind(), runtime::ErrorKind::Decode);
}

#[test]
fn models_and_enums_speak_serde() {
    let request: DepositCodesRequest = serde_json::from_str(r#"{"code":["1"]}"#).unwrap();
    assert_eq!(request, DepositCodesRequest::new().code(["1"]));
    assert_eq!(serde_json::to_string(&request).unwrap(), r#"{"code":["1"]}"#);
    assert_eq!(serde_json::to_string(&ImportResult::Success).unwrap(), r#""SUCCESS""#);
    assert_eq!(serde_json::from_str::<Level>("7").unwrap(), Level::Unknown(7));
    assert_eq!((Level::One.to_string(), ImportResult::Success.to_string()), ("1".to_owned(), "SUCCESS".to_owned()));
}

#[test]
fn unions_read_and_write() {
    let pet: Pet = runtime::from_json(br#"{"kind":"request","code":["1"]}"#).unwrap();
    assert_eq!(pet, Pet::Request(DepositCodesRequest::new().code(["1"])));
    assert_eq!(runtime::to_json(&pet).unwrap(), br#"{"code":["1"]}"#);
    assert!(matches!(runtime::from_json(br#"{"kind":"fish"}"#), Ok(Pet::Unknown(_))));
    assert_eq!(runtime::from_json::<Either>(b"5").unwrap(), Either::Number(5));
    assert_eq!(runtime::from_json::<Either>(b"true").unwrap(), Either::Unknown(true.into()));
    let _ = Pet::decode;
    let _ = Pet::encode;
}

#[test]
fn any_path_can_be_called_by_chain_and_by_index() {
    let client = client();
    let path = "v3/Cards/{card_id}/codes";
    let body = DepositCodesRequest::new().code(["1"]);
    let chained = client.chain(path).with("card_id", "a b").query("page", 2).header("x-note", "n").post(&body);
    let indexed = client[path].with("card_id", "a b").query("page", 2).header("x-note", "n").post(&body);
    for call in [chained, indexed] {
        let request = call.request().unwrap();
        assert_eq!(request.operation(), path);
        assert_eq!(request.target(), "/base/v3/Cards/a%20b/codes?page=2");
        assert_eq!(
            (request.body().as_ref(), &request.headers()["x-note"]),
            (&br#"{"code":["1"]}"#[..], &"n".parse().unwrap())
        );
    }
    assert!(std::ptr::eq(&client[path], &client[path]));
    let missing = client[path].get();
    assert!(missing.request().unwrap_err().to_string().contains("`card_id`"));
    for (call, method) in [(client["a"].get(), "GET"), (client["a"].delete(), "DELETE"), (client["a"].head(), "HEAD")] {
        assert_eq!(call.request().unwrap().method().as_str(), method);
    }
}

#[test]
fn a_client_keeps_a_bounded_number_of_paths() {
    let client = client();
    for number in 0..1024 {
        assert!(client[format!("v3/{number}").as_str()].get().request().is_ok());
    }
    let error = client["v3/another"].get();
    assert!(error.request().unwrap_err().to_string().contains("`chain()`"));
    assert!(client["v3/0"].get().request().is_ok());
    assert!(client.chain("v3/another").get().request().is_ok());
}

#[test]
fn settings_that_make_no_sense_are_told_by_build() {
    for (builder, word) in [
        (Client::builder().base_url("ftp://x"), "http"),
        (Client::builder().base_url(""), "base URL"),
        (Client::builder().header("x", "a\nb"), "`x`"),
        (Client::builder().user_agent("a\r\n"), "user-agent"),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), runtime::ErrorKind::Request);
        assert!(error.to_string().contains(word), "{error}");
    }
}

#[test]
fn debug_shows_no_secret() {
    let call = client().deposit_codes("card-hidden", &DepositCodesRequest::new().code(["code-hidden"]));
    let shown = format!("{:?}", call.header("Authorization", "hidden"));
    assert!(!shown.contains("hidden"), "{shown}");
    assert!(shown.contains("{card_id}"), "{shown}");
}
