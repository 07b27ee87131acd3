//! A merchant and WeChat Pay, with the keys of `protocol/tests/fixtures/`.

use std::sync::LazyLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use http::{HeaderMap, HeaderValue};
use wechatpay_protocol::{
    ApiV3Key, Certificate, KeySet, Merchant, NotificationDelivery, PrivateKey, PublicKey, Replays, ServerKey,
    answer_message,
};

/// The Unix time of the fixtures.
pub const NOW: &str = "1700000000";
/// The nonce of what WeChat Pay signs there.
pub const NONCE: &str = "abcdefghij0123456789ABCDEFGHIJab";
/// The merchant's APIv3 key there.
pub const API_V3_KEY: &str = "0123456789abcdefghijklmnopqrstuv";
/// The id of WeChat Pay's public key there.
pub const PUBLIC_KEY_ID: &str = "PUB_KEY_ID_0119000072912024010100000000000001";

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../protocol/tests/fixtures/", $name))
    };
}

/// The moment at which everything there was signed.
#[must_use]
pub fn now() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

/// What opens what is sealed.
///
/// # Panics
/// When the fixture is broken, as all functions here.
#[must_use]
pub fn api_v3_key() -> ApiV3Key {
    ApiV3Key::new(API_V3_KEY).expect("32 bytes")
}

/// WeChat Pay's keys: the public key, and certificates of which one has expired.
///
/// # Panics
/// When the fixtures are broken.
#[must_use]
pub fn server_keys() -> KeySet {
    let public = PublicKey::from_pem(fixture!("keys/wechatpay.public.pem")).expect("a key");
    let certificates = [
        fixture!("certificates/platform-a.pem"),
        fixture!("certificates/platform-b.pem"),
        fixture!("certificates/platform-expired.pem"),
    ];
    let certificates = certificates.map(|pem| Certificate::from_pem(pem).expect("a certificate").into());
    let public = ServerKey::public(PUBLIC_KEY_ID, public).expect("an id");
    KeySet::new(certificates.into_iter().chain([public]))
}

/// The merchant, who forgets each notification at once.
///
/// # Panics
/// When the fixtures are broken.
#[must_use]
pub fn merchant() -> Merchant {
    Merchant::builder()
        .mchid("1900007291")
        .serial("3775B6A45ACD588826D15E583A95F5DD00C4F6A1")
        .private_key(PrivateKey::from_pem(fixture!("keys/merchant.pkcs8.pem")).expect("a key"))
        .api_v3_key(API_V3_KEY)
        .public_key(PUBLIC_KEY_ID, PublicKey::from_pem(fixture!("keys/wechatpay.public.pem")).expect("a key"))
        .clock(now)
        .replays(Forgetful)
        .build()
        .expect("a merchant")
}

/// Takes every delivery for a new one, so that an input does not depend on those before it.
#[derive(Debug, Clone, Copy)]
pub struct Forgetful;

impl Replays for Forgetful {
    fn first_time(&self, _: &NotificationDelivery<'_>) -> bool {
        true
    }
}

/// The headers by which WeChat Pay signs a body.
///
/// # Panics
/// When the fixtures are broken.
#[must_use]
pub fn signed(body: &[u8]) -> HeaderMap {
    static KEY: LazyLock<PrivateKey> =
        LazyLock::new(|| PrivateKey::from_pem(fixture!("keys/wechatpay.pem")).expect("a key"));
    let signature = BASE64_STANDARD.encode(KEY.sign(&answer_message(NOW, NONCE, body)).expect("a signature"));
    let mut headers = HeaderMap::new();
    headers.insert("wechatpay-timestamp", HeaderValue::from_static(NOW));
    headers.insert("wechatpay-nonce", HeaderValue::from_static(NONCE));
    headers.insert("wechatpay-signature", HeaderValue::from_str(&signature).expect("base64"));
    headers.insert("wechatpay-serial", HeaderValue::from_static(PUBLIC_KEY_ID));
    headers
}

/// The base64 of what WeChat Pay seals under the merchant's APIv3 key.
///
/// # Panics
/// When the nonce has other than 12 bytes.
#[must_use]
pub fn sealed(nonce: &str, associated: &str, plain: &[u8]) -> String {
    static KEY: LazyLock<LessSafeKey> = LazyLock::new(|| {
        LessSafeKey::new(UnboundKey::new(&AES_256_GCM, API_V3_KEY.as_bytes()).expect("a key of 32 bytes"))
    });
    let nonce = Nonce::try_assume_unique_for_key(nonce.as_bytes()).expect("a nonce of 12 bytes");
    let mut text = plain.to_vec();
    KEY.seal_in_place_append_tag(nonce, Aad::from(associated.as_bytes()), &mut text).expect("a sealed text");
    BASE64_STANDARD.encode(text)
}
