//! The headers that carry a signature.

use http::{HeaderMap, HeaderValue};

use super::Rejection;
use crate::sign::Scheme;

const TIMESTAMP: &str = "wechatpay-timestamp";
const NONCE: &str = "wechatpay-nonce";
const SIGNATURE: &str = "wechatpay-signature";
const SERIAL: &str = "wechatpay-serial";
const SIGNATURE_TYPE: &str = "wechatpay-signature-type";

/// What the signatures begin with by which WeChat Pay tries out whether a client verifies at all.
const PROBE: &str = "WECHATPAY/SIGNTEST/";

/// Whether somebody claims to have signed.
pub(crate) fn is_signed(headers: &HeaderMap) -> bool {
    [TIMESTAMP, NONCE, SIGNATURE, SERIAL].iter().any(|name| headers.contains_key(*name))
}

/// The serial of the key that is said to have signed.
pub(crate) fn claimed_serial(headers: &HeaderMap) -> Option<&str> {
    SignatureHeaders::read(headers).ok().map(|signed| signed.serial)
}

/// The texts of the headers. Nothing is verified yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SignatureHeaders<'h> {
    pub(crate) timestamp: &'h str,
    pub(crate) nonce: &'h str,
    pub(crate) signature: &'h str,
    pub(crate) serial: &'h str,
}

impl<'h> SignatureHeaders<'h> {
    pub(super) fn read(headers: &'h HeaderMap) -> Result<Self, Rejection> {
        let one = |name| one(headers, name)?.ok_or(Rejection::MissingHeader(name));
        let (timestamp, nonce) = (one(TIMESTAMP)?, one(NONCE)?);
        let (signature, serial) = (one(SIGNATURE)?, one(SERIAL)?);
        if signature.starts_with(PROBE) {
            return Err(Rejection::ProbeSignature);
        }
        check_type(headers)?;
        Ok(Self { timestamp, nonce, signature, serial })
    }

    /// The timestamp as a number: digits only.
    pub(crate) fn seconds(&self) -> Result<i64, Rejection> {
        let text = self.timestamp;
        let number = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        number.ok_or_else(|| Rejection::TimestampNotANumber { found: text.to_owned() })
    }
}

/// The type may be missing; one that is there must be ours.
fn check_type(headers: &HeaderMap) -> Result<(), Rejection> {
    match one(headers, SIGNATURE_TYPE)? {
        Some(found) if found != Scheme::default().name() => Err(Rejection::SignatureType { found: found.to_owned() }),
        _ => Ok(()),
    }
}

fn one<'h>(headers: &'h HeaderMap, name: &'static str) -> Result<Option<&'h str>, Rejection> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().map(HeaderValue::to_str).transpose().map_err(|_| Rejection::HeaderNotText(name))?;
    if values.next().is_some() { Err(Rejection::HeaderRepeated(name)) } else { Ok(value) }
}
