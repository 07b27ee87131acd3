//! What an exchange waits on: the wire, a delay, a lock.

use std::future::Future;
#[cfg(feature = "blocking")]
use std::pin::pin;
use std::sync::Arc;
#[cfg(feature = "blocking")]
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::core::Shared;
#[cfg(feature = "blocking")]
use crate::error::Error;
use crate::error::Result;
use crate::incoming::Incoming;
use crate::request::Request;
use crate::response::Response;
#[cfg(feature = "blocking")]
use crate::transport::BlockingTransport;
use crate::transport::Limits;

/// How an exchange waits. The rules of an exchange are written once, as futures; with a blocking carrier they are ready
/// at their first poll.
#[derive(Clone)]
pub(crate) enum Carrier {
    Awaited,
    #[cfg(feature = "blocking")]
    Blocking(Arc<dyn BlockingTransport>),
}

impl Carrier {
    pub(super) async fn send(&self, shared: &Shared, request: Request, limits: &Limits) -> Result<Response> {
        match self {
            Self::Awaited => shared.transport.send(request, limits).await,
            #[cfg(feature = "blocking")]
            Self::Blocking(transport) => transport.send(request, limits),
        }
    }

    /// As [`send`](Self::send), the body left to be read.
    pub(super) async fn open(&self, shared: &Shared, request: Request, limits: &Limits) -> Result<Incoming> {
        match self {
            Self::Awaited => shared.transport.open(request, limits).await,
            #[cfg(feature = "blocking")]
            Self::Blocking(transport) => transport.send(request, limits).map(Incoming::whole),
        }
    }

    pub(super) async fn sleep(&self, delay: Duration) {
        match self {
            _ if delay.is_zero() => {}
            Self::Awaited => tokio::time::sleep(delay).await,
            #[cfg(feature = "blocking")]
            Self::Blocking(_) => std::thread::sleep(delay),
        }
    }

    /// Whether there is something to wait on.
    pub(super) fn can_sleep(&self) -> bool {
        match self {
            Self::Awaited => Handle::try_current().is_ok(),
            #[cfg(feature = "blocking")]
            Self::Blocking(_) => true,
        }
    }

    pub(super) async fn lock(&self, mutex: &Arc<Mutex<Option<String>>>) -> OwnedMutexGuard<Option<String>> {
        match self {
            Self::Awaited => mutex.clone().lock_owned().await,
            #[cfg(feature = "blocking")]
            Self::Blocking(_) => mutex.clone().blocking_lock_owned(),
        }
    }

    /// Does work beside the call. Where it cannot be done nothing happens: it is tried again with the next call.
    pub(super) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        match self {
            Self::Awaited => {
                if let Ok(runtime) = Handle::try_current() {
                    runtime.spawn(work);
                }
            }
            #[cfg(feature = "blocking")]
            Self::Blocking(_) => {
                let thread = std::thread::Builder::new().name("openapi-client-inquiry".to_owned());
                // No thread means too many of them: the next call tries again.
                let _ = thread.spawn(move || at_once(work));
            }
        }
    }
}

#[cfg(feature = "blocking")]
/// What a future with a blocking carrier gives.
pub(crate) fn at_once<T>(future: impl Future<Output = T>) -> Result<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err(Error::request("a blocking transport left its work to be awaited")),
    }
}
