//! Objects with a discriminator and no alternatives: what extends them by `allOf` are the alternatives.

use super::api::{Discriminator, Shape, Union};
use super::discriminator::mapped;
use super::reach::heirs;
use super::reference;
use super::schema::Reader;
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Who extends whom.
#[derive(Debug)]
pub struct Parents {
    heirs: HashMap<Pointer, Vec<Pointer>>,
    /// What is referred to as the type of a value, not only to be extended.
    used: HashSet<Pointer>,
}

impl Parents {
    /// Looks through the whole document once.
    pub fn of(document: &Document) -> Self {
        let heirs = heirs(document);
        let mut used = HashSet::new();
        let mut waiting: Vec<(&Value, bool)> = vec![(&document.root, false)];
        while let Some((node, extends)) = waiting.pop() {
            match node {
                Value::Array(items) => waiting.extend(items.iter().map(|item| (item, extends))),
                Value::Object(members) => {
                    let target = members.get("$ref").and_then(Value::as_str).and_then(mapped);
                    used.extend(target.filter(|_| !extends));
                    waiting.extend(members.iter().map(|(name, member)| (member, name == "allOf" && adds(members))));
                }
                _ => {}
            }
        }
        Self { heirs, used }
    }

    /// Everything that extends the schema at `at`, at any number of steps, in the order of the document.
    fn all_heirs(&self, at: &Pointer) -> Vec<Pointer> {
        let mut found: Vec<Pointer> = Vec::new();
        let mut waiting = vec![at];
        while let Some(parent) = waiting.pop() {
            for heir in self.heirs.get(parent).into_iter().flatten() {
                if !found.contains(heir) && heir != at {
                    found.push(heir.clone());
                    waiting.push(heir);
                }
            }
        }
        found
    }
}

/// Whether an `allOf` makes a schema of its own, and not only says something beside a single reference.
fn adds(members: &Map<String, Value>) -> bool {
    let several = members.get("allOf").and_then(Value::as_array).is_some_and(|list| list.len() > 1);
    several || members.contains_key("properties")
}

/// Whether the schema at `at` is read as a union of those that extend it.
pub fn is_union(reader: &mut Reader<'_>, at: &Pointer) -> bool {
    let Some(node) = reader.document.node(at) else { return false };
    let is_plain = ["oneOf", "anyOf"].iter().all(|keyword| node.get(keyword).is_none());
    if node.get("discriminator").is_none() || !is_plain || at.component("schemas").is_none() {
        return false;
    }
    let is_mapped = node.pointer("/discriminator/mapping").and_then(Value::as_object).is_some_and(|it| !it.is_empty());
    let parents = reader.parents();
    parents.used.contains(at) && (is_mapped || parents.heirs.contains_key(at))
}

/// The union of what extends the object at `at`, told apart by its discriminator; a diagnostic where nothing does.
pub fn shape(
    reader: &mut Reader<'_>,
    at: &Pointer,
    written: &openapiv3::Discriminator,
    diagnostics: &mut Diagnostics,
) -> Option<Shape> {
    if !is_union(reader, at) {
        if !reader.parents().heirs.contains_key(at) {
            report(at, diagnostics);
        }
        return None;
    }
    let mut places: Vec<Pointer> = Vec::new();
    let mut values: Vec<(String, usize)> = Vec::new();
    for (value, target) in &written.mapping {
        let target = mapped(target).and_then(|target| reference::follow(reader.document, &target, diagnostics));
        let Some(target) = target.filter(|target| reader.document.node(target).is_some()) else {
            let place = at.child("discriminator").child("mapping").child(value);
            diagnostics
                .warning(code::SCHEMA_DISCRIMINATOR, &place, format!("`{value}` leads to no schema"))
                .help("correct the mapping");
            continue;
        };
        values.push((value.clone(), position(&mut places, target)));
    }
    for value in own_values(reader, at) {
        if !values.iter().any(|(known, _)| *known == value) {
            values.push((value, position(&mut places, at.clone())));
        }
    }
    for heir in reader.parents().all_heirs(at) {
        let name = heir.component("schemas").unwrap_or_default();
        let known = places.contains(&heir) || values.iter().any(|(value, _)| *value == name);
        if !known {
            values.push((name, position(&mut places, heir)));
        }
    }
    let members = places.iter().map(|place| match is_union(reader, place) {
        true if place == at => reader.plain(place, "Base"),
        true => reader.plain(place, &place.component("schemas").unwrap_or_default()),
        false => reader.at(place, diagnostics),
    });
    let members = members.collect();
    Some(Shape::Union(Union {
        members,
        discriminator: Some(Discriminator { property: written.property_name.clone(), values }),
    }))
}

/// The values that lead to the schema at `at` where it is itself an alternative of what it extends.
fn own_values(reader: &mut Reader<'_>, at: &Pointer) -> Vec<String> {
    let parents = reader.parents();
    let extended = parents.heirs.iter().filter(|(_, heirs)| heirs.contains(at)).map(|(parent, _)| parent);
    let mut values: Vec<String> = extended
        .flat_map(|parent| {
            let mapping = reader.document.node(&parent.child("discriminator").child("mapping"));
            let mapping = mapping.and_then(Value::as_object).into_iter().flatten();
            let mine = mapping.filter(|(_, target)| target.as_str().and_then(mapped).as_ref() == Some(at));
            mine.map(|(value, _)| value.clone()).collect::<Vec<_>>()
        })
        .collect();
    values.sort();
    values.dedup();
    values
}

fn position(places: &mut Vec<Pointer>, wanted: Pointer) -> usize {
    places.iter().position(|place| *place == wanted).unwrap_or_else(|| {
        places.push(wanted);
        places.len() - 1
    })
}

fn report(at: &Pointer, diagnostics: &mut Diagnostics) {
    diagnostics
        .warning(
            code::SCHEMA_DISCRIMINATOR,
            &at.child("discriminator"),
            "a discriminator without `oneOf` is ignored, as nothing extends the schema: it is read as a plain object",
        )
        .help("list the alternatives in a `oneOf` beside the discriminator");
}
