//! What arrived, and what was dropped before its answer was complete.

use std::sync::Arc;

use tokio::sync::watch;

use crate::received::Received;

/// The record that a test reads, and can wait on.
pub(crate) struct Journal {
    requests: watch::Sender<Vec<Received>>,
    abandoned: watch::Sender<usize>,
}

impl Journal {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self { requests: watch::Sender::new(Vec::new()), abandoned: watch::Sender::new(0) })
    }

    pub(crate) fn record(&self, received: Received) {
        self.requests.send_modify(|requests| requests.push(received));
    }

    pub(crate) fn requests(&self) -> Vec<Received> {
        self.requests.borrow().clone()
    }

    pub(crate) fn clear_requests(&self) {
        self.requests.send_modify(Vec::clear);
    }

    pub(crate) async fn wait_requests(&self, count: usize) {
        wait_until(&self.requests, |requests| requests.len() >= count).await;
    }

    pub(crate) fn abandoned(&self) -> usize {
        *self.abandoned.borrow()
    }

    pub(crate) async fn wait_abandoned(&self, count: usize) {
        wait_until(&self.abandoned, |abandoned| *abandoned >= count).await;
    }

    /// Opens the account of one request.
    pub(crate) fn begin(self: &Arc<Self>) -> Pending {
        Pending { journal: Some(Arc::clone(self)) }
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
