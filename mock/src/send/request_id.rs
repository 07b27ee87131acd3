//! The number that every answer carries.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use http::HeaderValue;

/// Makes values of `Request-ID`: unique within one mock, and in all likelihood between two.
pub(crate) struct RequestIds {
    mock: u64,
    next: AtomicU64,
}

impl RequestIds {
    pub(crate) fn new() -> Self {
        // The hasher's seed is the standard library's only source of randomness.
        Self { mock: RandomState::new().hash_one(()), next: AtomicU64::new(1) }
    }

    pub(crate) fn next(&self) -> HeaderValue {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let id = format!("{:016X}{number:08X}", self.mock);
        HeaderValue::from_str(&id).expect("hexadecimal digits are a header value")
    }
}
