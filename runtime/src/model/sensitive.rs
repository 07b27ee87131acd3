//! Texts that only the two ends of a call may read.

use std::fmt;

use super::{Decode, Decoded, Encode, Nullable, Reader, Writer};

/// A value that a [`Protocol`](crate::Protocol) encrypts on its way out and decrypts on its way in, such as a person's
/// name or account.
///
/// It is sent by calls of typed functions alone: a call without a protocol that encrypts it is refused, and so is
/// writing it as JSON by [`to_json`](crate::to_json) or serde, since that would be clear text. `Debug` never shows it;
/// [`expose`](Self::expose) does.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Marks a value as sensitive.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value in clear text. What is done with it is up to the caller: it should not reach a log.
    #[must_use]
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value in clear text, for good.
    #[must_use]
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Sensitive([redacted])")
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Sensitive<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl From<&str> for Nullable<Sensitive<String>> {
    fn from(value: &str) -> Self {
        Self::Value(value.into())
    }
}

impl From<String> for Nullable<Sensitive<String>> {
    fn from(value: String) -> Self {
        Self::Value(value.into())
    }
}

impl Decode for Sensitive<String> {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.sensitive().map(Self)
    }
}

impl Encode for Sensitive<String> {
    fn encode(&self, writer: &mut Writer) {
        writer.sensitive(&self.0);
    }
}
