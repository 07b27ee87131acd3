//! Servers that are slow, gone or broken: the error says what happened and whether the server may have acted.

mod support;

use std::future::IntoFuture;
use std::time::Duration;
use support::{CARD, blocking_mock, client, codes, mock};
use wechatpay_client::Client;
use wechatpay_client::runtime::{Delivery, Error, ErrorKind};
use wechatpay_mock::Answer;

/// What a loaded machine needs for an exchange, and more.
const AMPLE: Duration = Duration::from_secs(60);
/// What is waited for in earnest: an exchange up to the head of an answer should be done by then.
const SHORT: Duration = Duration::from_secs(2);

/// How a call fails long before its time is over.
async fn failed(answer: Answer) -> Error {
    let mock = mock().await;
    mock.script(answer).unwrap();
    client(&mock).deposit_codes(CARD, &codes(&["1"])).timeout(AMPLE).await.unwrap_err()
}

/// How a call fails whose request has arrived, once its time is over: it passes as soon as nothing else happens.
async fn late(answer: Answer) -> Error {
    let mock = mock().await;
    mock.script(answer).unwrap();
    let call = tokio::spawn(client(&mock).deposit_codes(CARD, &codes(&["1"])).timeout(AMPLE).into_future());
    mock.wait_requests(1).await;
    tokio::time::pause();
    let error = call.await.unwrap().unwrap_err();
    tokio::time::resume();
    error
}

#[tokio::test]
async fn a_slow_server_meets_the_timeout() {
    for answer in [Answer::status(200).hang(), Answer::status(200).delay_headers(Duration::from_secs(600))] {
        let error = late(answer).await;
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::MaybeReceived), "{error}");
        assert!(error.to_string().contains("depositCodes"), "{error}");
    }
    let mock = mock().await;
    mock.script(Answer::status(200).body("{}").delay_body(Duration::from_secs(600))).unwrap();
    let error = client(&mock).deposit_codes(CARD, &codes(&["1"])).timeout(SHORT).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
}

#[test]
fn a_slow_server_meets_the_timeout_of_a_blocking_call() {
    let mock = blocking_mock();
    mock.script(Answer::status(200).hang()).unwrap();
    let error = client(&mock).deposit_codes(CARD, &codes(&["1"])).timeout(SHORT).wait().unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::MaybeReceived), "{error}");
}

#[tokio::test]
async fn a_server_that_is_down_was_sent_nothing() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let client: Client = Client::builder().base_url(format!("http://{address}")).build().unwrap();
    let error = client.deposit_codes(CARD, &codes(&["1"])).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Connect, Delivery::NotSent), "{error}");
    let error = tokio::task::spawn_blocking(move || client.deposit_codes(CARD, &codes(&["1"])).wait().unwrap_err());
    let error = error.await.unwrap();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Connect, Delivery::NotSent), "{error}");
}

#[tokio::test]
async fn a_broken_connection_may_have_delivered_the_request() {
    let error = failed(Answer::status(200).reset_after_read()).await;
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Transport, Delivery::MaybeReceived), "{error}");
}

#[tokio::test]
async fn a_cut_answer_is_not_taken_for_a_whole_one() {
    let whole = r#"{"data":[]}"#;
    for keep in [0, 5, whole.len() as u64 - 1] {
        let answer = Answer::status(200).header("content-type", "application/json").body(whole).truncate_body_at(keep);
        let error = failed(answer).await;
        assert_eq!(error.kind(), ErrorKind::Transport, "{keep}: {error}");
        assert_eq!(error.delivery(), Delivery::Inconclusive, "{keep}: {error}");
    }
}

#[tokio::test]
async fn an_answer_larger_than_the_limit_is_not_read_to_its_end() {
    let mock = mock().await;
    let client = client(&mock);
    mock.script(Answer::status(200).header("content-type", "application/json").endless("[1,2,3],".repeat(1024)))
        .unwrap();
    let error = client.deposit_codes(CARD, &codes(&["1"])).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    assert!(error.to_string().contains("16777216"), "{error}");

    let body = vec![b' '; 2000];
    mock.script(Answer::status(200).header("content-type", "application/json").body(body.clone())).unwrap();
    let error = client.deposit_codes(CARD, &codes(&["1"])).max_response_size(1999).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    // Compressed, it is small on the wire and too large in memory.
    mock.script(Answer::status(200).header("content-type", "application/json").body(body).gzip()).unwrap();
    let error = client.deposit_codes(CARD, &codes(&["1"])).max_response_size(1999).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
}

#[tokio::test]
async fn dropping_a_call_cancels_it() {
    let mock = mock().await;
    mock.script(Answer::status(200).hang()).unwrap();
    let call = client(&mock).deposit_codes(CARD, &codes(&["1"]));
    let running = tokio::spawn(async move { call.await });
    mock.wait_requests(1).await;
    running.abort();
    mock.wait_abandoned(1).await;
    assert_eq!(mock.abandoned(), 1);
}

#[tokio::test]
async fn waiting_inside_of_an_async_runtime_is_an_error_that_says_what_to_do() {
    let mock = mock().await;
    let error = client(&mock).deposit_codes(CARD, &codes(&["1"])).wait().unwrap_err();
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert!(error.to_string().contains("await"), "{error}");
    assert!(mock.requests().is_empty());
    let client = client(&mock);
    let worked = tokio::task::spawn_blocking(move || client.deposit_codes(CARD, &codes(&["1"])).wait());
    worked.await.unwrap().unwrap().ok().unwrap();
}

#[test]
fn a_base_url_that_cannot_work_is_refused_when_the_client_is_built() {
    for url in
        ["", "api.mch.weixin.qq.com", "ftp://x", "http://", "http://u:p@host", "http://host/?q", "http://host/#f"]
    {
        let error = Client::builder().base_url(url).build().map(|_: Client| ()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{url}: {error}");
        assert!(!error.to_string().contains("u:p"), "{error}");
    }
}
