//! How much of a document becomes code.

use super::*;
use serde_json::{Value, json};

/// Two operations with five schemas, of which a parameter and a response are left out and two schemas reduced.
const PARTLY: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getPet
      parameters:
        - {name: id, in: path, required: true, description: Comes before that of the path., schema: {type: string}}
        - {name: 'no header', in: header, schema: {type: string}}
      responses:
        '200': {description: The pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        okay: {description: No status.}
    delete: {operationId: deletePet, responses: {'204': {description: Gone.}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string, not: {}}, kind: {type: string, not: {}}, age: {type: integer}}}
";

fn share<'r>(report: &'r Value, kind: &str) -> &'r Value {
    report["result"]["shares"].as_array().unwrap().iter().find(|share| share["kind"] == kind).unwrap()
}

#[test]
fn a_report_counts_what_is_emitted_and_says_why_not_all_is() {
    let project = Project::new(PARTLY);
    let run = project.run("report spec/api.yaml --format json").succeeds();
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let counts = |kind: &str| {
        let share = share(&report, kind);
        ["declared", "full", "reduced", "left_out"].map(|count| share[count].as_u64().unwrap())
    };
    assert_eq!(counts("operations"), [2, 1, 1, 0]);
    assert_eq!(counts("parameters"), [3, 2, 0, 1]);
    assert_eq!(counts("responses"), [3, 2, 0, 1]);
    assert_eq!(counts("bodies"), [0, 0, 0, 0]);
    // The object, its three properties, and the schemas of the two parameters.
    assert_eq!(counts("schemas"), [6, 4, 2, 0]);
    assert_eq!(report["result"]["unexplained"], json!([]));
    let causes: Vec<&str> =
        report["result"]["causes"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect();
    assert_eq!(causes.len(), 3, "{causes:?}");
    assert_eq!(causes[2], "schema/unsupported-not");
    assert_eq!(report["result"]["causes"][2]["count"], 2);
    assert_eq!(report["result"]["causes"][2]["places"][0]["line"], 17);
}

#[test]
fn a_report_is_read_by_people_too() {
    let project = Project::new(PARTLY);
    let run = project.run("report").succeeds();
    for text in ["Pets 1\n", "operations           2          1 (50.0 %)", "(reduced, 2 times): `not` is ignored."] {
        assert!(run.out.contains(text), "no `{text}` in\n{}", run.out);
    }
    assert!(run.out.contains("spec/api.yaml:17:"), "{}", run.out);
    assert_eq!(run.err, "4 warnings\n");
    assert!(project.client().is_empty(), "a report writes nothing");
    project.run("report nowhere.yaml").fails_with(1, &["error[file/unreadable]", "nowhere.yaml"]);
}
