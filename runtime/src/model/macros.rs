//! What every generated model of a kind has in common.

/// With the feature `serde`, implements `Serialize` and `Deserialize` for types with [`Encode`](crate::Encode) and
/// [`Decode`](crate::Decode), so that models fit wherever serde is spoken. For speed use the functions of this crate.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_impls {
    ($($model:ty),+ $(,)?) => {};
}

/// Implements serde's `Serialize` and `Deserialize` for types with [`Encode`](crate::Encode) and
/// [`Decode`](crate::Decode), so that models fit wherever serde is spoken. For speed use the functions of this crate.
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_impls {
    ($($model:ty),+ $(,)?) => {$(
        impl $crate::__private::serde::Serialize for $model {
            #[inline]
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize(self, serializer)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $model {
            #[inline]
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer)
            }
        }
    )+};
}

/// Implements what an enum of strings needs: `From<String>`, `Display`, [`Encode`](crate::Encode),
/// [`Decode`](crate::Decode), and serde's `Serialize` and `Deserialize`. The enum must have the variant
/// `Unknown(String)`, which takes the values that the enum does not know, and `as_str` and `From<&str>`; or the macro is
/// given all other variants with their texts, as `string_enum!(State { Open = "OPEN" })`, and makes those two as well.
#[macro_export]
macro_rules! string_enum {
    ($model:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $model {
            /// The value as it is sent.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self { $(Self::$variant => $value,)* Self::Unknown(value) => value }
            }
        }

        impl ::core::convert::From<&str> for $model {
            #[inline]
            fn from(value: &str) -> Self {
                match value { $($value => Self::$variant,)* other => Self::Unknown(::std::string::String::from(other)) }
            }
        }

        $crate::string_enum!($model);
    };
    ($($model:ty),+ $(,)?) => {$(
        impl ::core::convert::From<::std::string::String> for $model {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                <Self as ::core::convert::From<&str>>::from(&value)
            }
        }

        impl ::core::fmt::Display for $model {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl $crate::Encode for $model {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.string(self.as_str());
            }

            #[inline]

            fn as_text(&self) -> ::core::option::Option<&str> {
                ::core::option::Option::Some(self.as_str())
            }
        }

        impl $crate::Decode for $model {
            #[inline]
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Decoded<Self> {
                let value = <Self as ::core::convert::From<&str>>::from(reader.text()?);
                if let Self::Unknown(_) = value {
                    reader.surprise();
                }
                ::core::result::Result::Ok(value)
            }
        }

        $crate::itself!($model);
        $crate::serde_impls!($model);
    )+};
}

/// Implements what an enum of integers needs: `Display`, [`Encode`](crate::Encode), [`Decode`](crate::Decode), and
/// serde's `Serialize` and `Deserialize`. The enum must have the variant `Unknown(i64)`, which takes the values that the
/// enum does not know, and `as_i64` and `From<i64>`; or the macro is given all other variants with their numbers, as
/// `integer_enum!(Level { Low = 1 })`, and makes those two as well.
#[macro_export]
macro_rules! integer_enum {
    ($model:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $model {
            /// The value as it is sent.
            #[inline]
            pub fn as_i64(&self) -> i64 {
                match self { $(Self::$variant => $value,)* Self::Unknown(value) => *value }
            }
        }

        impl ::core::convert::From<i64> for $model {
            #[inline]
            fn from(value: i64) -> Self {
                match value { $($value => Self::$variant,)* other => Self::Unknown(other) }
            }
        }

        $crate::integer_enum!($model);
    };
    ($($model:ty),+ $(,)?) => {$(
        impl ::core::fmt::Display for $model {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        impl $crate::Encode for $model {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.integer(self.as_i64());
            }
        }

        impl $crate::Decode for $model {
            #[inline]
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Decoded<Self> {
                let value = <Self as ::core::convert::From<i64>>::from(reader.read()?);
                if let Self::Unknown(_) = value {
                    reader.surprise();
                }
                ::core::result::Result::Ok(value)
            }
        }

        $crate::itself!($model);
        $crate::serde_impls!($model);
    )+};
}

/// Implements what an enum of texts, numbers and booleans needs: `as_json`, `From<Json>`, `Display`,
/// [`Encode`](crate::Encode), [`Decode`](crate::Decode), and serde's `Serialize` and `Deserialize`. The enum must have the
/// variant `Unknown(Json)`, which takes the values that the enum does not know; the macro is given all others, as
/// `value_enum!(Size { Auto = "auto", Half = 0.5 })`.
#[macro_export]
macro_rules! value_enum {
    ($model:ident { $($variant:ident = $value:literal),* $(,)? }) => {
        impl $model {
            /// The value as it is sent.
            #[inline]
            pub fn as_json(&self) -> $crate::Json {
                match self { $(Self::$variant => $crate::Json::from($value),)* Self::Unknown(value) => value.clone() }
            }
        }

        impl ::core::convert::From<$crate::Json> for $model {
            #[inline]
            fn from(value: $crate::Json) -> Self {
                $(if value == $value { return Self::$variant; })*
                Self::Unknown(value)
            }
        }

        impl ::core::fmt::Display for $model {
            #[inline]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match $crate::Encode::as_text(self) {
                    ::core::option::Option::Some(text) => formatter.pad(text),
                    ::core::option::Option::None => ::core::fmt::Display::fmt(&self.as_json(), formatter),
                }
            }
        }

        impl $crate::Encode for $model {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer) {
                match self {
                    $(Self::$variant => $crate::Encode::encode(&$value, writer),)*
                    Self::Unknown(value) => $crate::Encode::encode(value, writer),
                }
            }

            #[inline]

            fn as_text(&self) -> ::core::option::Option<&str> {
                match self {
                    $(Self::$variant => $crate::Encode::as_text(&$value),)*
                    Self::Unknown(value) => $crate::Encode::as_text(value),
                }
            }
        }

        impl $crate::Decode for $model {
            #[inline]
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Decoded<Self> {
                let value = <Self as ::core::convert::From<$crate::Json>>::from(reader.read()?);
                if let Self::Unknown(_) = value {
                    reader.surprise();
                }
                ::core::result::Result::Ok(value)
            }
        }

        $crate::itself!($model);
        $crate::serde_impls!($model);
    };
}
