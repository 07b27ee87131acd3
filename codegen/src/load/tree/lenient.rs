//! The other parser of YAML, for what the first one finds wrong: between them they read what other tools read.

use super::Parsed;
use serde_json::{Map, Number, Value};

/// Parses a document of YAML; none where this parser finds something wrong as well.
pub fn parse(text: &str) -> Option<Parsed> {
    let value: serde_yaml::Value = serde_yaml::from_str(text).ok()?;
    Some(Parsed { root: converted(value), has_duplicates: false, second: None })
}

/// The parser bounds how deep `value` is nested.
fn converted(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(value) => Value::Bool(value),
        serde_yaml::Value::Number(number) => converted_number(&number),
        serde_yaml::Value::String(text) => Value::String(text),
        serde_yaml::Value::Sequence(items) => items.into_iter().map(converted).collect(),
        serde_yaml::Value::Mapping(members) => {
            let members = members.into_iter().map(|(key, value)| (key_text(converted(key)), converted(value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        serde_yaml::Value::Tagged(tagged) => converted(tagged.value),
    }
}

fn converted_number(number: &serde_yaml::Number) -> Value {
    let whole = number.as_u64().map(Number::from).or_else(|| number.as_i64().map(Number::from));
    match whole.or_else(|| number.as_f64().and_then(Number::from_f64)) {
        Some(number) => Value::Number(number),
        None => Value::String(number.to_string()),
    }
}

/// OpenAPI has texts for keys.
pub fn key_text(key: Value) -> String {
    match key {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
