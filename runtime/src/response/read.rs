//! The body of an answer, read as what it is.

use bytes::Bytes;
use http::header::CONTENT_TYPE;

use super::Response;
use crate::answer::Answer;
use crate::error::{Error, Result};
use crate::model::{Decode, DecodeError, Decoded, Reader, from_json_by};
use crate::stream::{Event, EventData, events_of, lines_of};

impl Response {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderMap, StatusCode};

    fn response(body: &'static [u8]) -> Response {
        Response::new(StatusCode::OK, HeaderMap::new(), body)
    }

    #[test]
    fn bodies_are_read_as_what_they_are() {
        assert_eq!(response(b"[1]").json::<Vec<i64>>().unwrap(), [1]);
        assert_eq!(response("é".as_bytes()).text().unwrap(), "é");
        let error = response(b"ab\xff").text().unwrap_err();
        assert_eq!((error.decode().unwrap().message(), error.decode().unwrap().offset()), ("not UTF-8", 2));
        assert_eq!(*response(b"\xff").bytes_answer(), b"\xff"[..]);
    }
}
