//! What stands inside of a list of platform certificates: sealed rightly, so that it is looked at.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use serde_json::json;
use wechatpay_fuzz::{check_error, sealed};
use wechatpay_protocol::{ApiV3Key, Certificate, open_certificate_list};

static KEY: LazyLock<ApiV3Key> = LazyLock::new(wechatpay_fuzz::api_v3_key);

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    wechatpay_fuzz::mutate_pem(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let certificate = Certificate::from_pem(data);
    let serial = certificate.as_ref().map_or("5157F09EFDC096DE", |certificate| certificate.serial());
    let nonce = "5d4e3f2a1b0c";
    let body = json!({"data": [{"serial_no": serial, "encrypt_certificate": {
        "algorithm": "AEAD_AES_256_GCM",
        "nonce": nonce,
        "associated_data": "certificate",
        "ciphertext": sealed(nonce, "certificate", data),
    }}]});
    match open_certificate_list(body.to_string().as_bytes(), &KEY) {
        Ok(opened) => assert_eq!(opened, [certificate.expect("what is listed is a certificate")]),
        Err(error) => {
            assert!(certificate.is_err(), "{error}");
            check_error(&error);
        }
    }
});
