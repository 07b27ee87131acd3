//! Texts of JSON inside JSON, and tokens in the place of sensitive texts.

use super::{Uploads, Writer};
use crate::model::encode_error::EncodeError;
use crate::model::sealed::{Place, Seal};
use crate::model::{Encode, Tree, from_json};

/// JSON with tokens in the place of sensitive texts, and what is to be sent beside it, each with its place.
pub(crate) type Sealed = (Vec<u8>, Uploads, Vec<Seal>);

impl Writer {
    /// Writes the JSON of a value as the text of a string.
    pub(in crate::model) fn text_of(&mut self, value: &dyn Encode) {
        let mut inner = Self::new();
        value.encode(&mut inner);
        let start = self.bytes.len();
        self.bytes.push(b'"');
        let mut done = 0;
        for place in inner.sensitive {
            self.text(inner.bytes.get(done..place.range.start).unwrap_or_default());
            let from = self.bytes.len();
            self.text(inner.bytes.get(place.range.clone()).unwrap_or_default());
            self.sensitive.push(Place { range: from..self.bytes.len(), depth: place.depth + 1 });
            done = place.range.end;
        }
        self.text(inner.bytes.get(done..).unwrap_or_default());
        self.bytes.push(b'"');
        // No place of its own: a file inside of a text is nowhere.
        self.uploads.extend(inner.uploads.into_iter().map(|(_, upload)| (start + 1, upload)));
        if let Some((number, _)) = inner.not_finite {
            self.not_finite.get_or_insert((number, start));
        }
    }

    /// What was written, a token in the place of each sensitive text.
    pub(crate) fn into_sealed(mut self) -> Result<Sealed, EncodeError> {
        let uploads = std::mem::take(&mut self.uploads);
        let (bytes, places) = self.into_parts()?;
        if places.is_empty() {
            return Ok((bytes, uploads, Vec::new()));
        }
        let (mut sealed, mut seals, mut done) = (Vec::with_capacity(bytes.len()), Vec::new(), 0);
        let mut moved = uploads.clone();
        for place in places {
            sealed.extend_from_slice(bytes.get(done..place.range.start).unwrap_or_default());
            let seal = Seal::new(place.read(&bytes).unwrap_or_default());
            sealed.extend_from_slice(&place.write(&seal.token));
            done = place.range.end;
            // What stands behind it moves with it.
            for ((at, _), (before, _)) in moved.iter_mut().zip(&uploads) {
                if *before >= done {
                    *at = sealed.len() + (before - done);
                }
            }
            seals.push(seal);
        }
        sealed.extend_from_slice(bytes.get(done..).unwrap_or_default());
        Ok((sealed, moved, seals))
    }
}

/// A value as JSON, a token in the place of each sensitive text; `None` where there is none, or it cannot be written.
pub(crate) fn sealed<V: Encode + ?Sized>(value: &V) -> Option<(Tree, Vec<Seal>)> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    let (json, _, seals) = writer.into_sealed().ok()?;
    if seals.is_empty() {
        return None;
    }
    Some((from_json(&json).ok()?, seals))
}
