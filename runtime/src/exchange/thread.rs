//! Futures on threads, for blocking calls.

use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::transport::BoxFuture;

/// What a future with a blocking carrier gives: it is ready at its first poll.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> Result<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(Error::request("a blocking transport left its work to be awaited")),
    }
}

/// What a future gives, unless that takes longer. The thread waits.
pub(super) fn wait_within<T>(limit: Duration, future: impl Future<Output = T>) -> Option<T> {
    let started = Instant::now();
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return Some(output);
        }
        let left = limit.saturating_sub(started.elapsed());
        if left.is_zero() {
            return None;
        }
        thread::park_timeout(left);
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Does work of a blocking carrier on a thread of its own; gives it back where there is none to be had.
pub(super) fn spawn(work: BoxFuture<'static, ()>) -> Option<BoxFuture<'static, ()>> {
    let kept = Arc::new(Mutex::new(Some(work)));
    let take = |kept: &Mutex<Option<_>>| kept.lock().unwrap_or_else(PoisonError::into_inner).take();
    let given = kept.clone();
    let thread = thread::Builder::new().name("openapi-client-inquiry".to_owned()).spawn(move || {
        if let Some(work) = take(&given) {
            // Its outcome is told to whoever waits.
            let _ = at_once(work);
        }
    });
    thread.err().and_then(|_| take(&kept))
}
