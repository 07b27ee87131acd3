//! Texts, numbers and booleans.

use super::api::{IntegerFormat, NumberFormat, Shape};
use super::enumeration::{integer_enum, report_open, text_enum};
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;
use openapiv3::{SchemaData, SchemaKind, StringFormat, Type, VariantOrUnknownOrEmpty};
use serde_json::Value;

/// The shape of a schema of one of these types.
pub fn shape(at: &Pointer, kind: &Type, facts: &SchemaData, diagnostics: &mut Diagnostics) -> Shape {
    match kind {
        Type::String(text) if !text.enumeration.is_empty() => {
            text_enum(at, text.enumeration.iter().cloned(), facts, diagnostics)
        }
        Type::String(text) if text.format == VariantOrUnknownOrEmpty::Item(StringFormat::Binary) => Shape::Binary,
        Type::String(_) => Shape::Text,
        Type::Integer(integer) if !integer.enumeration.is_empty() => {
            integer_enum(integer.enumeration.iter().copied(), facts)
        }
        Type::Integer(integer) => Shape::Integer(match &integer.format {
            VariantOrUnknownOrEmpty::Item(openapiv3::IntegerFormat::Int32) => IntegerFormat::Int32,
            VariantOrUnknownOrEmpty::Unknown(format) => integer_format(Some(format)),
            _ => IntegerFormat::Int64,
        }),
        Type::Number(number) => {
            if !number.enumeration.is_empty() {
                report_open(at, "number", diagnostics);
            }
            Shape::Number(match number.format {
                VariantOrUnknownOrEmpty::Item(openapiv3::NumberFormat::Float) => NumberFormat::Float,
                _ => NumberFormat::Double,
            })
        }
        Type::Boolean(boolean) => {
            if !boolean.enumeration.is_empty() {
                report_open(at, "boolean", diagnostics);
            }
            Shape::Boolean
        }
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

/// Whether `null` is one of the values of an enum.
pub fn allows_null(kind: &SchemaKind) -> bool {
    match kind {
        SchemaKind::Type(Type::String(text)) => text.enumeration.contains(&None),
        SchemaKind::Type(Type::Integer(integer)) => integer.enumeration.contains(&None),
        SchemaKind::Any(any) => any.enumeration.contains(&Value::Null),
        _ => false,
    }
}
