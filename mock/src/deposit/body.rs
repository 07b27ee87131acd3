//! What a deposit's body must look like.

use serde_json::Value;

use super::MAX_CHARACTERS;
use crate::json_rules;
use crate::refusal::{Detail, Refusal};

/// The codes that `body` asks to deposit.
pub(super) fn codes(body: &[u8]) -> Result<Vec<String>, Refusal> {
    let mut members = match json_rules::read(body)? {
        Value::Object(members) => members,
        other => return Err(wrong("", other, "must be an object")),
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

fn wrong(pointer: impl Into<String>, value: Value, issue: impl Into<String>) -> Refusal {
    Refusal::wrong_param(Detail::of_body(pointer, value, issue))
}
