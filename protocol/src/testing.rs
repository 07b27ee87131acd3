//! What unit tests share: the fixtures, and the moment at which they were signed.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::key::{Certificate, PrivateKey, PublicKey};

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
