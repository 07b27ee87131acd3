//! What a deposit's body must look like.

use serde_json::Value;

use super::MAX_CHARACTERS;
use crate::refusal::{Detail, Refusal};

/// The last character of the Basic Multilingual Plane.
const LAST_OF_BMP: char = '\u{FFFF}';

/// The codes that `body` asks to deposit.
pub(super) fn codes(body: &[u8]) -> Result<Vec<String>, Refusal> {
    let body: Value =
        serde_json::from_slice(body).map_err(|error| Refusal::param_error(format!("the body is not JSON: {error}")))?;
    check_values("", &body)?;
    let Value::Object(mut members) = body else {
        return Err(wrong("", body, "must be an object"));
    };
    match members.remove("code") {
        None => Ok(Vec::new()),
        Some(Value::Array(codes)) => codes.into_iter().enumerate().map(code).collect(),
        Some(other) => Err(wrong("/code", other, "must be an array")),
    }
}

fn code((index, value): (usize, Value)) -> Result<String, Refusal> {
    let pointer = || format!("/code/{index}");
    match value {
        Value::String(code) if code.chars().count() > MAX_CHARACTERS => {
            let issue = format!("has more than {MAX_CHARACTERS} characters");
            Err(wrong(pointer(), code.into(), issue))
        }
        Value::String(code) => Ok(code),
        other => Err(wrong(pointer(), other, "must be a string")),
    }
}

/// No `null` and no character beyond the Basic Multilingual Plane, at any depth.
fn check_values(pointer: &str, value: &Value) -> Result<(), Refusal> {
    match value {
        Value::Null => Err(wrong(pointer, Value::Null, "must not be null")),
        Value::String(text) => check_text(pointer, text),
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(index, item)| check_values(&format!("{pointer}/{index}"), item))
        }
        Value::Object(members) => members.iter().try_for_each(|(name, member)| {
            let pointer = format!("{pointer}/{}", escaped(name));
            check_text(&pointer, name)?;
            check_values(&pointer, member)
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

fn wrong(pointer: impl Into<String>, value: Value, issue: impl Into<String>) -> Refusal {
    Refusal::wrong_param(Detail { field: pointer.into(), value: Some(value), issue: issue.into(), location: "body" })
}
