//! Text to tree: YAML, and JSON as a part of it.

use crate::diagnostic::{Diagnostics, Position, code};
use serde_json::{Map, Number, Value};
use std::path::Path;

/// Parses `text`; a syntax error, a duplicate member or a nesting past the parsers' limit is an error in `diagnostics`.
pub fn parse(text: &str, file: &Path, diagnostics: &mut Diagnostics) -> Option<Value> {
    let parsed = if looks_like_json(text, file) {
        serde_json::from_str(text).map_err(|error| json_failure(&error))
    } else {
        serde_yaml::from_str(text).map_err(|error| yaml_failure(&error)).map(from_yaml)
    };
    match parsed {
        Ok(root) => Some(root),
        Err(failure) => {
            failure.report(file, diagnostics);
            None
        }
    }
}

fn looks_like_json(text: &str, file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
        && text.trim_start().starts_with(['{', '['])
}

struct Failure {
    message: String,
    position: Position,
}

impl Failure {
    fn report(self, file: &Path, diagnostics: &mut Diagnostics) {
        if self.message.contains("recursion limit") {
            diagnostics
                .file_error(code::DOCUMENT_TOO_DEEP, file, Some(self.position), "the document is nested too deep here")
                .help("at most 128 levels are read: move inner schemas to components/schemas and refer to them");
        } else {
            diagnostics
                .file_error(code::DOCUMENT_SYNTAX, file, Some(self.position), self.message)
                .help("the document must be YAML or JSON: check the indentation, quotes and colons around this place");
        }
    }
}

fn yaml_failure(error: &serde_yaml::Error) -> Failure {
    let position = error.location().map_or(Position { line: 1, column: 1 }, |location| Position {
        line: location.line(),
        column: location.column(),
    });
    Failure { message: without_position(&error.to_string()), position }
}

fn json_failure(error: &serde_json::Error) -> Failure {
    Failure {
        message: without_position(&error.to_string()),
        position: Position { line: error.line().max(1), column: error.column().max(1) },
    }
}

/// The place is shown beside the message, so it need not stand in it as well.
fn without_position(message: &str) -> String {
    match message.rfind(" at line ") {
        Some(end) if !message[end..].contains(',') => message[..end].to_owned(),
        _ => message.to_owned(),
    }
}

fn from_yaml(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(value) => Value::Bool(value),
        serde_yaml::Value::Number(number) => from_number(&number),
        serde_yaml::Value::String(text) => Value::String(text),
        serde_yaml::Value::Sequence(items) => items.into_iter().map(from_yaml).collect(),
        serde_yaml::Value::Mapping(members) => {
            Value::Object(members.into_iter().map(|(key, value)| (key_text(key), from_yaml(value))).collect::<Map<_, _>>())
        }
        serde_yaml::Value::Tagged(tagged) => from_yaml(tagged.value),
    }
}

fn from_number(number: &serde_yaml::Number) -> Value {
    let whole = number.as_u64().map(Number::from).or_else(|| number.as_i64().map(Number::from));
    match whole.or_else(|| number.as_f64().and_then(Number::from_f64)) {
        Some(number) => Value::Number(number),
        None => Value::String(number.to_string()),
    }
}

/// A status such as `200` is a number in YAML and a text in OpenAPI.
fn key_text(key: serde_yaml::Value) -> String {
    match key {
        serde_yaml::Value::String(text) => text,
        serde_yaml::Value::Number(number) => number.to_string(),
        serde_yaml::Value::Bool(value) => value.to_string(),
        serde_yaml::Value::Null => "null".to_owned(),
        other => serde_yaml::to_string(&other).unwrap_or_default().trim_end().to_owned(),
    }
}
