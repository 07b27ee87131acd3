//! Headers and cookies.

use http::header::{CONNECTION, CONTENT_LENGTH, COOKIE, EXPECT, HOST, TE, TRAILER, TRANSFER_ENCODING, UPGRADE};
use http::{HeaderMap, HeaderName, HeaderValue};

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

/// Adds cookies to those of before (RFC 6265, section 4.2).
pub(crate) fn add_cookies(headers: &mut HeaderMap, more: &str) -> Result<()> {
    let before = headers.get(COOKIE).and_then(|found| found.to_str().ok()).unwrap_or_default();
    let cookies = match (before, more) {
        (_, "") => return Ok(()),
        ("", more) => more.to_owned(),
        (before, more) => format!("{before}; {more}"),
    };
    set_header(headers, COOKIE.as_str(), &cookies)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

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
    fn cookies_share_one_header() {
        let mut headers = HeaderMap::new();
        for cookie in ["a=1%3B2", "", "b=%C3%A9; c=3"] {
            add_cookies(&mut headers, cookie).unwrap();
        }
        assert_eq!(headers[COOKIE], "a=1%3B2; b=%C3%A9; c=3");
    }
}
