//! Texts that are meant as a value of any type.

use std::fmt::{self, Display};
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Decode, Decoded, Encode, Input, Nullable, Reader, Writer};

/// A text that is meant as a `T`, for a format that the settings give a type of another crate.
///
/// Reading takes any text, and writing gives it back as it came; [`value`](Self::value) reads it as a `T`. Made of a
/// `T` by `from`, as its `Display` writes it, or of text by `parse`, which checks it.
///
/// ```
/// use openapi_client_runtime::Text;
/// use std::net::SocketAddr;
///
/// let address: Text<SocketAddr> = "192.0.2.1:80".parse()?;
/// assert_eq!(address.value()?.port(), 80);
/// assert_eq!(Text::from(SocketAddr::from(([192, 0, 2, 1], 80))), address);
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
pub struct Text<T> {
    text: String,
    meant: PhantomData<fn() -> T>,
}

impl<T> Text<T> {
    /// Takes the text as it is.
    #[must_use]
    pub fn unchecked(text: impl Into<String>) -> Self {
        Self { text: text.into(), meant: PhantomData }
    }

    /// The text as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text as it is sent, for good.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }
}

impl<T: FromStr> Text<T> {
    /// The text as a value.
    ///
    /// # Errors
    /// What the type says of a text that is none of its values.
    pub fn value(&self) -> Result<T, T::Err> {
        self.text.parse()
    }
}

impl<T: Display> From<T> for Text<T> {
    fn from(value: T) -> Self {
        Self::unchecked(value.to_string())
    }
}

impl<T: Display> From<T> for Nullable<Text<T>> {
    fn from(value: T) -> Self {
        Self::Value(value.into())
    }
}

impl<T: FromStr> FromStr for Text<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        text.parse::<T>().map(|_| Self::unchecked(text))
    }
}

impl<T> Clone for Text<T> {
    fn clone(&self) -> Self {
        Self::unchecked(self.text.clone())
    }
}

impl<T> PartialEq for Text<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for Text<T> {}

impl<T> Hash for Text<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<T> PartialEq<str> for Text<T> {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl<T> PartialEq<&str> for Text<T> {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

impl<T> fmt::Debug for Text<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Text").field(&self.text).finish()
    }
}

impl<T> Display for Text<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

impl<T> Encode for Text<T> {
    fn encode(&self, writer: &mut Writer) {
        writer.string(&self.text);
    }

    fn as_text(&self) -> Option<&str> {
        Some(&self.text)
    }
}

impl<T, V: Into<Text<T>>> Input<Text<T>> for V {
    fn input(self) -> Text<T> {
        self.into()
    }
}

impl<T: FromStr> Decode for Text<T> {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.formatted(|text| text.parse::<T>().is_ok()).map(Self::unchecked)
    }
}

impl<T> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, T> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::unchecked)
    }
}
