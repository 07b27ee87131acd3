//! Members of unions that allow `null` and nothing else.

use super::Pass;
use crate::load::Trail;
use serde_json::{Map, Value, json};

/// Takes such members out of `oneOf` and `anyOf`, and says `nullable` beside instead.
pub fn in_unions(members: &mut Map<String, Value>, at: &Trail<'_>, pass: &mut Pass<'_>) {
    for keyword in ["oneOf", "anyOf"] {
        let Some(Value::Array(list)) = members.get_mut(keyword) else { continue };
        if !list.iter().any(is_null) {
            continue;
        }
        let here = at.pointer().child(keyword);
        let mut kept = Vec::with_capacity(list.len());
        for (index, member) in std::mem::take(list).into_iter().enumerate() {
            if is_null(&member) {
                continue;
            }
            if kept.len() != index {
                pass.moves.record(&here.item(index), &here.item(kept.len()));
            }
            kept.push(member);
        }
        if kept.is_empty() {
            members.shift_remove(keyword);
            only(members);
        } else {
            members.insert(keyword.to_owned(), Value::Array(kept));
            members.insert("nullable".to_owned(), true.into());
        }
    }
}

/// A schema that allows `null` and nothing else.
pub fn only(members: &mut Map<String, Value>) {
    members.shift_remove("type");
    members.insert("enum".to_owned(), json!([null]));
    members.insert("nullable".to_owned(), true.into());
}

/// How 3.0, which has no type for `null` alone, is often made to say it: `{nullable: true}`.
fn only_says_nullable(member: &Value) -> bool {
    let is_annotation = |name: &str| matches!(name, "nullable" | "title" | "description" | "default" | "example");
    member.get("nullable") == Some(&Value::Bool(true))
        && member.as_object().is_some_and(|members| members.keys().all(|name| is_annotation(name)))
}

/// Without quotes YAML reads the name of the type as the value, which is meant all the same.
fn is_null(member: &Value) -> bool {
    let is_name = |name: &Value| name.is_null() || name == "null";
    let lone_null = |list: &Value| list.as_array().is_some_and(|list| matches!(list.as_slice(), [Value::Null]));
    match member.get("type") {
        Some(Value::Array(names)) => !names.is_empty() && names.iter().all(is_name),
        Some(name) => is_name(name),
        None => {
            member.is_null()
                || member.get("const").is_some_and(Value::is_null)
                || member.get("enum").is_some_and(lone_null)
                || only_says_nullable(member)
        }
    }
}
