//! What every generated model of a kind has in common.

/// Implements serde's `Serialize` and `Deserialize` for types with [`Encode`](crate::Encode) and
/// [`Decode`](crate::Decode), so that models fit wherever serde is spoken. For speed use the functions of this crate.
#[macro_export]
macro_rules! serde_impls {
    ($($model:ty),+ $(,)?) => {$(
        impl $crate::__private::serde::Serialize for $model {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize(self, serializer)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $model {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer)
            }
        }
    )+};
}

/// Implements what an enum of strings needs: `From<String>`, `Display`, [`Encode`](crate::Encode),
/// [`Decode`](crate::Decode), and serde's `Serialize` and `Deserialize`. The enum must have `as_str`, `From<&str>` and
/// the variant `Unknown(String)`, which takes the values that the enum does not know.
#[macro_export]
macro_rules! string_enum {
    ($($model:ty),+ $(,)?) => {$(
        impl ::core::convert::From<::std::string::String> for $model {
            fn from(value: ::std::string::String) -> Self {
                <Self as ::core::convert::From<&str>>::from(&value)
            }
        }

        impl ::core::fmt::Display for $model {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl $crate::Encode for $model {
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.string(self.as_str());
            }

            fn as_text(&self) -> ::core::option::Option<&str> {
                ::core::option::Option::Some(self.as_str())
            }
        }

        impl $crate::Decode for $model {
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Decoded<Self> {
                let value = <Self as ::core::convert::From<&str>>::from(reader.text()?);
                if let Self::Unknown(_) = value {
                    reader.surprise();
                }
                ::core::result::Result::Ok(value)
            }
        }

        impl $crate::__private::serde::Serialize for $model {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $model {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <::std::string::String as $crate::__private::serde::Deserialize>::deserialize(deserializer)
                    .map(<Self as ::core::convert::From<::std::string::String>>::from)
            }
        }
    )+};
}

/// Implements what an enum of integers needs: `Display`, [`Encode`](crate::Encode), [`Decode`](crate::Decode), and
/// serde's `Serialize` and `Deserialize`. The enum must have `as_i64`, `From<i64>` and the variant `Unknown(i64)`,
/// which takes the values that the enum does not know.
#[macro_export]
macro_rules! integer_enum {
    ($($model:ty),+ $(,)?) => {$(
        impl ::core::fmt::Display for $model {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        impl $crate::Encode for $model {
            fn encode(&self, writer: &mut $crate::Writer) {
                writer.integer(self.as_i64());
            }
        }

        impl $crate::Decode for $model {
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Decoded<Self> {
                let value = <Self as ::core::convert::From<i64>>::from(reader.read()?);
                if let Self::Unknown(_) = value {
                    reader.surprise();
                }
                ::core::result::Result::Ok(value)
            }
        }

        impl $crate::__private::serde::Serialize for $model {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $model {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <i64 as $crate::__private::serde::Deserialize>::deserialize(deserializer)
                    .map(<Self as ::core::convert::From<i64>>::from)
            }
        }
    )+};
}
