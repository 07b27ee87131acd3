//! Headers and cookies.

use http::header::{CONNECTION, CONTENT_LENGTH, COOKIE, EXPECT, HOST, TE, TRAILER, TRANSFER_ENCODING, UPGRADE};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::layout::{Layout, Unsayable, flat};
use super::percent::push_encoded;
use crate::Encode;
use crate::error::{Error, Result};

/// The headers that say where a message begins and ends, and for whom it is (RFC 9112). The transport sets them: one
/// that does not fit would cut the body, or make the server take a part of it for another request.
const FRAMING: [HeaderName; 8] = [CONNECTION, CONTENT_LENGTH, EXPECT, HOST, TE, TRAILER, TRANSFER_ENCODING, UPGRADE];

/// Sets a header, in place of one of the same name.
pub(crate) fn set_header(headers: &mut HeaderMap, name: &str, value: &str) -> Result<()> {
    let Ok(parsed) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(Error::request(format!("`{name}` is no name of a header")));
    };
    if FRAMING.contains(&parsed) {
        return Err(Error::request(format!("the header `{name}` is the transport's to set")));
    }
    // Visible ASCII and the bytes of UTF-8 (RFC 9110, section 5.5): never a line break, which would start a header.
    let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) else {
        return Err(Error::request(format!("the header `{name}` would hold a line break or a control character")));
    };
    headers.insert(parsed, value);
    Ok(())
}

/// A value in the style `simple` (OpenAPI 3.0, "Style Values"), as it is: nothing is percent-encoded.
pub(crate) fn simple<V: Encode + ?Sized>(value: &V) -> std::result::Result<String, Unsayable> {
    Ok(match Layout::of(value)? {
        Layout::Scalar(text) => text.into_owned(),
        Layout::Array(items) => items.join(","),
        Layout::Object(entries) => flat(&entries).collect::<Vec<_>>().join(","),
    })
}

/// Adds a cookie (RFC 6265, section 4.2), its value percent-encoded.
pub(crate) fn cookie(headers: &mut HeaderMap, name: &str, value: &str) -> Result<()> {
    let mut cookies = headers.get(COOKIE).and_then(|found| found.to_str().ok()).unwrap_or_default().to_owned();
    if !cookies.is_empty() {
        cookies.push_str("; ");
    }
    push_encoded(&mut cookies, name);
    cookies.push('=');
    push_encoded(&mut cookies, value);
    set_header(headers, COOKIE.as_str(), &cookies)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ErrorKind, Json, Map};

    #[test]
    fn framing_is_left_to_the_transport() {
        for name in ["Content-Length", "transfer-encoding", "HOST", "connection", "upgrade"] {
            let error = set_header(&mut HeaderMap::new(), name, "3").unwrap_err();
            assert!(error.to_string().contains("transport's to set"), "{error}");
        }
    }

    #[test]
    fn a_header_cannot_start_another() {
        for value in ["a\r\nb: c", "a\nb", "\0", "\u{7f}"] {
            let error = set_header(&mut HeaderMap::new(), "X-Note", value).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Request);
            assert!(error.to_string().contains("`X-Note`"), "{error}");
        }
        assert!(set_header(&mut HeaderMap::new(), "a b", "c").is_err());
    }

    #[test]
    fn text_beyond_ascii_is_sent_as_utf_8() {
        let mut headers = HeaderMap::new();
        set_header(&mut headers, "X-Note", "é").unwrap();
        assert_eq!(headers["x-note"].as_bytes(), "é".as_bytes());
    }

    #[test]
    fn simple_joins_with_commas() {
        assert_eq!(simple(&vec!["a b", "c"]).unwrap(), "a b,c");
        let object: Map<Json> = [("k".to_owned(), Json::from(1))].into_iter().collect();
        assert_eq!(simple(&object).unwrap(), "k,1");
    }

    #[test]
    fn cookies_share_one_header() {
        let mut headers = HeaderMap::new();
        cookie(&mut headers, "a", "1;2").unwrap();
        cookie(&mut headers, "b", "é").unwrap();
        assert_eq!(headers[COOKIE], "a=1%3B2; b=%C3%A9");
    }
}
