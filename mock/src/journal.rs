//! What arrived, and what was dropped before its answer was complete.

use std::collections::VecDeque;
use std::sync::Arc;

use http::StatusCode;
use tokio::sync::watch;

use crate::received::Received;

/// The record that a test reads, and can wait on.
pub(crate) struct Journal {
    requests: watch::Sender<Requests>,
    abandoned: watch::Sender<usize>,
    /// Counts changes, for those who show the record.
    version: watch::Sender<u64>,
    /// How many requests are kept.
    keep: usize,
}

#[derive(Default)]
struct Requests {
    /// By their numbers, without a gap.
    kept: VecDeque<Received>,
    next_number: u64,
}

impl Journal {
    pub(crate) fn new(keep: usize) -> Arc<Self> {
        Arc::new(Self {
            requests: watch::Sender::default(),
            abandoned: watch::Sender::new(0),
            version: watch::Sender::new(0),
            keep,
        })
    }

    /// Adds a request and gives it its number. Where too many are kept, the oldest goes.
    pub(crate) fn record(&self, received: &mut Received) {
        self.requests.send_modify(|requests| {
            received.number = requests.next_number;
            requests.next_number += 1;
            if requests.kept.len() >= self.keep {
                requests.kept.pop_front();
            }
            requests.kept.push_back(received.clone());
        });
        self.changed();
    }

    /// Notes what a request was answered.
    pub(crate) fn answered(&self, received: &Received, status: Option<StatusCode>) {
        self.requests.send_if_modified(|requests| {
            if let Some(kept) = requests.get_mut(received.number) {
                kept.status = status;
                kept.scripted = received.scripted;
            }
            // Nobody waits for this.
            false
        });
        self.changed();
    }

    /// Looks at the requests that are kept, oldest first, without copying them.
    pub(crate) fn look<R>(&self, look: impl FnOnce(&VecDeque<Received>) -> R) -> R {
        look(&self.requests.borrow().kept)
    }

    pub(crate) fn requests(&self) -> Vec<Received> {
        self.requests.borrow().kept.iter().cloned().collect()
    }

    pub(crate) fn get(&self, number: u64) -> Option<Received> {
        let requests = self.requests.borrow();
        requests.index(number).and_then(|index| requests.kept.get(index)).cloned()
    }

    pub(crate) fn clear_requests(&self) {
        self.requests.send_modify(|requests| requests.kept.clear());
        self.changed();
    }

    pub(crate) async fn wait_requests(&self, count: usize) {
        wait_until(&self.requests, |requests| requests.kept.len() >= count).await;
    }

    pub(crate) fn abandoned(&self) -> usize {
        *self.abandoned.borrow()
    }

    pub(crate) async fn wait_abandoned(&self, count: usize) {
        wait_until(&self.abandoned, |abandoned| *abandoned >= count).await;
    }

    /// Changes whenever something that can be shown changes.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// Something that can be shown changed.
    pub(crate) fn changed(&self) {
        self.version.send_modify(|version| *version += 1);
    }

    /// Opens the account of one request.
    pub(crate) fn begin(self: &Arc<Self>) -> Pending {
        Pending { journal: Some(Arc::clone(self)) }
    }
}

impl Requests {
    fn index(&self, number: u64) -> Option<usize> {
        let first = self.kept.front()?.number;
        usize::try_from(number.checked_sub(first)?).ok()
    }

    fn get_mut(&mut self, number: u64) -> Option<&mut Received> {
        let index = self.index(number)?;
        self.kept.get_mut(index)
    }
}

async fn wait_until<T>(sender: &watch::Sender<T>, reached: impl FnMut(&T) -> bool) {
    let mut receiver = sender.subscribe();
    // Cannot fail: the sender is borrowed, so it outlives the wait.
    let _ = receiver.wait_for(reached).await;
}

/// A request whose answer is not complete. Dropped before [`Pending::settle`], it counts as
/// abandoned: the connection's task drops it when the client goes.
pub(crate) struct Pending {
    journal: Option<Arc<Journal>>,
}

impl Pending {
    /// The answer is complete, or the mock itself ended it.
    pub(crate) fn settle(&mut self) {
        self.journal = None;
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(journal) = &self.journal {
            journal.abandoned.send_modify(|abandoned| *abandoned += 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{Request, StatusCode};

    use super::{Journal, Received};

    fn received() -> Received {
        Received::new(&Request::new(()).into_parts().0, Bytes::new())
    }

    #[test]
    fn the_oldest_go_and_numbers_stay() {
        let journal = Journal::new(2);
        for number in 0..5 {
            let mut one = received();
            journal.record(&mut one);
            assert_eq!(one.number, number);
            journal.answered(&one, Some(StatusCode::OK));
        }
        let numbers: Vec<u64> = journal.requests().iter().map(|one| one.number).collect();
        assert_eq!(numbers, [3, 4]);
        assert!(journal.get(2).is_none() && journal.get(5).is_none());
        assert_eq!(journal.get(4).unwrap().status, Some(StatusCode::OK));
        journal.clear_requests();
        let mut one = received();
        journal.record(&mut one);
        assert_eq!(one.number, 5);
    }

    #[test]
    fn every_change_can_be_seen() {
        let journal = Journal::new(2);
        let mut changes = journal.changes();
        let mut one = received();
        journal.record(&mut one);
        assert!(changes.has_changed().unwrap());
        changes.mark_unchanged();
        journal.answered(&one, None);
        assert!(changes.has_changed().unwrap());
    }
}
