//! The number that every answer carries.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use http::HeaderValue;

/// Makes values of `Request-ID`: unique within one mock, and in all likelihood between two.
pub(crate) struct RequestIds {
    next: AtomicU64,
}

impl RequestIds {
    pub(crate) fn new() -> Self {
        // The hasher's seed is the standard library's only source of randomness.
        Self { next: AtomicU64::new(RandomState::new().hash_one(())) }
    }

    pub(crate) fn next(&self) -> HeaderValue {
        HeaderValue::from(self.next.fetch_add(1, Ordering::Relaxed))
    }
}
