//! Numbers made of others, and read as them.

use super::Number;
use crate::model::exact_integer;
use crate::{FormatError, Input, Nullable};

/// Types whose `Display` is a number of JSON, and which a whole number is read as.
macro_rules! integers {
    ($($integer:ty => $expected:literal),+ $(,)?) => {$(
        impl From<$integer> for Number {
            fn from(value: $integer) -> Self {
                Self::of(&value.to_string())
            }
        }

        impl From<$integer> for Nullable<Number> {
            fn from(value: $integer) -> Self {
                Self::Value(value.into())
            }
        }

        impl TryFrom<&Number> for $integer {
            type Error = FormatError;

            fn try_from(number: &Number) -> Result<Self, FormatError> {
                let whole = exact_integer(&number.0).and_then(|whole| Self::try_from(whole).ok());
                whole.ok_or_else(|| Number::error(&number.0, $expected))
            }
        }

        impl TryFrom<Number> for $integer {
            type Error = FormatError;

            fn try_from(number: Number) -> Result<Self, FormatError> {
                Self::try_from(&number)
            }
        }

        impl PartialEq<$integer> for Number {
            fn eq(&self, other: &$integer) -> bool {
                <$integer>::try_from(self).is_ok_and(|own| own == *other)
            }
        }
    )+};
}

integers! {
    i8 => "an i8", i16 => "an i16", i32 => "an i32", i64 => "an i64", i128 => "an i128", isize => "an isize",
    u8 => "a u8", u16 => "a u16", u32 => "a u32", u64 => "a u64", usize => "a usize",
}

/// The shortest number that reads as the same `f64`. One that is not finite is no JSON: it cannot be sent.
impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self::of(&value.to_string())
    }
}

impl From<f64> for Nullable<Number> {
    fn from(value: f64) -> Self {
        Self::Value(value.into())
    }
}

impl From<&Number> for Number {
    fn from(value: &Number) -> Self {
        value.clone()
    }
}

impl TryFrom<&str> for Number {
    type Error = FormatError;

    fn try_from(text: &str) -> Result<Self, FormatError> {
        text.parse()
    }
}

impl TryFrom<String> for Number {
    type Error = FormatError;

    fn try_from(text: String) -> Result<Self, FormatError> {
        text.parse()
    }
}

impl<V: Into<Number>> Input<Number> for V {
    fn input(self) -> Number {
        self.into()
    }
}
