//! A value or JSON `null`.

use super::{Decode, Decoded, Encode, Reader, Writer};

/// A value that may be JSON `null`.
///
/// A field that may be left out as well is an `Option<Nullable<T>>`: `None` is absent, `Some(Null)` is `null`, and
/// both differ from an empty value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Nullable<T> {
    /// JSON `null`.
    #[default]
    Null,
    /// Anything else.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, or `None` for `null`.
    #[must_use]
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value by reference.
    #[must_use]
    pub const fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// Whether this is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<T> for Nullable<Box<T>> {
    fn from(value: T) -> Self {
        Self::Value(Box::new(value))
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl From<&str> for Nullable<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl<T> From<Nullable<T>> for Option<T> {
    fn from(value: Nullable<T>) -> Self {
        value.into_option()
    }
}

impl<T: Decode> Decode for Nullable<T> {
    const READS_NULL: bool = true;

    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        if reader.skip_null()? { Ok(Self::Null) } else { T::decode(reader).map(Self::Value) }
    }
}

impl<T: Encode> Encode for Nullable<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Null => writer.null(),
            Self::Value(value) => value.encode(writer),
        }
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        match self {
            Self::Null => None,
            Self::Value(value) => value.as_text(),
        }
    }
}
