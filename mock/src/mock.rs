//! The handle of a running mock.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::sync::{oneshot, watch};

mod keys;
mod sending;

pub use sending::Replayed;

use crate::answer::Answer;
use crate::builder::Builder;
use crate::card::Card;
use crate::error::Error;
use crate::fault::Fault;
use crate::received::Received;
use crate::running::Running;
use crate::store::unusable;
use crate::world::World;

/// A running mock of WeChat Pay.
///
/// Dropping it stops it; use [`stop`](Self::stop) where the state file is to be opened again.
#[must_use = "a mock that is dropped stops"]
pub struct Mock {
    address: SocketAddr,
    world: Arc<World>,
    running: Running,
    released: oneshot::Receiver<()>,
}

impl Mock {
    /// Begins to set up a mock.
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) fn new(
        address: SocketAddr,
        world: Arc<World>,
        running: Running,
        released: oneshot::Receiver<()>,
    ) -> Self {
        Self { address, world, running, released }
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address that the mock listens on.
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// The requests so far, in the order in which they had arrived whole. Requests that broke off
    /// or whose body is over 64 MiB are not among them; of many, the last ones are kept (see
    /// [`Builder::keep_requests`]).
    pub fn requests(&self) -> Vec<Received> {
        self.world.journal.requests()
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.world.journal.clear_requests();
    }

    /// Waits until [`requests`](Self::requests) holds at least `count`.
    pub async fn wait_requests(&self, count: usize) {
        self.world.journal.wait_requests(count).await;
    }

    /// A number that changes whenever a request arrives, is answered or is forgotten: wait for its changes to show
    /// [`requests`](Self::requests) and [`cards`](Self::cards) as they are.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.world.journal.changes()
    }

    /// How many requests the client dropped before the answer was complete. Answers that the mock
    /// itself broke off do not count.
    pub fn abandoned(&self) -> usize {
        self.world.journal.abandoned()
    }

    /// Waits until [`abandoned`](Self::abandoned) is at least `count`.
    pub async fn wait_abandoned(&self, count: usize) {
        self.world.journal.wait_abandoned(count).await;
    }

    /// The cards, sorted by their ids.
    ///
    /// # Errors
    /// [`Error::State`] where the state file can no longer be read.
    pub fn cards(&self) -> Result<Vec<Card>, Error> {
        self.world.store.cards().map_err(unusable)
    }

    /// The codes deposited into a card, sorted; none where there is no such card.
    ///
    /// # Errors
    /// [`Error::State`] where the state file can no longer be read.
    pub fn codes(&self, card_id: &str) -> Result<Vec<String>, Error> {
        self.world.store.codes(card_id, usize::MAX).map_err(unusable)
    }

    /// Queues an answer. Each is used once, first in, first out, whatever the request, before
    /// any other behaviour: a request that breaks a rule gets it, too.
    ///
    /// # Errors
    /// [`Error::Answer`] where HTTP does not allow the answer; nothing is queued then.
    pub fn script(&self, answer: Answer) -> Result<(), Error> {
        self.world.script.push(answer.checked()?);
        Ok(())
    }

    /// Gives this answer to every request once the queue is empty, in place of an earlier
    /// `script_always` or [`script_with`](Self::script_with).
    ///
    /// # Errors
    /// As [`script`](Self::script); the earlier behaviour stays then.
    pub fn script_always(&self, answer: Answer) -> Result<(), Error> {
        self.world.script.always(answer.checked()?);
        Ok(())
    }

    /// Asks `choose` about every request once the queue is empty; `None` means the normal
    /// behaviour. In place of an earlier `script_with` or [`script_always`](Self::script_always).
    /// An answer that HTTP does not allow is given as status 500 with a message that says why.
    pub fn script_with(&self, choose: impl Fn(&Received) -> Option<Answer> + Send + Sync + 'static) {
        self.world.script.with(Arc::new(choose));
    }

    /// Drops all scripted answers, queued and standing.
    pub fn unscript(&self) {
        self.world.script.clear();
    }

    /// Makes the next request meet this fault, after those that wait already. A scripted answer is given with the
    /// fault, unless the fault brings an answer of its own.
    pub fn fault(&self, fault: Fault) {
        self.fault_times(fault, 1);
    }

    /// As [`fault`](Self::fault), for so many requests.
    pub fn fault_times(&self, fault: Fault, times: usize) {
        self.world.faults.push(fault, times);
        self.world.journal.changed();
    }

    /// The faults that wait for requests, each with how many requests it is for.
    pub fn waiting_faults(&self) -> Vec<(Fault, usize)> {
        self.world.faults.list()
    }

    /// Drops the faults that wait for requests.
    pub fn clear_faults(&self) {
        self.world.faults.clear();
        self.world.journal.changed();
    }

    /// Stops the mock and closes its connections. When this returns the state file is closed.
    pub async fn stop(self) {
        drop(self.world);
        drop(self.running);
        // Ends, with an error, when the last request has let go of the state.
        let _ = self.released.await;
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("address", &self.address).finish_non_exhaustive()
    }
}
