//! Bodies of the type `multipart/form-data` (RFC 7578).

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use bytes::Bytes;

use crate::error::{Error, Result};
use crate::model::{Encode, to_json};

/// A body of the type `multipart/form-data` (RFC 7578): parts in order, files among them read while they are sent.
#[derive(Debug, Clone)]
#[must_use]
pub struct Multipart {
    boundary: String,
    parts: Vec<Part>,
}

/// A part of a [`Multipart`] body.
#[derive(Clone)]
pub struct Part {
    name: String,
    /// The headers of the part as they are sent, each line ended.
    head: String,
    content: Content,
}

/// What a part holds.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    Bytes(Bytes),
    /// A file, with the length that it had when the part was made.
    File {
        path: PathBuf,
        length: u64,
    },
}

/// A piece of a body as it is sent.
pub(crate) enum Piece {
    Bytes(Bytes),
    File { path: PathBuf, length: u64 },
}

impl Default for Multipart {
    fn default() -> Self {
        Self::new()
    }
}

impl Multipart {
    /// A body without parts yet.
    pub fn new() -> Self {
        let boundary = format!("{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
        Self { boundary, parts: Vec::new() }
    }

    /// Adds a part.
    pub fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// The parts in order.
    #[must_use]
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The value of the header `Content-Type`.
    pub(crate) fn content_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// The body, piece by piece.
    pub(crate) fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for part in &self.parts {
            pieces.push(Piece::Bytes(format!("--{}\r\n{}\r\n", self.boundary, part.head).into()));
            pieces.push(match &part.content {
                Content::Bytes(bytes) => Piece::Bytes(bytes.clone()),
                Content::File { path, length } => Piece::File { path: path.clone(), length: *length },
            });
            pieces.push(Piece::Bytes(Bytes::from_static(b"\r\n")));
        }
        pieces.push(Piece::Bytes(format!("--{}--\r\n", self.boundary).into()));
        pieces
    }

    /// How many bytes the body has.
    pub(crate) fn length(&self) -> u64 {
        let length = |piece: Piece| match piece {
            Piece::Bytes(bytes) => bytes.len() as u64,
            Piece::File { length, .. } => length,
        };
        self.pieces().into_iter().map(length).sum()
    }
}

impl Part {
    /// A part of text.
    #[must_use]
    pub fn text(name: &str, text: impl Into<String>) -> Self {
        Self::new(name, None, None, Content::Bytes(Bytes::from(text.into())))
    }

    /// A part of JSON.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Request`](crate::ErrorKind::Request), when the value cannot be written as JSON.
    pub fn json<T: Encode + ?Sized>(name: &str, value: &T) -> Result<Self> {
        let json =
            to_json(value).map_err(|error| Error::request(format!("the part `{name}` cannot be written: {error}")))?;
        Ok(Self::new(name, None, Some("application/json"), Content::Bytes(json.into())))
    }

    /// A part of bytes, with the name of a file.
    #[must_use]
    pub fn bytes(name: &str, file_name: &str, media_type: &str, bytes: impl Into<Bytes>) -> Self {
        Self::new(name, Some(file_name), Some(media_type), Content::Bytes(bytes.into()))
    }

    /// A file, read while it is sent, and again if the call is repeated.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Request`](crate::ErrorKind::Request), when there is no such file.
    pub fn file(name: &str, file_name: &str, media_type: &str, path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref().to_owned();
        let refuse = |problem: String| Error::request(format!("the file {} {problem}", path.display()));
        let facts = fs::metadata(&path).map_err(|error| refuse(format!("cannot be read: {error}")))?;
        if !facts.is_file() {
            return Err(refuse("is no file".to_owned()));
        }
        let content = Content::File { path, length: facts.len() };
        Ok(Self::new(name, Some(file_name), Some(media_type), content))
    }

    fn new(name: &str, file_name: Option<&str>, media_type: Option<&str>, content: Content) -> Self {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file_name) = file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
        }
        head.push_str("\r\n");
        if let Some(media_type) = media_type {
            head.push_str(&format!("Content-Type: {}\r\n", media_type.replace(['\r', '\n'], "")));
        }
        Self { name: name.to_owned(), head, content }
    }

    /// The name of the part.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the part holds; nothing if that is a file, which is read when it is sent.
    #[must_use]
    pub fn content(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::File { .. } => None,
        }
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Part").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A name between quotes: what could end it or start another header is percent-encoded (WHATWG HTML, "multipart form
/// data").
fn quoted(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(multipart: &Multipart) -> String {
        let text = |piece| match piece {
            Piece::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            Piece::File { path, .. } => fs::read_to_string(path).unwrap(),
        };
        multipart.pieces().into_iter().map(text).collect()
    }

    #[test]
    fn parts_come_in_order_between_boundaries() {
        let body = Multipart::new().part(Part::json("meta", &crate::Json::from(1)).unwrap()).part(Part::bytes(
            "file",
            "a\"b\r\n.png",
            "image/png",
            "PNG",
        ));
        let boundary = body.content_type().split_once("boundary=").unwrap().1.to_owned();
        assert_eq!(
            written(&body),
            format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n\
                 1\r\n--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22b%0D%0A.png\"\r\n\
                 Content-Type: image/png\r\n\r\nPNG\r\n--{boundary}--\r\n"
            )
        );
        assert_eq!(body.length(), written(&body).len() as u64);
    }

    #[test]
    fn two_bodies_have_two_boundaries() {
        assert_ne!(Multipart::new().content_type(), Multipart::new().content_type());
    }

    #[test]
    fn a_file_that_is_not_there_is_told_with_its_name() {
        let error = Part::file("file", "x", "image/png", "no/such/file.png").unwrap_err();
        assert!(error.to_string().contains("no/such/file.png"), "{error}");
        assert!(Part::file("file", "x", "image/png", ".").unwrap_err().to_string().contains("is no file"));
    }
}
