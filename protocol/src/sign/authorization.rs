//! The `Authorization` header.

use std::fmt::Write as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use http::HeaderValue;

use super::{Scheme, request_message};
use crate::key::{Signer, SignerError};
use crate::nonce::{self, NonceError};

/// A signature made for one sending of a request.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Signed {
    /// The value of the `Authorization` header, marked as sensitive.
    pub authorization: HeaderValue,
    /// The Unix time that was signed, in seconds.
    pub timestamp: i64,
    /// The nonce that was signed.
    pub nonce: String,
}

/// Why a request could not be signed. Nothing must be sent then.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// The method would break out of its line.
    #[error("{0:?} is no method of a request; give one such as GET or POST")]
    Method(String),
    /// The target would break out of its line.
    #[error("the target {0:?} is not a path and query in visible ASCII; percent-encode what is not")]
    Target(String),
    /// The id of an application or an order would break out of its line.
    #[error("{0:?} is not the id of an application or an order; give it as WeChat Pay gave it, in visible ASCII")]
    Payment(String),
    /// The nonce source gave something else than 1 to 32 letters and digits.
    #[error("the nonce source gave what is no nonce; it must give 1 to 32 characters of 0-9A-Za-z")]
    Nonce,
    /// The source of randomness failed.
    #[error(transparent)]
    Random(#[from] NonceError),
    /// The signer failed.
    #[error("the request could not be signed: {0}")]
    Signer(#[source] SignerError),
}

/// What is the same in every `Authorization` header of a merchant. The parts were checked: none can break out.
#[derive(Debug)]
pub(crate) struct Credentials {
    prefix: String,
}

/// The parts of a request that are signed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestLine<'r> {
    pub(crate) method: &'r str,
    pub(crate) target: &'r str,
    pub(crate) body: &'r [u8],
}

impl Credentials {
    pub(crate) fn new(scheme: Scheme, mchid: &str, serial: &str) -> Self {
        Self { prefix: format!("{} mchid=\"{mchid}\",serial_no=\"{serial}\",timestamp=\"", scheme.name()) }
    }

    pub(crate) fn sign(
        &self,
        signer: &dyn Signer,
        request: RequestLine<'_>,
        timestamp: i64,
        nonce: String,
    ) -> Result<Signed, SignError> {
        if !is_method(request.method) {
            return Err(SignError::Method(request.method.to_owned()));
        }
        if !is_target(request.target) {
            return Err(SignError::Target(request.target.to_owned()));
        }
        if !nonce::is_valid(&nonce) {
            return Err(SignError::Nonce);
        }
        let message = request_message(request.method, request.target, timestamp, &nonce, request.body);
        let signature = signer.sign(&message).map_err(SignError::Signer)?;
        let authorization = self.header(timestamp, &nonce, &signature)?;
        Ok(Signed { authorization, timestamp, nonce })
    }

    fn header(&self, timestamp: i64, nonce: &str, signature: &[u8]) -> Result<HeaderValue, SignError> {
        // Room for the names, a number of 20 digits, and base64.
        let mut text = String::with_capacity(self.prefix.len() + 48 + nonce.len() + signature.len() * 4 / 3 + 4);
        text.push_str(&self.prefix);
        // Writing to memory does not fail.
        let _ = write!(text, "{timestamp}\",nonce_str=\"{nonce}\",signature=\"");
        BASE64_STANDARD.encode_string(signature, &mut text);
        text.push('"');
        let mut header = HeaderValue::try_from(text).map_err(|error| SignError::Signer(error.into()))?;
        header.set_sensitive(true);
        Ok(header)
    }
}

/// Every method that is registered has letters and hyphens alone.
fn is_method(method: &str) -> bool {
    !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

/// Whether the text is one line that starts with a path.
fn is_target(target: &str) -> bool {
    target.starts_with('/') && target.bytes().all(|byte| byte.is_ascii_graphic())
}
