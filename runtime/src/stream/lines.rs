//! JSON values one after the other: NDJSON, JSON lines, and sequences (RFC 7464).

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes, BytesMut};
use futures_util::Stream;

use crate::error::{Error, Result};
use crate::incoming::Incoming;
use crate::model::{Decode, Decoded, from_json};
use crate::response::Response;

/// What is answered with many values. Generated code implements it for the answers of an operation.
pub trait AnswersLines {
    /// One of the values.
    type Item: Decode;
}

/// Whether a byte ends a value: a line feed, or the separator before the next one (RFC 7464, section 2.2).
fn ends(byte: &u8) -> bool {
    matches!(byte, b'\n' | 0x1e)
}

/// What stands between two ends, if that is more than white space.
fn value<T: Decode>(line: &[u8]) -> Option<Decoded<T>> {
    let line = line.trim_ascii();
    (!line.is_empty()).then(|| from_json(line))
}

/// All values of a body that is here as a whole. In a sequence a value may have line breaks in it.
pub(crate) fn of_whole<T: Decode>(body: &[u8]) -> Decoded<Vec<T>> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.contains(&0x1e) {
        return body.split(|byte| *byte == 0x1e).filter_map(value).collect();
    }
    body.split(ends).filter_map(value).collect()
}

/// The values of an answer, as they come: by [`next`](Self::next), or as a `Stream`. What is left is not read when it
/// is dropped.
#[must_use = "nothing is read before `next`"]
pub struct Lines<T> {
    incoming: Incoming,
    /// What came and was not read yet.
    buffer: BytesMut,
    /// How much of it was searched for an end.
    searched: usize,
    /// Whether values begin with a separator, so that a line break does not end them.
    is_sequence: bool,
    /// How much there was when a value of a sequence was last found to be unfinished.
    tried: usize,
    limit: usize,
    ended: bool,
    item: PhantomData<fn() -> T>,
}

impl<T: Decode> Lines<T> {
    /// The values of an answer that was opened, such as by a [`Chain`](crate::Chain). A value may have `limit` bytes.
    pub fn of(incoming: Incoming, limit: usize) -> Self {
        let buffer = BytesMut::new();
        Self { incoming, buffer, searched: 0, is_sequence: false, tried: 0, limit, ended: false, item: PhantomData }
    }

    /// Status and headers of the answer.
    pub fn response(&self) -> &Response {
        self.incoming.response()
    }

    /// The next value; `None` at the end.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) when a value is not what the document says: the next one may
    /// follow. When the answer breaks off, is silent for too long, or has a value larger than the limit of the call,
    /// nothing comes after that.
    pub async fn next(&mut self) -> Option<Result<T>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// As [`next`](Self::next), on this thread, for a stream that was opened by `wait_lines`.
    #[cfg(feature = "blocking")]
    pub fn wait_next(&mut self) -> Option<Result<T>> {
        crate::wait::at_once(self.next()).unwrap_or_else(|error| Some(Err(error)))
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        loop {
            while let Some(line) = self.line() {
                if let Some(read) = value(&line) {
                    let head = self.incoming.response();
                    let told =
                        |error| Error::decode_part("a value of the answer could not be read", error).cutting(head);
                    return Poll::Ready(Some(read.map_err(told)));
                }
            }
            if self.ended {
                return Poll::Ready(None);
            }
            if self.buffer.len() > self.limit {
                return self.fail(Error::item_too_large("a value", self.limit).cutting(self.incoming.response()));
            }
            match ready!(self.incoming.poll_piece(context)) {
                Ok(Some(piece)) => self.buffer.extend_from_slice(&piece),
                Ok(None) => self.ended = true,
                Err(error) => return self.fail(error),
            }
        }
    }

    fn fail(&mut self, error: Error) -> Poll<Option<Result<T>>> {
        self.ended = true;
        self.buffer.clear();
        Poll::Ready(Some(Err(error)))
    }

    /// What came up to the next end; at the end of the answer, what is left.
    fn line(&mut self) -> Option<Bytes> {
        if self.buffer.first() == Some(&0x1e) {
            self.is_sequence = true;
            self.buffer.advance(1);
            self.searched = 0;
        }
        let is_sequence = self.is_sequence;
        let is_end = |byte: &u8| if is_sequence { *byte == 0x1e } else { ends(byte) };
        let unseen = self.buffer.get(self.searched..).unwrap_or_default();
        let end = match unseen.iter().position(is_end) {
            Some(index) => self.searched + index,
            None if self.ended && !self.buffer.is_empty() => self.buffer.len(),
            // A value of a sequence that is ended by a line break need not wait for the next one.
            None if is_sequence && self.is_complete() => self.buffer.len(),
            None => {
                self.searched = self.buffer.len();
                return None;
            }
        };
        (self.searched, self.tried) = (0, 0);
        let line = self.buffer.split_to(end);
        if self.buffer.first() == Some(&b'\n') {
            self.buffer.advance(1);
        }
        Some(line.freeze())
    }

    /// Whether what came is a whole value. Asked again only when there is twice as much, so that the time to read stays
    /// in proportion to what comes.
    fn is_complete(&mut self) -> bool {
        if !self.buffer.ends_with(b"\n") || self.buffer.len() < 2 * self.tried {
            return false;
        }
        self.tried = self.buffer.len();
        let value = self.buffer.trim_ascii();
        !value.is_empty() && from_json::<crate::Json>(value).is_ok()
    }
}

impl<T: Decode> Stream for Lines<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Lines").field("response", self.incoming.response()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{HeaderMap, StatusCode};
    use proptest::prelude::*;

    /// What comes of a body in pieces, the text of errors in the place of values.
    fn read(pieces: &[&[u8]], limit: usize) -> Vec<std::result::Result<i64, String>> {
        let pieces: Vec<_> = pieces.iter().map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
        let head = Response::new(StatusCode::OK, HeaderMap::new(), "");
        let mut lines = Lines::<i64>::of(Incoming::new(head, Box::pin(futures_util::stream::iter(pieces))), limit);
        let mut context = Context::from_waker(std::task::Waker::noop());
        let mut items = Vec::new();
        while let Poll::Ready(Some(item)) = lines.poll_item(&mut context) {
            items.push(item.map_err(|error| error.to_string()));
        }
        items
    }

    #[test]
    fn lines_and_sequences_are_read() {
        assert_eq!(read(&[b"1\r\n\n 2\n3"], 99), [Ok(1), Ok(2), Ok(3)]);
        assert_eq!(read(&[b"\x1e1\n\x1e2\n", b"\x1e3"], 99), [Ok(1), Ok(2), Ok(3)]);
        assert_eq!(of_whole::<i64>(b"\x1e1\n\x1e\n2\n").unwrap(), [1, 2]);
        assert_eq!(of_whole::<i64>("\u{feff}1\n2\n".as_bytes()).unwrap(), [1, 2]);
        assert!(of_whole::<i64>(b"1\nx\n").is_err());
    }

    #[test]
    fn one_bad_line_costs_no_other() {
        let items = read(&[b"1\nx\n3\n"], 99);
        assert_eq!((items.len(), &items[0], &items[2]), (3, &Ok(1), &Ok(3)));
    }

    #[test]
    fn a_line_has_a_limit() {
        let items = read(&[b"1\n", &[b'2'; 12], b"\n3\n"], 8);
        assert_eq!((items.len(), &items[0]), (2, &Ok(1)));
        assert!(items[1].as_ref().unwrap_err().contains("8 bytes"), "{items:?}");
    }

    proptest! {
        #[test]
        fn wherever_it_is_split_the_values_are_the_same(
            numbers in proptest::collection::vec(-1000i64..1000, 0..12),
            cut in any::<proptest::sample::Index>(),
            is_sequence: bool,
        ) {
            let mark = if is_sequence { "\x1e" } else { "" };
            let body: String = numbers.iter().map(|number| format!("{mark}{number}\n")).collect();
            let (first, second) = body.as_bytes().split_at(cut.index(body.len() + 1));
            let expected: Vec<_> = numbers.iter().copied().map(Ok).collect();
            prop_assert_eq!(&read(&[first, second], 1 << 20), &expected);
            let single: Vec<&[u8]> = body.as_bytes().chunks(1).collect();
            prop_assert_eq!(&read(&single, 1 << 20), &expected);
        }
    }
}
