//! The header by which a merchant signs: as the mock reads it, and as this crate writes it.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use wechatpay_fuzz::check_error;
use wechatpay_mock::authorization::{Authorization, SCHEME, parse};
use wechatpay_protocol::{Merchant, PublicKey, Signer, SignerError};

static MERCHANT: LazyLock<Merchant> = LazyLock::new(|| {
    let key = include_str!("../../protocol/tests/fixtures/keys/wechatpay.public.pem");
    let key = PublicKey::from_pem(key).expect("a key");
    let merchant = Merchant::builder().mchid("1900007291").signer(Echo).public_key(wechatpay_fuzz::PUBLIC_KEY_ID, key);
    merchant.clock(wechatpay_fuzz::now).build().expect("a merchant")
});

fuzz_target!(|data: &[u8]| {
    match parse(data) {
        Ok(read) => {
            assert_eq!(read.timestamp, read.unix_seconds.to_string());
            let written = written(&read);
            assert_eq!(parse(written.as_bytes()), Ok(read));
        }
        Err(error) => check_error(&error),
    }
    // Whatever target is signed, the header stays in its form and the message in its lines.
    let target = String::from_utf8_lossy(data);
    match MERCHANT.sign("GET", &target, b"") {
        Ok(signed) => {
            assert!(target.starts_with('/') && target.bytes().all(|byte| byte.is_ascii_graphic()), "{target:?}");
            let read = parse(signed.authorization.as_bytes()).expect("the mock reads what is signed");
            assert_eq!((read.unix_seconds, read.nonce_str), (signed.timestamp, signed.nonce.as_str()));
        }
        Err(error) => check_error(&error),
    }
});

fn written(read: &Authorization<'_>) -> String {
    format!(
        "{SCHEME} signature=\"{}\",nonce_str=\"{}\",timestamp=\"{}\",serial_no=\"{}\",mchid=\"{}\"",
        read.signature, read.nonce_str, read.timestamp, read.serial_no, read.mchid
    )
}

/// Signs nothing, in no time.
#[derive(Debug)]
struct Echo;

impl Signer for Echo {
    fn serial(&self) -> &str {
        "3775B6A45ACD588826D15E583A95F5DD00C4F6A1"
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError> {
        assert_eq!(message.iter().filter(|byte| **byte == b'\n').count(), 5);
        Ok(message.iter().copied().take(256).collect())
    }
}
