//! Texts, numbers and booleans.

use super::api::{IntegerFormat, NumberFormat, Shape};
use openapiv3::{StringFormat, Type, VariantOrUnknownOrEmpty};
use serde_json::Value;

/// The shape of a schema of one of these types.
pub fn shape(kind: &Type) -> Shape {
    match kind {
        Type::String(text) if text.format == VariantOrUnknownOrEmpty::Item(StringFormat::Binary) => Shape::Binary,
        Type::String(_) => Shape::Text,
        Type::Integer(integer) => Shape::Integer(match &integer.format {
            VariantOrUnknownOrEmpty::Item(openapiv3::IntegerFormat::Int32) => IntegerFormat::Int32,
            VariantOrUnknownOrEmpty::Unknown(format) => integer_format(Some(format)),
            _ => IntegerFormat::Int64,
        }),
        Type::Number(number) => Shape::Number(match number.format {
            VariantOrUnknownOrEmpty::Item(openapiv3::NumberFormat::Float) => NumberFormat::Float,
            _ => NumberFormat::Double,
        }),
        Type::Boolean(_) => Shape::Boolean,
        Type::Object(_) | Type::Array(_) => Shape::Any,
    }
}

/// The size that `format` names.
pub fn integer_format(format: Option<&str>) -> IntegerFormat {
    match format {
        Some("int8" | "int16" | "int32") => IntegerFormat::Int32,
        // Only servers that have such a type name it: no negative number is behind it, as there may be behind `minimum`.
        Some("uint8" | "uint16" | "uint32" | "u-int8" | "u-int16" | "u-int32") => IntegerFormat::Uint32,
        Some("uint64" | "u-int64" | "uint" | "u-int") => IntegerFormat::Uint64,
        _ => IntegerFormat::Int64,
    }
}

/// The shape that a text, a number or a boolean has.
pub fn of_value(value: &Value) -> Shape {
    match value {
        Value::String(_) => Shape::Text,
        Value::Bool(_) => Shape::Boolean,
        Value::Number(number) if number.is_i64() => Shape::Integer(IntegerFormat::Int64),
        Value::Number(number) if number.is_u64() => Shape::Integer(IntegerFormat::Uint64),
        Value::Number(_) => Shape::Number(NumberFormat::Double),
        _ => Shape::Any,
    }
}
