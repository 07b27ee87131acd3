//! What unions have in common, and types of one value.

/// Implements what a union needs: [`Encode`](crate::Encode), [`Decode`](crate::Decode), and serde's `Serialize` and
/// `Deserialize`. The enum must have the variant `Unknown(Json)`, which takes what is none of its members; the macro is
/// given all others. They are tried in that order, as [`Reader::one_of`](crate::Reader::one_of) says; or a member of the
/// object tells which it is, as in `union!(Pet { Cat, Dog } by "kind" { "cat" = Cat, "dog" = Dog })`. Of members that one
/// value leads to, `"cat" = Cat | Lion`, the best is taken, and so it is of those that none leads to, `else { Bird }`.
#[macro_export]
macro_rules! union {
    ($model:ident { $($variant:ident),* $(,)? }) => {
        impl $crate::Decode for $model {
            #[inline]
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Decoded<Self> {
                reader.one_of(
                    &[$(|reader| ::core::result::Result::Ok(Self::$variant(reader.read()?))),*],
                    Self::Unknown,
                )
            }
        }

        $crate::__union_encode!($model { $($variant),* });
    };
    ($model:ident { $($variant:ident),* $(,)? } by $tag:literal { $($value:literal = $member:ident),* $(,)? }) => {
        impl $crate::Decode for $model {
            #[inline]
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Decoded<Self> {
                reader.tagged(
                    $tag,
                    &[$(($value, |reader| ::core::result::Result::Ok(Self::$member(reader.read()?)))),*],
                    Self::Unknown,
                )
            }
        }

        $crate::__union_encode!($model { $($variant),* } by $tag { $($value = $member),* });
    };
    (
        $model:ident { $($variant:ident),* $(,)? }
        by $tag:literal { $($value:literal = $($member:ident)|+),* $(,)? }
        $(else { $($other:ident),* $(,)? })?
    ) => {
        impl $crate::Decode for $model {
            #[inline]
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Decoded<Self> {
                reader.tagged_or(
                    $tag,
                    &[$(($value, $crate::__union_member!($($member)|+))),*],
                    &[$($(|reader| ::core::result::Result::Ok(Self::$other(reader.read()?))),*)?],
                    Self::Unknown,
                )
            }
        }

        $crate::__union_encode!($model { $($variant),* } by $tag { $($value = $($member)|+),* });
    };
}

/// Reads a member of a union, or the best of several.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_member {
    ($member:ident) => {
        |reader| ::core::result::Result::Ok(Self::$member(reader.read()?))
    };
    ($($member:ident)|+) => {
        |reader| {
            reader.one_of(
                &[$(|reader| ::core::result::Result::Ok(Self::$member(reader.read()?))),+],
                Self::Unknown,
            )
        }
    };
}

/// What both kinds of [`union!`](crate::union) have in common.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_encode {
    ($model:ident { $($variant:ident),* } $(by $tag:literal { $($value:literal = $($member:ident)|+),* })?) => {
        impl $crate::Encode for $model {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer) {
                #[allow(unreachable_patterns, reason = "several values may lead to a member: the first is written")]
                match self {
                    $($($(Self::$member(value) => writer.tagged($tag, $value, value),)+)*)?
                    $(Self::$variant(value) => $crate::Encode::encode(value, writer),)*
                    Self::Unknown(value) => $crate::Encode::encode(value, writer),
                }
            }

            #[inline]
            fn as_text(&self) -> ::core::option::Option<&str> {
                match self {
                    $(Self::$variant(value) => $crate::Encode::as_text(value),)*
                    Self::Unknown(value) => $crate::Encode::as_text(value),
                }
            }
        }

        $crate::model_impls!($model);
    };
}

/// Implements what a struct of one value needs that is written as the value itself: `From`, [`Encode`](crate::Encode),
/// [`Decode`](crate::Decode), and serde's `Serialize` and `Deserialize`.
#[macro_export]
macro_rules! newtype {
    ($model:ident($inner:ty)) => {
        impl ::core::convert::From<$inner> for $model {
            #[inline]
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }

        impl $crate::Decode for $model {
            #[inline]
            fn decode(reader: &mut $crate::Reader<'_>) -> $crate::Decoded<Self> {
                reader.read().map(Self)
            }
        }

        impl $crate::Encode for $model {
            #[inline]
            fn encode(&self, writer: &mut $crate::Writer) {
                $crate::Encode::encode(&self.0, writer);
            }
        }

        $crate::model_impls!($model);
    };
}
