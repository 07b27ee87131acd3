//! Mistakes that everybody makes once: each message says what is wrong, where, and what to do.

use super::*;

#[test]
fn a_runtime_that_is_not_there_is_named() {
    let run = Project::new(GOOD).run("generate spec/api.yaml --out a --crate b --runtime-path nowhere");
    run.fails_with(1, &["--runtime-path nowhere: there is no Cargo.toml"]);
}

#[test]
fn wrong_arguments_end_with_2() {
    let project = Project::new(GOOD);
    project.run("generate spec/api.yaml").fails_with(2, &["--out <DIR>"]);
    project.run("generate spec/api.yaml --out a --crate 1x").fails_with(2, &["`1x` is no name for a crate"]);
    project.run("frobnicate").fails_with(2, &["unrecognized subcommand"]);
    project.run("generate --help").fails_with(0, &["Examples:", "--crate pet-client", "document = "]);
}

#[test]
fn a_document_is_not_fetched() {
    let run = Project::new(GOOD).run("report https://api.example/openapi.json");
    run.fails_with(1, &["error[file/unreadable]", "download the document first"]);
}

#[test]
fn another_misspelled_extension_is_a_warning() {
    let document = GOOD.replacen("operationId: getPet", "x-idempotnt: true\n      operationId: getPet", 1);
    let run = Project::new(&document).run("generate").succeeds();
    for text in ["warning[extension/misspelled]", "spec/api.yaml:6:7", "did you mean `x-idempotent`?"] {
        assert!(run.err.contains(text), "no `{text}` in\n{}", run.err);
    }
}

#[test]
fn a_misspelled_keyword_is_a_warning() {
    for (from, to, expected) in [
        ("operationId", "operationid", ["spec/api.yaml:6:7", "did you mean `operationId`?"]),
        ("{$ref:", "{$reff:", ["spec/api.yaml:11:49", "did you mean `$ref`?"]),
    ] {
        let run = Project::new(&GOOD.replace(from, to)).run("generate").succeeds();
        for text in expected.iter().chain(&["warning[document/misspelled-keyword]"]) {
            assert!(run.err.contains(text), "no `{text}` in\n{}", run.err);
        }
    }
}

/// What `generate` says of a document beside the one that is good.
#[track_caller]
fn said(document: &str, code: i32, expected: &[&str]) {
    Project::new(document).run("generate").fails_with(code, expected);
}

#[test]
fn what_is_no_document_is_told_from_what_it_is() {
    said("", 1, &["error[document/not-openapi]", "the file is empty", "help: "]);
    said("# later\n", 1, &["spec/api.yaml:1:1", "the file is empty"]);
    said("<!DOCTYPE html>\n<html></html>\n", 1, &["spec/api.yaml:1:1", "this is a page of HTML", "download"]);
    said("- openapi: 3.0.3\n", 1, &["it does not hold an object"]);
    let project = Project::new(GOOD);
    fs::write(project.at("spec/api.yaml"), [0x1f, 0x8b, 8, 0, 0]).unwrap();
    project.run("generate").fails_with(1, &["error[file/not-utf8]", "help: ", "unpack it"]);
}

#[test]
fn settings_may_be_missing_or_a_folder() {
    let project = Project::new(GOOD);
    project.run("generate --config nowhere.toml").fails_with(1, &["--> nowhere.toml", "the settings cannot be read"]);
    project.run("generate --config spec").fails_with(1, &["--> spec", "this is a folder", "spec/codegen.toml"]);
    fs::remove_file(project.at("spec/codegen.toml")).unwrap();
    project.run("generate").fails_with(1, &["spec/codegen.toml", "generate openapi.yaml --out src/api"]);
}

#[test]
fn a_misspelled_method_and_place_are_recognised() {
    let misspelled = GOOD.replace("    get:", "    gett: {}\n    get:").replace("in: path", "in: paht");
    said(
        &misspelled,
        0,
        &[
            "`gett` is no member of a path and is ignored",
            "did you mean `get`?",
            "it stands in `paht`",
            "did you mean `in: path`?",
        ],
    );
}

#[test]
fn a_reference_to_a_missing_file_or_a_folder_is_shown_as_it_stands() {
    let with = |reference: &str| GOOD.replace("'#/components/schemas/Pet'", &format!("'{reference}'"));
    said(&with("gone.yaml#/Pet"), 0, &["spec/api.yaml:11:49", "`gone.yaml#/Pet`", "there is no such file", "help: "]);
    said(&with("./"), 0, &["the reference `./` is not followed", "help: "]);
    said(&with("schemas"), 0, &["the reference `schemas` is not followed", "help: "]);
}
