//! Server-Sent Events with typed data.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_util::Stream;

use super::parser::{EventParser, RawEvent};
use crate::error::{Error, Result};
use crate::incoming::Incoming;
use crate::model::{Decode, DecodeError, from_json, to_json};
use crate::response::Response;

/// What the data of events is, as a document says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventData {
    /// JSON.
    Json,
    /// Text.
    Text,
    /// The whole event is described, as an object of `event`, `data`, `id` and `retry`.
    Whole,
}

/// One event of a stream (WHATWG HTML, "Server-sent events").
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// Its type; `None` is `message`.
    pub kind: Option<String>,
    /// The last id that the server gave.
    pub id: Option<String>,
    /// How long to wait before asking again, where the server has said it.
    pub retry: Option<Duration>,
    /// Its data, or the text of it where that is not what the document says. `?` makes an error of that.
    pub data: std::result::Result<T, Undecoded>,
}

/// Data that is not what the document says, such as a word that ends a stream or keeps it alive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undecoded {
    text: String,
    error: DecodeError,
}

impl Undecoded {
    /// The data as it came.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why it could not be read.
    #[must_use]
    pub fn error(&self) -> &DecodeError {
        &self.error
    }
}

impl fmt::Display for Undecoded {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the data of an event could not be read: {}", self.error)
    }
}

impl std::error::Error for Undecoded {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

impl From<Undecoded> for Error {
    fn from(undecoded: Undecoded) -> Self {
        Self::decode_part("the data of an event could not be read", undecoded.error)
    }
}

/// What is answered with events. Generated code implements it for the answers of an operation.
pub trait AnswersEvents {
    /// The data of an event.
    type Data: Decode;
    /// What that data is.
    const DATA: EventData;
}

/// What many APIs end their stream with.
const DONE: &str = "[DONE]";

impl<T: Decode> Event<T> {
    /// Types an event; `None` for the word that ends a stream.
    fn typed(raw: RawEvent, form: EventData) -> Option<Self> {
        let data = match form {
            EventData::Json => from_json(raw.data.as_bytes()),
            EventData::Text => text(&raw.data),
            EventData::Whole => whole(&raw),
        };
        let RawEvent { kind, id, retry, data: text } = raw;
        match data {
            Ok(data) => Some(Self { kind, id, retry, data: Ok(data) }),
            Err(_) if text.trim() == DONE => None,
            Err(error) => Some(Self { kind, id, retry, data: Err(Undecoded { text, error }) }),
        }
    }
}

fn text<T: Decode>(text: &str) -> std::result::Result<T, DecodeError> {
    // Writing a text as JSON cannot fail.
    from_json(&to_json(text).unwrap_or_default())
}

/// Reads an event as an object. Its data stands there as JSON, or as text where it is none, or where that is wanted.
fn whole<T: Decode>(raw: &RawEvent) -> std::result::Result<T, DecodeError> {
    let quoted = |text: &str| String::from_utf8(to_json(text).unwrap_or_default()).unwrap_or_default();
    let object = |data: &str| {
        let mut members = vec![format!("\"data\":{data}")];
        members.extend(raw.kind.iter().map(|kind| format!("\"event\":{}", quoted(kind))));
        members.extend(raw.id.iter().map(|id| format!("\"id\":{}", quoted(id))));
        members.extend(raw.retry.iter().map(|retry| format!("\"retry\":{}", retry.as_millis())));
        format!("{{{}}}", members.join(","))
    };
    let is_json = from_json::<crate::Json>(raw.data.as_bytes()).is_ok();
    let as_json = is_json.then(|| from_json(object(&raw.data).as_bytes()));
    match as_json {
        Some(Ok(value)) => Ok(value),
        Some(Err(error)) => from_json(object(&quoted(&raw.data)).as_bytes()).map_err(|_| error),
        None => from_json(object(&quoted(&raw.data)).as_bytes()),
    }
}

/// All events of a body that is here as a whole.
pub(crate) fn of_whole<T: Decode>(body: &[u8], form: EventData) -> Vec<Event<T>> {
    let mut parser = EventParser::default();
    let mut events = Vec::new();
    let mut ended = false;
    // Without a limit nothing is refused.
    let _ = parser.push(body, |raw| {
        if !ended {
            match Event::typed(raw, form) {
                Some(event) => events.push(event),
                None => ended = true,
            }
        }
    });
    events
}

/// The events of an answer, as they come: by [`next`](Self::next), or as a `Stream`. What is left is not read when it
/// is dropped.
#[must_use = "nothing is read before `next`"]
pub struct Events<T> {
    incoming: Incoming,
    parser: EventParser,
    waiting: VecDeque<RawEvent>,
    form: EventData,
    limit: usize,
    ended: bool,
    data: PhantomData<fn() -> T>,
}

impl<T: Decode> Events<T> {
    /// The events of an answer that was opened, such as by a [`Chain`](crate::Chain). An event may have `limit` bytes.
    pub fn of(incoming: Incoming, form: EventData, limit: usize) -> Self {
        let parser = EventParser::new(limit);
        Self { incoming, parser, waiting: VecDeque::new(), form, limit, ended: false, data: PhantomData }
    }

    /// Status and headers of the answer.
    pub fn response(&self) -> &Response {
        self.incoming.response()
    }

    /// The next event; `None` at the end of the stream, or at the word `[DONE]` where that is no value.
    ///
    /// # Errors
    ///
    /// When the answer breaks off, is silent for too long, or has an event larger than the limit of the call. Nothing
    /// comes after an error. Data that is not what the document says is no such error: it is in the event.
    pub async fn next(&mut self) -> Option<Result<Event<T>>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    /// As [`next`](Self::next), on this thread, for a stream that was opened by `wait_events`.
    #[cfg(feature = "blocking")]
    pub fn wait_next(&mut self) -> Option<Result<Event<T>>> {
        crate::wait::at_once(self.next()).unwrap_or_else(|error| Some(Err(error)))
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>>>> {
        loop {
            if let Some(raw) = self.waiting.pop_front() {
                match Event::typed(raw, self.form) {
                    Some(event) => return Poll::Ready(Some(Ok(event))),
                    None => {
                        self.ended = true;
                        self.waiting.clear();
                    }
                }
            }
            if self.ended {
                return Poll::Ready(None);
            }
            let piece = ready!(self.incoming.poll_piece(context));
            let waiting = &mut self.waiting;
            let error = match piece {
                Ok(Some(piece)) => match self.parser.push(&piece, |event| waiting.push_back(event)) {
                    Ok(()) => continue,
                    Err(_) => Error::item_too_large("an event", self.limit).cutting(self.incoming.response()),
                },
                Ok(None) => {
                    self.ended = true;
                    continue;
                }
                Err(error) => error,
            };
            self.ended = true;
            return Poll::Ready(Some(Err(error)));
        }
    }
}

impl<T: Decode> Stream for Events<T> {
    type Item = Result<Event<T>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(context)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Events").field("response", self.incoming.response()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Json, Map};
    use serde_json::json;

    fn data<T: Decode>(body: &str, form: EventData) -> Vec<std::result::Result<T, String>> {
        let events = of_whole::<T>(body.as_bytes(), form).into_iter();
        events.map(|event| event.data.map_err(|undecoded| undecoded.text().to_owned())).collect()
    }

    #[test]
    fn data_is_typed_and_kept_where_it_is_something_else() {
        let body = "data: 1\n\ndata: ping\n\ndata: 2\n\ndata: [DONE]\n\ndata: 3\n\n";
        assert_eq!(data::<i64>(body, EventData::Json), [Ok(1), Err("ping".to_owned()), Ok(2)]);
        assert_eq!(data::<String>("data: [DONE]\n\n", EventData::Text), [Ok("[DONE]".to_owned())]);
    }

    #[test]
    fn a_whole_event_is_an_object() {
        let body = "event: add\nid: 7\ndata: {\"a\":1}\n\nevent: say\ndata: hello\n\n";
        let read: Vec<Json> = data(body, EventData::Whole).into_iter().map(|data| data.unwrap()).collect();
        let first = json!({"event": "add", "id": "7", "data": {"a": 1}});
        assert_eq!(read, [first, json!({"event": "say", "id": "7", "data": "hello"})]);
        let texts = data::<Map<String>>("event: n\ndata: 17\n\n", EventData::Whole);
        assert_eq!(texts[0].as_ref().unwrap()["data"], "17");
    }

    #[test]
    fn undecoded_data_becomes_an_error() {
        let event = of_whole::<i64>(b"data: x\n\n", EventData::Json).remove(0);
        let error: Error = event.data.unwrap_err().into();
        assert_eq!(error.kind(), crate::ErrorKind::Decode);
        assert!(error.decode().is_some(), "{error:?}");
    }
}
