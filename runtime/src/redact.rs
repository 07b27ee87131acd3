//! Headers without secrets.

use std::fmt;

use http::{HeaderMap, HeaderName};

/// Shows headers; the values of those that may hold a secret are left out.
pub(crate) struct Redacted<'h>(pub(crate) &'h HeaderMap);

impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut headers = out.debug_map();
        for (name, value) in self.0 {
            if is_secret(name) || value.is_sensitive() {
                headers.entry(&name.as_str(), &format_args!("[redacted]"));
            } else {
                headers.entry(&name.as_str(), value);
            }
        }
        headers.finish()
    }
}

/// Whether the value of a header may be a secret.
pub(crate) fn is_secret(name: &HeaderName) -> bool {
    const NAMES: [&str; 4] = ["authorization", "proxy-authorization", "cookie", "set-cookie"];
    const PARTS: [&str; 4] = ["key", "token", "secret", "password"];
    let name = name.as_str();
    NAMES.contains(&name) || PARTS.iter().any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn secrets_are_not_shown() {
        let mut headers = HeaderMap::new();
        for name in ["authorization", "cookie", "set-cookie", "proxy-authorization", "x-api-key", "x-csrf-token"] {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static("hidden"));
        }
        headers.insert("accept", HeaderValue::from_static("text/plain"));
        let shown = format!("{:?}", Redacted(&headers));
        assert!(!shown.contains("hidden"), "{shown}");
        assert_eq!(shown.matches("[redacted]").count(), 6);
        assert!(shown.contains(r#""accept": "text/plain""#), "{shown}");
    }
}
