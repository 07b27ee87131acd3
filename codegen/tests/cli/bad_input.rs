//! Documents, settings and folders that fail the run.

use super::*;

#[test]
fn not_yaml() {
    let project = Project::generated();
    project.put("spec/api.yaml", "openapi: 3.0.3\npaths: {a: [}\n");
    project.fails(&["error[document/syntax]", "spec/api.yaml:2:13", "2 | paths: {a: [}", "1 error;"]);
}

#[test]
fn no_openapi_document() {
    let project = Project::generated();
    project.put("spec/api.yaml", "# only\nname: x\n");
    project.fails(&["error[document/not-openapi]", "spec/api.yaml:"]);
}

#[test]
fn a_dangling_reference() {
    let project = edited("schemas/Pet'", "schemas/Pets'");
    project.fails(&["error[reference/dangling]", "spec/api.yaml:11:49", "did you mean", "schemas/Pet`"]);
}

#[test]
fn a_reference_that_leads_only_to_itself() {
    let project = edited(
        "    Pet: {type: object",
        "    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/A'}\n    Pet: {type: object",
    );
    project.fails(&["error[reference/cycle]", "spec/api.yaml:14:9", "spec/api.yaml:15:9", "2 errors;"]);
}

#[test]
fn two_operations_with_one_id() {
    let project = edited("  /pets/{id}:", "  /pets:\n    post: {operationId: getPet, responses: {}}\n  /pets/{id}:");
    project.fails(&["error[operation/duplicate-id]", "spec/api.yaml:", "getPet"]);
}

#[test]
fn an_undeclared_path_variable() {
    edited("/pets/{id}:", "/pets/{id}/{other}:").fails(&["error[path/undeclared-variable]", "spec/api.yaml:", "other"]);
}

#[test]
fn an_enum_that_mixes_types() {
    edited("[CAT, DOG]", "[CAT, [1]]").fails(&["error[schema/mixed-enum]", "spec/api.yaml:14:"]);
}

#[test]
fn a_number_that_is_to_be_encrypted() {
    edited("name: {type: string}", "name: {type: integer, x-sensitive: true}").fails(&[
        "error[schema/sensitive-not-text]",
        "spec/api.yaml:14:60",
        "clear text",
        "type: string",
    ]);
}

#[test]
fn a_misspelled_mark_of_what_is_to_be_encrypted() {
    edited("name: {type: string}", "name: {type: string, x-sensitve: true}").fails(&[
        "error[extension/misspelled]",
        "spec/api.yaml:14:59",
        "did you mean `x-sensitive`?",
    ]);
}

#[test]
fn a_mark_beside_a_parameter_and_not_in_its_schema() {
    edited("schema: {type: string}}", "x-sensitive: true, schema: {type: string}}").fails(&[
        "error[parameter/sensitive]",
        "spec/api.yaml:7:20",
        "`id`",
    ]);
}

#[test]
fn an_extension_that_is_neither_true_nor_false() {
    edited("operationId: getPet", "operationId: getPet\n      x-idempotent: yes please").fails(&[
        "error[extension/malformed]",
        "spec/api.yaml:7:7",
        "yes please",
    ]);
}

#[test]
fn ten_thousand_levels() {
    let project = Project::generated();
    let nested = format!("openapi: 3.0.3\nx: {}{}\n", "[".repeat(10_000), "]".repeat(10_000));
    project.put("spec/api.yaml", &nested);
    project.fails(&["error[document/too-deep]", "spec/api.yaml:2:"]);
    project.put("spec/codegen.toml", "document = \"api.json\"\noutput = \"../client\"\n");
    project.put("spec/api.json", &format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000)));
    project.fails(&["error[document/too-deep]", "spec/api.json:1:"]);
}

#[test]
fn fifty_megabytes() {
    let project = Project::generated();
    File::create(project.at("spec/api.yaml")).unwrap().set_len(50_000_000).unwrap();
    project.fails(&["error[file/too-large]", "spec/api.yaml:1:1", "50000000"]);
}

#[test]
fn not_utf8() {
    let project = Project::generated();
    fs::write(project.at("spec/api.yaml"), b"openapi: 3.0.3\ninfo: {title: caf\xe9}\n").unwrap();
    project.fails(&["error[file/not-utf8]", "spec/api.yaml:2:18"]);
}

#[test]
fn a_missing_document() {
    let project = Project::generated();
    fs::remove_file(project.at("spec/api.yaml")).unwrap();
    project.fails(&["error[file/unreadable]", "--> spec/api.yaml"]);
}

#[test]
fn missing_settings() {
    let project = Project::generated();
    fs::remove_file(project.at("spec/codegen.toml")).unwrap();
    project.fails(&["error[file/unreadable]", "--> spec/codegen.toml", "--config"]);
}

#[test]
fn a_typing_error_in_the_settings() {
    let project = Project::generated();
    project.put("spec/codegen.toml", "document = \"api.yaml\"\noutputs = \"../client\"\n");
    project.fails(&["error[settings/invalid]", "spec/codegen.toml:2:1", "2 | outputs", "outputs"]);
}

#[test]
fn an_output_that_cannot_be_written() {
    let project = Project::new(GOOD);
    project.put("client", "a file, not a folder");
    project.fails(&["error[output/unwritable]", "client"]);
    assert_eq!(fs::read_to_string(project.at("client")).unwrap(), "a file, not a folder");
}
