//! What becomes of one schema, and of references to what moved.

use super::{Dialect, lower};
use crate::diagnostic::{Diagnostics, Place};
use crate::pointer::Pointer;
use serde_json::{Value, json};

/// The schema `A` of a document that has a text `Text` besides, and the places of warnings inside of it.
fn lowered(dialect: Dialect, schema: Value) -> (Value, Vec<String>) {
    let mut root = json!({"components": {"schemas": {"A": schema, "Text": {"type": "string"}}}});
    let mut diagnostics = Diagnostics::default();
    lower(&mut root, dialect, &mut diagnostics);
    let place = |found: &crate::diagnostic::Diagnostic| match &found.place {
        Place::Node(pointer) => pointer.as_str().replace("/components/schemas/A", ""),
        other => panic!("{other:?}"),
    };
    (root["components"]["schemas"]["A"].take(), diagnostics.iter().map(place).collect())
}

fn becomes(schema: Value, expected: Value) {
    assert_eq!(lowered(Dialect::V31, schema), (expected, Vec::new()));
}

#[test]
fn null_is_a_mark_beside_the_type() {
    becomes(json!({"type": ["string", "null"]}), json!({"type": "string", "nullable": true}));
    becomes(json!({"type": ["null", "array"], "items": true}), json!({"type": "array", "nullable": true, "items": {}}));
    becomes(json!({"type": ["string"]}), json!({"type": "string"}));
    becomes(json!({"type": "null"}), json!({"enum": [null], "nullable": true}));
    becomes(json!({"type": ["null"]}), json!({"enum": [null], "nullable": true}));
    becomes(
        json!({"type": ["string", "null"], "enum": ["a", null]}),
        json!({"type": "string", "nullable": true, "enum": ["a", null]}),
    );
}

#[test]
fn several_types_are_alternatives_with_what_is_about_each() {
    let schema = json!({
        "type": ["string", "integer", "object", "null"], "description": "d", "format": "int32", "minLength": 1, "minimum": 2,
        "properties": {"a": {"type": ["string", "null"]}},
    });
    let expected = json!({
        "description": "d", "nullable": true, "anyOf": [
            {"type": "string", "minLength": 1},
            {"type": "integer", "minimum": 2, "format": "int32"},
            {"type": "object", "properties": {"a": {"type": "string", "nullable": true}}},
        ]
    });
    becomes(schema, expected);
    becomes(json!({"type": ["integer", "number"]}), json!({"type": "number"}));
    becomes(json!({"type": ["string", "number", "boolean", "array", "object", "null"]}), json!({"nullable": true}));
    becomes(json!({"type": ["string", "integer"], "enum": ["a", 1]}), json!({"enum": ["a", 1]}));
    becomes(json!({"type": []}), json!({}));
}

#[test]
fn a_member_that_is_null_leaves_the_union() {
    let text = json!({"$ref": "#/components/schemas/Text"});
    let nulls = [
        json!({"type": "null"}),
        json!({"type": null}),
        json!({"const": null}),
        json!({"enum": [null]}),
        json!({"type": ["null"]}),
        json!({"nullable": true, "description": "d"}),
        json!(null),
    ];
    for member in nulls {
        becomes(json!({"oneOf": [member, text]}), json!({"oneOf": [text], "nullable": true}));
    }
    becomes(json!({"anyOf": [{"type": "null"}]}), json!({"enum": [null], "nullable": true}));
    becomes(json!({"anyOf": [text, {"type": "object"}]}), json!({"anyOf": [text, {"type": "object"}]}));
}

#[test]
fn values_and_bounds() {
    becomes(json!({"const": "a"}), json!({"enum": ["a"]}));
    becomes(json!({"const": null}), json!({"enum": [null], "nullable": true}));
    becomes(json!({"exclusiveMinimum": 1}), json!({"minimum": 1, "exclusiveMinimum": true}));
    becomes(json!({"minimum": 2, "exclusiveMinimum": 1}), json!({"minimum": 2, "exclusiveMinimum": false}));
    becomes(json!({"maximum": 2, "exclusiveMaximum": 2}), json!({"maximum": 2, "exclusiveMaximum": true}));
    becomes(json!({"minimum": 2, "exclusiveMinimum": true}), json!({"minimum": 2, "exclusiveMinimum": true}));
    becomes(json!({"examples": [1, 2]}), json!({"example": 1}));
    becomes(json!({"example": 0, "examples": [1, 2]}), json!({"example": 0}));
}

#[test]
fn booleans_are_schemas_where_schemas_stand_and_nowhere_else() {
    becomes(
        json!({"properties": {"a": true, "b": false}, "additionalProperties": false, "default": {"properties": true}}),
        json!({"properties": {"a": {}, "b": {"not": {}}}, "additionalProperties": false, "default": {"properties": true}}),
    );
    becomes(json!({"unevaluatedProperties": false}), json!({"additionalProperties": false}));
    becomes(
        json!({"items": [{"type": ["string", "null"]}], "additionalItems": false}),
        json!({"prefixItems": [{"type": "string", "nullable": true}], "items": {"not": {}}}),
    );
}

#[test]
fn bytes_are_a_format() {
    becomes(
        json!({"type": "string", "contentEncoding": "base64"}),
        json!({"type": "string", "contentEncoding": "base64", "format": "byte"}),
    );
    becomes(
        json!({"contentMediaType": "image/png"}),
        json!({"contentMediaType": "image/png", "type": "string", "format": "binary"}),
    );
    for text in ["application/json", "text/html; charset=utf-8", "application/vnd.a+xml"] {
        becomes(
            json!({"type": "string", "contentMediaType": text}),
            json!({"type": "string", "contentMediaType": text}),
        );
    }
}

#[test]
fn what_stands_beside_a_reference_counts_from_3_1_on() {
    let reference = "#/components/schemas/Text";
    let annotated = json!({"$ref": reference, "description": "d", "x-sensitive": true, "readOnly": true});
    becomes(annotated.clone(), annotated);
    becomes(json!({"$ref": reference, "type": "string", "nullable": false}), json!({"$ref": reference}));
    becomes(json!({"$ref": reference, "maxLength": 3}), json!({"maxLength": 3, "allOf": [{"$ref": reference}]}));
    let all_of = json!([{"$ref": reference}, {"minLength": 1}]);
    becomes(json!({"$ref": reference, "allOf": [{"minLength": 1}]}), json!({"allOf": all_of}));

    let (schema, told) = lowered(Dialect::V30, json!({"$ref": reference, "maxLength": 3, "nullable": true}));
    assert_eq!(schema, json!({"nullable": true, "allOf": [{"$ref": reference}]}));
    assert_eq!(told, [""]);
    let marked = json!({"properties": {"a": {"type": "string", "x-sensitive": true}}});
    let (schema, told) = lowered(Dialect::V30, json!({"$ref": reference, "allOf": [marked]}));
    assert_eq!((schema, told), (json!({"allOf": [{"$ref": reference}, marked]}), Vec::new()));
    let (schema, told) = lowered(Dialect::V30, json!({"$ref": reference, "type": "object"}));
    assert_eq!((schema, told), (json!({"$ref": reference}), Vec::new()));
}

#[test]
fn what_nothing_reads_is_told() {
    let schema = json!({
        "if": {"required": ["a"]}, "then": {}, "else": {}, "contains": {"type": "string"}, "dependentSchemas": {"a": {}},
        "propertyNames": {"pattern": "^a"}, "unevaluatedItems": false,
        "properties": {"if": {"type": "string"}}, "example": {"if": 1},
    });
    let (_, told) = lowered(Dialect::V31, schema);
    assert_eq!(told, ["/if", "/dependentSchemas", "/contains", "/propertyNames", "/unevaluatedItems"]);
    let marked = json!({"then": {"properties": {"a": {"type": "string", "x-sensitive": true}}}});
    assert_eq!(lowered(Dialect::V31, marked).1, ["/then"]);
    becomes(json!({"propertyNames": {"type": "string"}}), json!({"propertyNames": {"type": "string"}}));
}

#[test]
fn references_follow_what_moved_and_places_lead_back() {
    let mut root = json!({"components": {"schemas": {
        "A": {"oneOf": [{"type": "null"}, {"type": ["object", "string"], "properties": {"x": {"type": "boolean"}}}]},
        "B": {"$ref": "#/components/schemas/A/oneOf/1/properties/x"},
    }}});
    let moves = lower(&mut root, Dialect::V31, &mut Diagnostics::default());
    let moved = "/components/schemas/A/oneOf/0/anyOf/0/properties/x";
    assert_eq!(root["components"]["schemas"]["B"]["$ref"], format!("#{moved}"));
    let here = Pointer::parse(moved).unwrap();
    assert_eq!(root.pointer(moved), Some(&json!({"type": "boolean"})));
    assert_eq!(moves.origin(&here).as_str(), "/components/schemas/A/oneOf/1/properties/x");
}

#[test]
fn a_schema_around_is_referred_to_by_its_name() {
    let here = "#/components/schemas/A";
    becomes(
        json!({"$dynamicAnchor": "a", "properties": {"x": {"$dynamicRef": "#a"}, "y": {"$recursiveRef": "#"}}}),
        json!({"$dynamicAnchor": "a", "properties": {"x": {"$ref": here}, "y": {"$ref": here}}}),
    );
    becomes(
        json!({"items": {"$recursiveAnchor": true, "not": {"$recursiveRef": "#"}}}),
        json!({"items": {"$recursiveAnchor": true, "not": {"$ref": format!("{here}/items")}}}),
    );
    becomes(
        json!({"items": {"$dynamicRef": "#b"}, "$defs": {"B": {"$dynamicAnchor": "b"}}}),
        json!({"items": {"$ref": format!("{here}/$defs/B")}, "$defs": {"B": {"$dynamicAnchor": "b"}}}),
    );
    let (schema, told) = lowered(Dialect::V31, json!({"items": {"$dynamicRef": "#gone"}}));
    assert_eq!((schema, told), (json!({"items": {"$dynamicRef": "#gone"}}), vec!["/items/$dynamicRef".to_owned()]));
}

#[test]
fn a_reference_to_a_name_follows_what_moved() {
    let mut root = json!({"components": {"schemas": {"A": {"oneOf": [
        {"type": "null"},
        {"type": "string"},
        {"$dynamicAnchor": "a", "properties": {"x": {"$dynamicRef": "#a"}}},
    ]}}}});
    lower(&mut root, Dialect::V31, &mut Diagnostics::default());
    assert_eq!(
        root["components"]["schemas"]["A"]["oneOf"][1]["properties"]["x"]["$ref"],
        "#/components/schemas/A/oneOf/1"
    );
}
