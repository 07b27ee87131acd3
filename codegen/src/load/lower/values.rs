//! Constants, bounds and examples.

use serde_json::{Map, Value};

/// `const: v` is an enum of one value.
pub fn constant(members: &mut Map<String, Value>) {
    if let Some(value) = members.shift_remove("const") {
        if value.is_null() {
            members.insert("nullable".to_owned(), true.into());
        }
        members.insert("enum".to_owned(), Value::Array(vec![value]));
    }
}

/// A bound that is excluded, written as a number, becomes the bound with a mark; the stricter one of two counts.
pub fn bounds(members: &mut Map<String, Value>, bound: &str, exclusive: &str, stricter: fn(f64, f64) -> f64) {
    let Some(Value::Number(excluded)) = members.get(exclusive) else { return };
    let excluded = excluded.clone();
    let is_stricter = match (members.get(bound).and_then(Value::as_f64), excluded.as_f64()) {
        (Some(included), Some(excluded)) => stricter(included, excluded) == excluded,
        _ => true,
    };
    if is_stricter {
        members.insert(bound.to_owned(), Value::Number(excluded));
    }
    members.insert(exclusive.to_owned(), is_stricter.into());
}

/// The first of several examples.
pub fn example(members: &mut Map<String, Value>) {
    let Some(Value::Array(examples)) = members.get("examples") else { return };
    if let Some(first) = examples.first().cloned() {
        members.entry("example").or_insert(first);
    }
    members.shift_remove("examples");
}
