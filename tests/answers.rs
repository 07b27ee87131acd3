//! What the client makes of each answer: documented, undocumented, and broken.

mod support;

use serde_json::json;
use support::{CARD, client, codes, mock};
use wechatpay_client::runtime::{Delivery, Error, ErrorKind};
use wechatpay_client::{DepositCodesResponse, DepositResults, ImportResult};
use wechatpay_mock::{Answer, Mock};

async fn call(mock: &Mock) -> Result<DepositCodesResponse, Error> {
    client(mock).deposit_codes(CARD, &codes(&["1"])).await
}

async fn answered(answer: Answer) -> Result<DepositCodesResponse, Error> {
    let mock = mock().await;
    mock.script(answer).unwrap();
    call(&mock).await
}

/// The success body for a scripted text.
async fn read(text: &'static str) -> Result<DepositResults, Error> {
    answered(Answer::status(200).header("content-type", "application/json").body(text)).await?.ok()
}

fn refusal(status: u16) -> Answer {
    Answer::status(status).header("request-id", "r-1").json(&json!({"code": "SOME_CODE", "message": "why"}))
}

#[tokio::test]
async fn every_documented_status_has_its_variant() {
    use DepositCodesResponse as R;
    for status in [400, 401, 403, 429, 499, 500, 502, 599] {
        let (variant, error) = match answered(refusal(status)).await.unwrap() {
            R::BadRequest(error) => (400, error),
            R::Unauthorized(error) => (401, error),
            R::Forbidden(error) => (403, error),
            R::InternalServerError(error) => (500, error),
            R::ClientError(error) => (4, error),
            R::ServerError(error) => (5, error),
            other => panic!("{status}: {other:?}"),
        };
        let expected = match status {
            400 | 401 | 403 | 500 => status,
            other => other / 100,
        };
        assert_eq!(variant, expected);
        assert_eq!(error.status().as_u16(), status);
        assert_eq!(error.code.as_deref(), Some("SOME_CODE"));
        assert_eq!(error.request_id(), Some("r-1"));
    }
}

#[tokio::test]
async fn the_shorthand_turns_a_refusal_into_an_error_that_holds_everything() {
    let error = answered(refusal(403)).await.unwrap().ok().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.delivery(), Delivery::Answered);
    assert_eq!(error.status().unwrap().as_u16(), 403);
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.operation(), Some("depositCodes"));
    assert_eq!(error.response().unwrap().body().as_ref(), br#"{"code":"SOME_CODE","message":"why"}"#);
    let line = error.to_string();
    for part in ["depositCodes", "403", "r-1", "SOME_CODE"] {
        assert!(line.contains(part), "{part}: {line}");
    }
}

#[tokio::test]
async fn the_mock_itself_refuses_as_documented() {
    let mock = mock().await;
    let response = client(&mock).deposit_codes("unknown-card", &codes(&["1"])).await.unwrap();
    let DepositCodesResponse::BadRequest(error) = response else { panic!("{response:?}") };
    assert_eq!(error.code.as_deref(), Some("INVALID_REQUEST"));
    let long = "9".repeat(33);
    let response = client(&mock).deposit_codes(CARD, &codes(&[&long])).await.unwrap();
    let DepositCodesResponse::BadRequest(error) = response else { panic!("{response:?}") };
    let detail = error.into_body().detail.unwrap();
    assert_eq!(detail.field.as_deref(), Some("/code/0"));
    assert_eq!(detail.location.as_deref(), Some("body"));
}

#[tokio::test]
async fn an_undocumented_status_loses_nothing() {
    for status in [201, 204, 302, 304] {
        let answer = match status {
            204 | 304 => Answer::status(status).header("x-kept", "yes"),
            302 => Answer::status(302).redirect("http://127.0.0.1:9/elsewhere").header("x-kept", "yes").body("raw"),
            _ => Answer::status(status).header("x-kept", "yes").body("raw"),
        };
        let DepositCodesResponse::Undocumented(raw) = answered(answer).await.unwrap() else { panic!("{status}") };
        assert_eq!(raw.status().as_u16(), status);
        assert_eq!(raw.headers()["x-kept"], "yes");
        assert_eq!(raw.body().as_ref(), if matches!(status, 204 | 304) { b"".as_slice() } else { b"raw" });
    }
}

#[tokio::test]
async fn another_content_type_is_undocumented() {
    for status in [200, 400, 502] {
        let answer =
            Answer::status(status).header("content-type", "text/html; charset=utf-8").body("<h1>Bad Gateway</h1>");
        let DepositCodesResponse::Undocumented(raw) = answered(answer).await.unwrap() else { panic!("{status}") };
        assert_eq!(raw.body().as_ref(), b"<h1>Bad Gateway</h1>");
        assert_eq!(raw.into_error().status().unwrap().as_u16(), status);
    }
}

#[tokio::test]
async fn a_broken_body_is_an_error_that_says_where() {
    for (text, path) in [
        (r#"{"data": [{"code": "1""#, "data[0]"),
        ("", ""),
        ("not json", ""),
        (r#"{"data": [{"code": "1"}, {"code": 2}]}"#, "data[1].code"),
        (r#"{"data": [{"result": ["SUCCESS"]}]}"#, "data[0].result"),
        (r#"{"data": {}}"#, "data"),
        (r#"[]"#, ""),
        (r#"{"data": []} trailing"#, ""),
    ] {
        let error = read(text).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{text}: {error}");
        assert_eq!(error.delivery(), Delivery::Answered);
        assert_eq!(error.decode().unwrap().path(), path, "{text}: {error}");
        assert_eq!(error.response().unwrap().body().as_ref(), text.as_bytes());
        assert_eq!(error.status().unwrap().as_u16(), 200);
    }
}

#[tokio::test]
async fn what_is_added_tomorrow_still_decodes() {
    let results = read(r#"{"more": {"x": [1, null]}, "data": [{"code": "1", "result": "PENDING", "since": 3}]}"#).await;
    let data = results.unwrap().data.unwrap();
    assert_eq!(data[0].result, Some(ImportResult::Unknown("PENDING".to_owned())));
    assert_eq!(data[0].result.as_ref().unwrap().as_str(), "PENDING");
}

#[tokio::test]
async fn data_may_be_absent_null_or_empty() {
    assert_eq!(read("{}").await.unwrap().data, None);
    assert_eq!(read(r#"{"data": null}"#).await.unwrap().data, None);
    assert_eq!(read(r#"{"data": []}"#).await.unwrap().data, Some(Vec::new()));
}

#[tokio::test]
async fn a_compressed_answer_is_read() {
    let answer = Answer::status(200).json(&json!({"data": [{"code": "1", "result": "SUCCESS"}]})).gzip();
    let results = answered(answer).await.unwrap().ok().unwrap();
    assert_eq!(results.data.unwrap().len(), 1);
}

#[tokio::test]
async fn nothing_absent_is_sent() {
    let mock = mock().await;
    client(&mock).deposit_codes(CARD, &wechatpay_client::DepositCodesRequest::new()).await.unwrap();
    assert_eq!(mock.requests()[0].body.as_ref(), b"{}");
}

#[test]
fn models_are_read_and_written_by_serde_as_well() {
    let text = r#"{"data":[{"code":"1","result":"DUPLICATE"},{"result":"NEW"}]}"#;
    let results: DepositResults = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&results).unwrap(), text);
    assert_eq!(results, results.clone());
    assert_eq!(format!("{results:?}"), format!("DepositResults {text}"));
}
