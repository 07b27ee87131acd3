//! Writing of values.

mod nested;
mod objects;

use super::encode_error::EncodeError;
use super::sealed::Place;
use super::{Encode, Map};
use crate::body::Upload;

pub(crate) use nested::sealed;

/// Writes one JSON value (RFC 8259) without white space.
#[derive(Debug, Clone, Default)]
pub struct Writer {
    bytes: Vec<u8>,
    /// The first number that is not finite, and where its placeholder is.
    not_finite: Option<(f64, usize)>,
    /// Where sensitive texts stand, quotes included.
    sensitive: Vec<Place>,
    /// What is sent beside the text, each with the place where it stands.
    uploads: Uploads,
    /// The discriminator of the union around the object that comes next, and its value.
    tag: Option<(&'static str, &'static str)>,
}

/// What is sent beside a text, each with the place where it stands in it.
pub(crate) type Uploads = Vec<(usize, Upload)>;

impl Writer {
    /// A writer with nothing written.
    #[must_use]
    pub fn new() -> Self {
        Self { bytes: Vec::with_capacity(128), ..Self::default() }
    }

    /// What was written.
    ///
    /// # Errors
    /// When one of the numbers was not finite, or one of the texts is [`Sensitive`](super::Sensitive).
    pub fn into_bytes(self) -> Result<Vec<u8>, EncodeError> {
        let (bytes, sensitive) = self.into_parts()?;
        match sensitive.first() {
            None => Ok(bytes),
            Some(place) => Err(EncodeError::sensitive(&bytes, place.range.start)),
        }
    }

    /// What was written, sensitive texts in clear and files left empty: to be looked at, and not to be sent.
    pub(crate) fn into_looks(mut self) -> Result<Vec<u8>, EncodeError> {
        self.uploads.clear();
        self.into_parts().map(|(bytes, _)| bytes)
    }

    /// What was written, and where sensitive texts stand in it.
    pub(crate) fn into_parts(self) -> Result<(Vec<u8>, Vec<Place>), EncodeError> {
        if let Some((number, offset)) = self.not_finite {
            return Err(EncodeError::not_finite(number, &self.bytes, offset));
        }
        match self.uploads.iter().find(|(_, upload)| upload.as_text().is_none()) {
            None => Ok((self.bytes, self.sensitive)),
            Some((offset, _)) => Err(EncodeError::upload(&self.bytes, *offset)),
        }
    }

    /// What was written for people: sensitive texts as `[redacted]`, a number that is not finite as `null`.
    pub(super) fn into_shown(self) -> Vec<u8> {
        let mut shown = Vec::with_capacity(self.bytes.len());
        let mut from = 0;
        for place in self.sensitive {
            shown.extend_from_slice(self.bytes.get(from..place.range.start).unwrap_or_default());
            shown.extend_from_slice(&place.write("[redacted]"));
            from = place.range.end;
        }
        shown.extend_from_slice(self.bytes.get(from..).unwrap_or_default());
        shown
    }

    /// Writes an array of values of several types.
    pub fn tuple(&mut self, parts: &[&dyn Encode]) {
        self.bytes.push(b'[');
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.bytes.push(b',');
            }
            part.encode(self);
        }
        self.bytes.push(b']');
    }

    /// Writes an array.
    pub fn array<'item, T: Encode + ?Sized + 'item>(&mut self, items: impl IntoIterator<Item = &'item T>) {
        self.bytes.push(b'[');
        let mut is_first = true;
        for item in items {
            if !is_first {
                self.bytes.push(b',');
            }
            is_first = false;
            item.encode(self);
        }
        self.bytes.push(b']');
    }

    /// Writes a string.
    #[inline]
    pub fn string(&mut self, text: &str) {
        self.bytes.reserve(text.len() + 2);
        self.bytes.push(b'"');
        self.text(text.as_bytes());
        self.bytes.push(b'"');
    }

    /// Writes a text that must not be sent as it is.
    pub(super) fn sensitive(&mut self, text: &str) {
        let start = self.bytes.len();
        self.string(text);
        self.sensitive.push(Place { range: start..self.bytes.len(), depth: 0 });
    }

    /// Writes what may be sent beside the text: here its text stands, if it is one.
    pub(crate) fn upload(&mut self, upload: &Upload) {
        self.uploads.push((self.bytes.len(), upload.clone()));
        self.string(upload.as_text().unwrap_or_default());
    }

    /// Writes what stands between the quotes.
    #[inline]
    fn text(&mut self, text: &[u8]) {
        if is_plain(text) {
            self.bytes.extend_from_slice(text);
        } else {
            self.escaped(text);
        }
    }

    #[cold]
    fn escaped(&mut self, text: &[u8]) {
        let mut rest = text;
        while let Some(at) = rest.iter().position(|byte| needs_escape(*byte)) {
            let (run, tail) = rest.split_at(at);
            self.bytes.extend_from_slice(run);
            let Some((special, tail)) = tail.split_first() else { break };
            self.escape(*special);
            rest = tail;
        }
        self.bytes.extend_from_slice(rest);
    }

    /// Writes an integer.
    pub fn integer(&mut self, number: i64) {
        if number < 0 {
            self.bytes.push(b'-');
        }
        self.unsigned(number.unsigned_abs());
    }

    /// Writes an integer that is not negative.
    pub fn unsigned(&mut self, mut number: u64) {
        // The digits of u64::MAX.
        let mut digits = [b'0'; 20];
        let mut start = digits.len();
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + (number % 10) as u8;
            number /= 10;
            start -= 1;
            if number == 0 {
                break;
            }
        }
        self.bytes.extend_from_slice(digits.get(start..).unwrap_or_default());
    }

    /// Writes a number so that reading gives the same again. One that is not finite makes
    /// [`into_bytes`](Self::into_bytes) fail.
    pub fn float(&mut self, number: f64) {
        if number.is_finite() {
            self.json(&number);
        } else {
            self.keep_not_finite(number);
        }
    }

    /// Writes a number with no more digits than its own type needs.
    pub(super) fn single(&mut self, number: f32) {
        if number.is_finite() {
            self.json(&number);
        } else {
            self.keep_not_finite(f64::from(number));
        }
    }

    /// Writes a number that is one in JSON, as it is.
    pub(crate) fn digits(&mut self, number: &str) {
        self.bytes.extend_from_slice(number.as_bytes());
    }

    /// Writes `true` or `false`.
    pub fn bool(&mut self, value: bool) {
        self.bytes.extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.bytes.extend_from_slice(b"null");
    }

    /// Writes an object of any keys.
    pub(in crate::model) fn map<T: Encode>(&mut self, map: &Map<T>) {
        self.object_and_rest(&[], map);
    }

    /// Writes what serde_json can write without fail: finite numbers and values of its own.
    pub(super) fn json(&mut self, value: &impl serde::Serialize) {
        let start = self.bytes.len();
        if serde_json::to_writer(&mut self.bytes, value).is_err() {
            self.bytes.truncate(start);
            self.null();
        }
    }

    /// Writes the name of a field, and what separates it from the one before.
    #[inline]
    pub(super) fn key(&mut self, name: &str) {
        self.bytes.reserve(name.len() + 4);
        // No value ends like an object begins.
        let is_first = self.bytes.last() == Some(&b'{');
        self.bytes.extend_from_slice(if is_first { b"\"" } else { b",\"" });
        self.text(name.as_bytes());
        self.bytes.extend_from_slice(b"\":");
    }

    #[cold]
    fn keep_not_finite(&mut self, number: f64) {
        let offset = self.bytes.len();
        self.not_finite.get_or_insert((number, offset));
        self.null();
    }

    fn escape(&mut self, byte: u8) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let short = match byte {
            b'"' => b'"',
            b'\\' => b'\\',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0c => b'f',
            _ => {
                let digits = [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]];
                self.bytes.extend_from_slice(b"\\u00");
                return self.bytes.extend_from_slice(&digits);
            }
        };
        self.bytes.extend_from_slice(&[b'\\', short]);
    }
}

/// Whether a string must not have the byte as it is (RFC 8259, section 7).
#[inline]
const fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Whether a string can be written as it is. Looks at eight bytes at a time, the last ones twice where they overlap.
#[inline]
fn is_plain(text: &[u8]) -> bool {
    let (words, _) = text.as_chunks::<8>();
    match (text.last_chunk::<8>(), text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(last), ..) => words.iter().chain([last]).all(|word| is_plain_word(u64::from_ne_bytes(*word))),
        (None, Some(first), Some(last)) => {
            let (first, last) = (u32::from_ne_bytes(*first), u32::from_ne_bytes(*last));
            is_plain_word(u64::from(first) << 32 | u64::from(last))
        }
        _ => !text.iter().any(|byte| needs_escape(*byte)),
    }
}

/// [`needs_escape`] for none of eight bytes. Subtracting sets the high bit of a byte that is too small, and of its
/// neighbours only where there is one.
#[inline]
const fn is_plain_word(word: u64) -> bool {
    const ONES: u64 = u64::MAX / 255;
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    let special = quote.wrapping_sub(ONES) & !quote | backslash.wrapping_sub(ONES) & !backslash | control;
    special & (ONES << 7) == 0
}
