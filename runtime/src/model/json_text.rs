//! Values that are sent as the text of their JSON.

use super::{Decode, Decoded, Encode, Input, Nullable, Reader, Writer};

/// A value that is a JSON text inside a string: `"{\"a\":1}"` for the object `{"a": 1}`.
///
/// A call writes the value as text and an answer is read from it. A text that is not the JSON of a `T` stays as it is, so
/// that a service that writes something else there breaks nothing else. What is [`Sensitive`](super::Sensitive) inside is
/// encrypted and decrypted as anywhere; a text that is given as it is, is sent as it is.
///
/// ```
/// use openapi_client_runtime::{JsonText, from_json, to_json};
///
/// let period = JsonText::from(vec![1i64, 2]);
/// assert_eq!(to_json(&period)?, br#""[1,2]""#);
/// let read: JsonText<Vec<i64>> = from_json(br#""[1, 2]""#)?;
/// assert_eq!(read.value(), Some(&vec![1, 2]));
/// let other: JsonText<Vec<i64>> = from_json(br#""for ever""#)?;
/// assert_eq!((other.value(), other.as_text()), (None, Some("for ever")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum JsonText<T> {
    /// The value that the text is the JSON of.
    Value(T),
    /// A text that is none.
    Text(String),
}

impl<T> JsonText<T> {
    /// The value, if the text is the JSON of one.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Text(_) => None,
        }
    }

    /// The value for good, or the text that is none.
    ///
    /// # Errors
    /// The text.
    pub fn into_value(self) -> Result<T, String> {
        match self {
            Self::Value(value) => Ok(value),
            Self::Text(text) => Err(text),
        }
    }

    /// The text, if it is not the JSON of a value.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Value(_) => None,
            Self::Text(text) => Some(text),
        }
    }
}

impl<T> From<T> for JsonText<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<T> for Nullable<JsonText<T>> {
    fn from(value: T) -> Self {
        Self::Value(JsonText::Value(value))
    }
}

impl<T, V: Into<JsonText<T>>> Input<JsonText<T>> for V {
    #[inline]
    fn input(self) -> JsonText<T> {
        self.into()
    }
}

impl<T: Encode> Encode for JsonText<T> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Value(value) => writer.text_of(value),
            Self::Text(text) => writer.string(text),
        }
    }
}

impl<T: Decode> Decode for JsonText<T> {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let (text, value) = reader.inside_text(&mut |inner| {
            let value = T::decode(inner)?;
            inner.finish().map(|()| value)
        })?;
        Ok(value.map_or_else(|| Self::Text(text), Self::Value))
    }
}
