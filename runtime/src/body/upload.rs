//! Bytes that are sent: from memory, from a file, or from a stream.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use tokio::io::{AsyncRead, AsyncReadExt as _};

use crate::error::{Error, Result};
use crate::incoming::Pieces;
use crate::model::{Decode, Decoded, Encode, Reader, Writer, to_json};

/// Bytes to be sent, as a body or as a part of one: from memory, from a file that is read while it is sent, or from a
/// stream. What is bytes or text becomes one by `into()`.
#[derive(Clone)]
#[must_use]
pub struct Upload {
    source: Source,
    file_name: Option<String>,
    media_type: Option<String>,
    headers: Vec<(String, String)>,
}

/// Where bytes come from.
#[derive(Clone)]
pub(crate) enum Source {
    Bytes(Bytes),
    /// A file, with the length that it had when it was named.
    File {
        path: PathBuf,
        length: u64,
    },
    Stream(Once),
}

/// A stream that can be read one time.
#[derive(Clone)]
pub(crate) struct Once {
    length: Option<u64>,
    pieces: Arc<Mutex<Option<Pieces>>>,
}

impl Once {
    /// The stream; `None` where somebody has taken it already.
    pub(crate) fn take(&self) -> Option<Pieces> {
        self.pieces.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(crate) fn length(&self) -> Option<u64> {
        self.length
    }

    fn is_spent(&self) -> bool {
        self.pieces.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }
}

impl Source {
    /// How many bytes there are; `None` where that is not known before the end.
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::File { length, .. } => Some(*length),
            Self::Stream(once) => once.length,
        }
    }

    /// Whether it cannot be sent any more.
    pub(crate) fn is_spent(&self) -> bool {
        matches!(self, Self::Stream(once) if once.is_spent())
    }
}

impl Upload {
    /// Bytes from memory.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self::of(Source::Bytes(bytes.into()))
    }

    /// A value as JSON.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Request`](crate::ErrorKind::Request), when the value cannot be written as JSON.
    pub fn json<T: Encode + ?Sized>(value: &T) -> Result<Self> {
        let json = to_json(value).map_err(|error| Error::request(format!("this cannot be written: {error}")))?;
        Ok(Self::bytes(json).media_type("application/json"))
    }

    /// A file, read while it is sent, and again if the call is repeated. Its name is that of the file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Request`](crate::ErrorKind::Request), when there is no such file.
    pub fn file(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref().to_owned();
        let refuse = |problem: String| Error::request(format!("the file {} {problem}", path.display()));
        let facts = fs::metadata(&path).map_err(|error| refuse(format!("cannot be read: {error}")))?;
        if !facts.is_file() {
            return Err(refuse("is no file".to_owned()));
        }
        let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Self { file_name, ..Self::of(Source::File { path, length: facts.len() }) })
    }

    /// A stream of so many bytes, or of a number that is not known before its end: the body is then sent in chunks
    /// (RFC 9112, section 7.1). It can be read one time, so that a call that has begun to send it is never repeated.
    pub fn stream<B, E>(
        length: Option<u64>,
        stream: impl Stream<Item = std::result::Result<B, E>> + Send + 'static,
    ) -> Self
    where
        B: Into<Bytes>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let pieces = stream.map(|piece| match piece {
            Ok(piece) => Ok(piece.into()),
            Err(error) => Err(Error::request("the stream of the body broke off").because(error)),
        });
        let pieces: Pieces = Box::pin(pieces);
        Self::of(Source::Stream(Once { length, pieces: Arc::new(Mutex::new(Some(pieces))) }))
    }

    /// As [`stream`](Self::stream), from a reader.
    pub fn reader(length: Option<u64>, reader: impl AsyncRead + Send + 'static) -> Self {
        let stream = futures_util::stream::try_unfold(Box::pin(reader), |mut reader| async move {
            let mut piece = bytes::BytesMut::with_capacity(64 << 10);
            let read = reader.read_buf(&mut piece).await?;
            Ok::<_, std::io::Error>((read > 0).then(|| (piece.freeze(), reader)))
        });
        Self::stream(length, stream)
    }

    fn of(source: Source) -> Self {
        Self { source, file_name: None, media_type: None, headers: Vec::new() }
    }

    /// The name that a part of a multipart body has as a file.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Its media type, in place of the one that the document names.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// A header of the part that it is in a multipart body.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The bytes, where they are in memory.
    #[must_use]
    pub fn content(&self) -> Option<&Bytes> {
        match &self.source {
            Source::Bytes(bytes) => Some(bytes),
            Source::File { .. } | Source::Stream(_) => None,
        }
    }

    /// The text, where it is in memory and nothing but text.
    pub(crate) fn as_text(&self) -> Option<&str> {
        self.content().and_then(|bytes| std::str::from_utf8(bytes).ok())
    }

    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    pub(crate) fn name(&self) -> Option<&str> {
        self.file_name.as_deref()
    }

    pub(crate) fn media(&self) -> Option<&str> {
        self.media_type.as_deref()
    }

    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }
}

impl<T: Into<Bytes>> From<T> for Upload {
    fn from(bytes: T) -> Self {
        Self::bytes(bytes)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(out, "{} bytes", bytes.len()),
            Self::File { path, length } => write!(out, "{} bytes of {}", length, path.display()),
            Self::Stream(_) => out.write_str("a stream"),
        }
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Upload")
            .field("source", &self.source)
            .field("file_name", &self.file_name)
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bytes(one), Self::Bytes(other)) => one == other,
            (Self::File { path, length }, Self::File { path: other, length: other_length }) => {
                path == other && length == other_length
            }
            (Self::Stream(one), Self::Stream(other)) => Arc::ptr_eq(&one.pieces, &other.pieces),
            _ => false,
        }
    }
}

/// Two streams are the same where one is the clone of the other.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
            && self.file_name == other.file_name
            && self.media_type == other.media_type
            && self.headers == other.headers
    }
}

impl Decode for Upload {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.read::<String>().map(Self::from)
    }
}

/// In JSON only text has a place; in a multipart body each is a part.
impl Encode for Upload {
    fn encode(&self, writer: &mut Writer) {
        writer.upload(self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_there_is_told_with_its_name() {
        let error = Upload::file("no/such/file.png").unwrap_err();
        assert!(error.to_string().contains("no/such/file.png"), "{error}");
        assert!(Upload::file(".").unwrap_err().to_string().contains("is no file"));
    }

    #[test]
    fn only_text_is_json() {
        assert_eq!(to_json(&Upload::from("a\"b")).unwrap(), br#""a\"b""#);
        let error = to_json(&vec![Upload::from("a"), Upload::from(vec![0xff_u8])]).unwrap_err();
        assert_eq!(error.path(), "[1]");
        assert!(error.to_string().contains("multipart"), "{error}");
    }

    #[test]
    fn a_stream_is_taken_once() {
        let upload = Upload::stream(None, futures_util::stream::iter([Ok::<_, std::io::Error>("a")]));
        let Source::Stream(once) = upload.source() else { panic!("{upload:?}") };
        assert!(!upload.source().is_spent());
        assert!(once.take().is_some() && once.take().is_none());
        assert!(upload.source().is_spent() && upload == upload.clone());
    }

    #[test]
    fn debug_shows_no_bytes() {
        let shown = format!("{:?}", Upload::from("hidden").file_name("a.txt"));
        assert!(shown.contains("6 bytes") && shown.contains("a.txt") && !shown.contains("hidden"), "{shown}");
    }
}
