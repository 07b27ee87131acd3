//! Where a service stands.

use std::sync::Arc;

use reqwest::Url;

use crate::error::{Error, Result};

/// A base URL that was checked: scheme, host, port and a path prefix, without a slash at the end.
#[derive(Debug, Clone)]
pub(crate) struct BaseUrl {
    text: Arc<str>,
    /// Where the path prefix starts.
    origin_len: usize,
}

impl BaseUrl {
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let refuse = |problem: &str| Error::request(format!("the base URL `{}` {problem}", without_user(text)));
        if text.is_empty() {
            return Err(Error::request(
                "no base URL: the document names no server, so give one to `Builder::base_url`",
            ));
        }
        let url = Url::parse(text).map_err(|error| refuse("is no URL").because(error))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(refuse("is neither http nor https"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refuse("holds a user name or a password"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("holds a query or a fragment"));
        }
        let origin = url.origin().ascii_serialization();
        let origin_len = origin.len();
        let text = origin + url.path().trim_end_matches('/');
        Ok(Self { text: text.into(), origin_len })
    }

    /// The server of an operation: a base URL of its own, or a path at this one's host.
    pub(crate) fn of_operation(&self, server: &str) -> Result<Self> {
        match server.starts_with('/') {
            true => Self::parse(&format!("{}{server}", &self.text[..self.origin_len])),
            false => Self::parse(server),
        }
    }

    /// The server of an operation at this one's place: its path prefix behind this base URL.
    pub(crate) fn in_place_of(&self, server: &str) -> Result<Self> {
        let other = self.of_operation(server)?;
        Self::parse(&format!("{}{}", self.text, &other.text[other.origin_len..]))
    }

    /// Whether both have the same scheme, host and port.
    pub(crate) fn has_origin_of(&self, other: &Self) -> bool {
        self.text[..self.origin_len] == other.text[..other.origin_len]
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    pub(crate) fn origin_len(&self) -> usize {
        self.origin_len
    }
}

/// What stands before an `@` in a URL may be a password.
fn without_user(text: &str) -> &str {
    text.rsplit_once('@').map_or(text, |(_, host)| host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_kept_without_a_slash_at_its_end() {
        for (given, kept, origin) in [
            ("https://API.example.com", "https://api.example.com", 23),
            ("https://api.example.com/", "https://api.example.com", 23),
            ("http://127.0.0.1:80/a/B/", "http://127.0.0.1/a/B", 16),
            ("http://[::1]:8080", "http://[::1]:8080", 17),
        ] {
            let base = BaseUrl::parse(given).unwrap();
            assert_eq!((base.as_str(), base.origin_len()), (kept, origin));
        }
    }

    #[test]
    fn what_is_no_base_url_is_refused() {
        for url in ["", "x", "ftp://a", "https://a?b", "https://a#b", "https://u@a", "file:///a", "https://"] {
            assert!(BaseUrl::parse(url).is_err(), "{url}");
        }
        let error = BaseUrl::parse("https://user:hidden@a").unwrap_err();
        assert!(!error.to_string().contains("hidden"), "{error}");
    }
}
