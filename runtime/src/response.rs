//! What came back.

mod header;
mod media;
mod read;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

pub use self::header::Header;
use crate::error::{Error, Result};
use crate::model::Decode;
use crate::operation::Origin;
use crate::protocol::Protocol;
use crate::redact::Redacted;

/// An answer: status, headers and the exact bytes of the body. Cheap to clone.
#[derive(Clone)]
pub struct Response {
    head: Arc<Head>,
    body: Bytes,
    judged: Judged,
}

#[derive(Clone)]
struct Head {
    origin: Option<Origin>,
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
}

/// What a protocol made of an answer. Apart from the head, which is shared, so that judging an answer copies no headers.
#[derive(Clone, Default)]
struct Judged {
    authenticity: Authenticity,
    note: Option<Arc<str>>,
    summary: Option<Arc<str>>,
    /// What decrypts the sensitive texts of the body.
    protocol: Option<Arc<dyn Protocol>>,
}

/// Whether it is known who made an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Authenticity {
    /// No protocol has looked.
    #[default]
    Unchecked,
    /// The protocol has verified that the service made it.
    Verified,
    /// The protocol lets it pass, but anybody could have made it: decide nothing that costs money by it alone.
    Unverified,
}

/// What the answers to an operation are read as.
pub trait FromResponse: Sized {
    /// Reads an answer.
    ///
    /// # Errors
    ///
    /// When the body is not what the document says.
    fn from_response(response: Response) -> Result<Self>;
}

impl Head {
    fn new(status: StatusCode, headers: HeaderMap) -> Self {
        Self { origin: None, status, headers, attempts: 1 }
    }
}

impl FromResponse for Response {
    fn from_response(response: Response) -> Result<Self> {
        Ok(response)
    }
}

impl Response {
    /// An answer from its parts, for a [`Transport`](crate::Transport). The body is as it is after content decoding
    /// (RFC 9110, section 8.4).
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        Self { head: Arc::new(Head::new(status, headers)), body: body.into(), judged: Judged::default() }
    }

    /// Whether it is known who made the answer.
    #[must_use]
    pub fn authenticity(&self) -> Authenticity {
        self.judged.authenticity
    }

    /// Says who made the answer, for a [`Protocol`].
    pub fn set_authenticity(&mut self, authenticity: Authenticity) {
        self.judged.authenticity = authenticity;
    }

    /// What the protocol has to say about the answer, such as why the server refused a signature.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.judged.note.as_deref()
    }

    /// Adds something for people to the answer, for a [`Protocol`]: an error that holds the answer shows it.
    pub fn set_note(&mut self, note: impl Into<String>) {
        self.judged.note = Some(note.into().into());
    }

    /// How often the call was sent until this answer came.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.head.attempts
    }

    /// The same answer, after so many attempts.
    #[must_use]
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        if attempts != self.attempts() {
            Arc::make_mut(&mut self.head).attempts = attempts;
        }
        self
    }

    /// What an error that holds the answer shows in place of an excerpt of its body.
    #[must_use]
    pub fn summary(&self) -> Option<&str> {
        self.judged.summary.as_deref()
    }

    /// Says what of the body may be shown to people, for a [`Protocol`]: a body may hold somebody's data. Without a
    /// summary an error shows the first 256 characters.
    pub fn set_summary(&mut self, summary: impl Into<String>) {
        self.judged.summary = Some(summary.into().into());
    }

    pub(crate) fn decrypted_by(&mut self, protocol: Option<Arc<dyn Protocol>>) {
        self.judged.protocol = protocol;
    }

    /// The same answer, to an operation.
    #[must_use]
    pub(crate) fn of(mut self, origin: &Origin) -> Self {
        Arc::make_mut(&mut self.head).origin = Some(origin.clone());
        self
    }

    pub(crate) fn origin(&self) -> Option<&Origin> {
        self.head.origin.as_ref()
    }

    /// The id of the operation that was called, or its declared path if it has none.
    #[must_use]
    pub fn operation(&self) -> Option<&str> {
        self.origin().map(Origin::name)
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The headers, to be changed by a protocol.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut Arc::make_mut(&mut self.head).headers
    }

    /// The exact bytes of the body, after content decoding (RFC 9110, section 8.4).
    #[must_use]
    pub fn body(&self) -> Bytes {
        self.body.clone()
    }

    /// Another body, put in place by a protocol.
    pub fn set_body(&mut self, body: impl Into<Bytes>) {
        self.body = body.into();
    }

    /// The id that the server gave the request, from the header `request-id` or `x-request-id`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        let headers = self.headers();
        headers.get("request-id").or_else(|| headers.get("x-request-id"))?.to_str().ok()
    }

    /// Whether the body is of a media type. A range such as `application/*` or `*/*` fits all that it covers;
    /// parameters and the case of letters do not matter (RFC 9110, section 8.3.1). An answer that does not say its
    /// type fits any.
    #[must_use]
    pub fn is(&self, media: &str) -> bool {
        match self.headers().get(CONTENT_TYPE) {
            None => true,
            Some(found) if found.as_bytes() == media.as_bytes() => true,
            Some(found) => found.to_str().is_ok_and(|found| media::covers(media, found)),
        }
    }

    /// Whether the body is of one of several media types.
    #[must_use]
    pub fn is_any(&self, media: &[&str]) -> bool {
        media.iter().any(|media| self.is(media))
    }

    /// The value of a header; `None` where it is not there, or is not what the document says.
    #[must_use]
    pub fn header<T: Decode>(&self, header: Header<T>) -> Option<T> {
        header.of(self.headers())
    }

    /// An error that says that this answer is not the success that was asked for, and holds it.
    #[must_use]
    pub fn into_error(self) -> Error {
        Error::status_of(&self)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Response")
            .field("operation", &self.operation())
            .field("status", &self.status())
            .field("headers", &Redacted(self.headers()))
            .field("authenticity", &self.authenticity())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn response(content_type: Option<&'static str>, body: &'static [u8]) -> Response {
        let value = content_type.map(HeaderValue::from_static);
        Response::new(StatusCode::OK, value.map(|value| (CONTENT_TYPE, value)).into_iter().collect(), body)
    }

    #[test]
    fn an_answer_that_does_not_say_its_type_may_be_any() {
        assert!(response(None, b"").is("application/json"));
        assert!(!response(Some("text/html"), b"").is("application/json"));
    }

    #[test]
    fn a_change_to_a_clone_leaves_the_other_alone() {
        let first = response(Some("text/plain"), b"a");
        let mut second = first.clone();
        second.headers_mut().clear();
        second.set_body("b");
        assert_eq!((first.headers().len(), &first.body()[..]), (1, &b"a"[..]));
    }

    #[test]
    fn debug_shows_no_body() {
        let shown = format!("{:?}", response(Some("text/plain"), b"hidden"));
        assert!(shown.contains("6 bytes") && !shown.contains("hidden"), "{shown}");
    }
}
