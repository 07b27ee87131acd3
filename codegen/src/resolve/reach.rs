//! Which components of a document are reached from what is read of it.

use super::operation;
use super::select::SECTIONS;
use crate::load::Document;
use crate::pointer::{Pointer, percent_decoded};
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// The components that are referred to from anything but components and the operations that are `left_out`, at any
/// number of steps, and those operations of these that a reference leads into.
pub fn reached(document: &Document, left_out: &HashSet<Pointer>) -> HashSet<Pointer> {
    let mut walk = Walk::default();
    let is_other = |name: &&String| *name != "components" && !SECTIONS.contains(&name.as_str());
    for (name, _) in document.members(&Pointer::root()).filter(|(name, _)| is_other(name)) {
        walk.waiting.push(Pointer::root().child(name));
    }
    for paths in SECTIONS.map(|section| Pointer::root().child(section)) {
        for (path, _) in document.members(&paths) {
            for item in operation::listed(document, &paths.child(path)).0 {
                let members = document.members(&item).map(|(name, _)| item.child(name));
                walk.waiting.extend(members.filter(|member| !left_out.contains(member)));
            }
        }
    }
    let heirs = heirs(document);
    while let Some(at) = walk.waiting.pop() {
        heirs.get(&at).into_iter().flatten().for_each(|heir| walk.reach(heir));
        document.node(&at).into_iter().for_each(|node| walk.node(node));
    }
    walk.reached
}

/// The component or the operation that holds `pointer`, or is it.
pub fn unit(pointer: &Pointer) -> Option<Pointer> {
    let outwards: Vec<Pointer> = std::iter::successors(Some(pointer.clone()), Pointer::parent).collect();
    // The last one is the root, and the two before it are a section and what stands in it.
    let unit = outwards.len().checked_sub(4).and_then(|index| outwards.get(index))?;
    let holds = |section: &str| unit.as_str().starts_with(&format!("/{section}/"));
    (is_component(unit) || SECTIONS.into_iter().any(holds)).then(|| unit.clone())
}

/// Whether it stands below `components`.
pub fn is_component(pointer: &Pointer) -> bool {
    pointer.as_str().starts_with("/components/")
}

/// Walks nodes, and what they refer to.
#[derive(Default)]
struct Walk {
    waiting: Vec<Pointer>,
    seen: HashSet<Pointer>,
    reached: HashSet<Pointer>,
}

impl Walk {
    fn node(&mut self, node: &Value) {
        let mut nodes = vec![node];
        while let Some(node) = nodes.pop() {
            match node {
                Value::Array(items) => nodes.extend(items),
                Value::Object(members) => {
                    members.get("$ref").and_then(Value::as_str).into_iter().for_each(|target| self.reference(target));
                    let mapping = members.get("discriminator").and_then(|it| it.get("mapping")?.as_object());
                    mapping.into_iter().flatten().filter_map(|(_, it)| it.as_str()).for_each(|it| self.mapped(it));
                    nodes.extend(members.values());
                }
                _ => {}
            }
        }
    }

    fn reference(&mut self, target: &str) {
        target_of(target).into_iter().for_each(|target| self.reach(&target));
    }

    /// A mapping names a schema by reference or by its bare name.
    fn mapped(&mut self, target: &str) {
        match target.starts_with('#') {
            true => self.reference(target),
            false => self.reach(&Pointer::root().child("components").child("schemas").child(target)),
        }
    }

    /// A component is read as a whole; of an operation that is left out, only what the reference leads to.
    fn reach(&mut self, target: &Pointer) {
        let Some(unit) = unit(target) else { return };
        let place = if is_component(&unit) { unit.clone() } else { target.clone() };
        self.reached.insert(unit);
        if self.seen.insert(place.clone()) {
            self.waiting.push(place);
        }
    }
}

fn target_of(reference: &str) -> Option<Pointer> {
    Pointer::parse(&percent_decoded(reference.strip_prefix('#')?))
}

/// Schemas that are told apart by a discriminator in the schema that all of them extend: that one does not name them.
pub(super) fn heirs(document: &Document) -> HashMap<Pointer, Vec<Pointer>> {
    let section = Pointer::root().child("components").child("schemas");
    let mut heirs: HashMap<Pointer, Vec<Pointer>> = HashMap::new();
    for (name, schema) in document.members(&section) {
        for member in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            let target = member.get("$ref").and_then(Value::as_str).and_then(target_of);
            let has_discriminator =
                |at: &Pointer| document.node(at).is_some_and(|it| it.get("discriminator").is_some());
            if let Some(target) = target.filter(has_discriminator) {
                heirs.entry(target).or_default().push(section.child(name));
            }
        }
    }
    heirs
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn references_mappings_and_heirs_are_followed() {
        let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
        let root = json!({
            "paths": {"/a": {
                "get": {"responses": {"200": {"$ref": "#/components/responses/A"}}},
                "put": {"x": reference("Left")},
                "post": {"x": {"$ref": "#/paths/~1a/delete/y"}},
                "delete": {"x": reference("Left"), "y": reference("Inside")},
            }},
            "components": {
                "responses": {"A": {"schema": reference("Animal")}, "B": {}},
                "schemas": {
                    "Animal": {"discriminator": {"propertyName": "kind", "mapping": {"fish": "Fish"}}},
                    "Cat": {"allOf": [reference("Animal")], "properties": {"toy": reference("Toy")}},
                    "Fish": {}, "Toy": reference("Animal"), "Left": {}, "Inside": {},
                },
            },
        });
        let document = Document { file: "api.yaml".into(), text: String::new(), root, sources: Default::default() };
        let operation = |method: &str| Pointer::root().child("paths").child("/a").child(method);
        let found = reached(&document, &HashSet::from([operation("put"), operation("delete")]));
        let mut found: Vec<&str> = found.iter().map(Pointer::as_str).collect();
        found.sort_unstable();
        let schemas = ["Animal", "Cat", "Fish", "Inside", "Toy"].map(|name| format!("/components/schemas/{name}"));
        let mut expected = vec!["/components/responses/A"];
        expected.extend(schemas.iter().map(String::as_str));
        expected.push("/paths/~1a/delete");
        assert_eq!(found, expected);
    }
}
