//! The bytes of `text/event-stream` as events (WHATWG HTML, section 9.2).

use std::time::Duration;

/// An event as it came, its data not decoded yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawEvent {
    /// The field `event`.
    pub kind: Option<String>,
    /// The last field `id` so far.
    pub id: Option<String>,
    /// The last field `retry` so far.
    pub retry: Option<Duration>,
    /// The fields `data`, one a line.
    pub data: String,
}

/// Takes the bytes of a stream piece by piece, wherever they are split, and gives its events.
#[derive(Debug, Default)]
pub struct EventParser {
    /// What came of the line that is not ended.
    line: Vec<u8>,
    /// Whether the last byte was a carriage return, whose line feed may follow.
    after_return: bool,
    is_past_start: bool,
    kind: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
    data: Option<String>,
    /// How large an event may be.
    limit: Option<usize>,
}

/// An event is larger than its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

impl EventParser {
    /// A parser at the start of a stream, whose events have at most so many bytes.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { limit: Some(limit), ..Self::default() }
    }

    /// Takes a piece; the events that it completes go to `take`.
    ///
    /// # Errors
    ///
    /// When an event is too large; nothing can be read after that.
    pub fn push(&mut self, piece: &[u8], mut take: impl FnMut(RawEvent)) -> Result<(), TooLarge> {
        let mut rest = piece;
        if self.after_return && !rest.is_empty() {
            self.after_return = false;
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        while let Some(end) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            let (line, tail) = rest.split_at(end);
            self.keep(line)?;
            let line = std::mem::take(&mut self.line);
            if let Some(event) = self.end_line(&line)? {
                take(event);
            }
            // Its room is used again.
            self.line = line;
            self.line.clear();
            rest = match tail {
                [b'\r', b'\n', rest @ ..] => rest,
                [b'\r'] => {
                    self.after_return = true;
                    &[]
                }
                [_, rest @ ..] => rest,
                [] => &[],
            };
        }
        self.keep(rest)
    }

    fn keep(&mut self, bytes: &[u8]) -> Result<(), TooLarge> {
        let size = self.line.len() + bytes.len() + self.data.as_ref().map_or(0, String::len);
        if self.limit.is_some_and(|limit| size > limit) {
            return Err(TooLarge);
        }
        self.line.extend_from_slice(bytes);
        Ok(())
    }

    /// What an ended line means: the end of an event, a field, or a comment.
    fn end_line(&mut self, line: &[u8]) -> Result<Option<RawEvent>, TooLarge> {
        let line = match std::mem::replace(&mut self.is_past_start, true) {
            true => line,
            false => line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line),
        };
        if line.is_empty() {
            let kind = self.kind.take();
            // Without data there is no event.
            let Some(data) = self.data.take() else { return Ok(None) };
            return Ok(Some(RawEvent { kind, id: self.id.clone(), retry: self.retry, data }));
        }
        let line = String::from_utf8_lossy(line);
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => self.kind = Some(value.to_owned()).filter(|kind| !kind.is_empty()),
            "data" => match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            _ => {}
        }
        // What is not UTF-8 has become longer.
        let size = self.data.as_ref().map_or(0, String::len);
        if self.limit.is_some_and(|limit| size > limit.saturating_mul(3)) { Err(TooLarge) } else { Ok(None) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn events(pieces: &[&[u8]]) -> Vec<RawEvent> {
        let mut parser = EventParser::new(1 << 20);
        let mut events = Vec::new();
        for piece in pieces {
            parser.push(piece, |event| events.push(event)).unwrap();
        }
        events
    }

    fn data(stream: &str) -> Vec<String> {
        events(&[stream.as_bytes()]).into_iter().map(|event| event.data).collect()
    }

    #[test]
    fn the_examples_of_the_standard_are_read() {
        assert_eq!(data("data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
        let stream = ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n";
        let read = events(&[stream.as_bytes()]);
        let told: Vec<_> = read.iter().map(|event| (event.data.as_str(), event.id.as_deref())).collect();
        assert_eq!(told, [("first event", Some("1")), ("second event", Some("")), (" third event", Some(""))]);
        assert_eq!(data("data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
        assert_eq!(data("data:test\n\ndata: test\n\n"), ["test", "test"]);
    }

    #[test]
    fn names_ids_and_times_are_kept_as_the_standard_says() {
        let read =
            events(&[b"event: add\nid: 7\nretry: 250\ndata: a\n\nevent: none\n\nretry: x\nid: a\0b\ndata: b\n\n"]);
        let first = RawEvent {
            kind: Some("add".into()),
            id: Some("7".into()),
            retry: Some(Duration::from_millis(250)),
            data: "a".into(),
        };
        let second = RawEvent { kind: None, data: "b".into(), ..first.clone() };
        assert_eq!(read, [first, second]);
    }

    #[test]
    fn lines_end_in_three_ways_and_a_mark_of_order_is_passed() {
        assert_eq!(data("\u{feff}data: a\r\n\r\ndata: b\r\rdata: c\n\n"), ["a", "b", "c"]);
        assert_eq!(data("data: \u{feff}a\n\n\u{feff}data: b\n\n"), ["\u{feff}a"]);
    }

    #[test]
    fn an_event_has_a_limit() {
        let mut parser = EventParser::new(16);
        assert_eq!(parser.push(b"data: 0123456789\n\ndata: 0123456789\n\n", |_| {}), Ok(()));
        assert_eq!(parser.push(&[b'x'; 17], |_| {}), Err(TooLarge));
        let mut parser = EventParser::new(16);
        assert_eq!(parser.push(b"data: 0123456\ndata: 0123456\ndata: 0123456\n", |_| {}), Err(TooLarge));
    }

    proptest! {
        #[test]
        fn wherever_a_stream_is_split_its_events_are_the_same(
            lines in proptest::collection::vec(
                ("(data|event|id|retry|)(: ?|)[a-z0-9é\u{feff}]{0,6}", prop_oneof![Just("\n"), Just("\r"), Just("\r\n")]), 0..24,
            ),
            cuts in proptest::collection::vec(any::<proptest::sample::Index>(), 0..8),
        ) {
            let stream: String = lines.iter().flat_map(|(line, end)| [line.as_str(), end]).collect();
            let bytes = stream.as_bytes();
            let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
            places.extend([0, bytes.len()]);
            places.sort_unstable();
            let pieces: Vec<&[u8]> = places.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
            let single: Vec<&[u8]> = bytes.chunks(1).collect();
            let whole = events(&[bytes]);
            prop_assert_eq!(&events(&pieces), &whole);
            prop_assert_eq!(&events(&single), &whole);
        }
    }
}
