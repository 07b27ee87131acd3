use super::*;
use crate::diagnostic::Place;
use serde_json::{Value, json};

fn joined(first: Value, others: &[(&str, Value)]) -> (Document, Vec<String>) {
    let mut document = Document::new("first.yaml", "", first);
    let mut diagnostics = Diagnostics::default();
    for (file, root) in others {
        join(&mut document, Document::new(*file, "", root.clone()), Diagnostics::default(), &mut diagnostics);
    }
    let told = diagnostics.iter().map(|one| one.message.clone()).collect();
    (document, told)
}

fn with(schemas: Value) -> Value {
    json!({"components": {"schemas": schemas}})
}

fn refer(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

#[test]
fn what_says_the_same_is_shared_and_the_rest_renamed_with_all_that_leads_there() {
    let first = with(json!({"Same": {"type": "string"}, "A": {"x": refer("B")}, "B": {"type": "string"}, "b_B": 1}));
    let second = with(json!({
        "Same": {"type": "string"}, "A": {"x": refer("B")}, "B": {"type": "integer"}, "New": {"y": refer("A"), "z": refer("Same")},
    }));
    let (document, _) = joined(first.clone(), &[("b.yaml", second)]);
    let schemas = document.root["components"]["schemas"].as_object().unwrap();
    let names: Vec<&String> = schemas.keys().collect();
    assert_eq!(names, ["Same", "A", "B", "b_B", "b_A", "b_B_2", "New"]);
    assert_eq!(schemas["b_A"], json!({"x": refer("b_B_2")}));
    assert_eq!(schemas["New"], json!({"y": refer("b_A"), "z": refer("Same")}));
    // What was there first stays as it was.
    for (name, schema) in first["components"]["schemas"].as_object().unwrap() {
        assert_eq!(&schemas[name], schema);
    }
}

#[test]
fn schemas_that_lead_around_in_a_circle_are_shared() {
    let circle = with(json!({"A": {"b": refer("B")}, "B": {"a": refer("A")}}));
    let (document, _) = joined(circle.clone(), &[("b.yaml", circle.clone())]);
    assert_eq!(document.root, circle);
}

#[test]
fn an_operation_of_the_first_document_stays_and_others_join_its_path() {
    let item = |method: &str, id: &str| json!({"/a": {method: {"operationId": id}}});
    let shared = json!({"name": "q", "in": "query"});
    let mut second = json!({"paths": {"/a": {
        "parameters": [shared, {"name": "p", "in": "query"}],
        "get": {"operationId": "later"},
        "put": {"operationId": "put", "parameters": [{"name": "p", "in": "query", "required": true}]},
    }}});
    second["paths"]["/b"] = json!({"get": {}});
    let (document, told) = joined(json!({"paths": item("get", "first")}), &[("b.yaml", second)]);
    assert_eq!(document.root["paths"]["/a"]["get"]["operationId"], "first");
    let put = &document.root["paths"]["/a"]["put"]["parameters"];
    assert_eq!(*put, json!([shared, {"name": "p", "in": "query", "required": true}]));
    assert_eq!(told.len(), 1);
    assert!(told[0].contains("`get /a` stands in several documents"), "{told:?}");
    let of = |pointer: &str| {
        document.sources.document(&Pointer::parse(pointer).unwrap()).map(|file| file.display().to_string())
    };
    assert_eq!((of("/paths/~1a/get"), of("/paths/~1a/put")), (None, Some("b.yaml".to_owned())));
    assert_eq!(of("/paths/~1b/get/x"), Some("b.yaml".to_owned()));
}

#[test]
fn findings_and_places_lead_to_the_file_they_are_about() {
    let mut document = Document::new("a.yaml", "", with(json!({"P": {"type": "string"}})));
    let mut diagnostics = Diagnostics::default();
    let mut told = Diagnostics::default();
    let before = Pointer::parse("/components/schemas/P/x").unwrap();
    told.warning(crate::diagnostic::code::SCHEMA_NOT, &before, "told");
    let other = Document::new("b.yaml", "text", with(json!({"P": {"type": "integer", "x": 1}})));
    join(&mut document, other, told, &mut diagnostics);
    let after = Pointer::parse("/components/schemas/b_P/x").unwrap();
    assert!(diagnostics.iter().any(|one| matches!(&one.place, Place::Node(place) if *place == after)));
    let (file, at) = document.sources.origin(&after);
    assert_eq!((document.sources.file(file).map(|file| file.text.as_str()), at), (Some("text"), before));
}

#[test]
fn what_a_document_says_of_all_of_its_operations_is_said_of_each() {
    let first = json!({"servers": [{"url": "https://a/"}], "security": [{"key": []}], "paths": {}});
    let second = json!({
        "servers": [{"url": "https://b", "x-backup": true}, {"url": "https://a"}], "security": [{"other": []}],
        "components": {"securitySchemes": {"other": {}}},
        "paths": {"/a": {"get": {}, "put": {"security": []}}},
    });
    let third = json!({"servers": [{"url": "https://c"}], "paths": {"/b": {"get": {}}}});
    let (document, _) = joined(first, &[("b.yaml", second), ("c.yaml", third)]);
    let paths = &document.root["paths"];
    assert_eq!(paths["/a"], json!({"get": {"security": [{"other": []}]}, "put": {"security": []}}));
    assert_eq!(paths["/b"]["servers"], json!([{"url": "https://c", "x-required": true}]));
    assert_eq!(paths["/b"]["get"]["security"], json!([]));
}
