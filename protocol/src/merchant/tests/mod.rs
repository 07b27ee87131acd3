//! Merchants of parts.

mod agreement;
mod env;
mod toml_file;

use http::HeaderMap;

use super::{ConfigError, ConfigFault, Merchant};
use crate::key::{PrivateKey, Signer, SignerError};
use crate::sign::Scheme;
use crate::testing::{
    API_V3_KEY, MCHID, NOW, PLATFORM_B, PUBLIC_KEY_ID, SERIAL, bytes, certificate, merchant as parts, now, private_key,
    public_key, signature_headers, text,
};

fn faults(error: &ConfigError) -> Vec<(&str, &ConfigFault)> {
    error.problems().iter().map(|problem| (problem.place(), problem.fault())).collect()
}

fn places(error: &ConfigError) -> Vec<&str> {
    error.problems().iter().map(|problem| problem.place()).collect()
}

#[test]
fn a_merchant_signs_and_verifies_and_decrypts() {
    let merchant = parts().build().unwrap();
    let target = "/v3/certificates?limit=1&offset=%2F0";
    let signed = merchant.sign("GET", target, b"").unwrap();
    let header = signed.authorization.to_str().unwrap();
    assert!(header.contains(&format!("signature=\"{}\"", text("signed/get.signature"))), "{header}");
    let headers = signature_headers(PUBLIC_KEY_ID, &text("signed/answer.wechatpay.signature"));
    assert_eq!(merchant.verify(&headers, &bytes("signed/answer.body")), Ok(()));
    assert_eq!(*merchant.decrypt(&text("oaep/name.cipher")).unwrap(), "张三");
    assert_eq!(merchant.encryption_key().unwrap().serial(), PUBLIC_KEY_ID);
    assert_eq!((merchant.mchid(), merchant.serial(), merchant.scheme()), (MCHID, SERIAL, Scheme::Sha256Rsa2048));
}

#[test]
fn the_operating_system_gives_time_and_nonces() {
    let merchant = Merchant::builder()
        .mchid(MCHID)
        .serial(SERIAL)
        .private_key(private_key("merchant.pkcs8"))
        .certificates([certificate("platform-a")])
        .build()
        .unwrap();
    let (first, second) = (merchant.sign("GET", "/", b"").unwrap(), merchant.sign("GET", "/", b"").unwrap());
    assert!(first.timestamp > NOW && first.nonce.len() == 32);
    assert_ne!(first.nonce, second.nonce);
}

#[test]
fn nothing_secret_is_shown() {
    let line = text("keys/merchant.pkcs8.pem").lines().nth(3).unwrap()[..16].to_owned();
    let shown = format!("{:?} {:?}", parts(), parts().build().unwrap());
    assert!(!shown.contains(API_V3_KEY) && !shown.contains(&line), "{shown}");
    assert!(shown.contains(MCHID) && shown.contains(PUBLIC_KEY_ID), "{shown}");
}

#[test]
fn all_that_is_missing_is_named_at_once() {
    let error = Merchant::builder().build().unwrap_err();
    assert_eq!(places(&error), ["`mchid`", "`serial`", "`private_key`", "`public_key`"]);
    assert!(error.problems().iter().all(|problem| *problem.fault() == ConfigFault::Missing));
    assert!(error.to_string().contains("\n- `mchid`: missing; give the merchant number"), "{error}");
    let error = Merchant::builder().platform_certificates().build().unwrap_err();
    assert_eq!(places(&error), ["`mchid`", "`serial`", "`private_key`", "`api_v3_key`"]);
}

#[test]
fn what_could_break_out_of_the_header_is_refused() {
    for mchid in ["1\"", "1\r\n2", "1,serial_no=2", "é", &"1".repeat(33), " 1"] {
        let error = parts().mchid(mchid).build().unwrap_err();
        assert!(matches!(faults(&error)[..], [("`mchid`", ConfigFault::Mchid { .. })]), "{mchid:?}: {error}");
        assert!(!error.to_string().contains(['\n', '\r']), "{error}");
    }
    for serial in ["A\"", "A\n", "5F:7A", "xyz", &"A".repeat(65)] {
        let error = parts().serial(serial).build().unwrap_err();
        assert!(matches!(faults(&error)[..], [("`serial`", ConfigFault::Serial { .. })]), "{serial:?}: {error}");
    }
    let error = parts().mchid("wx8888888888888888").build().unwrap_err();
    assert!(error.to_string().contains("found what looks like an appid"), "{error}");
}

#[test]
fn a_secret_in_the_wrong_place_is_not_shown() {
    let error = parts().mchid(API_V3_KEY).serial(API_V3_KEY).public_key(API_V3_KEY, public_key("wechatpay")).build();
    let error = error.unwrap_err();
    assert_eq!(error.problems().len(), 3);
    assert!(!format!("{error} {error:?}").contains(&API_V3_KEY[..4]), "{error:?}");
}

#[test]
fn a_serial_in_small_letters_is_written_as_wechat_pay_writes_it() {
    assert_eq!(parts().serial(SERIAL.to_lowercase()).build().unwrap().serial(), SERIAL);
}

#[test]
fn what_cannot_be_used_is_named() {
    let error = parts().api_v3_key("short").public_key("1", public_key("wechatpay")).build().unwrap_err();
    assert!(matches!(
        faults(&error)[..],
        [("`api_v3_key`", ConfigFault::ApiV3Key(_)), ("`public_key_id`", ConfigFault::KeyId(_))]
    ));
    assert!(error.to_string().contains("has 5 bytes instead of 32"), "{error}");
    let error = parts().scheme(Scheme::Sm2WithSm3).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the merchant is not configured: `scheme`: signing by WECHATPAY2-SM2-WITH-SM3 is not built; use WECHATPAY2-SHA256-RSA2048"
    );
}

#[derive(Debug)]
struct Service(PrivateKey);

impl Signer for Service {
    fn serial(&self) -> &str {
        "ABCDEF"
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError> {
        self.0.sign(message)
    }
}

#[test]
fn a_service_may_sign() {
    let service = || Service(private_key("merchant.pkcs8"));
    let with_service =
        || Merchant::builder().mchid(MCHID).signer(service()).certificates([certificate("platform-a")]).clock(now);
    let merchant = with_service().build().unwrap();
    assert_eq!(merchant.serial(), "ABCDEF");
    assert!(merchant.sign("GET", "/", b"").unwrap().authorization.to_str().unwrap().contains("serial_no=\"ABCDEF\""));
    let error = with_service().serial(SERIAL).build().unwrap_err();
    assert!(matches!(faults(&error)[..], [("`serial`", ConfigFault::Both { .. })]), "{error}");
    let error = parts().serial("abcdef").signer(service()).build().unwrap_err();
    assert!(matches!(faults(&error)[..], [("`private_key`", ConfigFault::Both { .. })]), "{error}");
}

#[test]
fn keys_that_are_learned_are_shared_by_clones() {
    let merchant = parts().platform_certificates().build().unwrap();
    let clone = merchant.clone();
    let unknown = merchant.verify(&HeaderMap::new(), b"");
    assert!(unknown.is_err());
    merchant.keys().learn([certificate("platform-b")], now());
    assert!(clone.keys().downloads() && clone.keys().current().find(PLATFORM_B).is_some());
}
