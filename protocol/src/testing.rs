//! What unit tests share: the fixtures, and the moment at which they were signed.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderName};

use crate::key::{Certificate, PrivateKey, PublicKey};
use crate::keys::{KeySet, ServerKey};
use crate::merchant::{Merchant, MerchantBuilder};

/// The Unix time of the signatures in `tests/fixtures/`.
pub(crate) const NOW: i64 = 1_700_000_000;
/// The nonce of the signed requests there.
pub(crate) const NONCE: &str = "0123456789abcdefghijABCDEFGHIJ01";
pub(crate) const MCHID: &str = "1900007291";
/// The serial of the merchant's certificate there.
pub(crate) const SERIAL: &str = "3775B6A45ACD588826D15E583A95F5DD00C4F6A1";

pub(crate) fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(NOW.unsigned_abs())
}

pub(crate) fn bytes(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub(crate) fn text(name: &str) -> String {
    String::from_utf8(bytes(name)).unwrap()
}

pub(crate) fn private_key(name: &str) -> PrivateKey {
    PrivateKey::from_pem(bytes(&format!("keys/{name}.pem"))).unwrap()
}

pub(crate) fn public_key(name: &str) -> PublicKey {
    PublicKey::from_pem(bytes(&format!("keys/{name}.public.pem"))).unwrap()
}

pub(crate) fn certificate(name: &str) -> Certificate {
    Certificate::from_pem(bytes(&format!("certificates/{name}.pem"))).unwrap()
}

pub(crate) const API_V3_KEY: &str = "0123456789abcdefghijklmnopqrstuv";
pub(crate) const PUBLIC_KEY_ID: &str = "PUB_KEY_ID_0119000072912024010100000000000001";
/// The nonce of the signed answers and notifications there.
pub(crate) const ANSWER_NONCE: &str = "abcdefghij0123456789ABCDEFGHIJab";
pub(crate) const PLATFORM_A: &str = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
pub(crate) const PLATFORM_B: &str = "0B57F09EFDC096DE15EBE81A47057A7232F1B8E2";
pub(crate) const PLATFORM_EXPIRED: &str = "9157F09EFDC096DE15EBE81A47057A7232F1B8E3";

/// The headers of a signed answer or notification.
pub(crate) fn signature_headers(serial: &str, signature: &str) -> HeaderMap {
    let fields = [
        ("wechatpay-timestamp", NOW.to_string()),
        ("wechatpay-nonce", ANSWER_NONCE.to_owned()),
        ("wechatpay-signature", signature.to_owned()),
        ("wechatpay-serial", serial.to_owned()),
    ];
    fields.into_iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect()
}

/// WeChat Pay's public key with its id.
pub(crate) fn public_server_key() -> ServerKey {
    ServerKey::public(PUBLIC_KEY_ID, public_key("wechatpay")).unwrap()
}

/// Every key by which something is signed there.
pub(crate) fn all_keys() -> KeySet {
    let certificates = ["platform-a", "platform-b", "platform-expired"].map(|name| certificate(name).into());
    KeySet::new(certificates.into_iter().chain([public_server_key()]))
}

/// A merchant in public key mode, at the moment and with the nonce of the signatures there.
pub(crate) fn merchant() -> MerchantBuilder {
    Merchant::builder()
        .mchid(MCHID)
        .serial(SERIAL)
        .private_key(private_key("merchant.pkcs8"))
        .api_v3_key(API_V3_KEY)
        .public_key(PUBLIC_KEY_ID, public_key("wechatpay"))
        .clock(now)
        .nonce_source(|| NONCE.to_owned())
}
