//! Many codes, and many calls.

mod support;

use std::collections::HashSet;
use std::time::Duration;
use support::{CARD, client, codes, mock};
use tokio::task::JoinSet;
use wechatpay_client::{DepositCodesRequest, ImportResult};

/// A machine may have other things to do: nothing here is about time.
const AMPLE: Duration = Duration::from_secs(600);

#[tokio::test]
async fn ten_thousand_codes_in_one_call() {
    let mock = mock().await;
    let codes: Vec<String> = (0..10_000).map(|number| format!("{number:012}")).collect();
    let call = client(&mock).deposit_codes(CARD, &DepositCodesRequest::new().code(&codes)).timeout(AMPLE);
    let results = call.await.unwrap();
    let data = results.ok().unwrap().data.unwrap();
    assert!(data.iter().all(|item| item.result == Some(ImportResult::Success)));
    let returned: Vec<&str> = data.iter().filter_map(|item| item.code.as_deref()).collect();
    assert_eq!(returned, codes);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_at_once() {
    let mock = mock().await;
    let client = client(&mock);
    let mut calls = JoinSet::new();
    for number in 0..1_000 {
        // Every code is deposited twice: one of the two calls must find it there.
        let call = client.deposit_codes(CARD, &codes(&[&format!("{:06}", number / 2)])).timeout(AMPLE);
        calls.spawn(async move { call.await.unwrap().ok().unwrap().data.unwrap().remove(0) });
    }
    let (mut deposited, mut duplicates) = (HashSet::new(), HashSet::new());
    while let Some(item) = calls.join_next().await {
        let item = item.unwrap();
        match item.result {
            Some(ImportResult::Success) => assert!(deposited.insert(item.code.unwrap())),
            Some(ImportResult::Duplicate) => assert!(duplicates.insert(item.code.unwrap())),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(deposited.len(), 500);
    assert_eq!(deposited, duplicates);
    assert_eq!(mock.codes(CARD).unwrap().len(), 500);
}
