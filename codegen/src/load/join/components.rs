//! The components of two documents: which are the same, and which need another name.

use super::{component, section, taken};
use crate::load::Document;
use crate::pointer::{Pointer, percent_decoded, replaced};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// What becomes of the components of a later document.
#[derive(Debug, Default)]
pub struct Renames {
    /// From where a component stood to where it stands.
    after: HashMap<Pointer, Pointer>,
    /// The other way.
    before: HashMap<Pointer, Pointer>,
    /// Those that an earlier document has as well.
    shared: HashSet<Pointer>,
}

impl Renames {
    /// Where the node at `pointer` is now.
    pub fn after(&self, pointer: &Pointer) -> Pointer {
        replaced(&self.after, pointer, Pointer::joined).unwrap_or_else(|| pointer.clone())
    }

    /// Where the node at `pointer` was in its own document.
    pub fn before(&self, pointer: &Pointer) -> Pointer {
        replaced(&self.before, pointer, Pointer::joined).unwrap_or_else(|| pointer.clone())
    }

    /// Lets every reference in `node` lead to where things are now.
    pub fn follow(&self, node: &mut Value) {
        if self.after.is_empty() {
            return;
        }
        let mut waiting = vec![node];
        while let Some(node) = waiting.pop() {
            match node {
                Value::Array(items) => waiting.extend(items),
                Value::Object(members) => {
                    if let Some(Value::String(text)) = members.get_mut("$ref") {
                        self.reference(text);
                    }
                    let mapping = members.get_mut("discriminator").and_then(|it| it.get_mut("mapping"));
                    for text in mapping.and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut) {
                        self.mapping(text);
                    }
                    if let Some(Value::Array(list)) = members.get_mut("security") {
                        list.iter_mut().for_each(|one| self.requirement(one));
                    }
                    waiting.extend(members.values_mut());
                }
                _ => {}
            }
        }
    }

    fn reference(&self, text: &mut String) {
        let target = text.strip_prefix('#').and_then(|fragment| Pointer::parse(&percent_decoded(fragment)));
        if let Some(moved) = target.and_then(|target| replaced(&self.after, &target, Pointer::joined)) {
            *text = format!("#{}", moved.fragment());
        }
    }

    /// A value of a discriminator is a reference, or the bare name of a schema.
    fn mapping(&self, value: &mut Value) {
        let Value::String(text) = value else { return };
        if text.starts_with('#') {
            return self.reference(text);
        }
        if let Some(name) = self.after.get(&component("schemas", text)).and_then(|moved| moved.component("schemas")) {
            *text = name;
        }
    }

    fn requirement(&self, requirement: &mut Value) {
        let Value::Object(schemes) = requirement else { return };
        let renamed = std::mem::take(schemes).into_iter().map(|(name, scopes)| {
            let moved = self.after.get(&component("securitySchemes", &name));
            (moved.and_then(|moved| moved.component("securitySchemes")).unwrap_or(name), scopes)
        });
        *schemes = renamed.collect();
    }
}

/// What becomes of the components of `other`.
pub fn renames(root: &Value, other: &Document) -> Renames {
    let components = |root: &Value, section: &str, name: &str| -> Option<Value> {
        root.get("components")?.get(section)?.get(name).cloned()
    };
    let mut both: Vec<(String, String)> = Vec::new();
    for (section, members) in other.root.get("components").and_then(Value::as_object).into_iter().flatten() {
        let names = members.as_object().into_iter().flat_map(Map::keys);
        both.extend(names.map(|name| (section.clone(), name.clone())));
    }
    both.retain(|(section, name)| components(root, section, name).is_some());
    // One that refers to another of the same name is the same only where that is.
    let mut unequal: HashSet<Pointer> = both
        .iter()
        .filter(|(section, name)| components(root, section, name) != components(&other.root, section, name))
        .map(|(section, name)| component(section, name))
        .collect();
    loop {
        let leads_away = |(section, name): &&(String, String)| {
            let node = other.root.get("components").and_then(|it| it.get(section)?.get(name));
            node.is_some_and(|node| refers_to(node, &unequal))
        };
        let further: Vec<Pointer> = both
            .iter()
            .filter(|(section, name)| !unequal.contains(&component(section, name)))
            .filter(leads_away)
            .map(|(section, name)| component(section, name))
            .collect();
        if further.is_empty() {
            break;
        }
        unequal.extend(further);
    }
    let mut renames = Renames::default();
    let stem = other.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut given: HashSet<Pointer> = HashSet::new();
    for (section, name) in both {
        let before = component(&section, &name);
        if !unequal.contains(&before) {
            renames.shared.insert(before);
            continue;
        }
        let is_free = |wanted: &String| {
            let is_known = |root: &Value| components(root, &section, wanted).is_some();
            !is_known(root) && !is_known(&other.root) && !given.contains(&component(&section, wanted))
        };
        let longer = format!("{stem}_{name}");
        let numbered = (2_u64..).map(|number| format!("{longer}_{number}"));
        let Some(wanted) = std::iter::once(longer.clone()).chain(numbered).find(is_free) else { continue };
        let after = component(&section, &wanted);
        given.insert(after.clone());
        renames.before.insert(after.clone(), before.clone());
        renames.after.insert(before, after);
    }
    renames
}

/// Whether a reference in `node` leads into one of these components.
fn refers_to(node: &Value, targets: &HashSet<Pointer>) -> bool {
    let mut waiting = vec![node];
    let is_target = |text: &str| {
        let target = text.strip_prefix('#').and_then(|fragment| Pointer::parse(&percent_decoded(fragment)));
        let mut at = target;
        while let Some(pointer) = at {
            if targets.contains(&pointer) {
                return true;
            }
            at = pointer.parent();
        }
        false
    };
    while let Some(node) = waiting.pop() {
        match node {
            Value::Array(items) => waiting.extend(items),
            Value::Object(members) => {
                if members.get("$ref").and_then(Value::as_str).is_some_and(is_target) {
                    return true;
                }
                waiting.extend(members.values());
            }
            _ => {}
        }
    }
    false
}

/// Puts the components of `root` into the document, but for those that it has.
pub fn put(document: &mut Document, root: &mut Value, renames: &Renames, mounts: &mut Vec<(Pointer, Pointer)>) {
    for (name, members) in taken(root, "components") {
        let Value::Object(members) = members else { continue };
        let Some(components) = section(&mut document.root, "components") else { return };
        let own = components.entry(name.clone()).or_insert_with(|| Value::Object(Map::new()));
        let Some(own) = own.as_object_mut() else { continue };
        for (key, node) in members {
            let before = component(&name, &key);
            if renames.shared.contains(&before) {
                continue;
            }
            let after = renames.after.get(&before).and_then(|moved| moved.component(&name)).unwrap_or(key);
            let place = component(&name, &after);
            mounts.push((place.clone(), place));
            own.insert(after, node);
        }
    }
}
