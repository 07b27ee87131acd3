//! Lists of platform certificates as they come, and as answers that somebody claims to have signed.
#![no_main]

use std::sync::LazyLock;

use http::HeaderMap;
use libfuzzer_sys::fuzz_target;
use wechatpay_fuzz::{check_error, now, server_keys};
use wechatpay_protocol::{ApiV3Key, KeyRing, KeySet, open_certificate_list};

static KEY: LazyLock<ApiV3Key> = LazyLock::new(wechatpay_fuzz::api_v3_key);
static KNOWN: LazyLock<KeySet> = LazyLock::new(server_keys);

fuzz_target!(|data: &[u8]| {
    match open_certificate_list(data, &KEY) {
        Ok(certificates) => {
            // Nobody but WeChat Pay can seal: what opens is what the fixtures hold.
            let known = |serial: &str| KNOWN.find(serial).map(|key| key.public_key().clone());
            for certificate in &certificates {
                assert_eq!(known(certificate.serial()).as_ref(), Some(certificate.public_key()));
            }
        }
        Err(error) => check_error(&error),
    }
    let ring = KeyRing::downloading(KeySet::default());
    let error = ring.learn_answer(&HeaderMap::new(), data, &KEY, now()).expect_err("nothing is signed");
    check_error(&error);
    assert!(ring.current().is_empty());
});
