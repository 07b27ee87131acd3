//! Members of a node that have the type OpenAPI gives them, or cost themselves alone.

use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use serde_json::Value;

/// The text `name` of the node `holder`, which stands at `at`. A number is its text: YAML takes `operationId: 123` for one.
pub fn text(holder: &Value, at: &Pointer, name: &str, diagnostics: &mut Diagnostics) -> Option<String> {
    match holder.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Null => None,
        other => {
            ignored(&at.child(name), name, "no text", other, diagnostics);
            None
        }
    }
}

/// The boolean `name` of the node `holder`, which stands at `at`.
pub fn boolean(holder: &Value, at: &Pointer, name: &str, diagnostics: &mut Diagnostics) -> Option<bool> {
    match holder.get(name)? {
        Value::Bool(value) => Some(*value),
        Value::Null => None,
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        other => {
            ignored(&at.child(name), name, "neither true nor false", other, diagnostics);
            None
        }
    }
}

fn ignored(at: &Pointer, name: &str, problem: &str, value: &Value, diagnostics: &mut Diagnostics) {
    let kind = match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        other => format!("`{other}`"),
    };
    diagnostics
        .warning(code::DOCUMENT_MALFORMED, at, format!("`{name}` is {problem} and is ignored: it is {kind}"))
        .help("correct it or leave it out");
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_has_another_type_is_ignored_and_said() {
        let at = Pointer::root();
        let holder = json!({"a": 1, "b": "True", "c": null, "d": [], "e": "perhaps"});
        let mut diagnostics = Diagnostics::default();
        assert_eq!(text(&holder, &at, "a", &mut diagnostics).as_deref(), Some("1"));
        assert_eq!(boolean(&holder, &at, "b", &mut diagnostics), Some(true));
        assert_eq!(text(&holder, &at, "c", &mut diagnostics), None);
        assert_eq!(boolean(&holder, &at, "c", &mut diagnostics), None);
        assert_eq!(diagnostics.iter().count(), 0);
        assert_eq!(text(&holder, &at, "d", &mut diagnostics), None);
        assert_eq!(boolean(&holder, &at, "e", &mut diagnostics), None);
        assert_eq!(diagnostics.iter().count(), 2);
    }
}
