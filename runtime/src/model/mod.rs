//! JSON (RFC 8259) to models and back.
//!
//! Generated models implement [`Decode`] and [`Encode`]; [`from_json`] and [`to_json`] are the entry points. Reading is
//! tolerant of what a server may add (unknown fields, `null` for an absent field) and exact about what it may not: a
//! value of another type, a number out of range or a broken document is a [`DecodeError`] that names the place.

mod around_macros;
mod at;
mod decode_error;
mod decode_impls;
mod encode_error;
mod encode_impls;
mod input;
mod integer;
mod json;
mod json_text;
mod macros;
mod nullable;
mod object;
mod object_macros;
mod path;
#[doc(hidden)]
pub mod private;
mod reader;
mod round_trips;
mod sealed;
mod sensitive;
mod snippet;
mod tree;
mod tuple;
mod union;
mod union_macros;
mod writer;

#[cfg(test)]
mod tests;

use crate::protocol::Protocol;

pub(crate) use at::tokens;
pub use decode_error::{DecodeError, Decoded};
pub use encode_error::EncodeError;
pub use input::Input;
pub(crate) use integer::exact as exact_integer;
pub use json_text::JsonText;
pub use nullable::Nullable;
pub use reader::Reader;
pub(crate) use sealed::{BODY, Place, Seal};
pub use sensitive::Sensitive;
pub(crate) use tree::Tree;
pub use tuple::Open;
pub use writer::Writer;
pub(crate) use writer::sealed;

/// A JSON object with arbitrary keys, in the order of the document.
pub type Map<T> = indexmap::IndexMap<String, T>;

/// Any JSON value. Integers beyond `u64` and decimals with more digits than an `f64` holds become the nearest `f64`,
/// unless the feature `exact-numbers` keeps their text.
pub type Json = serde_json::Value;

/// A type that can be read from JSON.
pub trait Decode: Sized {
    /// Whether JSON `null` is a value of this type. For the others a field that is `null` reads as absent.
    const READS_NULL: bool = false;

    /// Reads one value, leaving the reader behind it.
    ///
    /// # Errors
    /// When the text is not JSON or not a value of this type.
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self>;
}

/// A type that can be written as JSON.
pub trait Encode {
    /// Writes exactly one value.
    fn encode(&self, writer: &mut Writer);

    /// The text of a value that is a JSON string, so that parameters in paths, queries and headers need no JSON.
    #[inline]
    fn as_text(&self) -> Option<&str> {
        None
    }
}

/// The value of a field while an object is written: a plain value, or an `Option` that is left out when `None`.
pub trait Field {
    /// Writes the name and the value, or nothing when there is no value.
    fn write(&self, name: &str, writer: &mut Writer);

    /// Whether there is no value to write.
    fn is_absent(&self) -> bool;
}

impl<T: Encode> Field for T {
    #[inline]
    fn write(&self, name: &str, writer: &mut Writer) {
        writer.key(name);
        self.encode(writer);
    }

    #[inline]
    fn is_absent(&self) -> bool {
        false
    }
}

impl<T: Encode> Field for Option<T> {
    #[inline]
    fn write(&self, name: &str, writer: &mut Writer) {
        if let Some(value) = self {
            writer.key(name);
            value.encode(writer);
        }
    }

    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// The place a field is read into.
pub trait Slot {
    /// Reads the value of the field; a later value replaces an earlier one.
    ///
    /// # Errors
    /// When the text is not JSON or not a value of the slot's type.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Decoded<()>;
}

impl<T: Decode> Slot for Option<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Decoded<()> {
        *self = if !T::READS_NULL && reader.skip_null()? { None } else { Some(T::decode(reader)?) };
        Ok(())
    }
}

/// Reads a whole JSON document. A [`Sensitive`] text is taken as it stands.
///
/// # Errors
/// When `bytes` is not one JSON value of type `T`, or when anything but white space follows it.
pub fn from_json<T: Decode>(bytes: &[u8]) -> Result<T, DecodeError> {
    read_all(Reader::new(bytes))
}

/// As [`from_json`]; [`Sensitive`] texts are decrypted by the protocol.
pub(crate) fn from_json_by<T: Decode>(bytes: &[u8], protocol: Option<&dyn Protocol>) -> Result<T, DecodeError> {
    read_all(Reader::new(bytes).decrypting(protocol))
}

fn read_all<T: Decode>(mut reader: Reader<'_>) -> Result<T, DecodeError> {
    let value = T::decode(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

/// Writes a JSON document, without white space.
///
/// # Errors
/// When a number in `value` is not finite, which JSON cannot express; or when a text is [`Sensitive`], which only a
/// call may send.
pub fn to_json<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.into_bytes()
}

/// The path to the value that starts at an offset of a document, for people.
pub(crate) fn path_of(document: &[u8], offset: usize) -> String {
    path::Path::to(document, offset).text
}

/// As [`to_json`], with the places of the [`Sensitive`] texts, which are in clear text yet.
pub(crate) fn to_json_with_places<T: Encode + ?Sized>(value: &T) -> Result<(Vec<u8>, Vec<Place>), EncodeError> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.into_parts()
}
