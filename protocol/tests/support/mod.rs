//! What the tests of whole calls share: a merchant of the fixtures, and the facts of a request that was sent.

#![allow(dead_code, unused_imports, reason = "each test file uses a part")]

mod events;
mod pay;
mod sent;

use std::path::Path;
use std::time::Duration;

use openapi_client_runtime::{Builder, Core, Method, Operation, Retry};
use wechatpay_protocol::{Certificate, Merchant, MerchantBuilder, PrivateKey, PublicKey};

pub use events::Events;
pub use pay::{Key, Pay, Reply};
pub use sent::{authorization, is_well_signed, opened};

pub const MCHID: &str = "1900007291";
pub const SERIAL: &str = "3775B6A45ACD588826D15E583A95F5DD00C4F6A1";
pub const API_V3_KEY: &str = "0123456789abcdefghijklmnopqrstuv";

/// An operation that may not be repeated, and one that may.
pub static POST: Operation = Operation::new("postThing", Method::POST, "/v3/things");
pub static MARKED: Operation = Operation::new("markedThing", Method::POST, "/v3/marked").idempotent();
pub static GET: Operation = Operation::new("getThing", Method::GET, "/v3/things/{id}");

pub fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn certificate(key: Key) -> Certificate {
    Certificate::from_pem(bytes(&format!("certificates/{}.pem", key.name()))).unwrap()
}

/// A merchant who knows no key of WeChat Pay, with the clock of `pay`.
pub fn merchant(pay: &Pay) -> MerchantBuilder {
    Merchant::builder()
        .mchid(MCHID)
        .serial(SERIAL)
        .private_key(PrivateKey::from_pem(bytes("keys/merchant.pkcs8.pem")).unwrap())
        .api_v3_key(API_V3_KEY)
        .clock(pay.clock())
}

/// A merchant who knows WeChat Pay's public key.
pub fn with_public_key(pay: &Pay) -> MerchantBuilder {
    let key = PublicKey::from_pem(bytes("keys/wechatpay.public.pem")).unwrap();
    merchant(pay).public_key(Key::Public.serial(), key)
}

/// A client whose calls `pay` answers, each sent three times at most.
pub fn client(pay: &Pay, merchant: &Merchant) -> Core {
    let builder: Builder<Core> = Builder::new("https://api.mch.weixin.qq.com", "test/1");
    let retry = Retry::default().first_delay(Duration::from_millis(1));
    builder.transport(pay.clone()).protocol(merchant.clone()).retry(retry).build().unwrap()
}
