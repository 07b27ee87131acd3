//! Whether an answer is WeChat Pay's.

use http::header::AUTHORIZATION;
use openapi_client_runtime::{Authenticity, Error, Request, Response, Result, StatusCode};

use super::prepare::signed_body;
use super::{asks_for_certificates, is_unsigned};
use crate::explain::{ApiError, Difference};
use crate::merchant::Merchant;
use crate::sign::request_message;
use crate::verify::{Rejection, is_signed};

pub(super) fn accept(merchant: &Merchant, request: &Request, response: &mut Response) -> Result<()> {
    let authenticity = check(merchant, request, response)?;
    response.set_authenticity(authenticity);
    if let Some(error) = ApiError::in_answer(response) {
        if let Some(summary) = error.summary() {
            response.set_summary(summary);
        }
        if let Some(note) = note(request, error) {
            response.set_note(note);
        }
    }
    Ok(())
}

fn check(merchant: &Merchant, request: &Request, response: &Response) -> Result<Authenticity> {
    if is_to_come(request, response) || may_be_unsigned(request, response) && !is_signed(response.headers()) {
        return Ok(Authenticity::Unverified);
    }
    let is_list = asks_for_certificates(request) && response.status().is_success() && merchant.keys().downloads();
    match merchant.api_v3_key() {
        // A list of certificates vouches for itself, since only WeChat Pay can seal it.
        Some(key) if is_list => {
            let keys = merchant.keys();
            keys.learn_answer(response.headers(), &response.body(), key, merchant.now())
                .map_err(Error::protocol_from)?;
        }
        _ => {
            let verified = merchant.verify(response.headers(), &response.body());
            verified.map_err(|rejection| rejected(rejection, request, response))?;
        }
    }
    Ok(Authenticity::Verified)
}

/// Of a file that comes piece by piece the body is not here. Whatever its headers are a signature of, it is not of that.
fn is_to_come(request: &Request, response: &Response) -> bool {
    is_unsigned(request, response.status()) && response.status().is_success() && response.body().is_empty()
}

/// Refusals and failures may come from something that stands before WeChat Pay. A success must be signed, unless the
/// specification says otherwise of the operation.
fn may_be_unsigned(request: &Request, response: &Response) -> bool {
    let status = response.status();
    status.is_client_error() || status.is_server_error() || is_unsigned(request, status)
}

fn rejected(rejection: Rejection, request: &Request, response: &Response) -> Error {
    let mut message = format!("the answer is not to be believed: {rejection}");
    // A merchant that has no certificates has nothing to verify this refusal with, and needs to know of it all the same.
    if asks_for_certificates(request)
        && rejection.wants_new_keys()
        && ApiError::in_answer(response).is_some_and(|error| says_there_are_none(&error))
    {
        message = format!("WeChat Pay seems to answer RESOURCE_NOT_EXISTS: {NO_CERTIFICATES} ({rejection})");
    }
    Error::protocol(message).because(rejection)
}

fn says_there_are_none(error: &ApiError) -> bool {
    error.status == StatusCode::NOT_FOUND && matches!(error.code.as_str(), "RESOURCE_NOT_EXISTS" | "NOT_FOUND")
}

/// What the answer leaves to be explained.
fn note(request: &Request, error: ApiError) -> Option<String> {
    match error.status {
        StatusCode::UNAUTHORIZED => difference(request, error),
        _ if asks_for_certificates(request) && says_there_are_none(&error) => Some(NO_CERTIFICATES.to_owned()),
        _ => None,
    }
}

const NO_CERTIFICATES: &str = "this merchant has no platform certificates, as all new ones: take the public key of WeChat Pay \
                               and its id (`PUB_KEY_ID_…`) from the merchant platform and configure them";

/// Where the server's message differs from the one that was signed.
fn difference(request: &Request, error: ApiError) -> Option<String> {
    let theirs = error.detail?.sign_information?;
    let authorization = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let timestamp = attribute(authorization, "timestamp")?.parse().ok()?;
    let nonce = attribute(authorization, "nonce_str")?;
    let body = signed_body(request).ok()?;
    let ours = request_message(request.method().as_str(), request.target(), timestamp, nonce, &body);
    Difference::between(&ours, &theirs).map(|difference| difference.to_string())
}

/// An attribute of a header that this crate wrote.
fn attribute<'h>(authorization: &'h str, name: &str) -> Option<&'h str> {
    let (_, rest) = authorization.split_once(&format!("{name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}
