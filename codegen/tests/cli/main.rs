//! The command line as a person or a pipeline runs it: exit codes, what is printed, and what is left on the disk.
#![cfg(feature = "cli")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

mod bad_input;
mod changes;
mod client;
mod coverage;
mod findings;
mod import_pages;
mod output;
mod settings;
mod slips;

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
