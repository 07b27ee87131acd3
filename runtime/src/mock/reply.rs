//! What a mock answers.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

use super::recorded::Recorded;
use crate::encode::set_header;
use crate::model::{Encode, to_json_with_places};

/// An answer, or a failure.
#[derive(Clone)]
pub struct Reply(pub(super) Kind);

#[derive(Clone)]
pub(super) enum Kind {
    Answer(Answer),
    /// No connection comes about.
    Refused,
    /// The connection breaks before an answer.
    Reset,
    /// No answer comes in time.
    TimedOut,
    /// What was asked for cannot be answered, and why.
    Unsayable(String),
    /// What the function gives for a request.
    Made(Arc<dyn Fn(&Recorded) -> Reply + Send + Sync>),
}

#[derive(Clone)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) pieces: Vec<Bytes>,
    /// Whether the connection breaks after the last piece.
    pub(super) is_cut: bool,
}

impl Reply {
    /// A body of JSON. Sensitive texts in it are sent as they are, so that a client without a protocol reads them.
    pub fn json<V: Encode + ?Sized>(status: u16, body: &V) -> Self {
        Self::json_as(status, "application/json", body)
    }

    /// A body of JSON under another media type, such as `application/problem+json`.
    pub fn json_as<V: Encode + ?Sized>(status: u16, media_type: &str, body: &V) -> Self {
        match to_json_with_places(body) {
            Ok((bytes, _)) => Self::bytes(status, media_type, bytes),
            Err(error) => Self(Kind::Unsayable(format!("the body cannot be written: {error}"))),
        }
    }

    /// A body of plain text.
    pub fn text(status: u16, text: &str) -> Self {
        Self::bytes(status, "text/plain", text.to_owned())
    }

    /// A body of any media type.
    pub fn bytes(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        Self::pieces(status, media_type, [body])
    }

    /// A body that comes in pieces, for what reads it piece by piece.
    pub fn pieces<B: Into<Bytes>>(status: u16, media_type: &str, pieces: impl IntoIterator<Item = B>) -> Self {
        let pieces = pieces.into_iter().map(Into::into).collect();
        Self::answer(status, pieces).header(CONTENT_TYPE.as_str(), media_type)
    }

    /// No body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        Self::answer(status, Vec::new())
    }

    /// What a function makes of the request.
    pub fn with(make: impl Fn(&Recorded) -> Self + Send + Sync + 'static) -> Self {
        Self(Kind::Made(Arc::new(make)))
    }

    /// No connection comes about: nothing was sent.
    #[must_use]
    pub fn refused() -> Self {
        Self(Kind::Refused)
    }

    /// The connection breaks before an answer: the server may have received the request.
    #[must_use]
    pub fn reset() -> Self {
        Self(Kind::Reset)
    }

    /// No answer comes in time. It fails at once; no test waits for it.
    #[must_use]
    pub fn timed_out() -> Self {
        Self(Kind::TimedOut)
    }

    /// The same answer with a header more.
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Self {
        let Self(Kind::Answer(mut answer)) = self else { return self };
        match set_header(&mut answer.headers, name, value) {
            Ok(()) => Self(Kind::Answer(answer)),
            Err(error) => Self(Kind::Unsayable(error.to_string())),
        }
    }

    /// The same answer, the connection breaking where its body would end: more was to come.
    #[must_use]
    pub fn cut(self) -> Self {
        let Self(Kind::Answer(answer)) = self else { return self };
        Self(Kind::Answer(Answer { is_cut: true, ..answer }))
    }

    fn answer(status: u16, pieces: Vec<Bytes>) -> Self {
        Self(match StatusCode::from_u16(status) {
            Ok(status) => Kind::Answer(Answer { status, headers: HeaderMap::new(), pieces, is_cut: false }),
            Err(_) => Kind::Unsayable(format!("{status} is no status")),
        })
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Answer(answer) => write!(out, "Reply({})", answer.status),
            Kind::Refused => out.write_str("Reply(refused)"),
            Kind::Reset => out.write_str("Reply(reset)"),
            Kind::TimedOut => out.write_str("Reply(timed out)"),
            Kind::Unsayable(problem) => write!(out, "Reply({problem})"),
            Kind::Made(_) => out.write_str("Reply(made of the request)"),
        }
    }
}
