//! An answer whose body is still on its way.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_util::Stream;

use crate::error::{Error, Result};
use crate::response::Response;
use crate::transport::Limits;

/// The pieces of a body, in order. An error is the last of them.
pub type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes>> + Send>>;

/// An answer whose body is read piece by piece, so that it need not fit into memory.
pub struct Incoming {
    response: Response,
    rest: Option<Pieces>,
}

impl Incoming {
    /// An answer whose body is here already.
    #[must_use]
    pub fn whole(response: Response) -> Self {
        Self { response, rest: None }
    }

    /// An answer with its head, an empty body in it, and the pieces of the body, for a [`Transport`](crate::Transport).
    #[must_use]
    pub fn new(head: Response, pieces: Pieces) -> Self {
        Self { response: head, rest: Some(pieces) }
    }

    /// Status and headers.
    #[must_use]
    pub fn response(&self) -> &Response {
        &self.response
    }

    /// The next piece of the body; `None` at its end.
    ///
    /// # Errors
    ///
    /// When the answer breaks off, or takes too long.
    pub async fn piece(&mut self) -> Result<Option<Bytes>> {
        poll_fn(|context| self.poll_piece(context)).await
    }

    /// As [`piece`](Self::piece), on this thread, for an answer that was opened by
    /// [`Call::wait_open`](crate::Call::wait_open).
    ///
    /// # Errors
    ///
    /// As [`piece`](Self::piece).
    #[cfg(feature = "blocking")]
    pub fn wait_piece(&mut self) -> Result<Option<Bytes>> {
        crate::wait::at_once(self.piece())?
    }

    pub(crate) fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>>> {
        let Some(rest) = &mut self.rest else {
            let body = self.response.body();
            self.response.set_body(Bytes::new());
            return Poll::Ready(Ok((!body.is_empty()).then_some(body)));
        };
        let piece = ready!(rest.as_mut().poll_next(context));
        if !matches!(piece, Some(Ok(_))) {
            // A stream need not bear to be asked again.
            self.rest = None;
        }
        Poll::Ready(piece.transpose().map_err(|error| error.cutting(&self.response)))
    }

    /// The answer with its whole body.
    pub(crate) async fn collected(mut self, limits: &Limits) -> Result<Self> {
        if self.rest.is_none() {
            return Ok(self);
        }
        let mut body = BytesMut::new();
        while let Some(piece) = self.piece().await? {
            if body.len().saturating_add(piece.len()) > limits.max_response_size {
                return Err(Error::too_large(limits.max_response_size).cutting(&self.response));
            }
            body.extend_from_slice(&piece);
        }
        self.response.set_body(body.freeze());
        Ok(self)
    }

    pub(crate) fn is_whole(&self) -> bool {
        self.rest.is_none()
    }

    pub(crate) fn map(self, change: impl FnOnce(Response) -> Response) -> Self {
        Self { response: change(self.response), rest: self.rest }
    }

    pub(crate) fn into_parts(self) -> (Response, Option<Pieces>) {
        (self.response, self.rest)
    }

    pub(crate) fn from_parts(response: Response, rest: Option<Pieces>) -> Self {
        Self { response, rest }
    }

    /// The answer, of which nothing is on its way any more.
    pub(crate) fn into_whole(self) -> Response {
        self.response
    }
}

/// The pieces of the body, as by [`piece`](Incoming::piece).
impl Stream for Incoming {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_piece(context).map(Result::transpose)
    }
}

impl fmt::Debug for Incoming {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Incoming").field("response", &self.response).finish_non_exhaustive()
    }
}
