//! Which deliveries were seen before.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_lc_rs::digest::{Context, SHA256};

use crate::verify::SKEW;

/// One delivery of a notification. Its signature was verified.
#[derive(Debug, Clone, Copy)]
pub struct Delivery<'d> {
    /// The notification's id: the same when it is delivered again.
    pub id: &'d str,
    /// The Unix time of the signature: new in each delivery.
    pub timestamp: &'d str,
    /// The nonce of the signature: new in each delivery.
    pub nonce: &'d str,
    /// When it came.
    pub at: SystemTime,
}

/// A memory of deliveries.
pub trait Replays: Send + Sync {
    /// Notes a delivery; `false` if it was noted before. Of two that come at the same moment only one is the first.
    ///
    /// Needs to remember for 601 seconds: as long as a signature may be valid.
    fn first_time(&self, delivery: &Delivery<'_>) -> bool;
}

/// Remembers deliveries in memory for 601 seconds, at most 262,144 of them: 436 a second. Beyond that the oldest go first.
///
/// A delivery is known by id, timestamp and nonce, so that what an attacker sends once more is refused, and what WeChat Pay
/// delivers again, after an answer was lost or was not a success, comes through. [`by_id`](Self::by_id) refuses the latter too.
#[derive(Debug)]
pub struct RecentDeliveries {
    by_id: bool,
    capacity: usize,
    seen: Mutex<Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    keys: HashSet<Key>,
    order: VecDeque<(SystemTime, Key)>,
}

type Key = [u8; 16];

impl Default for RecentDeliveries {
    fn default() -> Self {
        Self { by_id: false, capacity: 262_144, seen: Mutex::default() }
    }
}

impl RecentDeliveries {
    /// Knows deliveries by the notification's id alone. One that could not be handled is refused too when it is delivered again,
    /// until 601 seconds have passed.
    #[must_use]
    pub fn by_id() -> Self {
        Self { by_id: true, ..Self::default() }
    }

    /// Remembers at most so many.
    #[must_use]
    pub fn with_capacity(mut self, capacity: usize) -> Self {
        self.capacity = capacity.max(1);
        self
    }

    fn key(&self, delivery: &Delivery<'_>) -> Key {
        let mut digest = Context::new(&SHA256);
        digest.update(delivery.id.as_bytes());
        if !self.by_id {
            for part in [delivery.timestamp, delivery.nonce] {
                digest.update(b"\n");
                digest.update(part.as_bytes());
            }
        }
        let mut key = Key::default();
        key.iter_mut().zip(digest.finish().as_ref()).for_each(|(to, from)| *to = *from);
        key
    }
}

impl Replays for RecentDeliveries {
    fn first_time(&self, delivery: &Delivery<'_>) -> bool {
        let key = self.key(delivery);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.forget_expired(delivery.at);
        if !seen.keys.insert(key) {
            return false;
        }
        seen.order.push_back((delivery.at, key));
        while seen.order.len() > self.capacity {
            seen.forget_oldest();
        }
        true
    }
}

impl Seen {
    fn forget_expired(&mut self, at: SystemTime) {
        // Signatures count whole seconds: one that is 300 seconds ahead ends up to 601 seconds after it came.
        let window = Duration::from_secs(2 * SKEW.unsigned_abs() + 1);
        let is_past = |noted: SystemTime| at.duration_since(noted).is_ok_and(|age| age > window);
        while self.order.front().is_some_and(|(noted, _)| is_past(*noted)) {
            self.forget_oldest();
        }
    }

    fn forget_oldest(&mut self) {
        if let Some((_, key)) = self.order.pop_front() {
            self.keys.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::now;

    fn delivery<'d>(id: &'d str, nonce: &'d str, seconds: u64) -> Delivery<'d> {
        Delivery { id, timestamp: "1700000000", nonce, at: now() + Duration::from_secs(seconds) }
    }

    #[test]
    fn a_delivery_is_new_once() {
        let recent = RecentDeliveries::default();
        assert!(recent.first_time(&delivery("a", "n", 0)));
        assert!(!recent.first_time(&delivery("a", "n", 600)), "its signature may still be valid");
        assert!(recent.first_time(&delivery("b", "n", 600)));
        assert!(recent.first_time(&delivery("a", "m", 600)), "signed anew");
        let fraction = Delivery { at: now() + Duration::from_millis(600_999), ..delivery("a", "n", 0) };
        assert!(!recent.first_time(&fraction), "seconds are counted whole, so that it may be valid for one more");
        assert!(recent.first_time(&delivery("a", "n", 602)), "its signature is no longer valid");
    }

    #[test]
    fn an_id_is_new_once_where_ids_count() {
        let recent = RecentDeliveries::by_id();
        assert!(recent.first_time(&delivery("a", "n", 0)));
        assert!(!recent.first_time(&delivery("a", "m", 0)));
        assert!(recent.first_time(&delivery("b", "m", 0)));
    }

    #[test]
    fn the_oldest_go_first_and_memory_is_bounded() {
        let recent = RecentDeliveries::default().with_capacity(2);
        for id in ["a", "b", "c"] {
            assert!(recent.first_time(&delivery(id, "n", 0)));
        }
        assert!(!recent.first_time(&delivery("b", "n", 0)) && !recent.first_time(&delivery("c", "n", 0)));
        assert!(recent.first_time(&delivery("a", "n", 0)));
        let seen = recent.seen.lock().unwrap();
        assert_eq!((seen.keys.len(), seen.order.len()), (2, 2));
    }

    #[test]
    fn of_many_at_once_one_is_the_first() {
        let recent = RecentDeliveries::default();
        let firsts = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| recent.first_time(&delivery("a", "n", 0)))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).filter(|first| *first).count()
        });
        assert_eq!(firsts, 1);
    }
}
