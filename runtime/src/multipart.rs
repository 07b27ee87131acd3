//! Bodies of several parts, such as `multipart/form-data` (RFC 7578).

use std::fmt;
use std::path::Path;

use bytes::Bytes;

use crate::body::{Source, Upload, is_form};
use crate::encrypt::text_with;
use crate::error::Result;
use crate::model::Encode;

/// A body of parts in order, of the type `multipart/form-data` (RFC 7578) unless another one is named. Files among them
/// are read while they are sent.
#[derive(Debug, Clone)]
#[must_use]
pub struct Multipart {
    media: &'static str,
    boundary: String,
    parts: Vec<Part>,
}

/// A part of a [`Multipart`] body.
#[derive(Clone)]
pub struct Part {
    name: String,
    /// The headers of the part as they are sent, each line ended.
    head: String,
    content: Source,
}

impl Default for Multipart {
    fn default() -> Self {
        Self::new()
    }
}

impl Multipart {
    /// A body without parts yet.
    pub fn new() -> Self {
        Self::of("multipart/form-data")
    }

    /// A body of another type of several parts, such as `multipart/mixed`.
    pub fn of(media: &'static str) -> Self {
        let boundary = format!("{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
        Self { media, boundary, parts: Vec::new() }
    }

    /// The same parts as another type.
    pub(crate) fn typed(self, media: &'static str) -> Self {
        Self { media, ..self }
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
        // The type of the root says how to read the whole (RFC 2387, section 3.1).
        let root =
            self.parts.first().and_then(Part::media_type).filter(|_| self.media.starts_with("multipart/related"));
        let root = root.map(|media| format!("; type=\"{}\"", quoted(media))).unwrap_or_default();
        format!("{}; boundary={}{root}", self.media, self.boundary)
    }

    /// The body, piece by piece.
    pub(crate) fn pieces(&self) -> Vec<Source> {
        let mut pieces = Vec::new();
        for part in &self.parts {
            pieces.push(Source::Bytes(format!("--{}\r\n{}\r\n", self.boundary, part.head).into()));
            pieces.push(part.content.clone());
            pieces.push(Source::Bytes(Bytes::from_static(b"\r\n")));
        }
        pieces.push(Source::Bytes(format!("--{}--\r\n", self.boundary).into()));
        pieces
    }

    /// Puts another text in the place of a token: `encoded` in parts that are forms.
    pub(crate) fn replace(&mut self, token: &str, plain: &str, encoded: &str) {
        for part in &mut self.parts {
            let is_form = part.media_type().is_some_and(is_form);
            let Source::Bytes(bytes) = &part.content else { continue };
            let Some(text) = text_with(bytes, token) else { continue };
            part.content = Source::Bytes(text.replace(token, if is_form { encoded } else { plain }).into());
        }
    }

    /// How many bytes the body has; `None` where that is not known before its end.
    pub(crate) fn length(&self) -> Option<u64> {
        self.pieces().iter().map(Source::length).sum()
    }

    /// Whether a stream among the parts was read already.
    pub(crate) fn is_spent(&self) -> bool {
        self.parts.iter().any(|part| part.content.is_spent())
    }
}

impl Part {
    /// A part of text.
    #[must_use]
    pub fn text(name: &str, text: impl Into<String>) -> Self {
        Self::typed(name, None, text.into())
    }

    /// A part of a media type, or of none.
    pub(crate) fn typed(name: &str, media_type: Option<&str>, content: impl Into<Bytes>) -> Self {
        Self::new(name, None, media_type, Source::Bytes(content.into()))
    }

    /// A part of JSON.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Request`](crate::ErrorKind::Request), when the value cannot be written as JSON.
    pub fn json<T: Encode + ?Sized>(name: &str, value: &T) -> Result<Self> {
        let json = Upload::json(value).map_err(|error| error.at_part(name))?;
        Ok(Self::new(name, None, json.media(), json.source().clone()))
    }

    /// A part of bytes, with the name of a file.
    #[must_use]
    pub fn bytes(name: &str, file_name: &str, media_type: &str, bytes: impl Into<Bytes>) -> Self {
        Self::new(name, Some(file_name), Some(media_type), Source::Bytes(bytes.into()))
    }

    /// A file, read while it is sent, and again if the call is repeated.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Request`](crate::ErrorKind::Request), when there is no such file.
    pub fn file(name: &str, file_name: &str, media_type: &str, path: impl AsRef<Path>) -> Result<Self> {
        Ok(Self::new(name, Some(file_name), Some(media_type), Upload::file(path)?.source().clone()))
    }

    /// What is to be sent, as a file. Where it has no name, the part's name stands for it: many servers take a part
    /// without one for text. `media_type` stands in for one that it does not name.
    pub(crate) fn upload(name: &str, upload: &Upload, media_type: Option<&str>) -> Self {
        let media_type = upload.media().or(media_type).unwrap_or("application/octet-stream");
        let file_name = upload.name().unwrap_or(name);
        let mut part = Self::new(name, Some(file_name), Some(media_type), upload.source().clone());
        for (name, value) in upload.headers() {
            part.head.push_str(&format!("{}: {}\r\n", token(name), without_breaks(value)));
        }
        part
    }

    fn new(name: &str, file_name: Option<&str>, media_type: Option<&str>, content: Source) -> Self {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file_name) = file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
        }
        head.push_str("\r\n");
        if let Some(media_type) = media_type {
            head.push_str(&format!("Content-Type: {}\r\n", without_breaks(media_type)));
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
            Source::Bytes(bytes) => Some(bytes),
            Source::File { .. } | Source::Stream(_) => None,
        }
    }

    /// The headers of the part as they are sent.
    #[must_use]
    pub fn head(&self) -> &str {
        &self.head
    }

    fn media_type(&self) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix("Content-Type: "))
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

/// A value of a header that starts no other one.
fn without_breaks(value: &str) -> String {
    value.replace(char::is_control, "")
}

/// A name of a header (RFC 9110, section 5.1): nothing that could end it.
fn token(name: &str) -> String {
    name.replace(|character: char| !character.is_ascii_graphic() || character == ':', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(multipart: &Multipart) -> String {
        let text = |piece| match piece {
            Source::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            other => panic!("{other:?}"),
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
        assert_eq!(body.length(), Some(written(&body).len() as u64));
    }

    #[test]
    fn two_bodies_have_two_boundaries() {
        assert_ne!(Multipart::new().content_type(), Multipart::new().content_type());
    }

    #[test]
    fn the_root_of_related_parts_says_its_type() {
        let body = Multipart::of("multipart/related").part(Part::json("meta", &1i64).unwrap());
        let media = body.content_type();
        assert!(
            media.starts_with("multipart/related; boundary=") && media.ends_with("; type=\"application/json\""),
            "{media}"
        );
    }

    #[test]
    fn a_file_that_is_not_there_is_told_with_its_name() {
        let error = Part::file("file", "x", "image/png", "no/such/file.png").unwrap_err();
        assert!(error.to_string().contains("no/such/file.png"), "{error}");
        assert!(Part::file("file", "x", "image/png", ".").unwrap_err().to_string().contains("is no file"));
    }
}
