//! What all formats have in common.

/// A type over a text: read as it is, written as it came, checked where it is made from text in code.
///
/// `expected` completes the sentence "… is not …", and `check` says whether a text has the format.
macro_rules! text_format {
    ($(#[$about:meta])* $name:ident, $expected:literal, $check:expr) => {
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it is, for a service that writes the format in a way of its own.
            #[must_use]
            pub fn unchecked(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text as it is sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text as it is sent, for good.
            #[must_use]
            pub fn into_string(self) -> String {
                self.0
            }

            /// Whether the text has the format.
            #[must_use]
            pub fn is_valid(&self) -> bool {
                Self::has_format(&self.0)
            }

            fn has_format(text: &str) -> bool {
                let check: fn(&str) -> bool = $check;
                check(text)
            }

            fn checked(text: &str) -> Result<(), $crate::FormatError> {
                if Self::has_format(text) { Ok(()) } else { Err(Self::error(text)) }
            }

            #[cold]
            fn error(text: &str) -> $crate::FormatError {
                $crate::FormatError::new($expected, text)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_tuple(stringify!($name)).field(&self.0).finish()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::FormatError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::checked(text).map(|()| Self(text.to_owned()))
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::FormatError;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::FormatError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::checked(&text).map(|()| Self(text))
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl From<&$name> for $name {
            fn from(value: &$name) -> Self {
                value.clone()
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.string(&self.0);
            }

            fn as_text(&self) -> Option<&str> {
                Some(&self.0)
            }
        }

        impl $crate::Decode for $name {
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Decoded<Self> {
                reader.formatted(Self::has_format).map(Self)
            }
        }

        impl<V: Into<$name>> $crate::Input<$name> for V {
            fn input(self) -> $name {
                self.into()
            }
        }

        $crate::serde_impls!($name);
    };
}

/// Values that a format is made of, each by a function that gives the text.
macro_rules! value_of {
    ($name:ident: $($value:ty => $write:expr),+ $(,)?) => {$(
        impl From<$value> for $name {
            fn from(value: $value) -> Self {
                let write: fn($value) -> String = $write;
                Self(write(value))
            }
        }

        impl From<$value> for $crate::Nullable<$name> {
            fn from(value: $value) -> Self {
                Self::Value(value.into())
            }
        }
    )+};
    // Values that it is read as, each by a function that may fail.
    ($name:ident -> $($value:ty => $read:expr),+ $(,)?) => {$(
        impl TryFrom<&$name> for $value {
            type Error = $crate::FormatError;

            fn try_from(text: &$name) -> Result<Self, Self::Error> {
                let read: fn(&str) -> Option<$value> = $read;
                read(&text.0).ok_or_else(|| $name::error(&text.0))
            }
        }

        impl TryFrom<$name> for $value {
            type Error = $crate::FormatError;

            fn try_from(text: $name) -> Result<Self, Self::Error> {
                Self::try_from(&text)
            }
        }
    )+};
}

pub(super) use {text_format, value_of};
