//! The rules for every JSON text that is sent to WeChat Pay.

use serde_json::Value;

use crate::refusal::{Detail, Refusal};

/// The last character of the Basic Multilingual Plane.
const LAST_OF_BMP: char = '\u{FFFF}';

/// Reads a JSON text, and checks that it holds no `null` and no character beyond the Basic Multilingual Plane.
pub(crate) fn read(text: &[u8]) -> Result<Value, Refusal> {
    let value: Value =
        serde_json::from_slice(text).map_err(|error| Refusal::param_error(format!("the body is not JSON: {error}")))?;
    check("", &value)?;
    Ok(value)
}

fn check(pointer: &str, value: &Value) -> Result<(), Refusal> {
    match value {
        Value::Null => Err(wrong(pointer, Value::Null, "must not be null")),
        Value::String(text) => check_text(pointer, text),
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(index, item)| check(&format!("{pointer}/{index}"), item))
        }
        Value::Object(members) => members.iter().try_for_each(|(name, member)| {
            let pointer = format!("{pointer}/{}", escaped(name));
            check_text(&pointer, name)?;
            check(&pointer, member)
        }),
        Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

fn check_text(pointer: &str, text: &str) -> Result<(), Refusal> {
    if text.chars().all(|character| character <= LAST_OF_BMP) {
        return Ok(());
    }
    Err(wrong(pointer, text.into(), "holds a character outside the Basic Multilingual Plane"))
}

/// A member's name as a step of a JSON Pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn wrong(pointer: &str, value: Value, issue: &str) -> Refusal {
    Refusal::wrong_param(Detail::of_body(pointer, value, issue))
}
