//! The rules for what is signed.

use std::sync::Arc;

use bytes::Bytes;
use http::header::AUTHORIZATION;

use super::{Signatures, suspects};
use crate::authorization;
use crate::keys::Merchant;
use crate::message;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::rules::{self, Broken};
use crate::verdict::Rule;

/// How many seconds a timestamp may be off.
pub(crate) const MAX_SKEW: i64 = 300;

/// Where keys are asked for, which is possible before any key is known.
pub(crate) const CERTIFICATES_PATH: &str = "/v3/certificates";

/// What `Authorization` says, or why it is not understood.
pub(super) type Reading = Result<Claims, Refusal>;

/// What a request claims to be. Nothing of it was checked but the form.
pub(super) struct Claims {
    mchid: String,
    serial: String,
    timestamp: String,
    unix_seconds: i64,
    nonce: String,
    signature: String,
    /// What the signature must be over.
    message: Bytes,
    /// The last line of the message.
    body: Bytes,
    merchant: Option<Arc<Merchant>>,
}

impl Signatures {
    /// Reads `Authorization`, and notes in `received` the message that the signature must be over.
    pub(super) fn read(&self, received: &mut Received, body: Bytes) -> Reading {
        let claims = self.claims(received, body)?;
        received.message = Some(claims.message.clone());
        received.merchant = claims.merchant.as_ref().map(|merchant| merchant.mchid.clone());
        Ok(claims)
    }

    fn claims(&self, received: &Received, body: Bytes) -> Reading {
        let value = only_authorization(received)?;
        let read = authorization::parse(value).map_err(|error| malformed(error.to_string()))?;
        let method = received.method.as_str();
        let message = message::of_request(method, &received.target, read.timestamp, read.nonce_str, &body);
        Ok(Claims {
            mchid: read.mchid.to_owned(),
            serial: read.serial_no.to_owned(),
            timestamp: read.timestamp.to_owned(),
            unix_seconds: read.unix_seconds,
            nonce: read.nonce_str.to_owned(),
            signature: read.signature.to_owned(),
            message: message.into(),
            body,
            merchant: self.parties.merchant(read.mchid),
        })
    }

    /// Checks everything that depends on a key or the clock.
    pub(super) fn check(&self, received: &mut Received, reading: Reading) -> Result<(), Broken> {
        let claims = reading.map_err(|refusal| (Rule::Authorization, refusal))?;
        let merchant = known_merchant(&claims).map_err(|refusal| (Rule::Merchant, refusal))?;
        check_serial(&claims, merchant).map_err(|refusal| (Rule::MerchantSerial, refusal))?;
        self.check_timestamp(&claims).map_err(|refusal| (Rule::Timestamp, refusal))?;
        self.check_signature(received, &claims, merchant).map_err(|refusal| (Rule::Signature, refusal))?;
        self.check_nonce(&claims).map_err(|refusal| (Rule::Nonce, refusal))?;
        self.check_wechatpay_serial(received).map_err(|refusal| (Rule::WechatpaySerial, refusal))
    }

    fn check_timestamp(&self, claims: &Claims) -> Result<(), Refusal> {
        let now = self.parties.clock.now();
        let off = now.saturating_sub(claims.unix_seconds);
        if off.saturating_abs() <= MAX_SKEW {
            return Ok(());
        }
        let side = if off > 0 { "behind" } else { "ahead of" };
        let off = off.saturating_abs();
        let issue = format!("{off} seconds {side} the server's clock, at most {MAX_SKEW} are allowed");
        let message = format!(
            "the timestamp {} in Authorization is {issue}; set the clock of the machine, or sign right before sending",
            claims.timestamp
        );
        Err(Refusal::sign_error("timestamp", issue, message))
    }

    fn check_signature(&self, received: &mut Received, claims: &Claims, merchant: &Merchant) -> Result<(), Refusal> {
        if merchant.public_key.verifies(&claims.message, &claims.signature) {
            return Ok(());
        }
        let suspect = suspects::find(self, received, claims, merchant);
        let message = format!("the signature does not match: {}", suspect.what);
        received.signed_instead = suspect.message;
        let method = received.method.as_str();
        let information = message::sign_information(method, &received.target, &claims.message, &claims.body);
        Err(Refusal::sign_error("signature", "sign not match", message).with_sign_information(information))
    }

    fn check_nonce(&self, claims: &Claims) -> Result<(), Refusal> {
        if self.nonces.is_first_use(&claims.mchid, &claims.nonce, claims.unix_seconds, self.parties.clock.now()) {
            return Ok(());
        }
        let message = format!(
            "the nonce {} was used before by this merchant; make a new nonce and sign again for every request, repeated ones too",
            claims.nonce
        );
        Err(Refusal::sign_error("nonce_str", "used before", message))
    }

    fn check_wechatpay_serial(&self, received: &Received) -> Result<(), Refusal> {
        if received.path() == CERTIFICATES_PATH {
            return Ok(());
        }
        let mut values = received.headers.get_all("wechatpay-serial").iter();
        let value = values.next().ok_or_else(|| rules::missing("Wechatpay-Serial"))?;
        if values.next().is_some() {
            return Err(Refusal::param_error("the header Wechatpay-Serial stands there more than once"));
        }
        let named = value.to_str().unwrap_or_default();
        if self.parties.platform.named(named).is_some() {
            return Ok(());
        }
        Err(Refusal::param_error(format!(
            "the header Wechatpay-Serial names {value:?}, which is no key of WeChat Pay for this merchant; name one of {}",
            self.parties.platform.serials().join(", ")
        )))
    }
}

impl Claims {
    pub(super) fn timestamp(&self) -> &str {
        &self.timestamp
    }

    pub(super) fn nonce(&self) -> &str {
        &self.nonce
    }

    pub(super) fn signature(&self) -> &str {
        &self.signature
    }

    pub(super) fn message(&self) -> &Bytes {
        &self.message
    }

    pub(super) fn body(&self) -> &Bytes {
        &self.body
    }
}

fn only_authorization(received: &Received) -> Result<&[u8], Refusal> {
    let mut values = received.headers.get_all(AUTHORIZATION).iter();
    let value = values.next().ok_or_else(|| malformed("it is missing".to_owned()))?;
    match values.next() {
        None => Ok(value.as_bytes()),
        Some(_) => Err(malformed("it stands there more than once".to_owned())),
    }
}

fn malformed(issue: String) -> Refusal {
    let message = format!(
        "the header Authorization is not in its form: {issue}; it must be {} mchid=\"…\",nonce_str=\"…\",signature=\"…\",timestamp=\"…\",serial_no=\"…\"",
        authorization::SCHEME
    );
    Refusal::sign_error("authorization", issue, message)
}

fn known_merchant(claims: &Claims) -> Result<&Merchant, Refusal> {
    claims.merchant.as_deref().ok_or_else(|| {
        let message = format!("there is no merchant {}; compare mchid with the merchant's number", claims.mchid);
        Refusal::sign_error("mchid", "unknown merchant", message)
    })
}

fn check_serial(claims: &Claims, merchant: &Merchant) -> Result<(), Refusal> {
    if claims.serial == merchant.serial {
        return Ok(());
    }
    let case = if claims.serial.eq_ignore_ascii_case(&merchant.serial) { " in upper case" } else { "" };
    let message = format!(
        "the serial {} is not that of the merchant's certificate; `openssl x509 -noout -serial -in apiclient_cert.pem` shows the right one{case}",
        claims.serial
    );
    Err(Refusal::sign_error("serial_no", "not the serial of the merchant's certificate", message))
}
