//! A call: plain data until it is awaited or waited for.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::answer::Answer;
use crate::core::Shared;
use crate::encode::set_header;
use crate::error::{Error, Result};
use crate::exchange::{self, Sent};
use crate::request::Request;
use crate::response::{FromResponse, Response};
use crate::transport::{BoxFuture, Limits};

/// A call that is ready to be sent: `.await` it, or `.wait()` for it with the feature `blocking`.
///
/// Nothing happens before that, and each call is sent once. Dropping the future breaks the call off; the server may
/// have received it by then.
#[must_use = "nothing is sent before the call is awaited"]
pub struct Call<T> {
    shared: Arc<Shared>,
    request: Result<Request>,
    limits: Limits,
    decode: Decoder<T>,
}

/// How an answer is read: the only part of a call that knows its type.
type Decoder<T> = fn(Response) -> Result<T>;

impl<T: FromResponse> Call<T> {
    pub(crate) fn new(shared: Arc<Shared>, request: Result<Request>) -> Self {
        let limits = shared.limits;
        Self { shared, request, limits, decode: T::from_response }
    }

    /// The same call, with status, headers and request id at hand on success as well.
    pub fn with_response(self) -> Call<Answer<T>> {
        self.read_as(Answer::<T>::from_response)
    }
}

impl<T> Call<T> {
    /// How long the whole call may take, from the connection to the last byte of the answer.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout;
        self
    }

    /// How large the answer's body may be, in bytes after content decoding.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.limits.max_response_size = bytes;
        self
    }

    /// Sets a header, in place of one of the same name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Ok(request) = &mut self.request
            && let Err(error) = set_header(&mut request.headers, name, value)
        {
            self.request = Err(error.of(&request.origin));
        }
        self
    }

    /// Marks the call as safe to repeat, whatever its method.
    pub fn idempotent(mut self) -> Self {
        if let Ok(request) = &mut self.request {
            request.idempotent = true;
        }
        self
    }

    /// What will be sent, before the protocol prepares it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Request`](crate::ErrorKind::Request), when the request could not be built.
    pub fn request(&self) -> std::result::Result<&Request, &Error> {
        self.request.as_ref()
    }

    /// The same call, its answer left as it is.
    pub fn raw(self) -> Call<Response> {
        self.read_as(Ok)
    }

    /// Sends the call and waits for the answer, without an async runtime.
    ///
    /// # Errors
    ///
    /// As when it is awaited; and [`ErrorKind::Blocking`](crate::ErrorKind::Blocking) inside an async task, which it
    /// would stop: await the call there, or move it to `spawn_blocking`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<T> {
        let request = self.request?;
        crate::wait::may_block().map_err(|error| error.of(&request.origin))?;
        (self.decode)(wait(&self.shared, request, &self.limits)?)
    }

    fn read_as<U>(self, decode: Decoder<U>) -> Call<U> {
        Call { shared: self.shared, request: self.request, limits: self.limits, decode }
    }
}

#[cfg(feature = "blocking")]
fn wait(shared: &Shared, mut request: Request, limits: &Limits) -> Result<Response> {
    let transport = shared.blocking.transport().map_err(|error| error.of(&request.origin))?;
    let sent = exchange::begin(shared, &mut request)?;
    exchange::finish(shared, &sent, transport.send(request, limits))
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Call").field("request", &self.request).field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl<T> IntoFuture for Call<T> {
    type Output = Result<T>;
    type IntoFuture = CallFuture<T>;

    fn into_future(self) -> CallFuture<T> {
        let exchange = match self.request {
            Ok(request) => Exchange::Ready { shared: self.shared, request, limits: self.limits },
            Err(error) => Exchange::Failed(error),
        };
        CallFuture { exchange, decode: self.decode }
    }
}

/// A call under way.
#[must_use = "nothing is sent before the call is awaited"]
pub struct CallFuture<T> {
    exchange: Exchange,
    decode: Decoder<T>,
}

/// How far an awaited call has come. Knows nothing of its type, so that it is compiled once.
enum Exchange {
    Failed(Error),
    Ready { shared: Arc<Shared>, request: Request, limits: Limits },
    Sent { shared: Arc<Shared>, sent: Sent, answer: BoxFuture<'static, Result<Response>> },
    Done,
}

impl<T> Future for CallFuture<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        let decode = self.decode;
        let outcome = ready!(self.exchange.poll(context));
        Poll::Ready(outcome.and_then(decode))
    }
}

impl Exchange {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Response>> {
        if !matches!(self, Self::Sent { .. }) {
            match std::mem::replace(self, Self::Done).start() {
                Ok(sent) => *self = sent,
                Err(error) => return Poll::Ready(Err(error)),
            }
        }
        let Self::Sent { shared, sent, answer } = self else { return Poll::Pending };
        let outcome = ready!(answer.as_mut().poll(context));
        let outcome = exchange::finish(shared, sent, outcome);
        *self = Self::Done;
        Poll::Ready(outcome)
    }

    fn start(self) -> Result<Self> {
        match self {
            Self::Failed(error) => Err(error),
            Self::Ready { shared, mut request, limits } => {
                let sent = exchange::begin(&shared, &mut request)?;
                let answer = shared.transport.send(request, &limits);
                Ok(Self::Sent { shared, sent, answer })
            }
            sent @ Self::Sent { .. } => Ok(sent),
            Self::Done => Err(Error::request("the call was polled after it was over")),
        }
    }
}

impl<T> fmt::Debug for CallFuture<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match &self.exchange {
            Exchange::Failed(_) => "failed",
            Exchange::Ready { .. } => "ready",
            Exchange::Sent { .. } => "sent",
            Exchange::Done => "done",
        };
        out.debug_struct("CallFuture").field("state", &state).finish_non_exhaustive()
    }
}
