//! What the tests share: a mock of WeChat Pay, a merchant that it knows, and a client of it.

#![allow(dead_code, reason = "each test file uses a part")]

use std::time::Duration;

use wechatpay_client::runtime::{Builder, Retry};
use wechatpay_client::{Client, DepositCodesRequest};
use wechatpay_mock::{Builder as MockBuilder, Credentials, Mock};
use wechatpay_protocol::{Merchant, MerchantBuilder, PrivateKey, PublicKey};

/// A card that the mock knows.
pub const CARD: &str = "pbLatjvWOibDc5-TBnbUk1pD12o0";

/// The path of the deposit endpoint.
pub const PATH: &str = "v3/marketing/membercard-open/cards/{card_id}/codes/deposit";

/// A mock in the making that knows [`CARD`].
pub fn builder() -> MockBuilder {
    Mock::builder().card(CARD)
}

/// A mock that knows [`CARD`], on a port of its own.
pub async fn mock() -> Mock {
    builder().start().await.expect("the mock starts")
}

/// The same with a thread of its own, for tests without an async runtime.
pub fn blocking_mock() -> Mock {
    builder().start_blocking().expect("the mock starts")
}

/// What the merchant of a mock configures.
pub fn credentials(mock: &Mock) -> Credentials {
    mock.credentials().expect("keys can be written")
}

/// The merchant of a mock, without WeChat Pay's keys.
pub fn merchant_without_keys(known: &Credentials) -> MerchantBuilder {
    Merchant::builder()
        .mchid(&known.mchid)
        .serial(&known.merchant_serial)
        .private_key(PrivateKey::from_pem(&known.merchant_private_key_pem).expect("the key is one"))
        .api_v3_key(&known.api_v3_key)
}

/// The merchant of a mock, who knows WeChat Pay's public key.
pub fn merchant_with_public_key(known: &Credentials) -> MerchantBuilder {
    let key = PublicKey::from_pem(&known.public_key_pem).expect("the key is one");
    merchant_without_keys(known).public_key(&known.public_key_id, key)
}

/// The merchant of a mock.
pub fn merchant(mock: &Mock) -> Merchant {
    merchant_with_public_key(&credentials(mock)).build().expect("the merchant is complete")
}

/// A client of `mock` in the making, which sends each call once.
pub fn client_of(mock: &Mock, merchant: Merchant) -> Builder<Client> {
    let builder = Client::builder().base_url(mock.base_url()).protocol(merchant);
    builder.timeout(Duration::from_secs(20)).retry(Retry::never())
}

/// A client of `mock`, which sends each call once.
pub fn client(mock: &Mock) -> Client {
    client_of(mock, merchant(mock)).build().expect("the client is made")
}

/// Up to so many attempts, without a pause worth the name.
pub fn quickly(attempts: u32) -> Retry {
    Retry::default().attempts(attempts).first_delay(Duration::from_millis(1))
}

/// A request with these codes.
pub fn codes(codes: &[&str]) -> DepositCodesRequest {
    DepositCodesRequest::new().code(codes.iter().copied())
}
