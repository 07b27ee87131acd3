//! What instances are made of documents.

use super::RoundTrips;
use crate::diagnostic::Diagnostics;
use crate::load::Document;
use crate::settings::Settings;
use crate::{plan, resolve};
use serde_json::{Value, json};

/// The round trips of a document with these schemas and paths.
fn trips(schemas: Value, paths: Value) -> RoundTrips {
    let root = json!({
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    });
    let (document, settings) = (Document::new("x.json", root.to_string(), root), Settings::new("x.json", "out"));
    let mut diagnostics = Diagnostics::default();
    let api = resolve::resolve(&document, &settings, &mut diagnostics);
    let plan = plan::plan(&api, &settings, &mut diagnostics);
    RoundTrips::new(&document, &api, &plan)
}

fn instances(trips: &RoundTrips, model: &str) -> Vec<Value> {
    let found = trips.instances.iter().filter(|(name, _)| name == model).flat_map(|(_, lines)| lines);
    found.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn made(schema: Value) -> Vec<Value> {
    instances(&trips(json!({"Made": schema}), json!({})), "Made")
}

#[test]
fn an_object_has_what_must_be_there_or_everything() {
    let made = made(json!({
        "type": "object",
        "required": ["id", "maybe"],
        "properties": {
            "id": {"type": "integer", "minimum": 3, "maximum": 5},
            "maybe": {"type": "string", "nullable": true, "maxLength": 1},
            "share": {"type": "number", "minimum": 0.25, "exclusiveMaximum": true, "maximum": 0.5},
            "list": {"type": "array", "items": {"type": "boolean"}},
            "map": {"type": "object", "additionalProperties": {"type": "string", "format": "date"}},
            "name": {"type": "string", "example": "Mia"},
            "kind": {"type": "string", "enum": ["only"]},
        },
    }));
    let full = json!({
        "id": 3, "maybe": "a", "share": 0.375, "list": [true, false], "map": {"a key": "2024-02-29"}, "name": "Mia",
        "kind": "only",
    });
    assert_eq!(made, [json!({"id": 3, "maybe": null}), full]);
}

#[test]
fn each_value_of_an_enum_and_each_member_of_a_union_is_there() {
    assert_eq!(made(json!({"enum": ["a", 1, 0.5, true]})), [json!("a"), json!(1), json!(0.5), json!(true)]);
    assert_eq!(made(json!({"type": "integer", "enum": [-1, 1]})), [json!(-1), json!(1)]);
    let list = json!({"type": "array", "items": {"type": "boolean"}});
    let made = made(json!({"oneOf": [list, {"type": "integer", "format": "int32"}]}));
    assert_eq!(made, [json!([]), json!([true, false]), json!(0), json!(i32::MIN)]);
}

#[test]
fn a_member_of_a_union_says_which_it_is() {
    let part = json!({"type": "object", "properties": {"kind": {"type": "string"}}, "required": ["kind"]});
    let union = json!({
        "oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
        "discriminator": {"propertyName": "kind", "mapping": {"b": "#/components/schemas/B"}},
    });
    let trips = trips(json!({"Either": union, "A": part, "B": part}), json!({}));
    let made = instances(&trips, "Either");
    assert!(made.contains(&json!({"kind": "A"})) && made.contains(&json!({"kind": "b"})), "{made:?}");
}

#[test]
fn a_union_inside_a_union_is_told_apart_by_the_same_value() {
    let part = |kind: &str, member: &str| {
        let kind = json!({"type": "string", "enum": [kind]});
        json!({"type": "object", "required": ["kind", member], "properties": {"kind": kind, member: {"type": "boolean"}}})
    };
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let schemas = json!({
        "Outer": {"oneOf": [to("Inner"), part("c", "z")], "title": "named"},
        "Inner": {"oneOf": [part("a", "x"), part("b", "y")]},
    });
    let made = instances(&trips(schemas, json!({})), "Outer");
    assert!(
        made.contains(&json!({"kind": "b", "y": true})) && made.contains(&json!({"kind": "c", "z": true})),
        "{made:?}"
    );
    assert!(!made.contains(&json!({"kind": "b", "x": true})), "{made:?}");
}

#[test]
fn what_holds_itself_ends() {
    let me = json!({"$ref": "#/components/schemas/Made"});
    let made_of = made(json!({"type": "object", "properties": {"next": me, "all": {"type": "array", "items": me}}}));
    assert_eq!((made_of.len(), &made_of[0]), (2, &json!({})));
    assert!(made_of[1].to_string().len() < super::MAX_OF_MODEL);
    let trips = trips(json!({"Made": {"type": "object", "required": ["next"], "properties": {"next": me}}}), json!({}));
    assert_eq!(trips.empty, ["Made"]);
}

#[test]
fn a_wide_and_deep_document_stays_small() {
    let wide = |to: usize| {
        let next = json!({"$ref": format!("#/components/schemas/S{to}")});
        let members: serde_json::Map<_, _> = (0..40).map(|index| (format!("p{index}"), next.clone())).collect();
        json!({"type": "object", "properties": members})
    };
    let schemas: serde_json::Map<_, _> = (0..20).map(|index| (format!("S{index}"), wide((index + 1) % 20))).collect();
    let trips = trips(Value::Object(schemas), json!({}));
    for (_, lines) in &trips.instances {
        let full: Value = serde_json::from_str(&lines[1]).unwrap();
        assert_eq!(full.as_object().unwrap().len(), 40);
        assert!(lines[1].len() < super::MAX_OF_MODEL);
    }
}

#[test]
fn examples_are_taken_as_far_as_they_fit() {
    let pet = json!({
        "type": "object",
        "required": ["id"],
        "properties": {
            "id": {"type": "integer"},
            "weight": {"type": "number", "format": "float"},
            "tag": {"enum": ["a", "b"], "type": "string"},
        },
        "example": {"id": 1, "unknown": true, "weight": 0.1, "tag": null},
        "default": {"id": "1"},
    });
    let pets = json!({"type": "array", "items": {"$ref": "#/components/schemas/Pet"}});
    let examples = json!({
        "good": {"value": [{"id": 2.0, "tag": "b"}]},
        "bad": {"value": [{"id": 3, "tag": "c"}]},
        "text": {"value": "[{\"id\": 4}]"},
        "elsewhere": {"externalValue": "https://api.example/"},
    });
    let content = json!({"application/json": {"schema": pets, "examples": examples}});
    let paths = json!({"/pets": {"get": {"responses": {"200": {"description": "", "content": content}}}}});
    let trips = trips(json!({"Pet": pet}), paths);
    let examples = &instances(&trips, "Pet")[2..];
    assert_eq!(examples, [json!({"id": 1, "weight": 0.1}), json!({"id": 2.0, "tag": "b"}), json!({"id": 4})]);
    assert_eq!(trips.unfit, 2);
}

#[test]
fn sensitive_texts_are_left_out_and_counted() {
    let card = json!({"type": "object", "properties": {"number": {"type": "string", "x-sensitive": true}}});
    let trips = trips(json!({"Card": card, "Plain": {"type": "object", "properties": {"a": {}}}}), json!({}));
    assert_eq!(trips.sensitive, ["Card"]);
    assert_eq!(instances(&trips, "Plain").len(), 2);
    assert!(trips.summary().ends_with("; left out: 1 models with sensitive texts"), "{}", trips.summary());
}

#[test]
fn the_files_are_rust_and_json() {
    let trips = trips(json!({"Level": {"type": "string", "enum": ["high", "low"]}}), json!({}));
    let files = trips.files("my_client::models", true);
    let [json, rust] = files.values().collect::<Vec<_>>()[..] else { panic!("{files:?}") };
    let read: Value = serde_json::from_str(json).unwrap();
    assert_eq!(read["Level"], json!(["high", "low"]));
    syn::parse_file(rust).unwrap();
    assert!(rust.contains("use my_client::models;") && rust.contains("models:\n    Level,\n}"), "{rust}");
    assert!(rust.contains("#![cfg(feature = \"full\")]"));
    assert!(files.values().all(|text| crate::write::is_ours(text.as_bytes())));
    assert!(RoundTrips::default().files("x", false).is_empty());
}
