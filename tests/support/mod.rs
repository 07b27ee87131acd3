//! What the tests share: a mock server, and a client that talks to it.

#![allow(dead_code, reason = "each test file uses a part")]

use std::time::Duration;
use wechatpay_client::{Client, DepositCodesRequest};
use wechatpay_mock::Mock;

/// A card that the mock knows.
pub const CARD: &str = "pbLatjvWOibDc5-TBnbUk1pD12o0";

/// The path of the deposit endpoint.
pub const PATH: &str = "v3/marketing/membercard-open/cards/{card_id}/codes/deposit";

/// A mock that knows [`CARD`], on a port of its own.
pub async fn mock() -> Mock {
    Mock::builder().card(CARD).start().await.expect("the mock starts")
}

/// The same with a thread of its own, for tests without an async runtime.
pub fn blocking_mock() -> Mock {
    Mock::builder().card(CARD).start_blocking().expect("the mock starts")
}

/// A client of `mock`.
pub fn client(mock: &Mock) -> Client {
    Client::builder().base_url(&mock.base_url()).timeout(Duration::from_secs(20)).build().expect("the client is made")
}

/// A request with these codes.
pub fn codes(codes: &[&str]) -> DepositCodesRequest {
    DepositCodesRequest::new().code(codes.iter().copied())
}
