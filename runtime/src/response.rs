//! What came back.

mod header;
mod media;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

pub use self::header::Header;
use crate::answer::Answer;
use crate::error::{Error, Result};
use crate::model::{Decode, DecodeError, Decoded, Reader, from_json_by};
use crate::operation::Origin;
use crate::protocol::Protocol;
use crate::redact::Redacted;
use crate::stream::{Event, EventData, events_of, lines_of};

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

    /// Reads the body as JSON.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode), with the path inside the body and the text there.
    pub fn json<T: Decode>(&self) -> Result<T> {
        self.read_json().map_err(|error| Error::decode_of(error, self))
    }

    /// As [`json`](Self::json), with the answer behind the value.
    ///
    /// # Errors
    ///
    /// As [`json`](Self::json); but a refusal (4xx) or a failure (5xx) that cannot be read is an
    /// [`ErrorKind::Status`](crate::ErrorKind::Status): what matters is that, not that a proxy wrote it in HTML.
    pub fn json_answer<T: Decode>(self) -> Result<Answer<T>> {
        match self.read_json() {
            Ok(body) => Ok(Answer::new(body, self)),
            Err(error) => Err(Error::unreadable(error, &self)),
        }
    }

    fn read_json<T: Decode>(&self) -> Decoded<T> {
        from_json_by(&self.body, self.judged.protocol.as_deref())
    }

    /// Reads what stands at a path of the body, which is JSON.
    pub(crate) fn at<T: Decode>(&self, path: &[String]) -> Result<Option<T>> {
        let reader = Reader::new(&self.body).decrypting(self.judged.protocol.as_deref());
        reader.only(path).map_err(|error| Error::decode_of(error, self))
    }

    /// Reads the body as text in UTF-8.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode), when it is not UTF-8.
    pub fn text(&self) -> Result<String> {
        self.read_text().map_err(|error| Error::decode_of(error, self))
    }

    /// As [`text`](Self::text), with the answer behind the text.
    ///
    /// # Errors
    ///
    /// As [`text`](Self::text); for a refusal or a failure as [`json_answer`](Self::json_answer).
    pub fn text_answer(self) -> Result<Answer<String>> {
        match self.read_text() {
            Ok(text) => Ok(Answer::new(text, self)),
            Err(error) => Err(Error::unreadable(error, &self)),
        }
    }

    fn read_text(&self) -> Decoded<String> {
        // What is documented as any type may come as a string of JSON.
        if self.body.starts_with(b"\"")
            && self.headers().contains_key(CONTENT_TYPE)
            && self.is("application/json")
            && let Ok(text) = from_json_by(&self.body, None)
        {
            return Ok(text);
        }
        let text = std::str::from_utf8(&self.body).map_err(|error| {
            let start = error.valid_up_to();
            DecodeError::mismatch(format_args!("not UTF-8"), start, &self.body[start..])
        })?;
        Ok(text.to_owned())
    }

    /// Reads the body as JSON values one after the other: lines, or a sequence (RFC 7464).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode), when one of them is not what the document says.
    pub fn lines<T: Decode>(&self) -> Result<Vec<T>> {
        lines_of(&self.body).map_err(|error| Error::decode_of(error, self))
    }

    /// As [`lines`](Self::lines), with the answer behind the values.
    ///
    /// # Errors
    ///
    /// As [`lines`](Self::lines); for a refusal or a failure as [`json_answer`](Self::json_answer).
    pub fn lines_answer<T: Decode>(self) -> Result<Answer<Vec<T>>> {
        match lines_of(&self.body) {
            Ok(items) => Ok(Answer::new(items, self)),
            Err(error) => Err(Error::unreadable(error, &self)),
        }
    }

    /// The Server-Sent Events of the body, which is here as a whole.
    #[must_use]
    pub fn events<T: Decode>(&self, data: EventData) -> Vec<Event<T>> {
        events_of(&self.body, data)
    }

    /// As [`events`](Self::events), with the answer behind them.
    #[must_use]
    pub fn events_answer<T: Decode>(self, data: EventData) -> Answer<Vec<Event<T>>> {
        Answer::new(self.events(data), self)
    }

    /// The bytes of the body, with the answer behind them.
    #[must_use]
    pub fn bytes_answer(self) -> Answer<Bytes> {
        Answer::new(self.body(), self)
    }

    /// The answer to a call whose answer has no content.
    #[must_use]
    pub fn empty_answer(self) -> Answer<()> {
        Answer::new((), self)
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
    fn bodies_are_read_as_what_they_are() {
        assert_eq!(response(None, b"[1]").json::<Vec<i64>>().unwrap(), [1]);
        assert_eq!(response(None, "é".as_bytes()).text().unwrap(), "é");
        let error = response(None, b"ab\xff").text().unwrap_err();
        assert_eq!((error.decode().unwrap().message(), error.decode().unwrap().offset()), ("not UTF-8", 2));
        assert_eq!(*response(None, b"\xff").bytes_answer(), b"\xff"[..]);
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
