//! A request made ready for one sending.

use http::HeaderName;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use openapi_client_runtime::{Bytes, Error, Request, Result};

use super::rules;
use crate::keys::ServerKey;
use crate::merchant::Merchant;
use crate::oaep::encrypt_field;
use crate::upload::META;

const WECHATPAY_SERIAL: HeaderName = HeaderName::from_static("wechatpay-serial");

pub(super) fn prepare(merchant: &Merchant, request: &mut Request) -> Result<()> {
    let key = merchant.encryption_key();
    if request.has_sensitive() {
        encrypt(request, key.as_ref())?;
    }
    if let Some(key) = key {
        // On every call: it names the key for encrypted fields, and the one that is to sign the answer.
        request.headers_mut().insert(WECHATPAY_SERIAL, key.header().clone());
    }
    if is_json(request) {
        rules::check_json(request.body())?;
    }
    let body = signed_body(request)?;
    let signed = merchant.sign(request.method().as_str(), request.target(), &body).map_err(Error::protocol_from)?;
    request.headers_mut().insert(AUTHORIZATION, signed.authorization);
    Ok(())
}

fn encrypt(request: &mut Request, key: Option<&ServerKey>) -> Result<()> {
    let Some(key) = key else {
        return Err(Error::protocol(
            "the body holds sensitive fields, and no valid key of WeChat Pay to encrypt them is known",
        ));
    };
    request.encrypt(|clear| encrypt_field(key.public_key(), clear).map_err(Error::protocol_from))
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
