//! Whether a request for the page comes from the page, and not from another one that is open in the same browser.

use http::header::{HOST, HeaderName, ORIGIN};
use http::request::Parts;
use http::{HeaderMap, StatusCode};

const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// Why a request for the page is refused, for a person to read.
#[derive(Debug)]
pub(super) struct Refused {
    pub(super) status: StatusCode,
    pub(super) reason: String,
}

impl Refused {
    pub(super) fn new(status: StatusCode, reason: impl Into<String>) -> Self {
        Self { status, reason: reason.into() }
    }
}

/// The host that was asked for, which must be this machine: a name that leads here only by DNS (rebinding) would let
/// its owner's page read everything.
pub(super) fn loopback_host(head: &Parts) -> Result<&str, Refused> {
    let host = only(&head.headers, &HOST).unwrap_or_default();
    if is_loopback(host) {
        return Ok(host);
    }
    Err(Refused::new(
        StatusCode::FORBIDDEN,
        "The page is shown to this machine alone: open it as http://127.0.0.1:PORT or http://localhost:PORT.",
    ))
}

/// A request that changes something must come from the page itself, or from no page at all.
pub(super) fn same_origin(head: &Parts, host: &str) -> Result<(), Refused> {
    let origin_fits = match head.headers.get(ORIGIN) {
        None => true,
        Some(_) => only(&head.headers, &ORIGIN).is_some_and(|origin| origin == format!("http://{host}")),
    };
    let site = head.headers.get(SEC_FETCH_SITE).map(http::HeaderValue::as_bytes);
    if origin_fits && matches!(site, None | Some(b"same-origin" | b"none")) {
        return Ok(());
    }
    Err(Refused::new(StatusCode::FORBIDDEN, "Only the page of the mock itself may do this, not a page from elsewhere."))
}

/// The value of a header that stands there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

fn is_loopback(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !host.ends_with(']') => (name, port),
        _ => (host, "80"),
    };
    let known = ["127.0.0.1", "localhost", "[::1]"].iter().any(|known| known.eq_ignore_ascii_case(name));
    known && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    fn head(headers: &[(&str, &str)]) -> Parts {
        let request = headers.iter().fold(Request::builder(), |request, (name, value)| request.header(*name, *value));
        request.body(()).unwrap().into_parts().0
    }

    #[test]
    fn only_this_machine_is_a_host() {
        for host in ["127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]", "[::1]:8080"] {
            assert_eq!(loopback_host(&head(&[("host", host)])).unwrap(), host);
        }
        for host in ["example.com", "127.0.0.1.example.com:80", "localhost:x", "evil@127.0.0.1", "", "127.0.0.1:8080:1"]
        {
            assert!(loopback_host(&head(&[("host", host)])).is_err(), "{host}");
        }
        assert!(loopback_host(&head(&[])).is_err());
        assert!(loopback_host(&head(&[("host", "localhost"), ("host", "example.com")])).is_err());
    }

    #[test]
    fn another_page_may_change_nothing() {
        let allowed = |headers: &[(&str, &str)]| same_origin(&head(headers), "localhost:1").is_ok();
        assert!(allowed(&[]));
        assert!(allowed(&[("origin", "http://localhost:1"), ("sec-fetch-site", "same-origin")]));
        assert!(!allowed(&[("origin", "http://localhost:2"), ("sec-fetch-site", "same-site")]));
        assert!(!allowed(&[("origin", "null")]));
        assert!(!allowed(&[("origin", "https://localhost:1")]));
        assert!(!allowed(&[("sec-fetch-site", "cross-site")]));
        assert!(!allowed(&[("origin", "http://localhost:1"), ("origin", "http://example.com")]));
    }
}
