//! What an exchange waits on: the wire, a delay, work beside it.

use std::future::Future;
use std::panic::catch_unwind;
use std::pin::pin;
#[cfg(feature = "blocking")]
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{Either, select};
use tokio::runtime::Handle;
use tokio::time::{self, Sleep};

#[cfg(feature = "blocking")]
use super::thread;
use crate::core::Shared;
use crate::error::Result;
use crate::incoming::Incoming;
use crate::request::Request;
use crate::response::Response;
#[cfg(feature = "blocking")]
use crate::transport::BlockingTransport;
use crate::transport::{BoxFuture, Limits};

/// How an exchange waits. The rules of an exchange are written once, as futures; with a blocking carrier they are ready
/// at their first poll.
#[derive(Clone)]
pub(crate) enum Carrier {
    Awaited,
    #[cfg(feature = "blocking")]
    Blocking(Arc<dyn BlockingTransport>),
}

impl Carrier {
    pub(super) async fn send(&self, shared: &Shared, request: Box<Request>, limits: &Limits) -> Result<Response> {
        match self {
            Self::Awaited => shared.transport.send(*request, limits).await,
            #[cfg(feature = "blocking")]
            Self::Blocking(transport) => transport.send(*request, limits),
        }
    }

    /// As [`send`](Self::send), the body left to be read.
    pub(super) async fn open(&self, shared: &Shared, request: Box<Request>, limits: &Limits) -> Result<Incoming> {
        match self {
            Self::Awaited => shared.transport.open(*request, limits).await,
            #[cfg(feature = "blocking")]
            Self::Blocking(transport) => transport.open(*request, limits),
        }
    }

    /// Whether a delay can be waited for.
    pub(super) fn can_sleep(&self, delay: Duration) -> bool {
        match self {
            Self::Awaited => delay.is_zero() || timer(delay).is_some(),
            #[cfg(feature = "blocking")]
            Self::Blocking(_) => true,
        }
    }

    pub(super) async fn sleep(&self, delay: Duration) {
        match self {
            _ if delay.is_zero() => {}
            Self::Awaited => {
                if let Some(timer) = timer(delay) {
                    Box::pin(timer).await;
                }
            }
            #[cfg(feature = "blocking")]
            Self::Blocking(_) => std::thread::sleep(delay),
        }
    }

    /// What a future gives, unless that takes longer. Without a timer it takes what it takes.
    pub(super) async fn within<T>(&self, limit: Duration, future: impl Future<Output = T>) -> Option<T> {
        match self {
            Self::Awaited => match timer(limit) {
                None => Some(future.await),
                Some(timer) => match select(pin!(future), pin!(timer)).await {
                    Either::Left((output, _)) => Some(output),
                    Either::Right(_) => None,
                },
            },
            #[cfg(feature = "blocking")]
            Self::Blocking(_) => thread::wait_within(limit, future),
        }
    }

    /// Does work beside the call; gives it back where that cannot be done.
    pub(super) fn spawn(&self, work: BoxFuture<'static, ()>) -> Option<BoxFuture<'static, ()>> {
        match self {
            Self::Awaited => match Handle::try_current() {
                Ok(runtime) => {
                    runtime.spawn(work);
                    None
                }
                Err(_) => Some(work),
            },
            #[cfg(feature = "blocking")]
            Self::Blocking(_) => thread::spawn(work),
        }
    }
}

/// A timer, where there is a runtime that has them: one without cannot be asked, it panics.
fn timer(delay: Duration) -> Option<Sleep> {
    Handle::try_current().ok()?;
    catch_unwind(|| time::sleep(delay)).ok()
}
