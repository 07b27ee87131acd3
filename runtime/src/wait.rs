//! Where a thread may wait.

use std::task::{Context, Poll, Waker};

use tokio::runtime::Handle;
use tokio::task::coop::poll_proceed;

use crate::error::{Delivery, Error, ErrorKind, Result};

/// More steps than any runtime lets a task take at a time.
const STEPS: usize = 1024;

/// Whether this thread may wait without stopping an async runtime.
pub(crate) fn may_block() -> Result<()> {
    if Handle::try_current().is_ok() && inside_task() {
        let message = "`.wait()` inside an async task would stop the runtime: `.await` the call, \
                       or move it to `tokio::task::spawn_blocking` or a thread of its own";
        return Err(Error::new(ErrorKind::Blocking, Delivery::NotSent, message));
    }
    Ok(())
}

/// What a future gives that waits on this thread, if it may.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> Result<T> {
    may_block()?;
    crate::exchange::at_once(future)
}

/// Whether a runtime is polling a task on this thread.
///
/// A runtime grants a task a number of steps before it must yield; where a thread may wait (outside of tasks, in
/// `spawn_blocking`, in `block_in_place`) there is no such number. So a task is where the steps come to an end.
fn inside_task() -> bool {
    let mut context = Context::from_waker(Waker::noop());
    let mut taken = Vec::new();
    let ended = loop {
        match poll_proceed(&mut context) {
            Poll::Pending => break true,
            Poll::Ready(_) if taken.len() == STEPS => break false,
            Poll::Ready(step) => taken.push(step),
        }
    };
    // Each step puts back what it found, so that the first one has to go last.
    while taken.pop().is_some() {}
    ended
}
