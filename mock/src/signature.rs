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

#[cfg(test)]
mod tests {
    use super::{Pen, Style};
    use crate::clock::Clock;
    use crate::message;
    use crate::platform::Platform;
    use crate::{KeyMode, Keys};

    // `tests/fixture/README.md` says how OpenSSL made it.
    const BY_OPENSSL: &str = include_str!("../tests/fixture/answer_signature.txt");

    fn pen<'a>(platform: &'a Platform, clock: &'a Clock, style: Style) -> Pen<'a> {
        Pen { platform, clock, signer: platform.default_signer(), style }
    }

    #[test]
    fn the_signature_of_an_answer_is_the_one_that_openssl_makes() {
        let (platform, clock) = (Platform::new(KeyMode::PublicKey, &Keys::fixture()), Clock::new(0));
        let (timestamp, nonce, body) = ("1700000000", b"AnswerNonce00000000000000000001", br#"{"data":[]}"#);
        assert_eq!(message::of_answer(timestamp, nonce, body), include_bytes!("../tests/fixture/answer_message.txt"));
        let signature = |style| {
            let pen = pen(&platform, &clock, style);
            pen.signature(&pen.signer, timestamp, nonce, body).unwrap()
        };
        assert_eq!(signature(Style::Right), BY_OPENSSL);
        assert_eq!(signature(Style::Stale), BY_OPENSSL);
        assert_ne!(signature(Style::Wrong), BY_OPENSSL);
    }

    #[test]
    fn no_two_signatures_have_the_same_nonce() {
        let (platform, clock) = (Platform::new(KeyMode::PublicKey, &Keys::fixture()), Clock::new(0));
        let nonce = || pen(&platform, &clock, Style::Right).sign(b"").unwrap()["wechatpay-nonce"].clone();
        let one = nonce();
        assert_eq!(one.len(), 32);
        assert_ne!(one, nonce());
    }
}
