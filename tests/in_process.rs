//! Code that uses the client, tested without a server: what the README shows.

// README
use wechatpay_client::runtime::Retry;
use wechatpay_client::runtime::mock::{Mock, Reply};
use wechatpay_client::{Client, DepositCodesRequest, DepositResult, DepositResults, ImportResult, operations};

/// What is to be tested: how many codes came in.
async fn deposit(client: &Client, card: &str, codes: [&str; 2]) -> wechatpay_client::runtime::Result<usize> {
    let body = client.deposit_codes(card, &DepositCodesRequest::new().code(codes)).await?.ok()?;
    Ok(body.data.unwrap_or_default().iter().filter(|code| code.result == Some(ImportResult::Success)).count())
}

#[tokio::test]
async fn only_codes_that_came_in_are_counted() {
    let mock = Mock::new();
    let success = DepositResult::new().code("1").result(ImportResult::Success);
    let duplicate = DepositResult::new().code("2").result(ImportResult::Duplicate);
    mock.on(&operations::DEPOSIT_CODES)
        .path("card_id", "pbLatjv")
        .json(&DepositCodesRequest::new().code(["1", "2"]))
        .respond(200, &DepositResults::new().data([success, duplicate]))
        .reply(Reply::timed_out());
    let client: Client = Client::builder().mock(&mock).retry(Retry::never()).build().unwrap();

    assert_eq!(deposit(&client, "pbLatjv", ["1", "2"]).await.unwrap(), 1);
    assert!(deposit(&client, "pbLatjv", ["1", "2"]).await.is_err());
    assert_eq!(mock.requests()[0].path("card_id").as_deref(), Some("pbLatjv"));
    mock.verify().unwrap();
}
// README ends

#[test]
fn the_readme_shows_the_test_above() {
    let (source, readme) = (include_str!("in_process.rs"), include_str!("../README.md"));
    let shown = source.split("// README\n").nth(1).and_then(|rest| rest.split("// README ends\n").next());
    assert!(readme.contains(&format!("```rust\n{}```\n", shown.expect("the marks are there"))));
}
