//! Bodies as they are put into a call.

use super::lines::lines;
use super::media::concrete;
use super::parts::parts;
use super::{Body, Upload};
use crate::draft::{Draft, unsayable_body};
use crate::model::{BODY, Encode};
use crate::multipart::Multipart;

impl Draft {
    /// A body of one of several media types.
    pub fn body(self, body: impl Body) -> Self {
        body.put(self)
    }

    /// As [`body`](Self::body); nothing when there is no value.
    pub fn body_opt(self, body: Option<impl Body>) -> Self {
        match body {
            Some(body) => body.put(self),
            None => self,
        }
    }

    /// Bytes from memory, a file or a stream. A media type of their own stands before `media`, which may be a range.
    pub fn upload(self, media: &'static str, value: impl Into<Upload>) -> Self {
        let upload = value.into();
        self.with(|parts| {
            let fallback = concrete(media).unwrap_or("application/octet-stream");
            parts.set_upload(fallback, upload)
        })
    }

    /// As [`upload`](Self::upload); nothing when there is no value.
    pub fn upload_opt(self, media: &'static str, value: Option<impl Into<Upload>>) -> Self {
        match value {
            Some(value) => self.upload(media, value),
            None => self,
        }
    }

    /// An object as a multipart body, each property a part.
    pub fn parts<V: Encode + ?Sized>(self, media: &'static str, value: &V) -> Self {
        self.parts_opt(media, Some(value))
    }

    /// As [`parts`](Self::parts); nothing when there is no value.
    pub fn parts_opt<V: Encode + ?Sized>(self, media: &'static str, value: Option<&V>) -> Self {
        let encodings = self.operation().part_encodings;
        self.with_some(value, |draft, value| {
            let media = concrete(media).unwrap_or("multipart/form-data");
            let (body, seals) = parts(media, value, encodings).map_err(|error| unsayable_body(&error))?;
            draft.set_multipart(body)?;
            draft.seal(seals, BODY, media);
            Ok(())
        })
    }

    /// A multipart body of parts as they are.
    pub fn multipart_as(self, media: &'static str, value: Multipart) -> Self {
        self.with(|draft| draft.set_multipart(value.typed(concrete(media).unwrap_or("multipart/form-data"))))
    }

    /// As [`multipart_as`](Self::multipart_as); nothing when there is no value.
    pub fn multipart_as_opt(self, media: &'static str, value: Option<Multipart>) -> Self {
        match value {
            Some(value) => self.multipart_as(media, value),
            None => self,
        }
    }

    /// Many values, each as a line of JSON, or as a record of `application/json-seq` (RFC 7464).
    pub fn lines<V: Encode>(self, media: &'static str, items: &[V]) -> Self {
        self.lines_opt(media, Some(items))
    }

    /// As [`lines`](Self::lines); nothing when there is no value.
    pub fn lines_opt<V: Encode>(self, media: &'static str, items: Option<&[V]>) -> Self {
        self.with_some(items, |parts, items| {
            parts.set_body(media, lines(media, items).map_err(|error| unsayable_body(&error))?)
        })
    }
}
