//! Files that are no documents, and how that is said.

use std::fs;

use wechatpay_mock::{Document, DocumentError};

fn open(text: &str) -> Result<Document, DocumentError> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("api.yaml");
    fs::write(&file, text).unwrap();
    Document::open(file, 1)
}

fn problem(text: &str) -> String {
    open(text).expect_err("not a document").to_string()
}

#[test]
fn yaml_and_json_are_read() {
    assert_eq!(open("openapi: 3.1.0\npaths: {/a: {get: {}}}").unwrap().operations().count(), 1);
    assert_eq!(open("\u{feff} {\"openapi\": \"3.0.0\"}").unwrap().operations().count(), 0);
}

#[test]
fn a_mistake_is_placed_by_line_and_column() {
    let json = problem("{\"openapi\": \"3.0.0\",\n  \"paths\": }");
    assert!(json.contains("api.yaml:2:12: this is not JSON"), "{json}");
    let yaml = problem("openapi: 3.0.0\npaths: {/a: [}");
    assert!(yaml.contains("api.yaml:2:14: this is not YAML"), "{yaml}");
}

#[test]
fn other_kinds_of_file_are_told_apart() {
    assert!(problem("- 1").contains("api.yaml#: an OpenAPI document is an object"), "{}", problem("- 1"));
    assert!(problem("paths: {}").contains("the member `openapi` with the version"), "{}", problem("paths: {}"));
    assert!(problem("swagger: '2.0'").contains("#/swagger: this is Swagger \"2.0\"; convert it to OpenAPI 3 first"));
    assert!(problem("openapi: 4.0.0").contains("#/openapi: version \"4.0.0\" is not read"));
}

#[test]
fn a_missing_file_is_named() {
    let error = Document::open("no/such/file.yaml", 1).unwrap_err();
    assert!(error.to_string().starts_with("no/such/file.yaml: "), "{error}");
}

#[test]
fn depth_and_aliases_are_limited() {
    let deep = format!("{{\"openapi\": \"3.0.0\", \"x-deep\": {}{}}}", "[".repeat(200), "]".repeat(200));
    assert!(problem(&deep).contains("recursion limit exceeded"), "{}", problem(&deep));
    let deep = format!("openapi: 3.0.0\nx-deep: {}{}", "[".repeat(200), "]".repeat(200));
    assert!(problem(&deep).contains("recursion limit exceeded"), "{}", problem(&deep));
    let mut laughs = "openapi: 3.0.0\nx0: &x0 [a, a, a, a, a, a, a, a, a]\n".to_owned();
    for level in 1..12 {
        laughs += &format!("x{level}: &x{level} [{}]\n", vec![format!("*x{}", level - 1); 9].join(", "));
    }
    assert!(problem(&laughs).contains("repetition limit exceeded"), "{}", problem(&laughs));
}

#[test]
fn a_document_without_sense_is_answered_all_the_same() {
    let text = "openapi: 3.0.0\npaths:\n  /a:\n    get: {parameters: 5, requestBody: [], responses: {200: {content: 7}, x: 1}}\n    \
                put: {responses: {200: {content: {application/json: {schema: {allOf: [{$ref: '#'}], type: 9}}}}}}\n    \
                post: nothing\n  /b: 5\n  /c: {get: {responses: {200: {content: {application/json: {schema: {type: array, minItems: 1e9, \
                items: {type: string, minLength: 1e18}}}}}}}}";
    let document = open(text).unwrap();
    for (method, path) in document.operations() {
        let reply = document.answer(&method.parse().unwrap(), path, &http::HeaderMap::new(), b"");
        assert!(reply.is_some_and(|reply| reply.body.len() < 50_000_000), "{method} {path}");
    }
}
