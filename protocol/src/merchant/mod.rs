//! A merchant: who signs, whose answers are believed, and what opens what is sealed.

mod agreement;
mod builder;
mod checks;
mod config_error;
mod env;
mod settings;
mod toml_file;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use http::HeaderMap;
use zeroize::Zeroizing;

pub use builder::MerchantBuilder;
pub use config_error::{ConfigError, ConfigFault, ConfigProblem};

use crate::clock::{Clock, unix_seconds};
use crate::key::Signer;
use crate::keys::{KeyRing, ServerKey};
use crate::nonce::{self, NonceSource};
use crate::notification::Replays;
use crate::oaep::{FieldError, decrypt_field};
use crate::seal::ApiV3Key;
use crate::sign::{Credentials, RequestLine, Scheme, SignError, Signed};
use crate::verify::{Rejection, verify};

/// One merchant of WeChat Pay with its keys and WeChat Pay's. Cheap to clone; clones share the keys that are learned. A
/// process may have as many as it likes: nothing is global.
#[derive(Clone)]
pub struct Merchant(Arc<Inner>);

struct Inner {
    mchid: String,
    serial: String,
    scheme: Scheme,
    credentials: Credentials,
    signer: Box<dyn Signer>,
    api_v3_key: Option<ApiV3Key>,
    keys: KeyRing,
    clock: Box<dyn Clock>,
    nonces: Box<dyn NonceSource>,
    replays: Box<dyn Replays>,
}

impl Merchant {
    /// A merchant of parts.
    #[must_use]
    pub fn builder() -> MerchantBuilder {
        MerchantBuilder::default()
    }

    /// The merchant number.
    #[must_use]
    pub fn mchid(&self) -> &str {
        &self.0.mchid
    }

    /// The serial number of the merchant's certificate, in upper-case hexadecimal digits.
    #[must_use]
    pub fn serial(&self) -> &str {
        &self.0.serial
    }

    /// How requests are signed.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.0.scheme
    }

    /// WeChat Pay's keys.
    #[must_use]
    pub fn keys(&self) -> &KeyRing {
        &self.0.keys
    }

    /// What opens certificates and notifications, if it was given.
    #[must_use]
    pub fn api_v3_key(&self) -> Option<&ApiV3Key> {
        self.0.api_v3_key.as_ref()
    }

    /// The time by the merchant's clock.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        self.0.clock.now()
    }

    /// Signs one sending of a request, with a new timestamp and nonce: `target` is path and query, `body` is what will be sent
    /// (of an upload only the meta part).
    ///
    /// # Errors
    /// When the target would break out of the signed text, or the signer fails. The request must not be sent then.
    pub fn sign(&self, method: &str, target: &str, body: &[u8]) -> Result<Signed, SignError> {
        let nonce = self.nonce()?;
        let line = RequestLine { method, target, body };
        self.0.credentials.sign(&*self.0.signer, line, unix_seconds(self.now()), nonce)
    }

    /// A new nonce that keeps to the rules.
    pub(crate) fn nonce(&self) -> Result<String, SignError> {
        let nonce = self.0.nonces.nonce()?;
        if nonce::is_valid(&nonce) { Ok(nonce) } else { Err(SignError::Nonce) }
    }

    pub(crate) fn signer(&self) -> &dyn Signer {
        &*self.0.signer
    }

    pub(crate) fn replays(&self) -> &dyn Replays {
        &*self.0.replays
    }

    /// Checks the signature of an answer or a notification over its raw body, with the keys that are known now.
    ///
    /// # Errors
    /// As for [`verify`](crate::verify).
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), Rejection> {
        verify(&self.0.keys.current(), self.now(), headers, body)
    }

    /// The key for which fields are encrypted now, and whose serial belongs into `Wechatpay-Serial`; `None` as long as no
    /// valid one is known.
    #[must_use]
    pub fn encryption_key(&self) -> Option<ServerKey> {
        self.0.keys.current().for_encryption(self.now()).cloned()
    }

    /// Decrypts a field of an answer. An empty text stays empty.
    ///
    /// # Errors
    /// As for [`decrypt_field`](crate::decrypt_field).
    pub fn decrypt(&self, cipher: &str) -> Result<Zeroizing<String>, FieldError> {
        decrypt_field(&*self.0.signer, cipher)
    }
}

impl fmt::Debug for Merchant {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.0.keys.current();
        out.debug_struct("Merchant")
            .field("mchid", &self.0.mchid)
            .field("serial", &self.0.serial)
            .field("scheme", &self.0.scheme)
            .field("keys", &keys.iter().map(ServerKey::serial).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
