//! The command line as a person or a pipeline runs it: exit codes, what is printed, and what is left on the disk.
#![cfg(feature = "cli")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

mod coverage;
mod findings;
mod import_pages;
mod output;
mod settings;

const GOOD: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: The pet.
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}, kind: {type: string, enum: [CAT, DOG]}}}
";

/// A folder with `spec/api.yaml` and `spec/codegen.toml`, whose client goes to `client`.
struct Project(TempDir);

/// How a run ended.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Project {
    fn new(document: &str) -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.put("spec/codegen.toml", "document = \"api.yaml\"\noutput = \"../client\"\n");
        project.put("spec/api.yaml", document);
        project
    }

    /// A project whose client has been generated already.
    fn generated() -> Self {
        let project = Self::new(GOOD);
        project.run("generate").succeeds();
        project
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), text).unwrap();
    }

    fn run(&self, arguments: &str) -> Run {
        self.run_with(&arguments.split(' ').collect::<Vec<_>>())
    }

    fn run_with(&self, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_openapi-client-codegen"))
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .unwrap();
        Run {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Every file below `client`, byte for byte.
    fn client(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        collect(&self.at("client"), &mut files);
        files
    }

    /// The bad input fails where and as it should, with `generate` and with `check`, and touches nothing.
    #[track_caller]
    fn fails(&self, expected: &[&str]) {
        let before = self.client();
        for (command, consequence) in [("generate", "nothing was written"), ("check", "nothing was compared")] {
            let run = self.run(command);
            assert_eq!(run.code, Some(1), "{command}: {}{}", run.out, run.err);
            assert_eq!(run.out, "", "{command}");
            for text in expected.iter().chain(&["help: ", consequence, "error"]) {
                assert!(run.err.contains(text), "{command}: no `{text}` in\n{}", run.err);
            }
            assert!(run.err.len() < 10_000 && !run.err.contains('\u{1b}'), "{command}: {}", run.err);
        }
        assert_eq!(self.client(), before, "the client was touched");
    }
}

impl Run {
    #[track_caller]
    fn succeeds(self) -> Self {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        self
    }

    #[track_caller]
    fn fails_with(self, code: i32, expected: &[&str]) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        for text in expected {
            assert!(format!("{}{}", self.out, self.err).contains(text), "no `{text}` in\n{}{}", self.out, self.err);
        }
        self
    }
}

fn collect(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        match path.is_dir() {
            true => collect(&path, files),
            false => drop(files.insert(path.clone(), fs::read(&path).unwrap())),
        }
    }
}

/// A generated project that denies warnings, and whose document was then edited: `from` became `to`.
#[track_caller]
fn edited(from: &str, to: &str) -> Project {
    assert!(GOOD.contains(from));
    let project = Project::generated();
    project.put("spec/codegen.toml", "document = \"api.yaml\"\noutput = \"../client\"\ndeny = [\"warnings\"]\n");
    project.put("spec/api.yaml", &GOOD.replace(from, to));
    project
}

mod bad_input {
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
        let project =
            edited("  /pets/{id}:", "  /pets:\n    post: {operationId: getPet, responses: {}}\n  /pets/{id}:");
        project.fails(&["error[operation/duplicate-id]", "spec/api.yaml:", "getPet"]);
    }

    #[test]
    fn an_undeclared_path_variable() {
        edited("/pets/{id}:", "/pets/{id}/{other}:").fails(&[
            "error[path/undeclared-variable]",
            "spec/api.yaml:",
            "other",
        ]);
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
    fn a_parameter_that_is_to_be_encrypted() {
        edited("schema: {type: string}}", "schema: {type: string, x-sensitive: true}}").fails(&[
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
}

#[test]
fn generating_twice_changes_nothing() {
    let project = Project::new(GOOD);
    let first = project.run("generate").succeeds();
    let files = project.client();
    let count = files.len();
    assert_eq!(first.out, format!("client: {count} files, {count} changed, 0 removed; 1 operation, 2 models\n"));
    assert_eq!(first.err, "");
    let second = project.run("generate").succeeds();
    assert_eq!(second.out, format!("client: {count} files, 0 changed, 0 removed; 1 operation, 2 models\n"));
    assert_eq!(project.client(), files);
}

#[test]
fn a_warning_is_shown_and_fails_nothing() {
    let project = Project::new(&GOOD.replace("type: string, enum", "not: {}, type: string, enum"));
    for command in ["generate", "check"] {
        let run = project.run(command).succeeds();
        assert!(run.err.contains("warning[schema/unsupported-not]"), "{}", run.err);
        assert!(run.err.contains("--> spec/api.yaml:14:") && run.err.ends_with("1 warning\n"), "{}", run.err);
    }
}

#[test]
fn files_that_are_no_longer_emitted_go_and_others_stay() {
    let project = Project::generated();
    project.put("client/hand.rs", "// mine\n");
    let operation = GOOD.find("  /pets").unwrap()..GOOD.find("components:").unwrap();
    let mut document = GOOD.to_owned();
    document.replace_range(operation, "");
    project.put("spec/api.yaml", &document.replace("paths:\n", "paths: {}\n"));
    let run = project.run("generate").succeeds();
    assert!(run.out.contains("removed; 0 operations, 2 models") && !run.out.contains(" 0 removed"), "{}", run.out);
    assert!(!project.at("client/operations.rs").exists());
    assert!(project.at("client/hand.rs").exists());
    project.run("check").succeeds();
}

#[test]
fn a_hand_written_file_is_not_replaced() {
    let project = Project::generated();
    project.put("client/models.rs", "struct Mine;\n");
    let before = project.client();
    project.run("generate").fails_with(1, &["error[output/unwritable]", "client/models.rs", "not generated", "help: "]);
    assert_eq!(project.client(), before);
}

#[test]
fn check_is_content_with_what_was_generated() {
    let run = Project::generated().run("check").succeeds();
    assert_eq!((run.out.as_str(), run.err.as_str()), ("client: up to date\n", ""));
}

#[test]
fn check_shows_every_kind_of_difference() {
    let project = Project::generated();
    let models = fs::read_to_string(project.at("client/models.rs")).unwrap();
    project.put("client/models.rs", &format!("{models}fn edited() {{}}\n"));
    project.put("client/old.rs", "// @generated by openapi-client-codegen from api.yaml\nstruct Old;\n");
    fs::remove_file(project.at("client/operations.rs")).unwrap();
    let before = project.client();
    let run = project.run("check").fails_with(
        1,
        &[
            "client/models.rs: stale or edited by hand\n--- client/models.rs\n+++ client/models.rs\n@@ ",
            "\n-fn edited() {}\n",
            "client/operations.rs: missing\n--- /dev/null\n+++ client/operations.rs\n@@ -0,0 ",
            "client/old.rs: left over\n--- client/old.rs\n+++ /dev/null\n",
            "\n-struct Old;\n",
            "\nclient: 3 files not up to date\n",
        ],
    );
    assert!(!run.out.contains('\u{1b}'), "no colours in a pipe");
    assert_eq!(project.client(), before, "check touches nothing");
    project.run("generate").succeeds();
    project.run("check").succeeds();
}

#[test]
fn check_sees_that_the_document_changed() {
    edited("name: {type: string}", "nick: {type: string}")
        .run("check")
        .fails_with(1, &["models.rs: stale", "+", "nick"]);
}

#[test]
fn a_document_alone_gives_a_module() {
    let project = Project::new(GOOD);
    let run = project.run("generate spec/api.yaml --out src/api").succeeds();
    assert!(run.out.starts_with("src/api: "), "{}", run.out);
    assert!(project.at("src/api/mod.rs").exists() && !project.at("src/api/Cargo.toml").exists());
    project.run("check spec/api.yaml --out src/api").succeeds();
}

#[test]
fn a_name_gives_a_crate() {
    let project = Project::new(GOOD);
    project.put("runtime/Cargo.toml", "");
    let arguments = "spec/api.yaml --out made/client --crate pet-client --runtime-path runtime";
    project.run(&format!("generate {arguments}")).succeeds();
    project.run(&format!("check {arguments}")).succeeds();
    let manifest = fs::read_to_string(project.at("made/client/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"pet-client\"") && manifest.contains("\"../../runtime\""), "{manifest}");
    assert!(project.at("made/client/src/lib.rs").exists());

    project.put("made/client/Cargo.toml", "[package]\nname = \"mine\"\n");
    let run = project.run(&format!("generate {arguments}")).succeeds();
    assert!(run.err.contains("note: made/client/Cargo.toml was not generated and stays as it is"), "{}", run.err);
    assert_eq!(fs::read_to_string(project.at("made/client/Cargo.toml")).unwrap(), "[package]\nname = \"mine\"\n");
    project.run(&format!("check {arguments}")).succeeds();
}

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
