//! A request made ready for one sending.

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderName, HeaderValue};
use openapi_client_runtime::{Bytes, Error, Request, Result};

use super::{LEARNED, asks_for_certificates, may_be_unsigned, rules};
use crate::clock::unix_seconds;
use crate::keys::ServerKey;
use crate::merchant::Merchant;
use crate::oaep::encrypt_field;
use crate::upload::META;

const WECHATPAY_SERIAL: HeaderName = HeaderName::from_static("wechatpay-serial");

pub(super) fn prepare(merchant: &Merchant, request: &mut Request) -> Result<()> {
    check_learning(merchant, request)?;
    let key = key_of(merchant, request)?;
    if key.is_none() && needs_key(request) {
        return Err(without_key(merchant));
    }
    if request.has_sensitive() {
        encrypt(request, key.as_ref())?;
    }
    if let Some(key) = key {
        // On every call: it names the key for encrypted fields, and the one that is to sign the answer.
        request.headers_mut().insert(WECHATPAY_SERIAL, key.header().clone());
    }
    accept_errors(request);
    let body = signed_body(request)?;
    if body.is_empty() {
        announce_json(request);
    } else if is_json(request) || request.multipart().is_some() {
        rules::check_json(&body)?;
    }
    let signed = merchant.sign(request.method().as_str(), request.target(), &body).map_err(Error::protocol_from)?;
    request.headers_mut().insert(AUTHORIZATION, signed.authorization);
    Ok(())
}

/// The key that the caller names, or else the one that the merchant encrypts with.
fn key_of(merchant: &Merchant, request: &Request) -> Result<Option<ServerKey>> {
    let Some(named) = request.headers().get(WECHATPAY_SERIAL) else { return Ok(merchant.encryption_key()) };
    let keys = merchant.keys().current();
    let key = named.to_str().ok().and_then(|serial| keys.find(serial));
    match key.filter(|key| !key.is_expired_at(merchant.now())) {
        Some(key) => Ok(Some(key.clone())),
        // It brings the keys that it is about.
        None if asks_for_certificates(request) => Ok(merchant.encryption_key()),
        None => {
            let known = keys.iter().map(ServerKey::serial).collect::<Vec<_>>().join(", ");
            Err(Error::protocol(format!(
                "the header `Wechatpay-Serial` names the key {named:?}, which is not among WeChat Pay's keys that are known \
                 and valid ({known}): leave the header out, so that the right one is set"
            )))
        }
    }
}

/// Who asks for certificates by [`Merchant::renew_keys`] expects that they are learned.
fn check_learning(merchant: &Merchant, request: &Request) -> Result<()> {
    match merchant.keys().downloads() || !request.extensions().contains(&LEARNED) {
        true => Ok(()),
        false => Err(Error::protocol(
            "this merchant downloads no platform certificates: make it with `platform_certificates` if it is to have any",
        )),
    }
}

/// Whether the answer is worth nothing without a key of WeChat Pay. A list of certificates brings its own.
fn needs_key(request: &Request) -> bool {
    !asks_for_certificates(request) && !may_be_unsigned(request)
}

/// Nothing is sent whose answer nobody could verify: WeChat Pay would act, and nobody would know.
fn without_key(merchant: &Merchant) -> Error {
    let keys = merchant.keys().current();
    let known = keys.iter().map(ServerKey::serial).collect::<Vec<_>>().join(", ");
    Error::protocol(format!(
        "none of WeChat Pay's keys that are known ({known}) is valid at the Unix time {}, so that no answer could be \
         verified; check this machine's clock, and configure WeChat Pay's public key or have certificates downloaded",
        unix_seconds(merchant.now())
    ))
}

fn encrypt(request: &mut Request, key: Option<&ServerKey>) -> Result<()> {
    let Some(key) = key else {
        return Err(Error::protocol(
            "the request holds sensitive fields, and no valid key of WeChat Pay to encrypt them is known",
        ));
    };
    request.encrypt(|clear| encrypt_field(key.public_key(), clear).map_err(Error::protocol_from))
}

/// WeChat Pay demands that JSON is accepted, as its errors are JSON whatever a success is.
fn accept_errors(request: &mut Request) {
    let Some(accept) = request.headers().get(ACCEPT) else { return };
    let accept = String::from_utf8_lossy(accept.as_bytes()).into_owned();
    if !accept.contains("application/json")
        && let Ok(both) = HeaderValue::from_str(&format!("{accept}, application/json"))
    {
        request.headers_mut().insert(ACCEPT, both);
    }
}

/// WeChat Pay refuses a call that could have a body and does not say of which type, also where it has none.
fn announce_json(request: &mut Request) {
    let may_have_body = matches!(request.method().as_str(), "POST" | "PUT" | "PATCH");
    if may_have_body && request.upload().is_none() && !request.headers().contains_key(CONTENT_TYPE) {
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
}

fn is_json(request: &Request) -> bool {
    request.headers().get(CONTENT_TYPE).is_some_and(|media| media.as_bytes().starts_with(b"application/json"))
}

/// Of an upload only the part `meta` is signed.
pub(super) fn signed_body(request: &Request) -> Result<Bytes> {
    let Some(multipart) = request.multipart() else { return Ok(request.body().clone()) };
    let meta = multipart.parts().iter().find(|part| part.name() == META).and_then(|part| part.content());
    meta.cloned().ok_or_else(|| {
        Error::protocol("an upload needs a part `meta` of JSON, which is what is signed: make it with `Upload`")
    })
}
