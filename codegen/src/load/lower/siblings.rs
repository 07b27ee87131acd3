//! What stands beside a `$ref`.

use super::{Dialect, Pass, holds_mark, reference};
use crate::diagnostic::code;
use crate::load::Trail;
use serde_json::{Map, Value, json};

/// Keywords that allow and forbid no value.
const ANNOTATIONS: [&str; 22] = [
    "$ref",
    "$id",
    "$schema",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$comment",
    "$defs",
    "definitions",
    "title",
    "summary",
    "description",
    "deprecated",
    "example",
    "examples",
    "default",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
    "discriminator",
    "name",
];

/// Lets what constrains the schema meant count: the reference becomes a member of `allOf`.
///
/// OpenAPI 3.0 ignores what stands there. Documents that write `nullable` mean it all the same.
pub fn lower(members: &mut Map<String, Value>, at: &Trail<'_>, pass: &mut Pass<'_>) {
    drop_repeated(members, pass);
    // A mark is never lost, whatever the version.
    if pass.dialect == Dialect::V30 && !members.iter().any(|(name, value)| constrains(name) && holds_mark(value)) {
        drop_ignored(members, at, pass);
    }
    if !members.keys().any(|name| constrains(name)) {
        return;
    }
    let Some(reference) = members.shift_remove("$ref") else { return };
    let here = at.pointer();
    let list = here.child("allOf");
    let first = json!({"$ref": reference});
    match members.get_mut("allOf") {
        Some(Value::Array(others)) => {
            for index in (0..others.len()).rev() {
                pass.moves.record(&list.item(index), &list.item(index + 1));
            }
            others.insert(0, first);
        }
        _ => {
            members.insert("allOf".to_owned(), json!([first]));
        }
    }
    pass.moves.made(&here, &list.item(0));
}

fn constrains(name: &str) -> bool {
    !ANNOTATIONS.contains(&name) && !name.starts_with("x-")
}

/// What says nothing new: `nullable: false`, and the type that the component has anyway.
fn drop_repeated(members: &mut Map<String, Value>, pass: &Pass<'_>) {
    if members.get("nullable") == Some(&Value::Bool(false)) {
        members.shift_remove("nullable");
    }
    let meant = reference(members).and_then(|reference| pass.types.get(reference));
    let is_same = match members.get("type") {
        Some(Value::String(name)) => meant.is_some_and(|meant| meant == name),
        _ => false,
    };
    if is_same {
        members.shift_remove("type");
    }
}

fn drop_ignored(members: &mut Map<String, Value>, at: &Trail<'_>, pass: &mut Pass<'_>) {
    let ignored: Vec<String> = members.keys().filter(|name| constrains(name) && *name != "nullable").cloned().collect();
    for name in &ignored {
        members.shift_remove(name);
    }
    // A type beside a reference is a habit of writers, and never adds anything.
    let names: Vec<String> = ignored.iter().filter(|name| *name != "type").map(|name| format!("`{name}`")).collect();
    if !names.is_empty() {
        let message = format!("beside a `$ref` OpenAPI 3.0 ignores {}", names.join(", "));
        pass.diagnostics
            .warning(code::REFERENCE_SIBLINGS, &at.pointer(), message)
            .help("write both as members of an `allOf`, or the document as OpenAPI 3.1");
    }
}
