//! The paths of two documents.

use super::section;
use super::taken;
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::{Map, Value};

/// The members of a document that hold path items.
const SECTIONS: [&str; 3] = ["paths", "webhooks", "x-webhooks"];

/// What stands at a path item and is no operation.
const SHARED: [&str; 5] = ["parameters", "servers", "summary", "description", "$ref"];

/// Puts the paths of `root` into the document. An operation that an earlier document has stays that one's.
pub fn put(
    document: &mut Document,
    root: &mut Value,
    mounts: &mut Vec<(Pointer, Pointer)>,
    diagnostics: &mut Diagnostics,
) {
    for name in SECTIONS {
        for (path, item) in taken(root, name) {
            let place = Pointer::root().child(name).child(&path);
            let Some(paths) = section(&mut document.root, name) else { continue };
            let Some(own) = paths.get_mut(&path) else {
                paths.insert(path, item);
                mounts.push((place.clone(), place));
                continue;
            };
            let (Value::Object(own), Value::Object(item)) = (own, item) else { continue };
            for (member, node) in own_operations(item) {
                let at = place.child(&member);
                if own.contains_key(&member) {
                    diagnostics.warning(code::DOCUMENT_REPEATED, &at, repeated(name, &member, &path)).help(
                        "remove it from one of the documents, or leave it out by `exclude`, if that one is not meant",
                    );
                    continue;
                }
                own.insert(member, node);
                mounts.push((at.clone(), at));
            }
        }
    }
}

fn repeated(section: &str, member: &str, path: &str) -> String {
    let kind = if section == "paths" { "operation" } else { "webhook" };
    format!("the {kind} `{member} {path}` stands in several documents: that of the first is taken")
}

/// The members of a path item, what all of its operations have written into each.
fn own_operations(mut item: Map<String, Value>) -> Map<String, Value> {
    let parameters = item.shift_remove("parameters");
    let servers = item.shift_remove("servers");
    item.retain(|name, _| !SHARED.contains(&name.as_str()));
    for operation in item.values_mut().filter_map(Value::as_object_mut) {
        if let Some(servers) = &servers {
            operation.entry("servers".to_owned()).or_insert_with(|| servers.clone());
        }
        let Some(Value::Array(shared)) = &parameters else { continue };
        let own = operation.get("parameters").and_then(Value::as_array).cloned().unwrap_or_default();
        let is_own = |shared: &&Value| {
            let same = |member: &str, own: &Value| own.get(member).is_some() && own.get(member) == shared.get(member);
            own.iter().any(|own| *own == **shared || same("name", own) && same("in", own))
        };
        let shared: Vec<Value> = shared.iter().filter(|shared| !is_own(shared)).cloned().collect();
        operation.insert("parameters".to_owned(), Value::Array(shared.into_iter().chain(own).collect()));
    }
    item
}
