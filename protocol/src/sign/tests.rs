//! Signatures against those of `openssl`.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use proptest::prelude::*;

use super::{Credentials, RequestLine, Scheme, SignError, answer_message, request_message};
use crate::key::{KeyAndSerial, PrivateKey, Signer, SignerError};
use crate::testing::{MCHID, NONCE, NOW, SERIAL, bytes, private_key, text};

const DEPOSIT: &str = "/v3/marketing/membercard-open/cards/pbLatjvWOibDc5-TBnbUk1pD12o0/codes/deposit";

fn signer() -> KeyAndSerial {
    KeyAndSerial { key: private_key("merchant.pkcs8"), serial: SERIAL.to_owned() }
}

fn credentials() -> Credentials {
    Credentials::new(Scheme::default(), MCHID, SERIAL)
}

fn get(target: &str) -> RequestLine<'_> {
    RequestLine { method: "GET", target, body: b"" }
}

#[test]
fn messages_are_those_of_the_fixtures() {
    let post = request_message("POST", DEPOSIT, NOW, NONCE, br#"{"code":["478515832665"]}"#);
    assert_eq!(post, bytes("signed/post.message"));
    let get = request_message("GET", "/v3/certificates?limit=1&offset=%2F0", NOW, NONCE, b"");
    assert_eq!(get, bytes("signed/get.message"));
    assert_eq!(answer_message("1", "n", b"{}"), b"1\nn\n{}\n");
    assert_eq!(answer_message("1", "n", b""), b"1\nn\n\n");
}

#[test]
fn a_request_is_signed_as_openssl_signs_it() {
    let line = RequestLine { method: "POST", target: DEPOSIT, body: br#"{"code":["478515832665"]}"# };
    let signed = credentials().sign(&signer(), line, NOW, NONCE.to_owned()).unwrap();
    let signature = text("signed/post.signature");
    let expected = format!(
        "WECHATPAY2-SHA256-RSA2048 \
        mchid=\"{MCHID}\",serial_no=\"{SERIAL}\",timestamp=\"{NOW}\",nonce_str=\"{NONCE}\",signature=\"{signature}\""
    );
    assert_eq!(signed.authorization.to_str().unwrap(), expected);
    assert!(signed.authorization.is_sensitive());
    assert!(!format!("{signed:?}").contains(&signature));
    assert_eq!((signed.timestamp, signed.nonce.as_str()), (NOW, NONCE));
}

#[test]
fn what_would_break_out_of_the_message_is_not_signed() {
    for target in ["/a\nb", "/a\rb", "/a b", "/é", "a", "", "/\u{0}"] {
        let error = credentials().sign(&signer(), get(target), NOW, NONCE.to_owned()).unwrap_err();
        assert!(matches!(error, SignError::Target(_)), "{target:?}: {error}");
        assert!(!error.to_string().contains(['\n', '\r', '\0']), "{error}");
    }
    for method in ["", "GET\n/v3/other", "GET ", "G\"T", "É"] {
        let line = RequestLine { method, ..get("/") };
        let error = credentials().sign(&signer(), line, NOW, NONCE.to_owned()).unwrap_err();
        assert!(matches!(error, SignError::Method(_)), "{method:?}: {error}");
        assert!(!error.to_string().contains('\n'), "{error}");
    }
    for nonce in ["", "a\"", "a\n"] {
        let error = credentials().sign(&signer(), get("/"), NOW, nonce.to_owned()).unwrap_err();
        assert!(matches!(error, SignError::Nonce), "{nonce:?}: {error}");
    }
}

#[derive(Debug)]
struct Broken;

impl Signer for Broken {
    fn serial(&self) -> &str {
        SERIAL
    }

    fn sign(&self, _message: &[u8]) -> Result<Vec<u8>, SignerError> {
        Err("the key service is away".into())
    }
}

#[test]
fn a_signer_says_why_it_failed() {
    let error = credentials().sign(&Broken, get("/"), NOW, NONCE.to_owned()).unwrap_err();
    assert_eq!(error.to_string(), "the request could not be signed: the key service is away");
    assert!(Broken.decrypt(b"").unwrap_err().to_string().contains("cannot decrypt"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever is signed, the public key agrees, and no other message has that signature.
    #[test]
    fn signatures_verify(body in prop::collection::vec(any::<u8>(), 0..200), flip in any::<prop::sample::Index>()) {
        let key = PrivateKey::clone(&signer().key);
        let line = RequestLine { method: "POST", target: "/v3/x", body: &body };
        let signed = credentials().sign(&signer(), line, NOW, NONCE.to_owned()).unwrap();
        let header = signed.authorization.to_str().unwrap();
        let signature = header.rsplit("signature=").next().unwrap().trim_matches('"');
        let signature = BASE64_STANDARD.decode(signature).unwrap();
        let mut message = request_message("POST", "/v3/x", NOW, NONCE, &body);
        let public = key.public_key().unwrap();
        prop_assert!(public.verifies(&message, &signature));
        let index = flip.index(message.len());
        message[index] ^= 1;
        prop_assert!(!public.verifies(&message, &signature));
    }
}
