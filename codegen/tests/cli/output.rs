//! What is printed for programs, and the colours of what is printed for people.

use super::findings::with_a_warning;
use super::*;
use serde_json::{Value, json};

fn json_of(run: &Run) -> Value {
    assert_eq!(run.err, "", "nothing but one object is printed");
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out))
}

#[test]
fn findings_and_results_are_one_object() {
    let project = with_a_warning();
    let object = json_of(&project.run("generate --format json").succeeds());
    assert_eq!(object["command"], "generate");
    assert_eq!(object["summary"], json!({"errors": 0, "warnings": 1, "silenced": 0}));
    let finding = &object["findings"][0];
    assert_eq!(finding["code"], "schema/unsupported-not");
    assert_eq!((&finding["severity"], &finding["denied"]), (&json!("warning"), &json!(false)));
    assert_eq!((&finding["file"], &finding["line"]), (&json!("spec/api.yaml"), &json!(14)));
    assert_eq!(finding["pointer"], "/components/schemas/Pet/properties/kind/not");
    assert!(finding["column"].is_u64() && finding["message"].is_string());
    let result = &object["result"];
    assert_eq!((&result["folder"], &result["operations"]), (&json!("client"), &json!(1)));
    assert!(result["changed"].as_array().unwrap().contains(&json!("models.rs")), "{result}");

    fs::remove_file(project.at("client/models.rs")).unwrap();
    let run = project.run("check --format json").fails_with(1, &[]);
    let result = json_of(&run)["result"].clone();
    assert_eq!(result["differences"], json!([{"file": "models.rs", "is": "missing"}]));
}

#[test]
fn an_error_is_an_object_too() {
    let project = with_a_warning();
    let object = json_of(&project.run("generate --format json --deny warnings").fails_with(1, &[]));
    assert_eq!((&object["findings"][0]["severity"], &object["findings"][0]["denied"]), (&json!("error"), &json!(true)));
    assert_eq!(object["result"], Value::Null);
    project.put("spec/codegen.toml", "documents = 1\n");
    let object = json_of(&project.run("check --format json").fails_with(1, &[]));
    assert_eq!(object["findings"][0]["code"], "settings/invalid");
    assert_eq!(object["findings"][0]["pointer"], Value::Null);
    assert_eq!(object["summary"]["errors"], 1);
}

#[test]
fn findings_are_a_log_of_sarif() {
    let log = json_of(&with_a_warning().run("check --format sarif").fails_with(1, &[]));
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "schema/unsupported-not");
    let result = &run["results"][0];
    assert_eq!((&result["ruleIndex"], &result["level"]), (&json!(0), &json!("warning")));
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "spec/api.yaml");
    assert_eq!(place["region"]["startLine"], 14);
}

#[test]
fn colours_are_there_when_they_are_asked_for() {
    let project = with_a_warning();
    for (arguments, coloured) in
        [("generate", false), ("generate --color always", true), ("--color never check", false)]
    {
        let run = project.run(arguments);
        assert_eq!(run.err.contains('\u{1b}'), coloured, "{arguments}: {}", run.err);
    }
    project.run("generate --color maybe").fails_with(2, &["auto", "always", "never"]);
}

#[test]
fn a_test_is_put_beside_a_crate() {
    let project = Project::new(GOOD);
    let arguments = "spec/api.yaml --out pets --crate pet-client --with-tests";
    let run = project.run(&format!("generate {arguments}")).succeeds();
    assert!(run.err.contains("note: round trips: 4 instances of 2 models"), "{}", run.err);
    let test = fs::read_to_string(project.at("pets/tests/round_trips.rs")).unwrap();
    assert!(test.contains("use pet_client::models;") && test.contains("models:\n    Pet,\n"), "{test}");
    let instances = fs::read_to_string(project.at("pets/tests/round_trips.json")).unwrap();
    assert!(instances.contains("\n\"PetKind\": [\n\"CAT\",\n\"DOG\"\n]"), "{instances}");
    let run = project.run(&format!("generate {arguments}")).succeeds();
    assert!(run.out.contains(" 0 changed, 0 removed"), "{}", run.out);
    project.run(&format!("check {arguments}")).succeeds();
}
