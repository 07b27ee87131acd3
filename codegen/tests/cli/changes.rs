//! What changes from one document to another.

use super::*;
use serde_json::Value;

/// With the document as it is and as it was.
fn changed(from: &str, to: &str) -> Project {
    let project = Project::new(GOOD);
    assert!(GOOD.contains(from));
    project.put("new.yaml", &GOOD.replace(from, to));
    project
}

fn optional_property() -> Project {
    changed("name: {type: string}", "name: {type: string}, age: {type: integer}")
}

#[test]
fn the_exit_code_goes_by_what_differs() {
    let additive = optional_property();
    let same = additive.run("diff spec/api.yaml spec/api.yaml --fail-on any").succeeds();
    assert_eq!(same.out, "no difference\n");
    additive.run("diff spec/api.yaml new.yaml").succeeds();
    assert_eq!(additive.run("diff spec/api.yaml new.yaml --fail-on additive").code, Some(3));
    let breaking = changed("[CAT, DOG]", "[CAT]");
    assert_eq!(breaking.run("diff spec/api.yaml new.yaml").code, Some(3));
    breaking.run("diff spec/api.yaml new.yaml --fail-on never").succeeds();
    breaking.run("diff spec/api.yaml none.yaml").fails_with(1, &["none.yaml", "file/unreadable"]);
    breaking.run("diff spec/api.yaml").fails_with(2, &["<NEW>"]);
    breaking.run("diff spec/api.yaml new.yaml --fail-on much").fails_with(2, &["breaking"]);
}

#[test]
fn what_differs_is_told_as_text_markdown_and_data() {
    let project = optional_property();
    let text = project.run("diff spec/api.yaml new.yaml").succeeds().out;
    for line in [
        "schema Pet\n",
        "  age: An object has a property more that may be there\n",
        "    property/optional-added  wire compatible, Rust additive, behaviour none\n",
        "    +  Pet.age is new\n",
        "1 difference: 0 breaking, 1 additive, 0 other\n",
    ] {
        assert!(text.contains(line), "no {line:?} in\n{text}");
    }
    assert!(!text.contains('\u{1b}'), "colours in a pipe");
    let markdown = project.run("diff spec/api.yaml new.yaml --format markdown").succeeds().out;
    let row = "| schema Pet | age: An object has a property more that may be there (`property/optional-added`) \
               | compatible | additive<br>`Pet.age` is new | none |";
    assert!(markdown.lines().any(|line| line == row), "{markdown}");
    let json: Value = serde_json::from_str(&project.run("diff spec/api.yaml new.yaml --format json").out).unwrap();
    let change = &json["result"]["changes"][0];
    assert_eq!(change["code"], "property/optional-added");
    assert_eq!(change["new"], "#/components/schemas/Pet/properties/age");
    assert_eq!(change["rust"]["items"][0]["path"], "Pet.age");
    assert_eq!(json["result"]["breaking"], 0);
}

#[test]
fn settings_count_for_both_documents_or_name_them() {
    let project = optional_property();
    project.put(
        "spec/codegen.toml",
        "document = \"api.yaml\"\noutput = \"../client\"\n[rename.schemas]\nPet = \"Animal\"\n",
    );
    project.put("codegen.toml", "document = \"new.yaml\"\noutput = \"client\"\n[rename.schemas]\nPet = \"Animal\"\n");
    let common = project.run("diff spec/api.yaml new.yaml --config spec/codegen.toml").succeeds().out;
    assert!(common.contains("Animal.age is new"), "{common}");
    assert_eq!(project.run("diff spec/codegen.toml codegen.toml").succeeds().out, common);
}

#[test]
fn a_kind_of_change_is_explained() {
    let project = Project::new(GOOD);
    let told = project.run("explain property/required-added").succeeds().out;
    assert!(told.contains("On the wire: breaking for requests") && told.contains("What to do: "), "{told}");
    assert!(project.run("explain property").succeeds().out.contains("property/order-changed"));
}
