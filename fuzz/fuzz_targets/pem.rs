//! Keys and certificates from a file of the merchant's.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use wechatpay_fuzz::check_error;
use wechatpay_protocol::{Certificate, PrivateKey, PublicKey};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    wechatpay_fuzz::mutate_pem(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    match PrivateKey::from_pem(data) {
        Ok(key) => {
            let signature = key.sign(b"message").expect("a key that was read signs");
            assert!(key.public_key().expect("it has a public half").verifies(b"message", &signature));
        }
        Err(error) => check_error(&error),
    }
    match PublicKey::from_pem(data) {
        Ok(key) => assert!((2048..=8192).contains(&key.bits()) && !key.verifies(b"message", b"signature")),
        Err(error) => check_error(&error),
    }
    match Certificate::from_pem(data) {
        Ok(certificate) => {
            let serial = certificate.serial();
            assert!(!serial.is_empty() && serial.bytes().all(|byte| b"0123456789ABCDEF".contains(&byte)), "{serial}");
            assert!(PublicKey::from_pem(data).is_err(), "a certificate is no public key beside an id");
        }
        Err(error) => check_error(&error),
    }
});
