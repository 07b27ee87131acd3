//! What `allOf` brings together: a walk over a schema and all that it extends.

use super::api::{Access, Object, Property};
use super::outline::{Outline, kind};
use super::own::{Additional, Own, is_never};
use super::schema::Reader;
use super::{access, reference, sensitive, union};
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

/// How many `allOf` may stand inside each other.
const MAX_DEPTH: usize = 64;

/// All that was brought together.
#[derive(Default)]
pub struct Merged {
    pub object: Object,
    pub required: BTreeSet<String>,
    /// Unions of members that say something, by place and keyword.
    pub unions: Vec<(Pointer, &'static str)>,
    /// Schemas of values that are no objects.
    pub scalars: Vec<Pointer>,
    /// The members that no value has.
    pub never: HashSet<String>,
    /// Whether anything said that values are objects.
    pub is_object: bool,
    /// Whether `null` is allowed.
    pub nullable: bool,
    /// Where each property stands in the object, by its name.
    places: HashMap<String, usize>,
    /// Where the schemas stand that a property has all at once.
    parts: HashMap<String, Vec<Pointer>>,
    /// The schemas that are being merged, from the outermost on.
    around: Vec<Pointer>,
    /// What was merged: a schema that is met again adds nothing, and walking it again could take forever.
    done: HashSet<Pointer>,
}

impl Merged {
    /// Whether the member at `at` is to be merged: once, and not inside of itself.
    fn may_enter(&mut self, at: &Pointer, diagnostics: &mut Diagnostics) -> bool {
        if self.around.contains(at) {
            diagnostics
                .warning(code::SCHEMA_ALL_OF, at, "this `allOf` holds itself: the inner one is left out")
                .help("move the shared properties to a schema that both can refer to");
            return false;
        }
        if self.around.len() > MAX_DEPTH {
            let message = format!("`allOf` is nested more than {MAX_DEPTH} deep: the rest is left out");
            diagnostics
                .warning(code::SCHEMA_ALL_OF, at, message)
                .help("write the shared properties into fewer schemas");
            return false;
        }
        self.done.insert(at.clone())
    }

    /// Adds a property, or lets it say what one of the same name says not.
    fn put(&mut self, reader: &mut Reader<'_>, property: Property, diagnostics: &mut Diagnostics) {
        let known = self.places.get(&property.name).and_then(|place| self.object.properties.get_mut(*place));
        let Some(known) = known else {
            self.places.insert(property.name.clone(), self.object.properties.len());
            self.object.properties.push(property);
            return;
        };
        let choice = choose(reader, known, &property, diagnostics);
        let access = if property.access == Access::Both { known.access } else { property.access };
        let description = property.description.clone().or(known.description.take());
        let rust_name = property.rust_name.clone().or(known.rust_name.take());
        let before = known.schema;
        match choice {
            Choice::Known => reader.marks.replace(property.pointer.clone(), property.schema, before),
            Choice::New => {
                reader.marks.replace(property.pointer.clone(), before, property.schema);
                known.schema = property.schema;
                known.pointer = property.pointer;
                self.parts.remove(&property.name);
            }
            Choice::Both => {
                let parts = self.parts.entry(property.name).or_insert_with(|| vec![known.pointer.clone()]);
                parts.push(property.pointer.clone());
                known.schema = reader.merged(parts.clone(), diagnostics);
                known.pointer = property.pointer;
            }
        }
        known.access = access;
        known.description = description;
        known.rust_name = rust_name;
    }
}

/// Which of two schemas of one property counts.
enum Choice {
    Known,
    New,
    Both,
}

/// The one that says more, and of two that say as much the later one.
fn choose(reader: &mut Reader<'_>, known: &Property, new: &Property, diagnostics: &mut Diagnostics) -> Choice {
    let target = |at: &Pointer| reference::follow(reader.document, at, &mut Diagnostics::default());
    let (before, after) = (target(&known.pointer), target(&new.pointer));
    let node = |at: &Option<Pointer>| at.as_ref().and_then(|at| reader.document.node(at));
    if known.schema == new.schema || node(&before) == node(&after) {
        return Choice::Known;
    }
    let (left, right) = (reader.outline(&known.pointer), reader.outline(&new.pointer));
    match () {
        () if !right.says_something() => Choice::Known,
        () if !left.says_something() => Choice::New,
        () if left.is_object() && right.is_object() => match (before, after) {
            (Some(before), Some(after)) if extends(reader, &after, &before) => Choice::New,
            (Some(before), Some(after)) if extends(reader, &before, &after) => Choice::Known,
            _ => Choice::Both,
        },
        () if left.kinds & right.kinds == 0 => {
            let message = format!("`{}` has another type here than in what is extended: this one is taken", new.name);
            diagnostics
                .warning(code::SCHEMA_ALL_OF, &new.pointer, message)
                .help("let both agree, as no value has both types");
            Choice::New
        }
        () if says_more(&left, &right) => Choice::Known,
        () => Choice::New,
    }
}

fn says_more(left: &Outline, right: &Outline) -> bool {
    let narrower = left.kinds != right.kinds && left.kinds & right.kinds == left.kinds;
    (left.texts.is_some() && right.texts.is_none()) || (narrower && right.texts.is_none())
}

/// Whether the schema at `at` has the one at `base` somewhere in its `allOf`.
fn extends(reader: &Reader<'_>, at: &Pointer, base: &Pointer) -> bool {
    let mut seen = HashSet::new();
    let mut waiting = vec![at.clone()];
    while let Some(at) = waiting.pop() {
        let list = at.child("allOf");
        let count = reader.document.node(&list).and_then(Value::as_array).map_or(0, Vec::len);
        for index in 0..count {
            match reference::follow(reader.document, &list.item(index), &mut Diagnostics::default()) {
                Some(target) if target == *base => return true,
                Some(target) if seen.insert(target.clone()) => waiting.push(target),
                _ => {}
            }
        }
    }
    false
}

/// Merges what stands at `at` into `merged`: first its `allOf`, then its own members, which come before those.
pub fn merge(reader: &mut Reader<'_>, at: &Pointer, merged: &mut Merged, diagnostics: &mut Diagnostics) {
    let Some(node) = reader.tidied(at, diagnostics) else { return };
    let mut own = Own::of(&node);
    own.is_scalar |= reader.document.node(at).is_some_and(|node| node.get("enum").is_some());
    merged.around.push(at.clone());
    for index in 0..own.all_of {
        enter(reader, &at.child("allOf").item(index), merged, diagnostics);
    }
    for keyword in &own.unions {
        match union::role(reader, at, keyword) {
            union::Role::Requirements => {
                let message = format!("`{keyword}` says which of the members must be there, which is not checked");
                diagnostics.warning(code::SCHEMA_UNION_PROPERTIES, &at.child(keyword), message);
            }
            union::Role::Lone(place) => enter(reader, &place, merged, diagnostics),
            union::Role::Union => merged.unions.push((at.clone(), keyword)),
        }
    }
    merged.around.pop();
    for name in &own.properties {
        if reader.document.node(&at.child("properties").child(name)).is_some_and(is_never) {
            merged.never.insert(name.clone());
            continue;
        }
        let property = property(reader, at, name, diagnostics);
        merged.put(reader, property, diagnostics);
    }
    merged.is_object |= own.is_object || own.has_members() || own.additional != Additional::Unsaid;
    if own.is_scalar && own.unions.is_empty() {
        merged.scalars.push(at.clone());
    }
    if let Some(rest) = rest(reader, at, &own, diagnostics) {
        merged.object.rest = Some(rest);
    }
    merged.required.extend(own.required);
}

/// Merges what is meant at `place`.
fn enter(reader: &mut Reader<'_>, place: &Pointer, merged: &mut Merged, diagnostics: &mut Diagnostics) {
    let (references, member) = reference::chain(reader.document, place, diagnostics);
    if references.iter().chain(&member).any(|at| sensitive::is_mentioned(reader.document, at)) {
        // Read as a schema of its own, it is told that the mark is for text alone.
        reader.at(place, diagnostics);
    }
    let Some(member) = member else { return };
    let nullable = reader.document.node(&member).and_then(|node| node.get("nullable")?.as_bool());
    merged.nullable |= references.is_empty() && nullable == Some(true);
    if merged.may_enter(&member, diagnostics) {
        merge(reader, &member, merged, diagnostics);
    }
}

/// The schema of the members that are not named.
fn rest(
    reader: &mut Reader<'_>,
    at: &Pointer,
    own: &Own,
    diagnostics: &mut Diagnostics,
) -> Option<super::api::SchemaId> {
    let additional = at.child("additionalProperties");
    let patterns = at.child("patternProperties");
    match (own.additional, own.patterns.as_slice()) {
        (Additional::Unsaid | Additional::None, []) => None,
        (Additional::Schema, []) => Some(reader.at(&additional, diagnostics)),
        (Additional::Unsaid | Additional::None, [only]) => Some(reader.at(&patterns.child(only), diagnostics)),
        (Additional::Any, _) => Some(reader.any(additional)),
        _ => {
            let message = "members of several patterns are read as any values";
            diagnostics.warning(code::SCHEMA_IGNORED_KEYWORD, &patterns, message);
            own.patterns
                .iter()
                .for_each(|name| sensitive::report_unread(reader.document, &patterns.child(name), diagnostics));
            Some(reader.any(patterns))
        }
    }
}

fn property(reader: &mut Reader<'_>, object: &Pointer, name: &str, diagnostics: &mut Diagnostics) -> Property {
    let pointer = object.child("properties").child(name);
    // A property that is written out keeps its description on its schema.
    let is_reference = reference::reference_at(reader.document, &pointer).is_some();
    let description = is_reference.then(|| text_at(reader, &pointer, "description")).flatten();
    let rust_name = text_at(reader, &pointer, "x-rust-name");
    Property {
        name: name.to_owned(),
        required: false,
        schema: reader.at(&pointer, diagnostics),
        constant: None,
        access: access::access(reader, &pointer, diagnostics),
        pointer,
        description,
        rust_name,
    }
}

fn text_at(reader: &Reader<'_>, at: &Pointer, key: &str) -> Option<String> {
    reader.document.node(at)?.get(key)?.as_str().map(str::to_owned)
}

/// Whether the bits of an outline are those of an array or a scalar.
pub fn is_no_object(outline: &Outline) -> bool {
    outline.kinds != 0 && outline.kinds & kind::OBJECT == 0
}
