//! The six styles in which the reference page calls the endpoint: chained, declared and indexed, each async and sync.

mod support;

use serde_json::{Value, json};
use support::{CARD, PATH, blocking_mock, client, codes, mock};
use wechatpay_client::{Client, ImportResult};
use wechatpay_mock::{Mock, Received};

/// What every style must have sent.
fn assert_sent(mock: &Mock) {
    let requests = mock.requests();
    let [request]: &[Received] = requests.as_slice() else { panic!("one request was sent, not {}", requests.len()) };
    assert_eq!(request.method, "POST");
    assert_eq!(request.target, format!("/{}", PATH.replace("{card_id}", CARD)));
    assert_eq!(request.json().unwrap(), json!({"code": ["478515832665"]}));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert!(request.header("user-agent").unwrap().starts_with("wechatpay-client/"));
}

fn assert_deposited(body: &[u8]) {
    let body: Value = serde_json::from_slice(body).unwrap();
    assert_eq!(body, json!({"data": [{"code": "478515832665", "result": "SUCCESS"}]}));
}

fn body() -> Value {
    json!({"code": ["478515832665"]})
}

#[tokio::test]
async fn typed_function_awaited() {
    let mock = mock().await;
    let results = client(&mock).deposit_codes(CARD, &codes(&["478515832665"])).await.unwrap().ok().unwrap();
    let data = results.data.unwrap();
    assert_eq!(data[0].code.as_deref(), Some("478515832665"));
    assert_eq!(data[0].result, Some(ImportResult::Success));
    assert_sent(&mock);
}

#[tokio::test]
async fn chained_resources_awaited() {
    let mock = mock().await;
    let client = client(&mock);
    let deposit = client.v3().marketing().membercard_open().cards().card_id(CARD).codes().deposit();
    let results = deposit.post(&codes(&["478515832665"])).await.unwrap().ok().unwrap();
    assert_eq!(results.data.unwrap()[0].result, Some(ImportResult::Success));
    assert_sent(&mock);
}

#[tokio::test]
async fn declared_path_awaited() {
    let mock = mock().await;
    let response = client(&mock).chain(PATH).with("card_id", CARD).post(&body()).await.unwrap();
    assert_eq!(response.status(), 200);
    assert_deposited(&response.body());
    assert_sent(&mock);
}

#[tokio::test]
async fn indexed_path_awaited() {
    let mock = mock().await;
    let client = client(&mock);
    let response = client["v3/marketing/membercard-open/cards/{card_id}/codes/deposit"]
        .with("card_id", CARD)
        .post(&body())
        .await
        .unwrap();
    assert_deposited(&response.body());
    assert_sent(&mock);
}

#[test]
fn typed_function_waited_for() {
    let mock = blocking_mock();
    let results = client(&mock).deposit_codes(CARD, &codes(&["478515832665"])).wait().unwrap().ok().unwrap();
    assert_eq!(results.data.unwrap()[0].result, Some(ImportResult::Success));
    assert_sent(&mock);
}

#[test]
fn chained_resources_waited_for() {
    let mock = blocking_mock();
    let client = client(&mock);
    let deposit = client.v3().marketing().membercard_open().cards().card_id(CARD).codes().deposit();
    let results = deposit.post(&codes(&["478515832665"])).wait().unwrap().ok().unwrap();
    assert_eq!(results.data.unwrap()[0].result, Some(ImportResult::Success));
    assert_sent(&mock);
}

#[test]
fn declared_path_waited_for() {
    let mock = blocking_mock();
    let response = client(&mock).chain(PATH).with("card_id", CARD).post(&body()).wait().unwrap();
    assert_deposited(&response.body());
    assert_sent(&mock);
}

#[test]
fn indexed_path_waited_for() {
    let mock = blocking_mock();
    let client = client(&mock);
    let response = client[PATH].with("card_id", CARD).post(&body()).wait().unwrap();
    assert_deposited(&response.body());
    assert_sent(&mock);
}

#[test]
fn a_model_can_be_the_body_of_an_untyped_call() {
    let mock = blocking_mock();
    let response = client(&mock).chain(PATH).with("card_id", CARD).post(&codes(&["478515832665"])).wait().unwrap();
    assert_deposited(&response.body());
    assert_sent(&mock);
}

#[test]
fn a_variable_that_is_missing_empty_or_unknown_is_named() {
    let client: Client = Client::builder().base_url("http://127.0.0.1:9").build().unwrap();
    let refused = |chain: wechatpay_client::runtime::Chain| {
        let error = chain.post(&body()).wait().unwrap_err();
        assert_eq!(error.kind(), wechatpay_client::runtime::ErrorKind::Request);
        assert_eq!(error.delivery(), wechatpay_client::runtime::Delivery::NotSent);
        error.to_string()
    };
    let missing = refused(client.chain(PATH));
    assert!(missing.contains("card_id"), "{missing}");
    let empty = refused(client.chain(PATH).with("card_id", ""));
    assert!(empty.contains("card_id"), "{empty}");
    let unknown = refused(client.chain(PATH).with("card_id", CARD).with("cardid", "x"));
    assert!(unknown.contains("cardid"), "{unknown}");
    let typed = client.deposit_codes("", &codes(&[])).wait().unwrap_err().to_string();
    assert!(typed.contains("card_id") && typed.contains("depositCodes"), "{typed}");
}
