//! A scripted answer.

use std::io::{self, Write};
use std::time::Duration;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, LOCATION};
use http::response;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::Value;

use crate::error::Error;
use crate::refusal::{JSON, Refusal};
use crate::signature::Style;

/// How many bytes an endless body has at most.
const ENDLESS_BYTES: u64 = 1024 * 1024 * 1024;

/// An answer that the mock gives in place of its own, or a fault.
///
/// ```
/// use std::time::Duration;
/// use wechatpay_mock::Answer;
///
/// let proxy_error = Answer::status(502).header("content-type", "text/html").body("<h1>Bad Gateway</h1>");
/// let cut_in_the_middle = Answer::status(200).body("{\"data\":[]}").truncate_body_at(5);
/// let slow = Answer::status(200).body("{\"data\":[]}").delay_body(Duration::from_secs(5));
/// # let _ = (proxy_error, cut_in_the_middle, slow);
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) content: Content,
    /// Leave the length of the body open.
    pub(crate) chunked: bool,
    /// Close the connection after so many bytes of the body.
    pub(crate) truncate_at: Option<u64>,
    pub(crate) delay_headers: Duration,
    pub(crate) delay_body: Duration,
    pub(crate) ending: Option<Ending>,
    pub(crate) signature: Style,
    /// What HTTP does not allow of what was set: the first such thing, told when the answer is scripted.
    invalid: Option<String>,
}

/// The body: `chunk` once, or again and again.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(crate) chunk: Bytes,
    /// The chunk before it was compressed, which is what is signed.
    pub(crate) plain: Bytes,
    pub(crate) endless: bool,
}

/// What happens in place of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Hang,
    ResetBeforeRead,
    ResetAfterRead,
}

impl Answer {
    /// An answer with this status, no headers of its own and an empty body.
    ///
    /// A status that is not from 200 to 999 is an error when the answer is scripted.
    pub fn status(status: u16) -> Self {
        let (status, invalid) = match StatusCode::from_u16(status) {
            Ok(known) if status >= 200 => (known, None),
            _ => (StatusCode::OK, Some(format!("{status} is not the status of a final answer"))),
        };
        Self {
            invalid,
            status,
            headers: HeaderMap::new(),
            content: Content::once(Bytes::new()),
            chunked: false,
            truncate_at: None,
            delay_headers: Duration::ZERO,
            delay_body: Duration::ZERO,
            ending: None,
            signature: Style::Right,
        }
    }

    /// Sets a header, in place of an earlier value. The mock adds `Request-ID`, the length and
    /// the signature by itself unless they are set here.
    ///
    /// A name or a value that HTTP does not allow is an error when the answer is scripted.
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        match (name.parse::<HeaderName>(), HeaderValue::from_bytes(value.as_ref())) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
                self
            }
            (Err(_), _) => self.not_allowed(format!("{name:?} is no name of a header")),
            (_, Err(_)) => self.not_allowed(format!("the value of the header {name} holds a control character")),
        }
    }

    /// Sets the body; its type is left to [`header`](Self::header).
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.content = Content::once(body.into());
        self
    }

    /// Sets a body of JSON, and `Content-Type: application/json`.
    pub fn json(self, value: &Value) -> Self {
        self.header(CONTENT_TYPE.as_str(), "application/json").body(value.to_string())
    }

    /// Sets `Location`. The status stays as it is: begin with one such as 307.
    ///
    /// A location that HTTP does not allow in a header is an error when the answer is scripted.
    pub fn redirect(self, location: &str) -> Self {
        self.header(LOCATION.as_str(), location)
    }

    /// Sets a body that repeats `chunk` without announcing an end, for the reader to give up. It
    /// does end after 1 GiB, lest a reader without a limit runs for ever.
    pub fn endless(mut self, chunk: impl Into<Bytes>) -> Self {
        self.content = Content { endless: true, ..Content::once(chunk.into()) };
        self
    }

    /// Compresses the body set so far, and sets `Content-Encoding: gzip`. Of an endless body each
    /// chunk is a gzip member of its own.
    pub fn gzip(mut self) -> Self {
        match gzipped(&self.content.chunk) {
            Ok(chunk) => self.content.chunk = chunk,
            Err(error) => return self.not_allowed(format!("the body cannot be compressed: {error}")),
        }
        self.header(CONTENT_ENCODING.as_str(), "gzip")
    }

    /// Sends the body in chunks, without announcing its length.
    pub fn chunked(mut self) -> Self {
        self.chunked = true;
        self
    }

    /// Announces the whole body, sends its first `length` bytes and closes the connection. With
    /// [`chunked`](Self::chunked) the closing chunk is missing.
    pub fn truncate_body_at(mut self, length: u64) -> Self {
        self.truncate_at = Some(length);
        self
    }

    /// Waits after the request was read and before the first byte of the answer.
    pub fn delay_headers(mut self, delay: Duration) -> Self {
        self.delay_headers = delay;
        self
    }

    /// Sends the headers, then waits before the first byte of the body.
    pub fn delay_body(mut self, delay: Duration) -> Self {
        self.delay_body = delay;
        self
    }

    /// Never answers: the connection stays open until the client goes or the mock stops.
    pub fn hang(self) -> Self {
        self.fails_with(Ending::Hang)
    }

    /// Resets the connection as soon as the request's headers are there. The request is recorded
    /// without its body. From [`Mock::script_with`](crate::Mock::script_with), which sees the
    /// whole request, this is [`reset_after_read`](Self::reset_after_read).
    pub fn reset_before_read(self) -> Self {
        self.fails_with(Ending::ResetBeforeRead)
    }

    /// Reads the request, then resets the connection.
    pub fn reset_after_read(self) -> Self {
        self.fails_with(Ending::ResetAfterRead)
    }

    /// Leaves the signature out, as a proxy on the way does. Otherwise a scripted answer is signed as any other, unless
    /// the headers of the signature are set here; of an endless body one chunk is signed.
    pub fn unsigned(self) -> Self {
        self.signature(Style::Unsigned)
    }

    pub(crate) fn signature(mut self, style: Style) -> Self {
        self.signature = style;
        self
    }

    /// An answer that an endpoint gave.
    pub(crate) fn from_parts(head: response::Parts, body: Bytes) -> Self {
        let mut answer = Self::status(head.status.as_u16()).body(body);
        answer.headers = head.headers;
        // Of the body as it leaves, which a fault may change.
        answer.headers.remove(CONTENT_LENGTH);
        answer
    }

    /// Whether the connection ends, or nothing comes, in place of the answer.
    pub(crate) fn is_given(&self) -> bool {
        self.ending.is_none()
    }

    /// The answer, if HTTP allows all that was set.
    pub(crate) fn checked(self) -> Result<Self, Error> {
        match self.invalid {
            Some(problem) => Err(Error::Answer { problem }),
            None => Ok(self),
        }
    }

    fn not_allowed(mut self, problem: String) -> Self {
        self.invalid.get_or_insert(problem);
        self
    }

    /// Whether `Content-Length` is sent.
    pub(crate) fn announces_length(&self) -> bool {
        !self.chunked && !self.content.endless
    }

    fn fails_with(mut self, ending: Ending) -> Self {
        self.ending = Some(ending);
        self
    }
}

impl Content {
    fn once(chunk: Bytes) -> Self {
        Self { plain: chunk.clone(), chunk, endless: false }
    }

    /// How many bytes the body has.
    pub(crate) fn length(&self) -> u64 {
        // Nothing, repeated, is nothing.
        if self.endless && !self.chunk.is_empty() { ENDLESS_BYTES } else { self.chunk.len() as u64 }
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        Self::status(refusal.status.as_u16()).json(&refusal.to_json()).header(CONTENT_TYPE.as_str(), JSON)
    }
}

fn gzipped(plain: &[u8]) -> io::Result<Bytes> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain)?;
    Ok(encoder.finish()?.into())
}
