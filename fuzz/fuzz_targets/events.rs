//! Streams of Server-Sent Events and of lines: the first byte says how long the pieces are, the rest is the body.
#![no_main]

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_util::{Stream, stream};
use http::{HeaderMap, StatusCode};
use libfuzzer_sys::fuzz_target;
use openapi_client_runtime::{Bytes, Event, EventData, Events, Incoming, Json, Lines, Response, Result};

/// More than any input has: with a smaller limit the pieces would count.
const LIMIT: usize = 1 << 30;

fuzz_target!(|data: &[u8]| {
    let Some((length, body)) = data.split_first() else { return };
    let whole = response(body);
    for form in [EventData::Json, EventData::Text, EventData::Whole] {
        // Wherever a stream is cut, its events are the same.
        let expected: Vec<Event<Json>> = whole.events(form);
        let events = Events::of(cut(body, *length), form, LIMIT);
        let read: Vec<_> = all(events).into_iter().map(|event| event.expect("nothing breaks off")).collect();
        assert_eq!(read, expected);
        // A limit is kept, whatever comes.
        drop(all(Events::<Json>::of(cut(body, *length), form, 64)));
    }
    let lines = all(Lines::<Json>::of(cut(body, *length), LIMIT));
    let expected = all(Lines::<Json>::of(cut(body, 0), LIMIT));
    // Of a sequence (RFC 7464) that is no sequence of JSON, pieces may tell more; of lines they may not.
    if !body.contains(&0x1e) {
        assert_eq!(told(lines), told(expected));
    }
    drop(all(Lines::<Json>::of(cut(body, *length), 64)));
});

fn response(body: &[u8]) -> Response {
    Response::new(StatusCode::OK, HeaderMap::new(), Bytes::copy_from_slice(body))
}

/// The body in pieces of a length; in one piece where that is nothing.
fn cut(body: &[u8], length: u8) -> Incoming {
    if length == 0 {
        return Incoming::whole(response(body));
    }
    let pieces: Vec<_> = body.chunks(length.into()).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    Incoming::new(response(b""), Box::pin(stream::iter(pieces)))
}

/// All that comes of a stream that waits for nothing.
fn all<S: Stream + Unpin>(mut stream: S) -> Vec<S::Item> {
    let mut context = Context::from_waker(Waker::noop());
    let mut items = Vec::new();
    while let Poll::Ready(Some(item)) = Pin::new(&mut stream).poll_next(&mut context) {
        items.push(item);
    }
    items
}

fn told(items: Vec<Result<Json>>) -> Vec<Option<Json>> {
    items.into_iter().map(Result::ok).collect()
}
