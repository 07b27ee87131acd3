//! What carries a request and brings the answer: the only rooms that touch a socket.

#[cfg(feature = "blocking")]
mod blocking;
mod reqwest;
mod surroundings;
mod upload;

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

#[cfg(feature = "blocking")]
pub use self::blocking::BlockingReqwestTransport;
pub use self::reqwest::ReqwestTransport;
use crate::error::Result;
use crate::incoming::Incoming;
use crate::request::Request;
use crate::response::Response;

/// A future on the heap that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Carries awaited calls.
pub trait Transport: Debug + Send + Sync {
    /// Sends a request once, byte for byte, and brings the whole answer. Follows no redirects, keeps no cookies.
    ///
    /// Dropping the future breaks the exchange off.
    ///
    /// # Errors
    ///
    /// The future ends with an [`Error::transport`](crate::Error::transport) that says whether the server may have
    /// acted. An answer with any status is no error.
    fn send(&self, request: Request, limits: &Limits) -> BoxFuture<'static, Result<Response>>;

    /// As [`send`](Self::send), the body left to be read piece by piece. The limit on the size does not hold then.
    /// Reads it whole unless overridden.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    fn open(&self, request: Request, limits: &Limits) -> BoxFuture<'static, Result<Incoming>> {
        let whole = self.send(request, limits);
        Box::pin(async move { whole.await.map(Incoming::whole) })
    }
}

/// Carries blocking calls.
#[cfg(feature = "blocking")]
pub trait BlockingTransport: Debug + Send + Sync {
    /// As [`Transport::send`], on this thread.
    ///
    /// # Errors
    ///
    /// As [`Transport::send`].
    fn send(&self, request: Request, limits: &Limits) -> Result<Response>;

    /// As [`Transport::open`], on this thread: the pieces are there when they are asked for, however long that takes.
    /// Reads the body whole unless overridden.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    fn open(&self, request: Request, limits: &Limits) -> Result<Incoming> {
        self.send(request, limits).map(Incoming::whole)
    }
}

/// What a call may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The time for the whole call, from the connection to the last byte of the answer. What a transport is given is
    /// the time that is left.
    pub timeout: Duration,
    /// The time for one attempt, where that is less.
    pub attempt_timeout: Option<Duration>,
    /// The time for a connection to come about.
    pub connect_timeout: Duration,
    /// Where it is set, a body that is read piece by piece may take any time, but for this one between two pieces; the
    /// other times hold until it begins.
    pub silence: Option<Duration>,
    /// The size of the answer's body, in bytes after content decoding.
    pub max_response_size: usize,
}

impl Default for Limits {
    /// 30 s, 10 s and 16 MiB.
    fn default() -> Self {
        let connect_timeout = Connections::default().connect_timeout;
        Self {
            timeout: Duration::from_secs(30),
            attempt_timeout: None,
            connect_timeout,
            silence: None,
            max_response_size: 16 << 20,
        }
    }
}

/// How connections are made and kept.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Connections {
    /// The time for a connection to come about.
    pub connect_timeout: Duration,
    /// The time that an idle connection is kept.
    pub pool_idle_timeout: Duration,
    /// Whether to take the proxy that the system or the environment names.
    pub system_proxy: bool,
}

impl Default for Connections {
    /// 10 s, 7 s and no proxy.
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            pool_idle_timeout: Duration::from_secs(7),
            system_proxy: false,
        }
    }
}
