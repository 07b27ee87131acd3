//! How errors are made, and what they learn on their way to the caller.

use http::StatusCode;

use super::{Delivery, Details, Error, ErrorKind};
use crate::model::{DecodeError, path_of};
use crate::operation::Origin;
use crate::response::Response;

impl Delivery {
    /// What a whole answer tells of itself. A server that failed may have done a part of its work (RFC 9110, section
    /// 15.6).
    fn told_by(status: StatusCode) -> Self {
        if status.is_server_error() { Self::Inconclusive } else { Self::Answered }
    }
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, delivery: Delivery, message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            kind,
            delivery,
            message: message.into(),
            origin: None,
            status: None,
            request_id: None,
            attempts: 1,
            response: None,
            source: None,
        }))
    }

    /// The request or the client could not be built.
    pub(crate) fn request(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Request, Delivery::NotSent, message)
    }

    /// The next page of a list cannot be asked for.
    pub(crate) fn paging(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Paging, Delivery::NotSent, message)
    }

    /// The credentials of the call are missing, or cannot be used.
    pub(crate) fn security(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Security, Delivery::NotSent, message)
    }

    /// A body that could not be read.
    pub(crate) fn decode_of(error: DecodeError, response: &Response) -> Self {
        Self::new(ErrorKind::Decode, Delivery::Answered, "the answer could not be read")
            .because(error)
            .answered(response)
    }

    /// A body that could not be read, of an answer that may not be a success in the first place.
    pub(crate) fn unreadable(error: DecodeError, response: &Response) -> Self {
        let status = response.status();
        if !status.is_client_error() && !status.is_server_error() {
            return Self::decode_of(error, response);
        }
        let message = "the answer is not a success, and its body could not be read";
        Self::new(ErrorKind::Status, Delivery::Answered, message).because(error).answered(response)
    }

    /// A part of a body that could not be read.
    pub(crate) fn decode_part(message: &str, error: DecodeError) -> Self {
        Self::new(ErrorKind::Decode, Delivery::Answered, message).because(error)
    }

    /// One of many values that is larger than it may be.
    pub(crate) fn item_too_large(what: &str, limit: usize) -> Self {
        let message =
            format!("{what} of the answer is larger than {limit} bytes: raise `max_response_size` if it should be");
        Self::new(ErrorKind::TooLarge, Delivery::Inconclusive, message)
    }

    /// An answer with more bytes than it may have.
    pub(crate) fn too_large(limit: usize) -> Self {
        let message = format!(
            "the answer is larger than {limit} bytes: raise `max_response_size` of the call or of the builder if it should be"
        );
        Self::new(ErrorKind::TooLarge, Delivery::Inconclusive, message)
    }

    /// An answer that is not the success that was asked for.
    pub(crate) fn status_of(response: &Response) -> Self {
        Self::new(ErrorKind::Status, Delivery::Answered, "the answer is not a success").answered(response)
    }

    /// The same error, about an operation.
    #[must_use]
    pub(crate) fn of(mut self, origin: &Origin) -> Self {
        self.0.origin.get_or_insert_with(|| origin.clone());
        self
    }

    /// The same error, with the status of an answer of which no more is known.
    #[must_use]
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.delivery = Delivery::Inconclusive;
        self.0.status = Some(status);
        self
    }

    /// The same error, after so many attempts.
    #[must_use]
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The same error, where an earlier attempt may have reached the server.
    #[must_use]
    pub(crate) fn left_before(mut self) -> Self {
        if self.0.delivery == Delivery::NotSent {
            self.0.delivery = Delivery::MaybeReceived;
        }
        self
    }

    /// The same error, where something that the protocol asked in between has failed as well.
    #[must_use]
    pub(crate) fn after_inquiry(mut self, failure: Option<String>) -> Self {
        if let Some(failure) = failure {
            self.0.message = format!("{}; asking for more failed: {failure}", self.0.message);
        }
        self
    }

    /// The same error, about the value that starts at `offset` of a body.
    #[must_use]
    pub(crate) fn at_field(mut self, body: &[u8], offset: usize) -> Self {
        let path = path_of(body, offset);
        self.0.message = format!("the field `{path}`: {}", self.0.message);
        self
    }

    /// The same error, about something of this kind and name.
    #[must_use]
    pub(crate) fn at_place(mut self, kind: &str, name: &str) -> Self {
        self.0.message = format!("the {kind} `{name}`: {}", self.0.message);
        self
    }

    /// The same error, about a part of a body.
    #[must_use]
    pub(crate) fn at_part(mut self, name: &str) -> Self {
        self.0.message = format!("the part `{name}`: {}", self.0.message);
        self
    }

    /// The same error, with the answer behind it.
    #[must_use]
    pub(crate) fn answered(self, response: &Response) -> Self {
        let mut error = self.with_status(response.status());
        error.0.delivery = Delivery::told_by(response.status());
        error.0.origin = error.0.origin.or_else(|| response.origin().cloned());
        error.0.request_id = response.request_id().map(str::to_owned);
        error.0.attempts = response.attempts();
        error.0.response = Some(response.clone());
        error
    }

    /// The same error, after the head of the answer had come.
    #[must_use]
    pub(crate) fn cutting(self, head: &Response) -> Self {
        let mut error = self.answered(head);
        error.0.delivery = Delivery::Inconclusive;
        error.0.response = None;
        error
    }

    /// A protocol's refusal of an answer. The answer is not handed out: nobody vouches for it.
    #[must_use]
    pub(crate) fn rejecting(self, response: &Response) -> Self {
        let mut error = self.cutting(response);
        error.0.kind = ErrorKind::Protocol;
        error
    }
}
