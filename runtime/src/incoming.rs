//! An answer whose body is still on its way.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;

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
        let Some(rest) = &mut self.rest else {
            let body = self.response.body();
            self.response.set_body(Bytes::new());
            return Ok((!body.is_empty()).then_some(body));
        };
        let piece = poll_fn(|context| rest.as_mut().poll_next(context)).await;
        if !matches!(piece, Some(Ok(_))) {
            // A stream need not bear to be asked again.
            self.rest = None;
        }
        piece.transpose().map_err(|error| error.cutting(&self.response))
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

impl fmt::Debug for Incoming {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Incoming").field("response", &self.response).finish_non_exhaustive()
    }
}
