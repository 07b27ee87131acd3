//! The limits of a schema: what it asks of a value that has its type.

use super::api::{IntegerFormat, Shape};
use serde_json::{Map, Value};

const OF_TEXT: [&str; 3] = ["minLength", "maxLength", "pattern"];
const OF_NUMBERS: [&str; 3] = ["minimum", "maximum", "multipleOf"];
const OF_ARRAYS: [&str; 3] = ["minItems", "maxItems", "uniqueItems"];
const OF_OBJECTS: [&str; 2] = ["minProperties", "maxProperties"];

/// The keywords of `node` that limit values of `shape`, as JSON Schema of today writes them. What every value keeps is
/// left out.
pub fn of(node: &Value, shape: &Shape) -> Map<String, Value> {
    let keywords: Vec<&str> = match shape {
        Shape::Text | Shape::SensitiveText | Shape::JsonText(_) => OF_TEXT.into(),
        Shape::Integer(_) | Shape::Number(_) => OF_NUMBERS.into(),
        Shape::Array(_) | Shape::Tuple(..) => OF_ARRAYS.into(),
        Shape::Map(_) | Shape::Object(_) => OF_OBJECTS.into(),
        Shape::Any | Shape::Alias(_) | Shape::Union(_) => {
            [OF_TEXT.as_slice(), &OF_NUMBERS, &OF_ARRAYS, &OF_OBJECTS].concat()
        }
        Shape::Boolean | Shape::Binary | Shape::File => Vec::new(),
        Shape::TextEnum(_) | Shape::IntegerEnum(_) | Shape::ValueEnum(_) => Vec::new(),
    };
    let is_unsigned = matches!(shape, Shape::Integer(IntegerFormat::Uint32 | IntegerFormat::Uint64));
    let limits = keywords.into_iter().filter_map(|keyword| {
        let value = node.get(keyword)?;
        match keyword {
            "pattern" => value.is_string().then(|| (keyword.to_owned(), value.clone())),
            "uniqueItems" => (*value == Value::Bool(true)).then(|| (keyword.to_owned(), value.clone())),
            "minimum" if is_unsigned && value.as_f64().is_some_and(|limit| limit <= 0.0) => None,
            "minimum" => Some((bound(node, "exclusiveMinimum", keyword), number(value)?)),
            "maximum" => Some((bound(node, "exclusiveMaximum", keyword), number(value)?)),
            "multipleOf" => Some((keyword.to_owned(), number(value)?)),
            _ => count(value)
                .filter(|count| !keyword.starts_with("min") || *count > 0)
                .map(|count| (keyword.to_owned(), count.into())),
        }
    });
    limits.collect()
}

fn bound(node: &Value, exclusive: &str, inclusive: &str) -> String {
    let is_exclusive = node.get(exclusive) == Some(&Value::Bool(true));
    (if is_exclusive { exclusive } else { inclusive }).to_owned()
}

fn number(value: &Value) -> Option<Value> {
    value.is_number().then(|| value.clone())
}

/// A count, which may be written as `5.0`.
fn count(value: &Value) -> Option<u64> {
    let whole = value.as_f64().filter(|count| count.fract() == 0.0 && (0.0..1e15).contains(count));
    value.as_u64().or_else(|| whole.map(|count| count as u64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::api::NumberFormat;
    use serde_json::json;

    #[test]
    fn only_what_limits_a_type_counts() {
        let node = json!({"minLength": 0, "maxLength": 5.0, "pattern": "^a", "minimum": 3, "maxItems": -1});
        assert_eq!(json!(of(&node, &Shape::Text)), json!({"maxLength": 5, "pattern": "^a"}));
        assert_eq!(json!(of(&node, &Shape::Boolean)), json!({}));
        let node = json!({"minimum": 0, "exclusiveMinimum": true, "maximum": "9", "multipleOf": 0.5});
        let numbers = of(&node, &Shape::Number(NumberFormat::Double));
        assert_eq!(json!(numbers), json!({"exclusiveMinimum": 0, "multipleOf": 0.5}));
        let unsigned = of(&json!({"minimum": 0}), &Shape::Integer(IntegerFormat::Uint64));
        assert_eq!(json!(unsigned), json!({}));
    }
}
