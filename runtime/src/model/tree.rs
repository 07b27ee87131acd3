//! Any JSON value on its way to serde.

use jiter::Peek;
use serde::{Serialize, Serializer};

use super::{Decode, Decoded, Encode, Map, Reader, Writer};

/// A JSON value as it was written: its members in order, its numbers as text.
///
/// Not read by serde_json, which gives numbers in a form of its own once any crate of a build asks for
/// `arbitrary_precision`: other readers than its own do not know it.
pub(crate) enum Tree {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    Array(Vec<Tree>),
    Object(Map<Tree>),
}

impl Decode for Tree {
    const READS_NULL: bool = true;

    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        match reader.peek()? {
            Peek::Null => reader.skip().map(|()| Self::Null),
            Peek::True | Peek::False => reader.read().map(Self::Bool),
            Peek::String => reader.read().map(Self::Text),
            Peek::Array => reader.read().map(Self::Array),
            Peek::Object => reader.read().map(Self::Object),
            _ => reader.number("a value").map(|text| Self::Number(text.to_owned())),
        }
    }
}

impl Encode for Tree {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => writer.bool(*value),
            Self::Number(text) => writer.digits(text),
            Self::Text(text) => writer.string(text),
            Self::Array(items) => writer.array(items),
            Self::Object(members) => writer.map(members),
        }
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(text) => number(text, serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => serializer.collect_map(members),
        }
    }
}

/// A number as the smallest type that holds all of it; as the nearest `f64` where none does.
fn number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    // `-0` is a number of its own, which only floats have.
    if text == "-0" {
        return serializer.serialize_f64(-0.0);
    }
    if let Ok(number) = text.parse() {
        return serializer.serialize_i64(number);
    }
    if let Ok(number) = text.parse() {
        return serializer.serialize_u64(number);
    }
    if let Ok(number) = text.parse() {
        return serializer.serialize_i128(number);
    }
    match text.parse() {
        Ok(number) => serializer.serialize_f64(number),
        Err(error) => Err(serde::ser::Error::custom(error)),
    }
}
