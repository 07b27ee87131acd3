//! Text to tree: YAML, and JSON as a part of it.

use super::position::duplicate_key;
use crate::diagnostic::{Diagnostics, Place, Position, Severity, code};
use serde_json::{Map, Number, Value};
use std::path::Path;

const START: Position = Position { line: 1, column: 1 };

/// Parses `text`; a syntax error, a duplicate member or a nesting past the parsers' limit is a finding of this severity.
pub fn parse(text: &str, file: &Path, severity: Severity, diagnostics: &mut Diagnostics) -> Option<Value> {
    let parsed = if looks_like_json(text, file) {
        serde_json::from_str(text).map_err(|error| json_failure(&error, text))
    } else {
        serde_yaml::from_str(text).map_err(|error| yaml_failure(&error, text)).map(from_yaml)
    };
    match parsed {
        Ok(root) => Some(root),
        Err(failure) => {
            failure.report(file, severity, diagnostics);
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
    fn report(self, file: &Path, severity: Severity, diagnostics: &mut Diagnostics) {
        let (code, message, help) = if self.message.contains("recursion limit") {
            (
                code::DOCUMENT_TOO_DEEP,
                "the document is nested too deep here".to_owned(),
                "at most 128 levels are read: move inner schemas to components/schemas and refer to them",
            )
        } else if self.message.contains("repetition limit") {
            (
                code::DOCUMENT_SYNTAX,
                "the aliases of this document unfold to too much".to_owned(),
                "write `$ref` in place of YAML aliases that stand inside one another",
            )
        } else {
            (
                code::DOCUMENT_SYNTAX,
                self.message,
                "the document must be YAML or JSON: check the indentation, quotes and colons around this place",
            )
        };
        let place = Place::Position(file.to_owned(), self.position);
        diagnostics.at(severity, code, place, message).help(help);
    }
}

fn yaml_failure(error: &serde_yaml::Error, text: &str) -> Failure {
    let message = without_position(&error.to_string());
    let location = error.location();
    let location = location.map(|location| Position { line: location.line(), column: location.column() });
    // Of a key that stands twice the parser says only in which mapping.
    let duplicate = message.contains("duplicate entry").then(|| duplicate_key(text)).flatten();
    let position = duplicate.or(location).unwrap_or(START);
    Failure { message, position }
}

fn json_failure(error: &serde_json::Error, text: &str) -> Failure {
    let line = error.line().max(1);
    // The parser counts bytes; people count characters.
    let before = text.lines().nth(line - 1).and_then(|line| line.get(..error.column().saturating_sub(1)));
    let column = before.map_or(error.column(), |before| before.chars().count() + 1).max(1);
    Failure { message: without_position(&error.to_string()), position: Position { line, column } }
}

/// The place is shown beside the message, so it need not stand in it as well.
fn without_position(message: &str) -> String {
    const WORDS: &str = " at line ";
    let Some(begin) = message.find(WORDS) else { return message.to_owned() };
    let digits = |text: &str| text.len() - text.trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
    let mut end = begin + WORDS.len();
    end += digits(&message[end..]);
    if let Some(column) = message[end..].strip_prefix(" column ") {
        end += " column ".len() + digits(column);
    }
    format!("{}{}", &message[..begin], &message[end..])
}

fn from_yaml(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(value) => Value::Bool(value),
        serde_yaml::Value::Number(number) => from_number(&number),
        serde_yaml::Value::String(text) => Value::String(text),
        serde_yaml::Value::Sequence(items) => items.into_iter().map(from_yaml).collect(),
        serde_yaml::Value::Mapping(members) => Value::Object(
            members.into_iter().map(|(key, value)| (key_text(key), from_yaml(value))).collect::<Map<_, _>>(),
        ),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(text: &str, file: &str) -> (String, Place) {
        let mut diagnostics = Diagnostics::default();
        assert!(parse(text, Path::new(file), Severity::Error, &mut diagnostics).is_none());
        let diagnostic = diagnostics.iter().next().unwrap();
        (diagnostic.message.clone(), diagnostic.place.clone())
    }

    #[test]
    fn a_key_that_stands_twice_is_found() {
        let (message, place) = failure("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", "x.yaml");
        assert!(message.contains("duplicate"), "{message}");
        assert_eq!(place, Place::Position("x.yaml".into(), Position { line: 5, column: 3 }));
    }

    #[test]
    fn columns_count_characters() {
        let (_, place) = failure("{\"会员卡\": x}", "x.json");
        assert_eq!(place, Place::Position("x.json".into(), Position { line: 1, column: 9 }));
    }

    #[test]
    fn a_status_may_be_written_as_a_number() {
        let root =
            parse("200: a\n\"201\": b\n", Path::new("x.yaml"), Severity::Error, &mut Diagnostics::default()).unwrap();
        assert_eq!(root, serde_json::json!({"200": "a", "201": "b"}));
    }
}
