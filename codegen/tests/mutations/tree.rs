//! Mistakes in the tree of a document.

use crate::chance::Chance;
use crate::hostile;
use serde_json::{Value, json};
use std::mem;

/// How deep [`nested`] values go.
const DEEP: usize = 200;

/// How a schema may stand in another one; `allOf` with a property of its own.
pub const CHAINS: [&str; 7] = ["items", "additionalProperties", "properties", "allOf", "oneOf", "alias", "prefixItems"];

/// A document whose schemas form one chain, each a component of its own.
pub fn chain(kind: &str, length: usize) -> Value {
    let link = |index: usize| {
        let next = json!({"$ref": format!("#/components/schemas/S{}", index + 1)});
        match kind {
            "items" => json!({"type": "array", "items": next}),
            "additionalProperties" => json!({"type": "object", "additionalProperties": next}),
            "properties" => json!({"type": "object", "properties": {"a": next}}),
            "allOf" => json!({"allOf": [next, {"type": "object", "properties": {format!("p{index}"): {}}}]}),
            "oneOf" => json!({"oneOf": [next, {"type": "integer"}]}),
            "prefixItems" => json!({"type": "array", "prefixItems": [next, {"type": "integer"}], "items": false}),
            _ => next,
        }
    };
    let mut schemas: serde_json::Map<String, Value> = (0..length).map(|at| (format!("S{at}"), link(at))).collect();
    schemas.insert(format!("S{length}"), json!({"type": "string"}));
    let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/S0"}}});
    json!({
        "openapi": "3.1.0",
        "info": {"title": "A chain", "version": "1"},
        "paths": {"/a": {"put": {
            "requestBody": {"content": content},
            "responses": {"200": {"description": "The same.", "content": content}},
        }}},
        "components": {"schemas": schemas},
    })
}

/// Makes one mistake somewhere.
pub fn change(root: &mut Value, chance: &mut Chance) {
    let places = places(root);
    let (place, other) = (places[chance.below(places.len())].clone(), &places[chance.below(places.len())]);
    match chance.below(10) {
        0 => removed(root, &place, chance),
        1 => set(root, &place, foreign(chance)),
        2 => swap(root, &place, other),
        3 => set(root, &place, root.pointer(other).cloned().unwrap_or_default()),
        4 => set(root, &place, json!({"$ref": reference(&places, chance)})),
        5 => retarget(root, &places, chance),
        6 => set(root, &place, nested(chance)),
        7 => set(root, &place, Value::String(hostile::text(chance))),
        8 => rename(root, &hostile::text(chance), chance),
        _ => keyword(root, &place, chance),
    }
}

/// Gives some member another name.
pub fn rename(root: &mut Value, name: &str, chance: &mut Chance) {
    let places = objects(root);
    let Some(Value::Object(members)) = root.pointer_mut(&places[chance.below(places.len())]) else { return };
    let index = chance.below(members.len());
    let renamed = mem::take(members).into_iter().enumerate();
    *members = renamed.map(|(at, (key, value))| (if at == index { name.to_owned() } else { key }, value)).collect();
}

/// Pointers to all nodes.
fn places(root: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut left = vec![(String::new(), root)];
    while let Some((pointer, node)) = left.pop() {
        let name = |key: &str| format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
        match node {
            Value::Object(members) => left.extend(members.iter().map(|(key, member)| (name(key), member))),
            Value::Array(items) => {
                left.extend(items.iter().enumerate().map(|(at, item)| (name(&at.to_string()), item)))
            }
            _ => {}
        }
        found.push(pointer);
    }
    found
}

fn objects(root: &Value) -> Vec<String> {
    let is_object =
        |place: &String| root.pointer(place).and_then(Value::as_object).is_some_and(|members| !members.is_empty());
    let mut found: Vec<String> = places(root).into_iter().filter(is_object).collect();
    if found.is_empty() {
        found.push(String::new());
    }
    found
}

fn set(root: &mut Value, place: &str, value: Value) {
    if let Some(node) = root.pointer_mut(place) {
        *node = value;
    }
}

fn removed(root: &mut Value, place: &str, chance: &mut Chance) {
    match root.pointer_mut(place) {
        Some(Value::Object(members)) => {
            if let Some(key) = members.keys().nth(chance.below(members.len())).cloned() {
                members.remove(&key);
            }
        }
        Some(Value::Array(items)) if !items.is_empty() => drop(items.remove(chance.below(items.len()))),
        Some(node) => *node = Value::Null,
        None => {}
    }
}

fn swap(root: &mut Value, place: &str, other: &str) {
    let inside = |inner: &str, outer: &str| inner.starts_with(outer);
    if inside(place, other) || inside(other, place) {
        return;
    }
    let Some(one) = root.pointer_mut(place).map(Value::take) else { return };
    let two = root.pointer_mut(other).map(|node| mem::replace(node, one)).unwrap_or_default();
    set(root, place, two);
}

/// A value of another type.
fn foreign(chance: &mut Chance) -> Value {
    match chance.below(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(1e308),
        4 => json!(u64::MAX),
        5 => json!([]),
        6 => json!({}),
        7 => json!([[[]]]),
        8 => json!("string"),
        9 => json!(["string", "null", "object"]),
        10 => json!({"": {"": {}}}),
        _ => json!(0.5),
    }
}

/// A reference to some node, or to none.
fn reference(places: &[String], chance: &mut Chance) -> String {
    let place = &places[chance.below(places.len())];
    match chance.below(8) {
        0 => format!("#{place}/nowhere"),
        1 => "#".to_owned(),
        2 => "nowhere.yaml".to_owned(),
        3 => "openapi.json#/components".to_owned(),
        4 => hostile::text(chance),
        _ => format!("#{place}"),
    }
}

/// Lets a reference that is there refer to something else.
fn retarget(root: &mut Value, places: &[String], chance: &mut Chance) {
    let references: Vec<&String> = places.iter().filter(|place| place.ends_with("/$ref")).collect();
    if let Some(place) = references.get(chance.below(references.len())) {
        let target = reference(places, chance);
        set(root, place, Value::String(target));
    }
}

/// A schema within a schema within a schema.
fn nested(chance: &mut Chance) -> Value {
    let kind = chance.below(5);
    (0..DEEP).fold(json!({"type": "string"}), |inner, _| match kind {
        0 => json!({"type": "array", "items": inner}),
        1 => json!({"type": "object", "properties": {"a": inner}}),
        2 => json!({"allOf": [inner]}),
        3 => json!({"oneOf": [inner, {"type": "integer"}]}),
        _ => json!({"type": "object", "additionalProperties": inner}),
    })
}

/// Puts a keyword beside others where it may mean something.
fn keyword(root: &mut Value, place: &str, chance: &mut Chance) {
    let Some(Value::Object(members)) = root.pointer_mut(place) else { return };
    let (name, value) = match chance.below(22) {
        0 => ("type", json!(chance.of(&["string", "integer", "number", "boolean", "array", "object", "null"]))),
        1 => {
            ("format", json!(chance.of(&["date-time", "uuid", "int32", "uint64", "binary", "byte", "decimal", "time"])))
        }
        2 => ("nullable", json!(true)),
        3 => ("enum", json!([null, "", "a", "A", "*/", 1, 1.5, {}])),
        4 => ("default", foreign(chance)),
        5 => ("const", foreign(chance)),
        6 => ("required", json!(["a", "id", "a", ""])),
        7 => ("readOnly", json!(true)),
        8 => ("writeOnly", json!(true)),
        9 => ("additionalProperties", json!({"type": "integer"})),
        10 => ("allOf", json!([{"$ref": "#/components/schemas/Pet"}, {"properties": {"id": {"type": "boolean"}}}])),
        11 => ("oneOf", json!([{"type": "string"}, {"type": "array", "items": {"type": "string"}}])),
        12 => ("discriminator", json!({"propertyName": "kind", "mapping": {"a": "Pet", "b": "#/nowhere"}})),
        13 => ("pattern", json!("^(a|b]{2,1}$")),
        14 => ("minimum", json!(-9_223_372_036_854_775_808_i64)),
        15 => ("maxLength", json!(-1)),
        16 => ("x-rust-name", json!(hostile::text(chance))),
        17 => ("explode", json!(chance.below(2) == 0)),
        18 => ("style", json!(chance.of(&["form", "simple", "label", "matrix", "deepObject", "pipeDelimited", "x"]))),
        19 => ("in", json!(chance.of(&["query", "path", "header", "cookie", "body"]))),
        20 => ("content", json!({"application/json": {"schema": {"type": "object"}}, "text/plain": {}, "x": {}})),
        _ => ("x-paging", json!({"kind": chance.of(&["cursor", "page", "offset", "link"]), "parameter": "page"})),
    };
    members.insert(name.to_owned(), value);
}
