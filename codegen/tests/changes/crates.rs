//! Crates of the old and the new clients and of their callers, which cargo checks for real.

use crate::case::Built;
use openapi_client_codegen::diff::RustEffect;
use openapi_client_codegen::emit::Files;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder of the crates. It lasts, so that the next run finds their dependencies built.
pub struct Crates {
    root: PathBuf,
    /// The old callers that must not compile.
    breaking: BTreeSet<String>,
    /// Held as long as the folder is used.
    _lock: File,
}

impl Crates {
    /// One crate of old clients and one of new ones, a module for each case; and their callers.
    pub fn write(cases: &[Built]) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("changes");
        fs::create_dir_all(&root).unwrap();
        let lock = File::create(root.join("lock")).unwrap();
        lock.lock().unwrap();
        let mut files: BTreeMap<PathBuf, String> = BTreeMap::new();
        let mut put = |path: String, text: String| drop(files.insert(root.join(path), text));
        let (mut old, mut new, mut good) = (String::new(), String::new(), String::new());
        let mut breaking = BTreeSet::new();
        for Built { case, old: before_it, new: after_it, .. } in cases {
            let name = &case.name;
            let before = if case.is_of_base() { "base" } else { name };
            if !case.is_of_base() || !old.contains("pub mod base;") {
                old.push_str(&format!("pub mod {before};\n"));
                module(&format!("old/src/{before}"), &before_it.files, &mut put);
            }
            new.push_str(&format!("pub mod {name};\n"));
            module(&format!("new/src/{name}"), &after_it.files, &mut put);
            let caller = |side: &str, module: &str| {
                format!("#![allow(deprecated, unused)]\nuse {side}_clients::{module} as api;\n\n{}", case.caller)
            };
            good.push_str(&format!("mod {name}_before;\n"));
            put(format!("good/src/{name}_before.rs"), caller("old", before));
            if case.rust() == RustEffect::Breaking {
                breaking.insert(name.clone());
                put(format!("bad/src/bin/{name}.rs"), format!("{}\nfn main() {{}}\n", caller("new", name)));
            } else {
                good.push_str(&format!("mod {name}_after;\n"));
                put(format!("good/src/{name}_after.rs"), caller("new", name));
            }
        }
        for (folder, text) in [("old", old), ("new", new), ("good", good), ("bad", String::new())] {
            put(format!("{folder}/src/lib.rs"), text);
            put(format!("{folder}/Cargo.toml"), manifest(folder));
        }
        let members = "[workspace]\nmembers = [\"old\", \"new\", \"good\", \"bad\"]\nresolver = \"3\"\n";
        put("Cargo.toml".to_owned(), members.to_owned());
        let lock_file = fs::read_to_string(project().join("Cargo.lock")).unwrap();
        bring_up_to(&root, &files);
        if !root.join("Cargo.lock").exists() {
            fs::write(root.join("Cargo.lock"), lock_file).unwrap();
        }
        Self { root, breaking, _lock: lock }
    }

    /// All old callers against the old clients, and those that must against the new ones.
    pub fn check_what_must_compile(&self) {
        let output = self.cargo(&["check", "--package", "good"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// The callers that compile although they must not. An error anywhere else is none of theirs.
    pub fn check_what_must_not(&self) -> BTreeSet<String> {
        let output = self.cargo(&["check", "--package", "bad", "--bins", "--keep-going", "--message-format", "json"]);
        let mut failed = BTreeSet::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
            if message["message"]["level"] != "error" {
                continue;
            }
            let spans = message["message"]["spans"].as_array().cloned().unwrap_or_default();
            let files = spans.iter().filter_map(|span| span["file_name"].as_str());
            let names = files.filter_map(|file| Some(Path::new(file).file_stem()?.to_str()?.to_owned()));
            failed.extend(names.filter(|name| message["target"]["name"] == **name));
        }
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() || self.breaking.is_empty(), "{stderr}");
        self.breaking.difference(&failed).cloned().collect()
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        for (name, _) in std::env::vars_os().filter(|(name, _)| is_of_this_test(&name.to_string_lossy())) {
            cargo.env_remove(name);
        }
        cargo.args(arguments).arg("--offline").current_dir(&self.root);
        cargo.env("CARGO_TARGET_DIR", self.root.join("build")).env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo.env("CARGO_INCREMENTAL", "0").env("CARGO_TERM_COLOR", "never");
        cargo.output().unwrap()
    }
}

fn module(folder: &str, files: &Files, put: &mut impl FnMut(String, String)) {
    for (path, text) in files {
        put(format!("{folder}/{}", path.display()), text.clone());
    }
}

fn manifest(name: &str) -> String {
    let (package, dependencies) = match name {
        "old" | "new" => (format!("{name}_clients"), String::new()),
        "good" => {
            (name.to_owned(), "old_clients = { path = \"../old\" }\nnew_clients = { path = \"../new\" }\n".to_owned())
        }
        _ => (name.to_owned(), "new_clients = { path = \"../new\" }\n".to_owned()),
    };
    let runtime = project().join("runtime");
    let runtime =
        format!("openapi-client-runtime = {{ path = {runtime:?}, default-features = false, features = [\"serde\"] }}");
    format!(
        "[package]\nname = \"{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[features]\ndefault = [\"pets\"]\npets = []\nshops = []\n\n\
         [dependencies]\n{runtime}\n{dependencies}"
    )
}

/// The folder of the project.
fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// What cargo tells a test about its package, or would change what the inner cargo does.
fn is_of_this_test(variable: &str) -> bool {
    let prefixes = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_TERM_", "CARGO_TARGET_TMPDIR"];
    prefixes.iter().any(|prefix| variable.starts_with(prefix))
        || ["CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE", "CARGO_BUILD_TARGET_DIR", "RUSTFLAGS"].contains(&variable)
}

/// Makes the sources the same as `files`. What is the same already is left alone, lest cargo compile it again.
fn bring_up_to(root: &Path, files: &BTreeMap<PathBuf, String>) {
    for folder in ["old", "new", "good", "bad"] {
        remove_others(&root.join(folder), files);
    }
    for (path, text) in files {
        if fs::read_to_string(path).ok().as_ref() != Some(text) {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
}

fn remove_others(folder: &Path, files: &BTreeMap<PathBuf, String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            remove_others(&path, files);
        } else if !files.contains_key(&path) {
            fs::remove_file(&path).unwrap();
        }
    }
}
