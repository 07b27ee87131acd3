//! `oneOf` and `anyOf`.

use super::api::{SchemaId, Shape, Union};
use super::discriminator::discriminator;
use super::enumeration::{self, Enumeration};
use super::outline::{Outline, kind};
use super::schema::Reader;
use super::{reference, sensitive};
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use serde_json::{Map, Value};
use std::rc::Rc;

/// The two keywords.
pub const KEYWORDS: [&str; 2] = ["oneOf", "anyOf"];

/// How many unions may stand inside each other without a name.
const MAX_DEPTH: usize = 16;

/// What comes of a union.
pub struct Found {
    /// Its shape.
    pub shape: Shape,
    /// Whether one of its members allows `null` and nothing else.
    pub nullable: bool,
}

/// The shape of the union `keyword` of the schema at `at`.
pub fn shape(
    reader: &mut Reader<'_>,
    at: &Pointer,
    keyword: &str,
    written: Option<&openapiv3::Discriminator>,
    diagnostics: &mut Diagnostics,
) -> Found {
    let mut places = Vec::new();
    let mut nullable = false;
    flatten(reader, at, keyword, 0, &mut places, &mut nullable);
    if places.is_empty() {
        if !nullable {
            let message = format!("`{keyword}` is empty: any value is read");
            diagnostics.warning(code::SCHEMA_EMPTY_UNION, &at.child(keyword), message);
        }
        return Found { shape: Shape::Any, nullable };
    }
    if let Some(shape) = scalars(reader, &places, diagnostics) {
        return Found { shape, nullable };
    }
    let mut kept: Vec<Pointer> = Vec::with_capacity(places.len());
    let mut members: Vec<SchemaId> = Vec::with_capacity(places.len());
    for place in places {
        let member = reader.at(&place, diagnostics);
        if !members.contains(&member) {
            members.push(member);
            kept.push(place);
        }
    }
    if let [only] = members.as_slice() {
        return Found { shape: Shape::Alias(*only), nullable };
    }
    let discriminator = discriminator(reader, at, written, &kept, diagnostics);
    Found { shape: Shape::Union(Union { members, discriminator }), nullable }
}

/// The places of the members; unions without a name or a discriminator of their own give theirs to the one around.
fn flatten(
    reader: &Reader<'_>,
    at: &Pointer,
    keyword: &str,
    depth: usize,
    places: &mut Vec<Pointer>,
    nullable: &mut bool,
) {
    let list = at.child(keyword);
    let count = reader.document.node(&list).and_then(Value::as_array).map_or(0, Vec::len);
    for index in 0..count {
        let place = list.item(index);
        let node = reader.document.node(&place).and_then(Value::as_object);
        match node.and_then(inner_union) {
            Some((inner, allows_null)) if depth < MAX_DEPTH => {
                *nullable |= allows_null;
                flatten(reader, &place, inner, depth + 1, places, nullable);
            }
            _ if node.is_some_and(is_null) => *nullable = true,
            _ => places.push(place),
        }
    }
}

/// The keyword of a union that is nothing else, and whether it allows `null`.
fn inner_union(node: &Map<String, Value>) -> Option<(&'static str, bool)> {
    let mut keywords = KEYWORDS.into_iter().filter(|keyword| node.contains_key(*keyword));
    let keyword = keywords.next().filter(|_| keywords.next().is_none())?;
    let is_harmless = |name: &str| name == keyword || ["title", "description", "nullable", "example"].contains(&name);
    let nullable = node.get("nullable").and_then(Value::as_bool).unwrap_or_default();
    node.keys().all(|name| is_harmless(name)).then_some((keyword, nullable))
}

/// Whether the schema `node` is the union `keyword` and nothing else.
pub fn is_alone(node: &Map<String, Value>, keyword: &str) -> bool {
    const BESIDE: [&str; 8] =
        ["title", "description", "nullable", "example", "discriminator", "type", "deprecated", "default"];
    node.keys().all(|name| name == keyword || BESIDE.contains(&name.as_str()) || name.starts_with("x-"))
}

fn is_null(node: &Map<String, Value>) -> bool {
    let lone_null = |list: &Value| list.as_array().is_some_and(|list| matches!(list.as_slice(), [Value::Null]));
    node.get("type").is_some_and(|name| name == "null") || node.get("enum").is_some_and(lone_null)
}

/// A union of scalars that is one enum, or one open list of texts.
fn scalars(reader: &mut Reader<'_>, places: &[Pointer], diagnostics: &mut Diagnostics) -> Option<Shape> {
    let is_own = |place: &Pointer| {
        reference::reference_at(reader.document, place).is_none() && !sensitive::is_mentioned(reader.document, place)
    };
    let has_enum = |place: &&Pointer| reader.document.node(place).is_some_and(|node| node.get("enum").is_some());
    let own: Vec<&Pointer> = places.iter().filter(|place| is_own(place)).collect();
    let lists: Vec<Pointer> = own.iter().copied().filter(has_enum).cloned().collect();
    if lists.len() == places.len() {
        let Enumeration { shape, .. } = enumeration::merged(reader.document, &lists, diagnostics);
        return shape;
    }
    let outlines: Vec<Rc<Outline>> = places.iter().map(|place| reader.outline(place)).collect();
    if !outlines.iter().all(|outline| outline.kinds == kind::TEXT) {
        return None;
    }
    // Every enum is open, so texts beside it say no more than it does.
    let (known, free): (Vec<usize>, Vec<usize>) =
        (0..places.len()).partition(|index| outlines.get(*index).is_some_and(|outline| outline.texts.is_some()));
    let is_free = |index: &usize| {
        let node = places.get(*index).and_then(|place| reader.document.node(place));
        node.is_some_and(|node| node.get("$ref").is_none() && node.get("format").is_none())
            && places.get(*index).is_some_and(|place| !sensitive::is_mentioned(reader.document, place))
    };
    if free.is_empty() || !free.iter().all(is_free) {
        return None;
    }
    match known.as_slice() {
        [] => places.first().map(|place| Shape::Alias(reader.at(place, diagnostics))),
        [only] => places.get(*only).map(|place| Shape::Alias(reader.at(place, diagnostics))),
        _ if lists.len() == known.len() => enumeration::merged(reader.document, &lists, diagnostics).shape,
        _ => None,
    }
}

/// What a union beside other members is for.
pub enum Role {
    /// It says which of the members must be there, and no more.
    Requirements,
    /// It has one member that says something.
    Lone(Pointer),
    /// It is one of several.
    Union,
}

/// What the union `keyword` of the schema at `at` is for.
pub fn role(reader: &Reader<'_>, at: &Pointer, keyword: &str) -> Role {
    let places = places(reader, at, keyword);
    let telling = |place: &&Pointer| reader.document.node(place).is_some_and(says_more_than_required);
    match places.as_slice() {
        [only] => Role::Lone(only.clone()),
        all if !all.iter().any(|place| telling(&place)) => Role::Requirements,
        _ => Role::Union,
    }
}

/// Where the members of a union stand.
pub fn places(reader: &Reader<'_>, at: &Pointer, keyword: &str) -> Vec<Pointer> {
    let mut places = Vec::new();
    flatten(reader, at, keyword, 0, &mut places, &mut false);
    places
}

fn says_more_than_required(node: &Value) -> bool {
    let Value::Object(members) = node else { return true };
    let is_empty = |schema: &Value| schema.as_object().is_some_and(Map::is_empty);
    members.iter().any(|(name, value)| match name.as_str() {
        "required" | "title" | "description" | "not" | "minProperties" | "maxProperties" => false,
        "type" => value != "object",
        "properties" => !value.as_object().is_some_and(|properties| properties.values().all(is_empty)),
        name => !name.starts_with("x-"),
    })
}
