//! Credentials in a request.

use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Place, Scheme};
use crate::encode::{push_pair, set_header};
use crate::error::{Error, Result};
use crate::request::Request;

/// Whether the caller has set what a scheme needs in the request itself.
pub(crate) fn is_set(scheme: &Scheme, request: &Request) -> bool {
    match scheme.place {
        Place::Header(name) => request.headers.contains_key(name),
        Place::Bearer => request.headers.contains_key(AUTHORIZATION),
        Place::Cookie(name) => cookies(&request.headers).any(|(known, _)| known == name),
        Place::Query(name) => {
            let query = request.target().split_once('?').map_or("", |(_, query)| query);
            form_urlencoded::parse(query.as_bytes()).any(|(known, _)| known == name)
        }
        Place::Connection => true,
    }
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let all = headers.get(COOKIE).and_then(|cookies| cookies.to_str().ok()).unwrap_or_default();
    all.split("; ").filter_map(|cookie| cookie.split_once('='))
}

/// Writes the text of a credential to its place. An error never shows it.
pub(crate) fn write(scheme: &Scheme, text: &str, request: &mut Request) -> Result<()> {
    if text.is_empty() {
        return Err(refused(scheme, "is empty"));
    }
    match scheme.place {
        Place::Header(name) => secret_header(scheme, name, text, &mut request.headers),
        Place::Bearer => {
            let text = zeroize::Zeroizing::new(format!("Bearer {text}"));
            secret_header(scheme, AUTHORIZATION.as_str(), &text, &mut request.headers)
        }
        Place::Cookie(name) => cookie(scheme, name, text, &mut request.headers),
        Place::Query(name) => {
            let mut pair = String::new();
            push_pair(&mut pair, name, text);
            request.url.push(if request.target().contains('?') { '&' } else { '?' });
            request.url.push_str(&pair);
            Ok(())
        }
        Place::Connection => Ok(()),
    }
}

fn secret_header(scheme: &Scheme, name: &str, text: &str, headers: &mut HeaderMap) -> Result<()> {
    set_header(headers, name, text).map_err(|error| refused(scheme, "cannot stand in its header").because(error))?;
    mark(name, headers);
    Ok(())
}

/// So that nothing shows it, whatever the header is called.
fn mark(name: &str, headers: &mut HeaderMap) {
    if let Ok(name) = HeaderName::from_bytes(name.as_bytes())
        && let Some(value) = headers.get_mut(name)
    {
        value.set_sensitive(true);
    }
}

/// Adds a cookie as it is: whoever issued it compares it byte by byte.
fn cookie(scheme: &Scheme, name: &str, text: &str, headers: &mut HeaderMap) -> Result<()> {
    // The octets of RFC 6265, section 4.1.1.
    let fits = |byte: u8| matches!(byte, 0x21 | 0x23..=0x2b | 0x2d..=0x3a | 0x3c..=0x5b | 0x5d..=0x7e);
    if !text.bytes().all(fits) {
        return Err(refused(scheme, "holds a character that a cookie cannot hold"));
    }
    let before = headers.get(COOKIE).map(HeaderValue::as_bytes).unwrap_or_default();
    let separator: &[u8] = if before.is_empty() { b"" } else { b"; " };
    let all = [before, separator, name.as_bytes(), b"=", text.as_bytes()].concat();
    let mut all =
        HeaderValue::from_bytes(&all).map_err(|_| refused(scheme, "cannot stand in a cookie of that name"))?;
    all.set_sensitive(true);
    headers.insert(COOKIE, all);
    Ok(())
}

fn refused(scheme: &Scheme, problem: &str) -> Error {
    Error::security(format!("the credential for `{}` {problem}", scheme.name))
}
