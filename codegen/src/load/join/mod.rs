//! Several documents as one: one client of all of them.
//!
//! What an earlier document says stays as it is, whatever later ones say. Components that say the same are one; others of
//! the same name get one of their own, and the references of their document follow.

mod components;
mod defaults;
mod graft;
mod paths;
#[cfg(test)]
mod tests;

pub use graft::Grafts;

use super::Document;
use crate::diagnostic::{Diagnostics, Place};
use crate::pointer::Pointer;
use serde_json::{Map, Value};

/// Puts what `other` says into `document`. What was said of `other` when it was read, `told`, is said of the same nodes
/// where they are now.
pub fn join(document: &mut Document, mut other: Document, told: Diagnostics, diagnostics: &mut Diagnostics) {
    let renames = components::renames(&document.root, &other);
    renames.follow(&mut other.root);
    defaults::write_out(&document.root, &mut other.root);
    let mut root = std::mem::take(&mut other.root);
    let number = document.sources.add(other);
    let mut mounts = Vec::new();
    components::put(document, &mut root, &renames, &mut mounts);
    paths::put(document, &mut root, &mut mounts, diagnostics);
    tags(&mut document.root, &root);
    for (place, before) in mounts {
        document.sources.grafts.mount(place, number, renames.before(&before));
    }
    diagnostics.append(told.moved(|place| match place {
        Place::Node(pointer) => Place::Node(renames.after(&pointer)),
        other => other,
    }));
}

/// The member `name` of the object, made where there is none.
fn section<'v>(root: &'v mut Value, name: &str) -> Option<&'v mut Map<String, Value>> {
    let members = root.as_object_mut()?;
    let section = members.entry(name.to_owned()).or_insert_with(|| Value::Object(Map::new()));
    // A section that is `null` holds as little as none.
    if section.is_null() {
        *section = Value::Object(Map::new());
    }
    section.as_object_mut()
}

/// Takes the members of the object `name`.
fn taken(root: &mut Value, name: &str) -> Map<String, Value> {
    match root.get_mut(name).map(Value::take) {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    }
}

/// Adds the tags that no earlier document describes.
fn tags(root: &mut Value, other: &Value) {
    let Some(further) = other.get("tags").and_then(Value::as_array) else { return };
    let Some(members) = root.as_object_mut() else { return };
    let tags = members.entry("tags".to_owned()).or_insert_with(|| Value::Array(Vec::new()));
    let Value::Array(tags) = tags else { return };
    for tag in further {
        if !tags.iter().any(|known| known.get("name") == tag.get("name")) {
            tags.push(tag.clone());
        }
    }
}

/// The place of a component.
fn component(section: &str, name: &str) -> Pointer {
    Pointer::root().child("components").child(section).child(name)
}
