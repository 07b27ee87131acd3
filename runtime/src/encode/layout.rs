//! A value as the pieces that parameters are made of.

use std::borrow::Cow;
use std::fmt;

use crate::model::Tree;
use crate::{Encode, EncodeError, Map, from_json, to_json};

/// A value taken apart: text, several texts, or texts with names.
pub(crate) enum Layout<'v> {
    Scalar(Cow<'v, str>),
    Array(Vec<Tree>),
    Object(Map<Tree>),
}

/// Why a value cannot be written as a parameter or a body.
#[derive(Debug)]
pub(crate) struct Unsayable(String);

impl Unsayable {
    pub(crate) fn because(reason: impl fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

impl fmt::Display for Unsayable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<EncodeError> for Unsayable {
    fn from(error: EncodeError) -> Self {
        Self::because(error)
    }
}

impl<'v> Layout<'v> {
    /// Takes a value apart.
    pub(crate) fn of<V: Encode + ?Sized>(value: &'v V) -> Result<Self, Unsayable> {
        if let Some(text) = value.as_text() {
            return Ok(Self::Scalar(Cow::Borrowed(text)));
        }
        let json = to_json(value)?;
        Ok(match json.first() {
            Some(b'[') => Self::Array(read(&json)?),
            Some(b'{') => Self::Object(read(&json)?),
            // A model whose text is a string without saying so, such as a union.
            Some(b'"') => Self::Scalar(Cow::Owned(read(&json)?)),
            Some(b'n') => Self::Scalar(Cow::Borrowed("")),
            // A number or a boolean is its own text.
            _ => Self::Scalar(Cow::Owned(String::from_utf8(json).unwrap_or_default())),
        })
    }
}

impl Layout<'_> {
    /// Whether it is an array without items, or an object without members.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Scalar(_) => false,
            Self::Array(items) => items.is_empty(),
            Self::Object(entries) => entries.is_empty(),
        }
    }
}

/// Reads back what was just written.
fn read<T: crate::Decode>(json: &[u8]) -> Result<T, Unsayable> {
    from_json(json).map_err(Unsayable::because)
}

/// A value as the text of a parameter. Null is empty; what stands deeper than a parameter can say is JSON.
pub(crate) fn text(value: &Tree) -> Cow<'_, str> {
    match value {
        Tree::Text(text) | Tree::Number(text) => Cow::Borrowed(text),
        Tree::Null => Cow::Borrowed(""),
        Tree::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        // What was just read can be written.
        other => Cow::Owned(String::from_utf8(to_json(other).unwrap_or_default()).unwrap_or_default()),
    }
}
