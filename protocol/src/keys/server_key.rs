//! One key of WeChat Pay with its name.

use std::fmt;
use std::time::SystemTime;

use http::HeaderValue;

use crate::key::{Certificate, PublicKey};

/// What ids of public keys begin with.
const PREFIX: &str = "PUB_KEY_ID_";

/// A key by which WeChat Pay signs and for which fields are encrypted, with the serial that names it on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerKey {
    serial: HeaderValue,
    key: PublicKey,
    /// From when and until when a certificate is valid; a public key has no end.
    validity: Option<(SystemTime, SystemTime)>,
}

/// A text that is not the id of a WeChat Pay public key. It is not shown: it may be a secret in the wrong place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyIdError {
    found: &'static str,
}

impl KeyIdError {
    fn of(text: &str) -> Self {
        let is_hex = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let found = match text {
            "" => "nothing",
            _ if is_hex => "what looks like the serial number of a certificate",
            _ if text.starts_with(PREFIX) => {
                "something with other characters than letters and digits after it, none, or too many"
            }
            _ => "something else",
        };
        Self { found }
    }
}

impl fmt::Display for KeyIdError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = self.found;
        write!(
            out,
            "expected the id of WeChat Pay's public key, which begins with `{PREFIX}` and stands beside the key in the merchant \
             platform, found {found}"
        )
    }
}

impl std::error::Error for KeyIdError {}

impl ServerKey {
    /// A public key of WeChat Pay with its id, `PUB_KEY_ID_` and what follows.
    ///
    /// # Errors
    /// When the id is no such id.
    pub fn public(id: &str, key: PublicKey) -> Result<Self, KeyIdError> {
        let is_id =
            |rest: &str| (1..=64).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let serial = id.strip_prefix(PREFIX).filter(|rest| is_id(rest)).and_then(|_| HeaderValue::from_str(id).ok());
        serial.map(|serial| Self { serial, key, validity: None }).ok_or_else(|| KeyIdError::of(id))
    }

    /// The serial: a certificate's number in upper-case hexadecimal digits, or the id of a public key.
    #[must_use]
    pub fn serial(&self) -> &str {
        self.serial.to_str().unwrap_or_default()
    }

    /// The serial as the value of `Wechatpay-Serial`, cheap to clone.
    #[must_use]
    pub fn header(&self) -> &HeaderValue {
        &self.serial
    }

    /// The key itself.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        &self.key
    }

    /// When the certificate ends; `None` for a public key.
    #[must_use]
    pub fn not_after(&self) -> Option<SystemTime> {
        self.validity.map(|(_, end)| end)
    }

    /// Whether the key is one of a certificate.
    #[must_use]
    pub fn is_certificate(&self) -> bool {
        self.validity.is_some()
    }

    /// Whether the key's end is past.
    #[must_use]
    pub fn is_expired_at(&self, moment: SystemTime) -> bool {
        self.validity.is_some_and(|(_, end)| end < moment)
    }

    /// Whether the key can be used at that moment.
    #[must_use]
    pub fn is_valid_at(&self, moment: SystemTime) -> bool {
        self.validity.is_none_or(|(start, end)| start <= moment && moment <= end)
    }
}

impl From<Certificate> for ServerKey {
    fn from(certificate: Certificate) -> Self {
        // Hexadecimal digits always fit into a header.
        let serial = HeaderValue::from_str(certificate.serial()).unwrap_or(HeaderValue::from_static(""));
        let validity = Some((certificate.not_before(), certificate.not_after()));
        Self { serial, key: certificate.public_key().clone(), validity }
    }
}
