//! One node at a time as `openapiv3` types it.
//!
//! A node is read without what stands below it: each inner schema, parameter, body or response is replaced by a
//! reference to its own place before `openapiv3` sees the node. So a mistake costs the node it stands in and no more,
//! its pointer is exact, and the time to read a document grows with its size, however deep it is nested.

use crate::pointer::Pointer;
use openapiv3::{Operation, Parameter, RequestBody, Response, Schema};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// A node that can be read by itself.
pub trait Lifted: DeserializeOwned {
    /// The node without what stands below it.
    fn lifted(node: &Map<String, Value>, at: &Pointer) -> Map<String, Value>;
}

/// Reads the object `node`, which stands at `at`; the message says what does not fit.
pub fn lift<T: Lifted>(node: &Value, at: &Pointer) -> Result<T, String> {
    let object = node.as_object().ok_or_else(|| format!("an object is expected here, not {}", kind(node)))?;
    serde_json::from_value(Value::Object(T::lifted(object, at))).map_err(|error| error.to_string())
}

fn kind(node: &Value) -> &'static str {
    match node {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn reference(at: &Pointer) -> Value {
    json!({ "$ref": format!("#{at}") })
}

fn references(node: &Value, at: &Pointer) -> Value {
    match node {
        Value::Object(members) => members.keys().map(|key| (key.clone(), reference(&at.child(key)))).collect(),
        Value::Array(items) => (0..items.len()).map(|index| reference(&at.item(index))).collect(),
        other => other.clone(),
    }
}

impl Lifted for Schema {
    fn lifted(node: &Map<String, Value>, at: &Pointer) -> Map<String, Value> {
        lift_members(node, |key, value| match key {
            "properties" | "oneOf" | "allOf" | "anyOf" => Some(references(value, &at.child(key))),
            "items" | "not" => Some(reference(&at.child(key))),
            "additionalProperties" if value.is_object() => Some(reference(&at.child(key))),
            _ => Some(value.clone()),
        })
    }
}

impl Lifted for Parameter {
    fn lifted(node: &Map<String, Value>, at: &Pointer) -> Map<String, Value> {
        lift_members(node, |key, value| match key {
            "schema" => Some(reference(&at.child(key))),
            "content" => Some(lift_content(value, &at.child(key))),
            "examples" => None,
            _ => Some(value.clone()),
        })
    }
}

impl Lifted for RequestBody {
    fn lifted(node: &Map<String, Value>, at: &Pointer) -> Map<String, Value> {
        lift_members(node, |key, value| match key {
            "content" => Some(lift_content(value, &at.child(key))),
            _ => Some(value.clone()),
        })
    }
}

impl Lifted for Response {
    fn lifted(node: &Map<String, Value>, at: &Pointer) -> Map<String, Value> {
        let mut lifted = lift_members(node, |key, value| match key {
            "content" => Some(lift_content(value, &at.child(key))),
            "headers" => Some(references(value, &at.child(key))),
            "links" => None,
            _ => Some(value.clone()),
        });
        lifted.entry("description").or_insert_with(|| "".into());
        lifted
    }
}

impl Lifted for Operation {
    fn lifted(node: &Map<String, Value>, at: &Pointer) -> Map<String, Value> {
        let mut lifted = lift_members(node, |key, value| match key {
            "parameters" | "responses" => Some(references(value, &at.child(key))),
            "requestBody" => Some(reference(&at.child(key))),
            "callbacks" | "security" => None,
            _ => Some(value.clone()),
        });
        lifted.entry("responses").or_insert_with(|| json!({}));
        lifted
    }
}

fn lift_content(node: &Value, at: &Pointer) -> Value {
    let Value::Object(media_types) = node else { return node.clone() };
    let lifted = media_types.iter().map(|(name, media_type)| {
        let lifted = match media_type {
            Value::Object(members) => Value::Object(lift_members(members, |key, value| match key {
                "schema" => Some(reference(&at.child(name).child(key))),
                "examples" | "example" => None,
                _ => Some(value.clone()),
            })),
            other => other.clone(),
        };
        (name.clone(), lifted)
    });
    lifted.collect()
}

fn lift_members(node: &Map<String, Value>, lift: impl Fn(&str, &Value) -> Option<Value>) -> Map<String, Value> {
    node.iter().filter_map(|(key, value)| Some((key.clone(), lift(key, value)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use openapiv3::{ReferenceOr, SchemaKind, Type};

    #[test]
    fn what_stands_below_becomes_a_reference() {
        let node = json!({"type": "object", "properties": {"a/b": {"type": ["broken"]}}});
        let schema: Schema = lift(&node, &Pointer::root().child("x")).unwrap();
        let SchemaKind::Type(Type::Object(object)) = schema.schema_kind else { panic!("{schema:?}") };
        let expected = ReferenceOr::Reference { reference: "#/x/properties/a~1b".to_owned() };
        assert_eq!(object.properties["a/b"], expected);
    }

    #[test]
    fn a_mistake_is_named() {
        let message = lift::<Schema>(&json!({"type": ["string", "null"]}), &Pointer::root()).unwrap_err();
        assert!(message.contains("expected a string"), "{message}");
        assert!(lift::<Schema>(&json!([]), &Pointer::root()).unwrap_err().contains("an array"));
    }
}
