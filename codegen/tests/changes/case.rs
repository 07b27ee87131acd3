//! A case: how two documents come of `base.yaml`, what changes between them, and a caller of the old client.

use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::diff::{self, Change, RustEffect, Side};
use openapi_client_codegen::settings::{Root, Settings};
use openapi_client_codegen::{Generated, generate};
use serde::Deserialize;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/changes");

/// A case, as it stands in a file of `cases/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its name, a Rust identifier.
    pub name: String,
    /// What both documents have that the base has not.
    #[serde(default)]
    before: Vec<Edit>,
    /// What the new document has that the old one has not.
    #[serde(default)]
    edit: Vec<Edit>,
    /// Settings of both.
    #[serde(default)]
    settings: String,
    /// Settings of the old client.
    #[serde(default)]
    old_settings: String,
    /// Settings of the new client.
    #[serde(default)]
    new_settings: String,
    /// What is told, each as `CODE wire WIRE, Rust EFFECT, behaviour EFFECT`.
    pub changes: Vec<String>,
    /// What uses the thing concerned; `api` is the client.
    pub caller: String,
}

/// An edit of a document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    /// Where; `/-` at the end for one more item of a list.
    at: String,
    /// What is put there; without it what is there is removed.
    put: Option<Value>,
    /// Where it is taken from, in place of `put`; it stays there.
    copy: Option<String>,
    /// It is moved from there.
    r#move: Option<String>,
}

/// A case with what comes of its documents.
pub struct Built {
    /// The case.
    pub case: Case,
    /// What comes of the old document.
    pub old: Generated,
    /// What comes of the new one.
    pub new: Generated,
    /// The changes.
    pub found: Vec<Change>,
}

/// All cases, in the order of their files.
pub fn all() -> &'static [Built] {
    static ALL: LazyLock<Vec<Built>> = LazyLock::new(|| {
        let built = read().into_iter().map(|case| {
            let (old, new) = (case.before(), case.after());
            let found = diff::diff(Side::from(&old), Side::from(&new));
            Built { case, old, new, found }
        });
        built.collect()
    });
    &ALL
}

impl Built {
    /// What is told of it, as it stands in `changes`.
    pub fn told(&self) -> Vec<String> {
        let line =
            |it: &Change| format!("{} wire {}, Rust {}, behaviour {}", it.entry.code, it.wire, it.rust(), it.behaviour);
        self.found.iter().map(line).collect()
    }
}

fn read() -> Vec<Case> {
    let mut files: Vec<_> =
        fs::read_dir(Path::new(FOLDER).join("cases")).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let read: Vec<Case> = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        cases.extend(read);
    }
    cases
}

impl Case {
    fn before(&self) -> Generated {
        generated(&self.old_document(), &format!("{}{}", self.settings, self.old_settings))
    }

    fn after(&self) -> Generated {
        let mut document = self.old_document();
        self.edit.iter().for_each(|edit| edit.apply(&mut document, &self.name));
        generated(&document, &format!("{}{}", self.settings, self.new_settings))
    }

    fn old_document(&self) -> Value {
        let text = fs::read_to_string(Path::new(FOLDER).join("base.yaml")).unwrap();
        let mut document: Value = serde_yaml::from_str(&text).unwrap();
        self.before.iter().for_each(|edit| edit.apply(&mut document, &self.name));
        document
    }

    /// Whether its old client is that of the base.
    pub fn is_of_base(&self) -> bool {
        self.before.is_empty() && self.settings.is_empty() && self.old_settings.is_empty()
    }

    /// The effect in Rust of all its changes.
    pub fn rust(&self) -> RustEffect {
        match &self.changes {
            changes if changes.iter().any(|line| line.contains("Rust breaking")) => RustEffect::Breaking,
            changes if changes.iter().any(|line| line.contains("Rust additive")) => RustEffect::Additive,
            _ => RustEffect::None,
        }
    }
}

impl Edit {
    fn apply(&self, document: &mut Value, case: &str) {
        let taken = |from: &str, document: &Value| {
            document.pointer(from).unwrap_or_else(|| panic!("{case}: there is no {from}")).clone()
        };
        let value = match (&self.put, &self.copy, &self.r#move) {
            (Some(value), None, None) => Some(value.clone()),
            (None, Some(from), None) => Some(taken(from, document)),
            (None, None, Some(from)) => {
                let value = taken(from, document);
                put(document, from, None, case);
                Some(value)
            }
            (None, None, None) => None,
            _ => panic!("{case}: an edit says two things"),
        };
        put(document, &self.at, value, case);
    }
}

/// Puts a value to a place, or removes what is there.
fn put(document: &mut Value, at: &str, value: Option<Value>, case: &str) {
    let (parent, last) = at.rsplit_once('/').unwrap_or_else(|| panic!("{case}: {at}"));
    let last = last.replace("~1", "/").replace("~0", "~");
    let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("{case}: there is no {parent}"));
    match (parent, value) {
        (Value::Object(members), Some(value)) => drop(members.insert(last, value)),
        (Value::Object(members), None) => {
            members.shift_remove(&last).unwrap_or_else(|| panic!("{case}: there is no {at}"));
        }
        (Value::Array(items), Some(value)) if last == "-" => items.push(value),
        (Value::Array(items), Some(value)) => items[last.parse::<usize>().unwrap()] = value,
        (Value::Array(items), None) => drop(items.remove(last.parse().unwrap())),
        _ => panic!("{case}: nothing can be put to {at}"),
    }
}

fn generated(document: &Value, settings: &str) -> Generated {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("openapi.json");
    fs::write(&file, document.to_string()).unwrap();
    let config = folder.path().join("codegen.toml");
    fs::write(&config, format!("document = \"openapi.json\"\noutput = \"out\"\n{settings}")).unwrap();
    let mut diagnostics = Diagnostics::default();
    let mut settings = Settings::read(&config, &mut diagnostics).unwrap_or_else(|| panic!("{diagnostics:?}"));
    settings.root = Root::Module;
    let generated = generate(&settings, &mut diagnostics).unwrap_or_else(|| panic!("{diagnostics:?}"));
    assert!(!generated.files.is_empty(), "{diagnostics:?}");
    generated
}
