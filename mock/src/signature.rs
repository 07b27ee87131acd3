//! The signature of an answer or a notification, and how it can be wrong.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::HeaderName;
use http::{HeaderMap, HeaderValue};

use crate::clock::Clock;
use crate::crypto::CryptoError;
use crate::message;
use crate::platform::{Platform, Signer};
use crate::random;

const TIMESTAMP: HeaderName = HeaderName::from_static("wechatpay-timestamp");
const NONCE: HeaderName = HeaderName::from_static("wechatpay-nonce");
const SIGNATURE: HeaderName = HeaderName::from_static("wechatpay-signature");
const SERIAL: HeaderName = HeaderName::from_static("wechatpay-serial");
const TYPE: HeaderName = HeaderName::from_static("wechatpay-signature-type");

const NONCE_CHARACTERS: usize = 32;
/// How far a stale or early timestamp is off, in seconds.
const OFF: i64 = 600;
/// What the signatures begin with by which WeChat Pay probes clients.
const PROBE: &str = "WECHATPAY/SIGNTEST/";

/// How the signature of an answer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Style {
    #[default]
    Right,
    /// No header of a signature at all.
    Unsigned,
    /// All headers but the signature itself.
    Missing,
    /// Over another body.
    Wrong,
    Probe,
    NotBase64,
    /// Right, but 10 minutes old.
    Stale,
    /// Right, but 10 minutes too early.
    Early,
    /// A serial that no key has.
    UnknownSerial,
    /// Right, by a certificate that expired.
    Expired,
    /// Right, over a nonce with a quote in it.
    Quote,
    /// Right, over a nonce with bytes that are not ASCII.
    NotAscii,
}

/// What a signature is made with.
pub(crate) struct Pen<'a> {
    pub(crate) platform: &'a Platform,
    pub(crate) clock: &'a Clock,
    /// The key, where `style` does not choose another.
    pub(crate) signer: Signer,
    pub(crate) style: Style,
}

impl Pen<'_> {
    /// The headers of a signature of `body`.
    pub(crate) fn sign(self, body: &[u8]) -> Result<HeaderMap, CryptoError> {
        if self.style == Style::Unsigned {
            return Ok(HeaderMap::new());
        }
        let timestamp = self.timestamp().to_string();
        let nonce = self.nonce()?;
        let signer = self.signer()?;
        let mut headers = HeaderMap::new();
        if self.style != Style::Missing {
            let signature = self.signature(&signer, &timestamp, nonce.as_bytes(), body)?;
            headers.insert(SIGNATURE, value(signature)?);
        }
        headers.insert(TIMESTAMP, value(timestamp)?);
        headers.insert(NONCE, nonce);
        headers.insert(SERIAL, value(self.serial(&signer))?);
        headers.insert(TYPE, HeaderValue::from_static(crate::authorization::SCHEME));
        Ok(headers)
    }

    fn timestamp(&self) -> i64 {
        let off = match self.style {
            Style::Stale => -OFF,
            Style::Early => OFF,
            _ => 0,
        };
        self.clock.now().saturating_add(off)
    }

    fn nonce(&self) -> Result<HeaderValue, CryptoError> {
        let nonce = random::alphanumeric(NONCE_CHARACTERS)?;
        match self.style {
            Style::Quote => value(format!("\"{nonce}\"")),
            Style::NotAscii => value(format!("{nonce}微信")),
            _ => value(nonce),
        }
    }

    fn signer(&self) -> Result<Signer, CryptoError> {
        match self.style {
            Style::Expired => Ok(Signer::Certificate(self.platform.expired(self.clock)?)),
            _ => Ok(self.signer.clone()),
        }
    }

    fn serial(&self, signer: &Signer) -> String {
        match (self.style, signer) {
            (Style::UnknownSerial, Signer::PublicKey(_)) => format!("PUB_KEY_ID_{}", "9".repeat(34)),
            (Style::UnknownSerial, Signer::Certificate(_)) => "9".repeat(40),
            _ => signer.serial().to_owned(),
        }
    }

    fn signature(&self, signer: &Signer, timestamp: &str, nonce: &[u8], body: &[u8]) -> Result<String, CryptoError> {
        let right = || signer.key().sign(&message::of_answer(timestamp, nonce, body));
        match self.style {
            Style::Wrong => signer.key().sign(&message::of_answer(timestamp, nonce, &[body, b" "].concat())),
            Style::NotBase64 => Ok("this is not base64!".to_owned()),
            Style::Probe => Ok(format!("{PROBE}{}", STANDARD.encode(random::alphanumeric(177)?))),
            _ => right(),
        }
    }
}

fn value(text: impl Into<Vec<u8>>) -> Result<HeaderValue, CryptoError> {
    HeaderValue::from_bytes(&text.into()).map_err(|_| CryptoError::new("put a signature into a header"))
}
