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
#[cfg(feature = "blocking")]
use crate::exchange::at_once;
use crate::exchange::{Carrier, Exchange};
use crate::incoming::Incoming;
use crate::model::Decode;
use crate::paging::{Items, Paging};
use crate::request::Request;
use crate::response::{FromResponse, Response};
use crate::retry::Retry;
use crate::transport::{BoxFuture, Limits};

/// A call that is ready to be sent: `.await` it, or `.wait()` for it with the feature `blocking`.
///
/// Nothing happens before that. Then it is sent once, and again where [`Retry`] allows it. Dropping the future breaks
/// the call off; the server may have received it by then.
#[must_use = "nothing is sent before the call is awaited"]
pub struct Call<T> {
    shared: Arc<Shared>,
    request: Result<Request>,
    limits: Limits,
    retry: Retry,
    decode: Decoder<T>,
}

/// How an answer is read: the only part of a call that knows its type.
type Decoder<T> = fn(Response) -> Result<T>;

impl<T: FromResponse> Call<T> {
    pub(crate) fn new(shared: Arc<Shared>, request: Result<Request>) -> Self {
        let (limits, retry) = (shared.limits, shared.retry);
        Self { shared, request, limits, retry, decode: T::from_response }
    }

    /// The same call, with status, headers and request id at hand on success as well.
    pub fn with_response(self) -> Call<Answer<T>> {
        self.read_as(Answer::<T>::from_response)
    }
}

impl<T> Call<T> {
    /// How often the call is sent again by itself, and after what time.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// How long the whole call may take, from the connection to the last byte of the answer, all attempts and the time
    /// between them included.
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

    /// Sends the call to another server, such as one that the document offers for the operation: a URL, or a path at the
    /// client's own host. Where the caller has chosen a base URL for the client, such as that of a mock, only the path
    /// prefix of the server is taken.
    ///
    /// The request carries the client's headers and what its protocol adds: know whose host it is.
    pub fn server(self, url: &str) -> Self {
        let (mut call, request) = self.take_request();
        call.request = request.and_then(|request| match call.shared.at_server(url) {
            Ok(base) => Ok(request.at(&base)),
            Err(error) => Err(error.of(&request.origin)),
        });
        call
    }

    /// Marks the call as safe to repeat, whatever its method: doing it twice does no more than doing it once.
    pub fn idempotent(mut self) -> Self {
        if let Ok(request) = &mut self.request {
            request.idempotent = true;
        }
        self
    }

    /// What will be sent, before credentials are written into it and the protocol prepares it.
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
        let origin = self.request.as_ref().ok().map(|request| request.origin.clone());
        self.wait_unnamed().map_err(|error| match origin {
            Some(origin) => error.of(&origin),
            None => error,
        })
    }

    #[cfg(feature = "blocking")]
    fn wait_unnamed(self) -> Result<T> {
        let decode = self.decode;
        crate::wait::may_block()?;
        let transport = self.shared.blocking.transport()?.clone();
        let (exchange, request) = self.into_exchange(Carrier::Blocking(transport))?;
        decode(at_once(exchange.run(request))??)
    }

    /// Sends the call, and leaves the body of a success to be read piece by piece, however large it is.
    ///
    /// The protocol sees the answer without its body. So only what it accepts like that can be opened, and no such
    /// answer counts as verified: check the body by other means, such as a hash that was told before. The time of the
    /// call holds for the last piece too.
    ///
    /// # Errors
    ///
    /// As when the call is awaited; and [`ErrorKind::Status`](crate::ErrorKind::Status), with the body, for every
    /// answer that is not a success.
    pub async fn open(self) -> Result<Incoming> {
        let (exchange, request) = self.into_exchange(Carrier::Awaited)?;
        let incoming = exchange.open(request).await?;
        match incoming.response().status().is_success() {
            true => Ok(incoming),
            false => Err(incoming.into_whole().into_error()),
        }
    }

    /// The items of a list that comes page by page, of which this call brings the first.
    pub fn items<I: Decode>(self, paging: &'static Paging) -> Items<I> {
        Items::new(self.raw(), paging)
    }

    /// The request, and the call without it.
    pub(crate) fn take_request(mut self) -> (Self, Result<Request>) {
        let request = std::mem::replace(&mut self.request, Err(Error::request("the request was taken")));
        (self, request)
    }

    /// The same call, with another request.
    pub(crate) fn with_request(&self, request: Result<Request>) -> Self {
        Self { shared: self.shared.clone(), request, limits: self.limits, retry: self.retry, decode: self.decode }
    }

    /// As [`open`](Self::open), on this thread: read the body by [`Incoming::wait_piece`].
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open) and [`wait`](Self::wait).
    #[cfg(feature = "blocking")]
    pub fn wait_open(self) -> Result<Incoming> {
        crate::wait::may_block()?;
        let transport = self.shared.blocking.transport()?.clone();
        let (exchange, request) = self.into_exchange(Carrier::Blocking(transport))?;
        let incoming = at_once(exchange.open(request))??;
        match incoming.response().status().is_success() {
            true => Ok(incoming),
            false => Err(incoming.into_whole().into_error()),
        }
    }

    /// The same call, whose time is that until the answer begins, and then that of each silence.
    pub(crate) fn lasting(mut self) -> Self {
        self.limits.silence = Some(self.limits.timeout);
        self
    }

    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    fn into_exchange(self, carrier: Carrier) -> Result<(Exchange, Request)> {
        let request = self.request?;
        Ok((Exchange { shared: self.shared, carrier, limits: self.limits, retry: self.retry }, request))
    }

    fn read_as<U>(self, decode: Decoder<U>) -> Call<U> {
        Call { shared: self.shared, request: self.request, limits: self.limits, retry: self.retry, decode }
    }
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
        let decode = self.decode;
        let state = match self.into_exchange(Carrier::Awaited) {
            Ok((exchange, request)) => State::Underway(Box::pin(exchange.run(request))),
            Err(error) => State::Failed(Some(error)),
        };
        CallFuture { state, decode }
    }
}

/// A call under way.
#[must_use = "nothing is sent before the call is awaited"]
pub struct CallFuture<T> {
    state: State,
    decode: Decoder<T>,
}

/// How far an awaited call has come. Knows nothing of its type, so that it is compiled once.
enum State {
    Failed(Option<Error>),
    Underway(BoxFuture<'static, Result<Response>>),
}

impl<T> Future for CallFuture<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<T>> {
        let outcome = match &mut self.state {
            State::Underway(exchange) => ready!(exchange.as_mut().poll(context)),
            State::Failed(error) => Err(error.take().unwrap_or_else(polled_too_often)),
        };
        self.state = State::Failed(None);
        Poll::Ready(outcome.and_then(self.decode))
    }
}

#[cold]
fn polled_too_often() -> Error {
    Error::request("the call was polled after it was over")
}

impl<T> fmt::Debug for CallFuture<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match &self.state {
            State::Failed(_) => "over",
            State::Underway(_) => "under way",
        };
        out.debug_struct("CallFuture").field("state", &state).finish_non_exhaustive()
    }
}
