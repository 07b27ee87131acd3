//! What went wrong with a call.

mod display;
mod making;
mod printable;

use std::fmt;

use http::StatusCode;

pub(crate) use self::printable::one_line;
use crate::model::DecodeError;
use crate::operation::Origin;
use crate::response::Response;

/// What a call gives.
pub type Result<T> = std::result::Result<T, Error>;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// What went wrong with a call, to which operation, and whether the server may have acted.
///
/// Its text never holds the body or the headers of the request.
pub struct Error(Box<Details>);

struct Details {
    kind: ErrorKind,
    delivery: Delivery,
    message: String,
    origin: Option<Origin>,
    status: Option<StatusCode>,
    request_id: Option<String>,
    attempts: u32,
    response: Option<Response>,
    source: Option<Source>,
}

/// The kinds of trouble that a call meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request, or the client, could not be built from what was given.
    Request,
    /// `.wait()` was called where it would stop an async runtime.
    Blocking,
    /// No connection came about.
    Connect,
    /// The call took longer than its limit.
    Timeout,
    /// The connection broke, or did not speak HTTP, or the answer was cut short.
    Transport,
    /// The answer is larger than its limit.
    TooLarge,
    /// The call needs credentials that the client was not given, or that could not be had.
    Security,
    /// The next page of a list cannot be asked for: its link leads to another host, or the service repeats itself.
    Paging,
    /// The protocol could not prepare the request, or rejected the answer.
    Protocol,
    /// The answer's body is not what the document says.
    Decode,
    /// The answer is not the success that was asked for.
    Status,
}

/// Whether the server may have acted on a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// Nothing of the request left this machine, in none of its attempts.
    NotSent,
    /// The request may have arrived; no answer tells.
    MaybeReceived,
    /// An answer came, or a part of one, but it leaves open whether the server did what was asked: it broke off, was
    /// larger than its limit, was rejected by the protocol, or says that the server failed (5xx).
    Inconclusive,
    /// A whole answer came, and says what the server made of the request.
    Answered,
}

impl Error {
    /// An error of a [`Protocol`](crate::Protocol): the request cannot be prepared, or the answer is not to be trusted.
    pub fn protocol(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Protocol, Delivery::NotSent, message)
    }

    /// As [`protocol`](Self::protocol), because of another error.
    pub fn protocol_from(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let source = source.into();
        Self::protocol(source.to_string()).because(source)
    }

    /// An error of a [`Transport`](crate::Transport): what went wrong, and whether the server may have acted.
    pub fn transport(kind: ErrorKind, delivery: Delivery, message: impl Into<String>) -> Self {
        Self::new(kind, delivery, message)
    }

    /// The same error, because of another one.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// What kind of trouble it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation's id, or its declared path if it has none; nothing if the error is about the client as a whole.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.0.origin.as_ref().map(Origin::name)
    }

    /// Whether the server may have acted.
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        self.0.delivery
    }

    /// The status of the answer, if one came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The id that the server gave the request, to name when asking the server's operator.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The answer with its raw body, if a whole one came and the protocol accepted it.
    #[must_use]
    pub fn response(&self) -> Option<&Response> {
        self.0.response.as_ref()
    }

    /// How often the call was sent, or was about to be.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The reason of a given type behind this error, such as a protocol's own error.
    #[must_use]
    pub fn cause<E: std::error::Error + 'static>(&self) -> Option<&E> {
        let first = std::error::Error::source(self);
        std::iter::successors(first, |error| error.source()).find_map(|error| error.downcast_ref())
    }

    /// Where the body could not be read, and why.
    #[must_use]
    pub fn decode(&self) -> Option<&DecodeError> {
        self.0.source.as_deref()?.downcast_ref()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Error")
            .field("kind", &self.kind())
            .field("operation", &self.operation())
            .field("message", &self.0.message)
            .field("delivery", &self.delivery())
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("attempts", &self.attempts())
            .field("response", &self.response())
            .field("source", &self.0.source)
            .finish()
    }
}
