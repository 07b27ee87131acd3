//! One schema, keyword by keyword.

use super::{Pass, content, dynamic, ignored, nulls, reference, siblings, types, values};
use crate::load::Trail;
use serde_json::{Map, Value, json};

/// Writes the schema `node`, which stands at `at`, as OpenAPI 3.0 has it; the schemas inside come later.
pub fn lower(node: &mut Value, at: &Trail<'_>, pass: &mut Pass<'_>) {
    match node {
        Value::Bool(true) => *node = json!({}),
        Value::Bool(false) => *node = json!({"not": {}}),
        Value::Object(members) => lower_object(members, at, pass),
        _ => {}
    }
}

fn lower_object(members: &mut Map<String, Value>, at: &Trail<'_>, pass: &mut Pass<'_>) {
    dynamic::lower(members, at, pass);
    if reference(members).is_some() {
        siblings::lower(members, at, pass);
        if reference(members).is_some() {
            return;
        }
    }
    values::constant(members);
    values::bounds(members, "minimum", "exclusiveMinimum", f64::max);
    values::bounds(members, "maximum", "exclusiveMaximum", f64::min);
    values::example(members);
    content::encoded(members);
    items(members);
    nulls::in_unions(members, at, pass);
    types::lower(members, at, pass);
    unevaluated(members);
    ignored::report(members, at, pass);
}

/// Before 2020 an array of schemas below `items` was what `prefixItems` is now, and `additionalItems` what `items` is.
fn items(members: &mut Map<String, Value>) {
    if !matches!(members.get("items"), Some(Value::Array(_))) {
        return;
    }
    if let Some(list) = members.shift_remove("items") {
        members.entry("prefixItems").or_insert(list);
    }
    if let Some(rest) = members.shift_remove("additionalItems") {
        members.insert("items".to_owned(), rest);
    }
}

/// Beside `additionalProperties` nothing is left unevaluated; without it, the two differ by what stands in `allOf`, which
/// is merged into one object anyway.
fn unevaluated(members: &mut Map<String, Value>) {
    if let Some(rest) = members.shift_remove("unevaluatedProperties") {
        members.entry("additionalProperties").or_insert(rest);
    }
}
