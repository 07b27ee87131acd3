//! Objects, and what `allOf` makes of several of them.

use super::api::{Object, Property, Shape};
use super::reference;
use super::schema::Reader;
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use openapiv3::{AdditionalProperties, Schema, SchemaKind, Type};
use std::collections::{BTreeSet, HashSet};

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
    /// What was merged: a schema that is met again adds nothing, and walking it again could take forever.
    done: HashSet<Pointer>,
}

/// The shape of the object at `at`, whose own members and `allOf` are merged.
pub fn shape(reader: &mut Reader<'_>, at: &Pointer, diagnostics: &mut Diagnostics) -> Shape {
    if let Some(alias) = only_member(reader, at) {
        return Shape::Alias(reader.at(&alias, diagnostics));
    }
    let mut merged = Merged::default();
    merge(reader, at, &mut merged, &mut Vec::new(), diagnostics);
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
fn only_member(reader: &Reader<'_>, at: &Pointer) -> Option<Pointer> {
    let schema = reader.lift(at, &mut Diagnostics::default())?;
    let own = Own::of(&schema)?;
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
    if reference::reference_at(reader.document, member).is_some() {
        return true;
    }
    let schema = reader.lift(member, &mut Diagnostics::default());
    schema.as_ref().and_then(Own::of).is_none_or(|own| !own.is_empty())
}

fn merge(
    reader: &mut Reader<'_>,
    at: &Pointer,
    merged: &mut Merged,
    around: &mut Vec<Pointer>,
    diagnostics: &mut Diagnostics,
) {
    if around.len() > MAX_DEPTH {
        diagnostics
            .warning(
                code::SCHEMA_ALL_OF,
                at,
                format!("`allOf` is nested more than {MAX_DEPTH} deep: the rest is left out"),
            )
            .help("write the shared properties into fewer schemas");
        return;
    }
    if around.contains(at) {
        diagnostics
            .warning(code::SCHEMA_ALL_OF, at, "this `allOf` holds itself: the inner one is left out")
            .help("move the shared properties to a schema that both can refer to");
        return;
    }
    if !merged.done.insert(at.clone()) {
        return;
    }
    let Some(schema) = reader.lift(at, diagnostics) else { return };
    let Some(own) = Own::of(&schema) else {
        diagnostics
            .warning(code::SCHEMA_ALL_OF, at, "this member of an `allOf` is no object, and is left out")
            .help("only objects are merged by `allOf`");
        return;
    };
    around.push(at.clone());
    for index in 0..own.all_of {
        if let Some(member) = reference::follow(reader.document, &at.child("allOf").item(index), diagnostics) {
            merge(reader, &member, merged, around, diagnostics);
        }
    }
    around.pop();
    for name in &own.properties {
        let property = property(reader, at, name, diagnostics);
        match merged.object.properties.iter_mut().find(|known| known.name == property.name) {
            Some(known) => *known = property,
            None => merged.object.properties.push(property),
        }
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
        pointer,
        description,
        rust_name,
    }
}

fn text_at(reader: &Reader<'_>, at: &Pointer, key: &str) -> Option<String> {
    reader.document.node(at)?.get(key)?.as_str().map(str::to_owned)
}
