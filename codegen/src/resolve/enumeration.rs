//! Enums.

use super::api::{EnumValue, IntegerFormat, NumberFormat, Shape};
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use openapiv3::{AnySchema, SchemaData};
use serde_json::Value;
use std::collections::HashSet;
use std::hash::Hash;

/// An enum whose values do not all have the type beside it.
pub fn enumeration(at: &Pointer, any: &AnySchema, facts: &SchemaData, diagnostics: &mut Diagnostics) -> Shape {
    let values: Vec<&Value> = any.enumeration.iter().filter(|value| !value.is_null()).collect();
    let fits = |kind: &str| any.typ.as_deref().is_none_or(|typ| typ == kind);
    if values.is_empty() {
        diagnostics.warning(code::SCHEMA_EMPTY_ENUM, &at.child("enum"), "an enum without values: any value is read");
        Shape::Any
    } else if fits("string") && values.iter().all(|value| value.is_string()) {
        text_enum(at, any.enumeration.iter().map(|value| value.as_str().map(str::to_owned)), facts, diagnostics)
    } else if fits("integer") && values.iter().all(|value| value.is_i64()) {
        integer_enum(any.enumeration.iter().map(Value::as_i64), facts)
    } else if fits("boolean") && values.iter().all(|value| value.is_boolean()) {
        report_open(at, "boolean", diagnostics);
        Shape::Boolean
    } else if fits("number") && values.iter().all(|value| value.is_number()) {
        report_open(at, "number", diagnostics);
        Shape::Number(NumberFormat::Double)
    } else {
        diagnostics.error(code::SCHEMA_MIXED_ENUM, &at.child("enum"), mixed_message(any, &values)).help(
            "give all values one type; YAML reads `on`, `1` and `true` as other things than text: put them in quotes",
        );
        Shape::Any
    }
}

/// Says that a type of its own is made for texts and whole numbers alone.
pub fn report_open(at: &Pointer, kind: &str, diagnostics: &mut Diagnostics) {
    diagnostics
        .warning(
            code::SCHEMA_OPEN_ENUM,
            &at.child("enum"),
            format!("the values are not listed in Rust: any {kind} is taken"),
        )
        .help("write the values as text, or as whole numbers of type integer, where the service has them so");
}

fn mixed_message(any: &AnySchema, values: &[&Value]) -> String {
    let wanted = any.typ.as_deref();
    let odd = values.iter().find(|value| match wanted {
        Some("string") => !value.is_string(),
        Some("integer") => !value.is_i64(),
        Some("boolean") => !value.is_boolean(),
        Some(_) => !value.is_number(),
        None => std::mem::discriminant(**value) != std::mem::discriminant(values[0]),
    });
    match (odd, wanted) {
        (Some(odd), Some(wanted)) => format!("this enum mixes types: {odd} is no {wanted}"),
        (Some(odd), None) => format!("this enum mixes types: {} and {odd}", values[0]),
        (None, _) => "this enum mixes types".to_owned(),
    }
}

/// An enum of texts.
pub fn text_enum(
    at: &Pointer,
    values: impl Iterator<Item = Option<String>>,
    facts: &SchemaData,
    diagnostics: &mut Diagnostics,
) -> Shape {
    let list = listed(values, facts);
    if list.is_empty() {
        diagnostics.warning(code::SCHEMA_EMPTY_ENUM, &at.child("enum"), "an enum without values: any text is read");
        return Shape::Text;
    }
    Shape::TextEnum(list)
}

/// An enum of whole numbers.
pub fn integer_enum(values: impl Iterator<Item = Option<i64>>, facts: &SchemaData) -> Shape {
    let list = listed(values, facts);
    if list.is_empty() { Shape::Integer(IntegerFormat::Int64) } else { Shape::IntegerEnum(list) }
}

/// Each value once, with its name, which goes by the place in the list as it is written, `null` counted.
fn listed<T: Clone + Eq + Hash>(values: impl Iterator<Item = Option<T>>, facts: &SchemaData) -> Vec<EnumValue<T>> {
    let names = names(facts);
    let mut known = HashSet::new();
    let values = values.enumerate().filter_map(|(index, value)| Some((index, value?)));
    let new = values.filter(|(_, value)| known.insert(value.clone()));
    new.map(|(index, value)| EnumValue { value, name: names.get(index).cloned().flatten() }).collect()
}

fn names(facts: &SchemaData) -> Vec<Option<String>> {
    let names = facts.extensions.get("x-enum-varnames").and_then(Value::as_array);
    names.into_iter().flatten().map(|name| name.as_str().map(str::to_owned)).collect()
}
