//! The nonces that requests used.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Mutex, PoisonError};

use aws_lc_rs::digest::{SHA256, digest};

use crate::verify::MAX_SKEW;

/// How many nonces are remembered at most, with about 100 bytes each. Beyond it the oldest are forgotten early.
const MOST: usize = 1 << 20;

/// Half of a SHA-256 of merchant and nonce.
type Key = [u8; 16];

/// The nonces of all requests whose timestamps are not out of date.
pub(crate) struct Nonces {
    seen: Mutex<Seen>,
    most: usize,
}

#[derive(Default)]
struct Seen {
    all: HashSet<Key>,
    /// By the timestamp of their requests.
    by_second: BTreeMap<i64, Vec<Key>>,
}

impl Nonces {
    pub(crate) fn new() -> Self {
        Self { seen: Mutex::default(), most: MOST }
    }

    /// Whether this is the first use of `nonce` by `mchid`; it is remembered until `timestamp` is out of date.
    pub(crate) fn is_first_use(&self, mchid: &str, nonce: &str, timestamp: i64, now: i64) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.forget_before(now.saturating_sub(MAX_SKEW));
        let key = key(mchid, nonce);
        if !seen.all.insert(key) {
            return false;
        }
        seen.by_second.entry(timestamp).or_default().push(key);
        while seen.all.len() > self.most && seen.forget_oldest() {}
        true
    }
}

impl Seen {
    fn forget_before(&mut self, oldest: i64) {
        while self.by_second.first_key_value().is_some_and(|(second, _)| *second < oldest) {
            self.forget_oldest();
        }
    }

    fn forget_oldest(&mut self) -> bool {
        let Some((_, keys)) = self.by_second.pop_first() else { return false };
        for key in keys {
            self.all.remove(&key);
        }
        true
    }
}

fn key(mchid: &str, nonce: &str) -> Key {
    // Neither of them holds a line feed, so two different pairs make two different texts.
    let hash = digest(&SHA256, format!("{mchid}\n{nonce}").as_bytes());
    let mut key = Key::default();
    key.iter_mut().zip(hash.as_ref()).for_each(|(to, from)| *to = *from);
    key
}

#[cfg(test)]
mod tests {
    use super::{MAX_SKEW, Nonces};

    #[test]
    fn a_nonce_is_used_once_by_each_merchant() {
        let nonces = Nonces::new();
        assert!(nonces.is_first_use("1", "n", 1000, 1000));
        assert!(!nonces.is_first_use("1", "n", 1000, 1000));
        assert!(!nonces.is_first_use("1", "n", 1001, 1001), "another timestamp does not make it new");
        assert!(nonces.is_first_use("2", "n", 1000, 1000));
    }

    #[test]
    fn a_nonce_is_remembered_as_long_as_its_request_can_be_replayed() {
        let nonces = Nonces::new();
        assert!(nonces.is_first_use("1", "n", 1000, 1000));
        assert!(!nonces.is_first_use("1", "n", 1000, 1000 + MAX_SKEW));
        assert!(nonces.is_first_use("1", "n", 1000, 1000 + MAX_SKEW + 1));
    }

    #[test]
    fn memory_is_bounded() {
        let nonces = Nonces { most: 10, ..Nonces::new() };
        for second in 0..100 {
            assert!(nonces.is_first_use("1", &second.to_string(), second, 99));
        }
        let seen = nonces.seen.lock().unwrap();
        assert_eq!((seen.all.len(), seen.by_second.len()), (10, 10));
    }
}
