//! Which deliveries were seen before.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use aws_lc_rs::digest::{Context, SHA256};

use crate::verify::SKEW;

/// How long a copy is to be known. Signatures count whole seconds: one that is 300 seconds ahead ends up to 601 seconds after
/// it came.
const COPIES: Duration = Duration::from_secs(2 * SKEW.unsigned_abs() + 1);

/// How long a notification that was handled is known: WeChat Pay delivers for 24 hours and a few minutes.
const HANDLED: Duration = Duration::from_secs(25 * 60 * 60);

/// One delivery of a notification. Its signature was verified.
#[derive(Debug, Clone, Copy)]
pub struct NotificationDelivery<'d> {
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
    /// Notes a delivery; `false` if this very one, with the same id, timestamp and nonce, was noted before: a copy, which is
    /// refused. Of two that come at the same moment only one is the first.
    ///
    /// Needs to remember for 601 seconds: as long as a signature may be valid.
    fn first_time(&self, delivery: &NotificationDelivery<'_>) -> bool;

    /// Whether the notification was handled. It is then answered with success, so that WeChat Pay stops delivering it, and
    /// not handed out. `false` unless told otherwise: each genuine delivery is handed out.
    fn is_handled(&self, delivery: &NotificationDelivery<'_>) -> bool {
        let _ = delivery;
        false
    }

    /// Notes that the notification of this id was handled, as [`Merchant::notification_handled`] says. Does nothing unless
    /// told otherwise. A store that notes it where the action itself is noted has nothing to do here.
    ///
    /// [`Merchant::notification_handled`]: crate::Merchant::notification_handled
    fn note_handled(&self, id: &str, at: SystemTime) {
        let _ = (id, at);
    }
}

/// Remembers deliveries in memory for 601 seconds, at most 262,144 of them: 436 a second. Beyond that the oldest go first.
///
/// **The default refuses exact copies only**: a delivery with the same id, timestamp and nonce, as an attacker may send once
/// more. It does not deduplicate business events: what WeChat Pay delivers again, after an answer was late, lost or not a
/// success, is signed anew and is handed out again under the same [`Notification::id`](crate::Notification::id). What does
/// deduplicate is the shop's own database, where the id or the order's new state is noted in the transaction that acts on it.
/// [`by_id`](Self::by_id) spares most of the work within one process; it does not replace the transaction.
#[derive(Debug)]
pub struct RecentDeliveries {
    capacity: usize,
    copies: Mutex<Memory>,
    /// Only where ids count.
    handled: Option<Mutex<Memory>>,
}

#[derive(Debug, Default)]
struct Memory {
    keys: HashSet<Key>,
    order: VecDeque<(SystemTime, Key)>,
}

type Key = [u8; 16];

impl Default for RecentDeliveries {
    fn default() -> Self {
        Self { capacity: 262_144, copies: Mutex::default(), handled: None }
    }
}

impl RecentDeliveries {
    /// Remembers for 25 hours, longer than WeChat Pay delivers, the ids of notifications that were handled, at most 262,144
    /// of them: three a second. One that is delivered again is then answered with success and not handed out. Copies are
    /// refused all the same.
    ///
    /// Handled is what [`Merchant::notification_handled`] was called for: the store cannot know it from a delivery alone, and
    /// one whose handling failed must come again.
    ///
    /// [`Merchant::notification_handled`]: crate::Merchant::notification_handled
    #[must_use]
    pub fn by_id() -> Self {
        Self { handled: Some(Mutex::default()), ..Self::default() }
    }

    /// Remembers at most so many deliveries, and so many ids.
    #[must_use]
    pub fn with_capacity(mut self, capacity: usize) -> Self {
        self.capacity = capacity.max(1);
        self
    }
}

impl Replays for RecentDeliveries {
    fn first_time(&self, delivery: &NotificationDelivery<'_>) -> bool {
        let key = key(&[delivery.id, delivery.timestamp, delivery.nonce]);
        locked(&self.copies).note(key, delivery.at, COPIES, self.capacity)
    }

    fn is_handled(&self, delivery: &NotificationDelivery<'_>) -> bool {
        self.handled.as_ref().is_some_and(|handled| {
            let mut handled = locked(handled);
            handled.forget_expired(delivery.at, HANDLED);
            handled.keys.contains(&key(&[delivery.id]))
        })
    }

    fn note_handled(&self, id: &str, at: SystemTime) {
        if let Some(handled) = &self.handled {
            locked(handled).note(key(&[id]), at, HANDLED, self.capacity);
        }
    }
}

/// A digest, so that what is remembered has a size that no sender chooses.
fn key(parts: &[&str]) -> Key {
    let mut digest = Context::new(&SHA256);
    for part in parts {
        digest.update(part.as_bytes());
        digest.update(b"\n");
    }
    let mut key = Key::default();
    key.iter_mut().zip(digest.finish().as_ref()).for_each(|(to, from)| *to = *from);
    key
}

fn locked(memory: &Mutex<Memory>) -> MutexGuard<'_, Memory> {
    memory.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Memory {
    /// Whether the key is new.
    fn note(&mut self, key: Key, at: SystemTime, window: Duration, capacity: usize) -> bool {
        self.forget_expired(at, window);
        if !self.keys.insert(key) {
            return false;
        }
        self.order.push_back((at, key));
        while self.order.len() > capacity {
            self.forget_oldest();
        }
        true
    }

    fn forget_expired(&mut self, at: SystemTime, window: Duration) {
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

    fn delivery<'d>(id: &'d str, nonce: &'d str, seconds: u64) -> NotificationDelivery<'d> {
        NotificationDelivery { id, timestamp: "1700000000", nonce, at: now() + Duration::from_secs(seconds) }
    }

    #[test]
    fn a_delivery_is_new_once() {
        let recent = RecentDeliveries::default();
        assert!(recent.first_time(&delivery("a", "n", 0)));
        assert!(!recent.first_time(&delivery("a", "n", 600)), "its signature may still be valid");
        assert!(recent.first_time(&delivery("b", "n", 600)));
        assert!(recent.first_time(&delivery("a", "m", 600)), "signed anew");
        let fraction = NotificationDelivery { at: now() + Duration::from_millis(600_999), ..delivery("a", "n", 0) };
        assert!(!recent.first_time(&fraction), "seconds are counted whole, so that it may be valid for one more");
        assert!(recent.first_time(&delivery("a", "n", 602)), "its signature is no longer valid");
    }

    #[test]
    fn an_id_that_was_handled_is_known_as_long_as_it_is_delivered() {
        let recent = RecentDeliveries::by_id();
        assert!(recent.first_time(&delivery("a", "n", 0)) && !recent.first_time(&delivery("a", "n", 1)), "a copy");
        assert!(!recent.is_handled(&delivery("a", "m", 15)), "its handling may have failed");
        recent.note_handled("a", now());
        assert!(recent.is_handled(&delivery("a", "m", 24 * 3600 + 300)) && !recent.is_handled(&delivery("b", "m", 0)));
        assert!(!recent.is_handled(&delivery("a", "m", 26 * 3600)));
        let bounded = RecentDeliveries::by_id().with_capacity(1);
        for id in ["a", "b"] {
            bounded.note_handled(id, now());
        }
        assert!(bounded.is_handled(&delivery("b", "m", 0)) && !bounded.is_handled(&delivery("a", "m", 0)));
    }

    #[test]
    fn without_ids_nothing_counts_as_handled() {
        let recent = RecentDeliveries::default();
        recent.note_handled("a", now());
        assert!(!recent.is_handled(&delivery("a", "m", 15)));
    }

    #[test]
    fn the_oldest_go_first_and_memory_is_bounded() {
        let recent = RecentDeliveries::default().with_capacity(2);
        for id in ["a", "b", "c"] {
            assert!(recent.first_time(&delivery(id, "n", 0)));
        }
        assert!(!recent.first_time(&delivery("b", "n", 0)) && !recent.first_time(&delivery("c", "n", 0)));
        assert!(recent.first_time(&delivery("a", "n", 0)));
        let seen = recent.copies.lock().unwrap();
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
