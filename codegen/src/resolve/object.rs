//! Objects, and what `allOf` makes of several of them.

use super::api::{Access, Object, Property, Shape};
use super::reference;
use super::schema::{Reader, lifted};
use super::sensitive::{self, Marks};
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use openapiv3::{AdditionalProperties, Schema, SchemaKind, Type};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

/// How many `allOf` may stand inside each other.
const MAX_DEPTH: usize = 64;

/// What an object has of its own, before its `allOf` is merged into it.
#[derive(Default)]
struct Own {
    properties: Vec<String>,
    required: Vec<String>,
    additional: Option<AdditionalProperties>,
    all_of: usize,
}

impl Own {
    /// The parts of an object; `None` where the schema is something else.
    fn of(schema: &Schema) -> Option<Self> {
        match &schema.schema_kind {
            SchemaKind::Type(Type::Object(object)) => Some(Self {
                properties: object.properties.keys().cloned().collect(),
                required: object.required.clone(),
                additional: object.additional_properties.clone(),
                all_of: 0,
            }),
            SchemaKind::AllOf { all_of } => Some(Self { all_of: all_of.len(), ..Self::default() }),
            SchemaKind::Any(any)
                if any.typ.as_deref().is_none_or(|typ| typ == "object")
                    && any.one_of.is_empty()
                    && any.any_of.is_empty()
                    && any.items.is_none()
                    && any.enumeration.is_empty() =>
            {
                Some(Self {
                    properties: any.properties.keys().cloned().collect(),
                    required: any.required.clone(),
                    additional: any.additional_properties.clone(),
                    all_of: any.all_of.len(),
                })
            }
            _ => None,
        }
    }

    fn is_empty(&self) -> bool {
        self.properties.is_empty() && self.required.is_empty() && self.additional.is_none() && self.all_of == 0
    }
}

/// All members, as they are found.
#[derive(Default)]
struct Merged {
    object: Object,
    required: BTreeSet<String>,
    /// Where each property stands in the object, by its name.
    places: HashMap<String, usize>,
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

    /// Adds a property, or puts it in the place of one of the same name.
    fn put(&mut self, property: Property, marks: &mut Marks) {
        match self.places.get(&property.name).and_then(|place| self.object.properties.get_mut(*place)) {
            Some(known) => {
                marks.replace(property.pointer.clone(), known.schema, property.schema);
                let access = if property.access == Access::Both { known.access } else { property.access };
                *known = Property { access, ..property };
            }
            None => {
                self.places.insert(property.name.clone(), self.object.properties.len());
                self.object.properties.push(property);
            }
        }
    }
}

/// The shape of the object `schema`, which stands at `at`, with its `allOf` merged into it.
pub fn shape(reader: &mut Reader<'_>, at: &Pointer, schema: &Schema, diagnostics: &mut Diagnostics) -> Shape {
    let own = Own::of(schema);
    if let Some(alias) = own.as_ref().and_then(|own| only_member(reader, at, own)) {
        return Shape::Alias(reader.at(&alias, diagnostics));
    }
    let mut merged = Merged::default();
    merge(reader, at, own, &mut merged, diagnostics);
    let Merged { mut object, required, .. } = merged;
    for property in &mut object.properties {
        property.required |= required.contains(&property.name);
    }
    match (object.properties.is_empty(), object.rest) {
        (true, Some(rest)) => Shape::Map(rest),
        (true, None) => Shape::Map(reader.any(at.child("additionalProperties"))),
        _ => Shape::Object(object),
    }
}

/// The one member of an `allOf` that says anything, where nothing stands beside it: the schema is that member.
fn only_member(reader: &Reader<'_>, at: &Pointer, own: &Own) -> Option<Pointer> {
    if own.all_of == 0 || !own.properties.is_empty() || !own.required.is_empty() || own.additional.is_some() {
        return None;
    }
    let list = at.child("allOf");
    let mut telling = (0..own.all_of).map(|index| list.item(index)).filter(|member| says_something(reader, member));
    let only = telling.next()?;
    let lone = telling.next().is_none();
    // A member that leads back here is for `merge` to report.
    let target = reference::follow(reader.document, &only, &mut Diagnostics::default())?;
    (lone && target != *at).then_some(only)
}

fn says_something(reader: &Reader<'_>, member: &Pointer) -> bool {
    let is_marked = sensitive::is_mentioned(reader.document, member);
    if is_marked || reference::reference_at(reader.document, member).is_some() {
        return true;
    }
    let Some(Ok((schema, _))) = lifted(reader.document, member) else { return true };
    let has_enum = reader.document.node(member).is_some_and(|node| node.get("enum").is_some());
    has_enum || Own::of(&schema).is_none_or(|own| !own.is_empty())
}

/// Merges what stands at `at` into `merged`: first its `allOf`, then its own members, which come before those.
fn merge(reader: &mut Reader<'_>, at: &Pointer, own: Option<Own>, merged: &mut Merged, diagnostics: &mut Diagnostics) {
    let Some(own) = own else {
        diagnostics
            .warning(code::SCHEMA_ALL_OF, at, "this member of an `allOf` is no object, and is left out")
            .help("only objects are merged by `allOf`");
        return;
    };
    merged.around.push(at.clone());
    for index in 0..own.all_of {
        let place = at.child("allOf").item(index);
        let (references, member) = reference::chain(reader.document, &place, diagnostics);
        if references.iter().chain(&member).any(|at| sensitive::is_mentioned(reader.document, at)) {
            // Read as a schema of its own, it is told that the mark is for text alone.
            reader.at(&place, diagnostics);
        }
        if let Some(member) = member
            && merged.may_enter(&member, diagnostics)
            && let Some(schema) = reader.lift(&member, diagnostics)
        {
            merge(reader, &member, Own::of(&schema), merged, diagnostics);
        }
    }
    merged.around.pop();
    for name in &own.properties {
        let property = property(reader, at, name, diagnostics);
        merged.put(property, &mut reader.marks);
    }
    merged.required.extend(own.required);
    let rest = at.child("additionalProperties");
    match own.additional {
        Some(AdditionalProperties::Schema(_)) => merged.object.rest = Some(reader.at(&rest, diagnostics)),
        Some(AdditionalProperties::Any(true)) => merged.object.rest = Some(reader.any(rest)),
        Some(AdditionalProperties::Any(false)) | None => {}
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
        access: access(reader, &pointer, diagnostics),
        pointer,
        description,
        rust_name,
    }
}

/// Which side sends the property at `pointer`, as it says itself or what it refers to.
fn access(reader: &Reader<'_>, pointer: &Pointer, diagnostics: &mut Diagnostics) -> Access {
    let (mut places, target) = reference::chain(reader.document, pointer, &mut Diagnostics::default());
    places.extend(target);
    let is = |keyword: &str| {
        let nodes = places.iter().filter_map(|place| reader.document.node(place)?.get(keyword));
        nodes.filter_map(Value::as_bool).any(|is| is)
    };
    match (is("readOnly"), is("writeOnly")) {
        (true, false) => Access::ReadOnly,
        (false, true) => Access::WriteOnly,
        (false, false) => Access::Both,
        (true, true) => {
            let message = "`readOnly` and `writeOnly` exclude each other: requests and answers have this property";
            diagnostics.warning(code::SCHEMA_ONE_WAY, pointer, message).help("remove one of them");
            Access::Both
        }
    }
}

fn text_at(reader: &Reader<'_>, at: &Pointer, key: &str) -> Option<String> {
    reader.document.node(at)?.get(key)?.as_str().map(str::to_owned)
}
