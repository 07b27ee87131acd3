//! Fields that only WeChat Pay and the merchant may read, through a client that is emitted from a document which marks them.

mod support;

/// What the generator emits for `codegen/tests/golden/protocol/openapi.yaml`.
#[path = "../codegen/tests/golden/protocol/expected/mod.rs"]
mod emitted;

use emitted::{Client, Receiver, TransferRequest};
use serde_json::{Value, json};
use support::*;
use wechatpay_client::runtime::{ErrorKind, Retry};
use wechatpay_mock::{Answer, KeyMode, Mock};
use wechatpay_protocol::Merchant;

fn emitted_client(mock: &Mock, merchant: Merchant) -> Client {
    let builder = Client::builder().base_url(mock.base_url()).protocol(merchant).retry(Retry::never());
    builder.build().unwrap()
}

fn transfer() -> TransferRequest {
    let receiver =
        Receiver::new().name("张三").account("in clear text on this side").aliases(["小张", "Zhang \"San\""]);
    TransferRequest::new("batch-1", "李四", [receiver])
}

fn answer(mock: &Mock, approver: &str) -> Answer {
    Answer::status(200).json(&json!({"id": "1", "approver": mock.encrypt(approver).unwrap()}))
}

#[tokio::test]
async fn fields_are_encrypted_on_the_way_out_and_decrypted_on_the_way_in() {
    let mock = mock().await;
    mock.script(answer(&mock, "王五")).unwrap();
    let transferred = emitted_client(&mock, merchant(&mock)).transfer(&transfer()).await.unwrap().ok().unwrap();
    assert_eq!(transferred.approver.as_ref().unwrap().expose(), "王五");
    assert!(!format!("{transferred:?} {:?}", transfer()).contains("王五"));

    let request = &mock.requests()[0];
    assert!(request.verdict.is_accepted(), "{:?}", request.verdict);
    let body = request.json().unwrap();
    let opened = |value: &Value| mock.decrypt(request, value.as_str().unwrap()).unwrap();
    assert_eq!(opened(&body["approver"]), "李四");
    let receiver = &body["receivers"][0];
    assert_eq!(opened(&receiver["name"]), "张三");
    assert_eq!(opened(&receiver["account"]), "in clear text on this side");
    assert_eq!(opened(&receiver["aliases"][1]), "Zhang \"San\"");
    assert_eq!(body["batch"], "batch-1");
    for clear in ["张三", "李四", "Zhang", "clear text"] {
        assert!(!String::from_utf8_lossy(&request.body).contains(clear), "{clear}");
    }
}

#[tokio::test]
async fn each_attempt_encrypts_anew_for_the_key_that_it_names() {
    let mock = builder().key_mode(KeyMode::Certificates).start().await.unwrap();
    let merchant = merchant_without_keys(&credentials(&mock)).platform_certificates().build().unwrap();
    mock.script_with(|request| {
        request.path().starts_with("/v3/transfers").then(|| Answer::status(200).json(&json!({"id": "1"})))
    });
    let client = emitted_client(&mock, merchant.clone());
    for _ in 0..2 {
        client.transfer(&transfer()).await.unwrap().ok().unwrap();
        mock.rotate().unwrap();
        merchant.renew_keys(&client).await.unwrap();
    }
    let requests: Vec<_> = mock.requests().into_iter().filter(|request| request.method == "POST").collect();
    assert_eq!(requests.len(), 2);
    assert_ne!(requests[0].header("wechatpay-serial"), requests[1].header("wechatpay-serial"));
    for request in &requests {
        let approver = request.json().unwrap()["approver"].as_str().unwrap().to_owned();
        assert_eq!(mock.decrypt(request, &approver).unwrap(), "李四");
    }
}

#[tokio::test]
async fn a_text_that_is_too_long_to_be_encrypted_is_named_and_nothing_is_sent() {
    let mock = mock().await;
    let receiver = Receiver::new().name("张".repeat(72));
    let request = TransferRequest::new("batch-1", "李四", [receiver]);
    let error = emitted_client(&mock, merchant(&mock)).transfer(&request).await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("`receivers[0].name`") && text.contains("216 bytes"), "{text}");
    assert!(!format!("{text} {error:?}").contains('张'));
    assert!(mock.requests().is_empty());
}

#[tokio::test]
async fn without_a_protocol_or_by_serde_nothing_sensitive_is_sent() {
    let mock = mock().await;
    let client: Client = Client::builder().base_url(mock.base_url()).build().unwrap();
    let error = client.transfer(&transfer()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request, "{error}");
    let error = emitted_client(&mock, merchant(&mock)).chain("v3/transfers").post(&transfer()).await.unwrap_err();
    assert!(error.to_string().contains("sensitive"), "{error}");
    assert!(mock.requests().is_empty());
}

#[tokio::test]
async fn what_was_not_encrypted_for_this_merchant_is_an_error_that_names_the_field() {
    let mock = mock().await;
    mock.script(Answer::status(200).json(&json!({"id": "1", "approver": "王五"}))).unwrap();
    let error = emitted_client(&mock, merchant(&mock)).transfer(&transfer()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    assert_eq!(error.decode().unwrap().path(), "approver");
    assert!(error.to_string().contains("not base64"), "{error}");
    assert!(!error.to_string().contains("not sent"), "{error}");
    assert!(!format!("{error} {error:?}").contains("王五"));
}

#[tokio::test]
async fn an_answer_that_is_not_believed_is_not_decrypted() {
    let mock = mock().await;
    mock.script(answer(&mock, "王五").unsigned()).unwrap();
    let error = emitted_client(&mock, merchant(&mock)).transfer(&transfer()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol, "{error}");
    assert!(error.response().is_none() && !format!("{error} {error:?}").contains("王五"));
    // A refusal may be unsigned, but what it holds is not opened either.
    let refusal = Answer::status(400).json(&json!({"code": mock.encrypt("王五").unwrap()})).unsigned();
    mock.script(refusal).unwrap();
    let response = emitted_client(&mock, merchant(&mock)).transfer(&transfer()).await.unwrap();
    assert!(!format!("{:?}", response.ok().unwrap_err()).contains("王五"));
}
