//! A request as it arrived.

use std::borrow::Cow;
use std::time::SystemTime;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::fault::Fault;
use crate::verdict::Verdict;

/// A request as it arrived at the [`Mock`](crate::Mock), and what became of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Received {
    /// Counts the requests of a mock from 0 on; no two have the same, not even after
    /// [`Mock::clear_requests`](crate::Mock::clear_requests).
    pub number: u64,
    /// When its headers were there, by the machine's clock.
    pub arrived: SystemTime,
    /// The method, such as `POST`.
    pub method: Method,
    /// Path and query exactly as received: nothing decoded, nothing normalized.
    pub target: String,
    /// The segments of the path, split at `/` and then percent-decoded; the empty one before the
    /// first `/` is left out. Bytes that are not UTF-8 become U+FFFD: see `target` for those.
    pub path_segments: Vec<String>,
    /// All headers, names in lower case.
    pub headers: HeaderMap,
    /// The body; empty where the connection was reset before it was read.
    pub body: Bytes,
    /// The merchant that `Authorization` names, if the mock knows it. That it was this merchant is certain only where
    /// the verdict is [`Verdict::Accepted`].
    pub merchant: Option<String>,
    /// The message that the mock built, over which the signature must be. `None` where `Authorization` is not
    /// understood, and for an [unsigned](crate::Builder::unsigned) mock.
    pub message: Option<Bytes>,
    /// What the client signed in its place: only known where the signature is wrong in a way that was found out, such
    /// as a missing line feed.
    pub signed_instead: Option<Bytes>,
    /// What the mock thinks of it.
    pub verdict: Verdict,
    /// Whether a scripted [`Answer`](crate::Answer) was given.
    pub scripted: bool,
    /// The fault that it met.
    pub fault: Option<Fault>,
    /// The status of the answer; `None` where there is none yet, or none at all.
    pub status: Option<StatusCode>,
}

impl Received {
    pub(crate) fn new(head: &Parts, body: Bytes) -> Self {
        Self {
            number: 0,
            arrived: SystemTime::now(),
            method: head.method.clone(),
            target: head.uri.path_and_query().map_or_else(String::new, |target| target.as_str().to_owned()),
            path_segments: decoded_segments(head.uri.path()),
            headers: head.headers.clone(),
            body,
            merchant: None,
            message: None,
            signed_instead: None,
            verdict: Verdict::Unchecked,
            scripted: false,
            fault: None,
            status: None,
        }
    }

    /// The first value of a header; `None` where it is absent or not visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The path as received, without the query.
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(&self.target, |(path, _)| path)
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
