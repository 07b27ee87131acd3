//! Objects, and what `allOf` makes of several schemas.

use super::api::{Property, Shape};
use super::beside::with_unions;
use super::enumeration;
use super::lift::tidied;
use super::merge::{Merged, is_no_object, merge};
use super::outline::Outline;
use super::own::Own;
use super::schema::Reader;
use super::{parent, reference, sensitive};
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use serde_json::Value;
use std::rc::Rc;

/// What comes of a schema with `allOf`, or with members beside a union.
pub struct Found {
    /// Its shape.
    pub shape: Shape,
    /// Whether a member of its `allOf` allows `null` for all of it.
    pub nullable: bool,
    /// What other members say of the same values, in words.
    pub limits: Vec<String>,
}

impl From<Shape> for Found {
    fn from(shape: Shape) -> Self {
        Self { shape, nullable: false, limits: Vec::new() }
    }
}

/// The shape of the schema at `at`, with its `allOf` merged into it.
pub fn shape(reader: &mut Reader<'_>, at: &Pointer, diagnostics: &mut Diagnostics) -> Found {
    if let Some(only) = only_member(reader, at) {
        let nullable = silent_null(reader, at);
        return Found { nullable, ..Shape::Alias(reader.at(&only, diagnostics)).into() };
    }
    merged(reader, at, std::slice::from_ref(at), diagnostics)
}

/// The shape of what stands at all of `places` at once; `at` is where it is told of.
pub fn merged(reader: &mut Reader<'_>, at: &Pointer, places: &[Pointer], diagnostics: &mut Diagnostics) -> Found {
    let mut all = Merged::default();
    for place in places {
        if let Some(place) = reference::follow(reader.document, place, diagnostics) {
            merge(reader, &place, &mut all, diagnostics);
        }
    }
    let nullable = all.nullable;
    let found = finished(reader, at, all, diagnostics);
    Found { nullable: nullable || found.nullable, ..found }
}

fn finished(reader: &mut Reader<'_>, at: &Pointer, mut all: Merged, diagnostics: &mut Diagnostics) -> Found {
    all.object.properties.retain(|property| !all.never.contains(&property.name));
    all.required.retain(|name| !all.never.contains(name));
    let has_members = !all.object.properties.is_empty() || all.object.rest.is_some();
    if has_members || !all.unions.is_empty() {
        for scalar in std::mem::take(&mut all.scalars) {
            leave_out(reader, &scalar, "this part of an object is no object, and is left out", diagnostics);
        }
    }
    if !all.scalars.is_empty() {
        return scalar(reader, at, &all.scalars, diagnostics);
    }
    if !all.unions.is_empty() {
        with_unions(reader, at, &mut all, diagnostics);
        if let (true, [only]) = (all.object.properties.is_empty(), all.object.variants.as_slice()) {
            return Shape::Alias(only.schema).into();
        }
    }
    require(reader, at, &mut all, diagnostics);
    let shape = match (all.object.properties.is_empty() && all.object.variants.is_empty(), all.object.rest) {
        (true, Some(rest)) => Shape::Map(rest),
        (true, None) if all.is_object => Shape::Map(reader.any(at.child("additionalProperties"))),
        (true, None) => Shape::Any,
        _ => Shape::Object(all.object),
    };
    shape.into()
}

fn leave_out(reader: &Reader<'_>, place: &Pointer, message: &str, diagnostics: &mut Diagnostics) {
    diagnostics
        .warning(code::SCHEMA_ALL_OF, place, message)
        .help("let all members of an `allOf` have one type, as no value has several");
    sensitive::report_unread(reader.document, place, diagnostics);
}

/// What must be there is so, also where the name stands in another member than the property.
fn require(reader: &mut Reader<'_>, at: &Pointer, all: &mut Merged, diagnostics: &mut Diagnostics) {
    for property in &mut all.object.properties {
        property.required |= all.required.remove(&property.name);
    }
    let is_open = all.object.rest.is_some() || !all.object.variants.is_empty();
    if all.required.is_empty() || is_open || all.object.properties.is_empty() {
        return;
    }
    let names: Vec<String> = std::mem::take(&mut all.required).into_iter().collect();
    let place = at.child("required");
    let listed = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    diagnostics
        .warning(
            code::SCHEMA_REQUIRED,
            if reader.document.node(&place).is_some() { &place } else { at },
            format!("no property is called {listed}: any value can be there, and nothing need be"),
        )
        .help("add it to `properties`, or correct the name");
    for name in names {
        let schema = reader.any(place.clone());
        let pointer = place.clone();
        all.object.properties.push(Property { name, pointer, ..Property::new(schema) });
    }
}

/// One of several schemas of the same value that are no objects: the one that says most.
fn scalar(reader: &mut Reader<'_>, at: &Pointer, places: &[Pointer], diagnostics: &mut Diagnostics) -> Found {
    let outlines: Vec<Rc<Outline>> = places.iter().map(|place| reader.outline(place)).collect();
    let weight = |index: &usize| {
        let node = places.get(*index).and_then(|place| reader.document.node(place));
        let has = |keyword: &str| node.is_some_and(|node| node.get(keyword).is_some());
        match () {
            () if has("enum") => 3,
            () if has("items") || has("prefixItems") || has("format") => 2,
            () => i32::from(has("type")),
        }
    };
    let Some(chosen) = (0..places.len()).max_by_key(weight) else { return Shape::Any.into() };
    let Some((place, outline)) = places.get(chosen).zip(outlines.get(chosen)) else { return Shape::Any.into() };
    let mut limits = Vec::new();
    for (index, other) in places.iter().enumerate().filter(|(index, _)| *index != chosen) {
        if outlines.get(index).is_some_and(|other| other.kinds & outline.kinds == 0 && is_no_object(other)) {
            leave_out(reader, other, "this member has another type than the rest, and is left out", diagnostics);
        } else {
            limits.extend(reader.limits(other));
        }
    }
    let lists: Vec<&Value> = places.iter().filter_map(|place| reader.document.node(place)?.get("enum")).collect();
    let shape = match enumeration::shared(&lists) {
        Some(shape) => shape,
        None if place == at => reader.own_shape(at, diagnostics),
        None => Shape::Alias(reader.at(place, diagnostics)),
    };
    Found { shape, nullable: false, limits }
}

/// The one member of an `allOf` that says anything, where nothing stands beside it: the schema is that member.
fn only_member(reader: &mut Reader<'_>, at: &Pointer) -> Option<Pointer> {
    let (node, _) = tidied(reader.document, at)?.ok()?;
    let own = Own::of(&node);
    if own.all_of == 0 || !(Own { all_of: 0, ..own }).is_silent() {
        return None;
    }
    let count = node.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
    let list = at.child("allOf");
    let mut telling = (0..count).map(|index| list.item(index)).filter(|member| says_something(reader, member));
    let only = telling.next()?;
    let is_lone = telling.next().is_none();
    // A member that leads back here is for `merge` to report.
    let target = reference::follow(reader.document, &only, &mut Diagnostics::default())?;
    // What extends a parent is one of its alternatives, not all of them.
    let is_heir = at.component("schemas").is_some() && parent::is_union(reader, &target);
    (is_lone && target != *at && !is_heir).then_some(only)
}

/// Whether a member of the `allOf` says no more than that `null` is allowed.
fn silent_null(reader: &Reader<'_>, at: &Pointer) -> bool {
    let members = reader.document.node(&at.child("allOf")).and_then(Value::as_array);
    let is_null = |member: &Value| {
        member.get("$ref").is_none() && member.get("nullable").and_then(Value::as_bool).unwrap_or_default()
    };
    members.into_iter().flatten().any(is_null)
}

fn says_something(reader: &Reader<'_>, member: &Pointer) -> bool {
    let is_marked = sensitive::is_mentioned(reader.document, member);
    if is_marked || reference::reference_at(reader.document, member).is_some() {
        return true;
    }
    let Some(Ok((node, _))) = tidied(reader.document, member) else { return true };
    let has_enum = reader.document.node(member).is_some_and(|node| node.get("enum").is_some());
    has_enum || !Own::of(&node).is_silent()
}
