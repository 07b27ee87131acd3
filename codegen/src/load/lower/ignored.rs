//! Keywords that nothing reads.

use super::{Pass, holds_mark};
use crate::diagnostic::code;
use crate::load::Trail;
use serde_json::{Map, Value};

/// Each keyword, and what becomes of it.
const IGNORED: [(&str, &str); 9] = [
    ("if", "`if`, `then` and `else` are ignored: each of their values is taken"),
    ("then", "`then` is ignored"),
    ("else", "`else` is ignored"),
    ("dependentSchemas", "`dependentSchemas` is ignored: no property depends on another one"),
    ("dependencies", "`dependencies` is ignored: no property depends on another one"),
    ("contains", "`contains` is ignored: every item is taken"),
    ("propertyNames", "`propertyNames` is ignored: every name is taken"),
    ("unevaluatedItems", "`unevaluatedItems` is ignored: every item is taken"),
    ("additionalItems", "`additionalItems` is ignored: every item is taken"),
];

/// Says which keywords of the schema `members` are ignored.
pub fn report(members: &Map<String, Value>, at: &Trail<'_>, pass: &mut Pass<'_>) {
    for (keyword, message) in IGNORED {
        let Some(value) = members.get(keyword) else { continue };
        let place = || at.pointer().child(keyword);
        if holds_mark(value) {
            pass.diagnostics
                .error(code::SCHEMA_SENSITIVE_LOST, &place(), format!("{message}; `x-sensitive` inside would be lost"))
                .help("move the marked property to `properties` of the schema itself");
        } else if !says_nothing(keyword, value) {
            pass.diagnostics
                .warning(code::SCHEMA_IGNORED_KEYWORD, &place(), message)
                .help("values are read all the same; check them where it matters");
        }
    }
}

fn says_nothing(keyword: &str, value: &Value) -> bool {
    match (keyword, value) {
        // Said at `if` already.
        ("then" | "else", _) => true,
        (_, Value::Bool(true)) => true,
        (_, Value::Object(members)) if members.is_empty() => true,
        // Names are texts anyway.
        ("propertyNames", Value::Object(members)) => {
            members.len() == 1 && members.get("type").is_some_and(|name| name == "string")
        }
        _ => false,
    }
}
