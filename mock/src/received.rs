//! A request as it arrived.

use std::borrow::Cow;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, Method};
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// A request as it arrived at the [`Mock`](crate::Mock).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Received {
    /// The method, such as `POST`.
    pub method: Method,
    /// Path and query exactly as received: nothing decoded, nothing normalized.
    pub target: String,
    /// The segments of the path, split at `/` and then percent-decoded; the empty one before the
    /// first `/` is left out. Bytes that are not UTF-8 become U+FFFD: see `target` for those.
    pub path_segments: Vec<String>,
    /// All headers, names in lower case.
    pub headers: HeaderMap,
    /// The body; empty after [`Answer::reset_before_read`](crate::Answer::reset_before_read).
    pub body: Bytes,
}

impl Received {
    pub(crate) fn new(head: &Parts, body: Bytes) -> Self {
        Self {
            method: head.method.clone(),
            target: head.uri.path_and_query().map_or_else(String::new, |target| target.as_str().to_owned()),
            path_segments: decoded_segments(head.uri.path()),
            headers: head.headers.clone(),
            body,
        }
    }

    /// The first value of a header; `None` where it is absent or not visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// Where the body is not JSON.
    pub fn json(&self) -> serde_json::Result<Value> {
        serde_json::from_slice(&self.body)
    }
}

fn decoded_segments(path: &str) -> Vec<String> {
    path.strip_prefix('/')
        .unwrap_or(path)
        .split('/')
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy())
        .map(Cow::into_owned)
        .collect()
}
