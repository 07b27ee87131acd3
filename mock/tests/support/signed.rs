//! A merchant that signs by itself: nothing of the mock's own code takes part.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use wechatpay_mock::{Credentials, Mock, Rule, Verdict};

use super::{CARD, Reply, exchange, request, target};

pub fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

/// A merchant with its private key.
pub struct Merchant {
    pub credentials: Credentials,
    key: RsaKeyPair,
    address: SocketAddr,
}

/// A request, to be changed before it is signed, or after.
#[derive(Clone)]
pub struct Draft {
    pub method: String,
    pub target: String,
    pub body: Vec<u8>,
    pub timestamp: String,
    pub nonce: String,
    pub mchid: String,
    pub serial: String,
    /// `Wechatpay-Serial`; none where it is empty.
    pub names: String,
    pub content_type: String,
    pub more: Vec<(String, String)>,
}

impl Merchant {
    pub fn of(mock: &Mock) -> Self {
        Self::new(mock.credentials().unwrap(), mock.addr())
    }

    pub fn new(credentials: Credentials, address: SocketAddr) -> Self {
        let pem = pem::parse(&credentials.merchant_private_key_pem).unwrap();
        let key = RsaKeyPair::from_pkcs8(pem.contents()).unwrap();
        Self { credentials, key, address }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// A request with a nonce of its own.
    pub fn draft(&self, method: &str, target: &str, body: &str) -> Draft {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        Draft {
            method: method.to_owned(),
            target: target.to_owned(),
            body: body.as_bytes().to_vec(),
            timestamp: now().to_string(),
            nonce: format!("{:022}{count:010}", SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos()),
            mchid: self.credentials.mchid.clone(),
            serial: self.credentials.merchant_serial.clone(),
            names: self.credentials.public_key_id.clone(),
            content_type: "application/json".to_owned(),
            more: Vec::new(),
        }
    }

    pub fn deposit(&self, body: &str) -> Draft {
        self.draft("POST", &target(CARD), body)
    }

    pub fn signature(&self, message: &[u8]) -> String {
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).unwrap();
        STANDARD.encode(signature)
    }

    pub fn send(&self, draft: &Draft) -> Reply {
        self.send_over(draft, &draft.message())
    }

    /// Sends a request whose signature is over another message.
    pub fn send_over(&self, draft: &Draft, message: &[u8]) -> Reply {
        exchange(self.address, &draft.bytes(&draft.authorization(&self.signature(message)))).unwrap()
    }

    pub fn bytes(&self, draft: &Draft) -> Vec<u8> {
        draft.bytes(&draft.authorization(&self.signature(&draft.message())))
    }
}

impl Draft {
    pub fn message(&self) -> Vec<u8> {
        let head = [self.method.as_str(), &self.target, &self.timestamp, &self.nonce];
        let mut message: Vec<u8> = head.iter().flat_map(|line| format!("{line}\n").into_bytes()).collect();
        message.extend_from_slice(&self.body);
        message.push(b'\n');
        message
    }

    pub fn authorization(&self, signature: &str) -> String {
        let Self { mchid, serial, timestamp, nonce, .. } = self;
        format!(
            "WECHATPAY2-SHA256-RSA2048 mchid=\"{mchid}\",serial_no=\"{serial}\",nonce_str=\"{nonce}\",timestamp=\"{timestamp}\",signature=\"{signature}\""
        )
    }

    pub fn bytes(&self, authorization: &str) -> Vec<u8> {
        let mut headers = vec![("User-Agent", "test"), ("Accept", "application/json")];
        let optional =
            [("Authorization", authorization), ("Wechatpay-Serial", &self.names), ("Content-Type", &self.content_type)];
        headers.extend(optional.into_iter().filter(|(_, value)| !value.is_empty()));
        headers.extend(self.more.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        request(&self.method, &self.target, &headers, &self.body)
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.more.push((name.to_owned(), value.to_owned()));
        self
    }
}

/// The public key of a certificate or of a public key, in PEM.
pub fn public_key(text: &str) -> Vec<u8> {
    let pem = pem::parse(text).unwrap();
    if pem.tag() == "PUBLIC KEY" {
        return pem.into_contents();
    }
    let (_, certificate) = x509_parser::parse_x509_certificate(pem.contents()).unwrap();
    certificate.public_key().raw.to_vec()
}

/// Whether the answer's signature is one of this body by this key.
pub fn is_signed(head: &super::Head, body: &[u8], key_pem: &str) -> bool {
    let header = |name: &str| head.header(name).unwrap();
    let mut message = format!("{}\n{}\n", header("wechatpay-timestamp"), header("wechatpay-nonce")).into_bytes();
    message.extend_from_slice(body);
    message.push(b'\n');
    let Ok(signature) = STANDARD.decode(header("wechatpay-signature")) else { return false };
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public_key(key_pem)).verify(&message, &signature).is_ok()
}

/// The plain text of a sealed resource.
pub fn open(api_v3_key: &str, sealed: &Value) -> Vec<u8> {
    let text = |name: &str| sealed[name].as_str().unwrap();
    assert_eq!(text("algorithm"), "AEAD_AES_256_GCM");
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, api_v3_key.as_bytes()).unwrap());
    let nonce = Nonce::try_assume_unique_for_key(text("nonce").as_bytes()).unwrap();
    let mut bytes = STANDARD.decode(text("ciphertext")).unwrap();
    let associated = Aad::from(text("associated_data").as_bytes());
    key.open_in_place(nonce, associated, &mut bytes).unwrap().to_vec()
}

/// Sees that the mock refused a request by a rule, said so in its answer, and noted it in its journal.
#[track_caller]
pub fn refused(mock: &Mock, reply: &Reply, status: u16, code: &str, rule: Rule) -> Value {
    let answer = reply.json();
    assert_eq!((reply.status(), answer["code"].as_str()), (status, Some(code)), "{answer}");
    let requests = mock.requests();
    let last = requests.last().unwrap();
    match &last.verdict {
        Verdict::Refused { rule: said, reason } => {
            assert_eq!((*said, answer["message"].as_str()), (rule, Some(reason.as_str())));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(last.status.unwrap(), status);
    answer
}
