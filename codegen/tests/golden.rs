//! Emitted code and diagnostics, one folder per case: `tests/golden/CASE/openapi.yaml` and what comes of it.
//!
//! `UPDATE_GOLDEN=1 cargo test -p openapi-client-codegen --test golden` writes what is emitted now; review it as code.

use openapi_client_codegen::diagnostic::{Diagnostics, Place};
use openapi_client_codegen::round_trips::RoundTrips;
use openapi_client_codegen::settings::{Root, Settings};
use openapi_client_codegen::show::Lookup;
use openapi_client_codegen::{emit, load, plan, resolve};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The emitted files of a case, none where its document is wrong, and its diagnostics as `diagnostics.txt`.
fn emitted(case: &Path) -> BTreeMap<PathBuf, String> {
    let mut diagnostics = Diagnostics::default();
    let file = case.join("codegen.toml");
    let mut settings = match file.exists() {
        true => Settings::read(&file, &mut diagnostics).expect("the settings can be read"),
        false => Settings::new(case.join("openapi.yaml"), case.join("expected")),
    };
    settings.root = Root::Module;
    let document = load::load(&settings, &mut diagnostics).expect("a golden document can be read");
    let api = resolve::resolve(&document, &settings, &mut diagnostics);
    let plan = plan::plan(&api, &settings, &mut diagnostics);
    let mut files = match diagnostics.has_errors() {
        true => emit::Files::new(),
        false => emit::emit(&plan, &settings, &mut diagnostics),
    };
    if !files.is_empty() {
        files.extend(RoundTrips::new(&document, &api, &plan).files(&module(case), false));
    }
    files.insert(PathBuf::from("diagnostics.txt"), listed(&diagnostics, &document));
    files
}

/// The module that holds the emitted models of a case in `golden_code`.
fn module(case: &Path) -> String {
    let name = case.file_name().expect("a case has a name").to_string_lossy();
    format!("crate::golden::{}::models", name.replace(|character: char| !character.is_ascii_alphanumeric(), "_"))
}

fn listed(diagnostics: &Diagnostics, document: &load::Document) -> String {
    let lookup = Lookup::new(&document.file, Some(document));
    let mut list = String::new();
    for diagnostic in diagnostics.iter() {
        let spot = lookup.spot(diagnostic);
        let file = spot.file.file_name().expect("a file has a name").to_string_lossy();
        let file = if spot.file == document.file { String::new() } else { format!("{file}:") };
        let position = spot.position.map(|position| position.to_string()).unwrap_or_default();
        let pointer = match &diagnostic.place {
            Place::Node(pointer) => pointer.as_str(),
            _ => "",
        };
        let (severity, code, message) = (diagnostic.severity, diagnostic.code, &diagnostic.message);
        writeln!(list, "{file}{position} {pointer}\n  {severity}[{code}]: {message}")
            .expect("a string takes every text");
    }
    list
}

fn on_disk(folder: &Path) -> BTreeMap<PathBuf, String> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    entries
        .map(|entry| entry.expect("the folder can be read").path())
        .map(|path| {
            (PathBuf::from(path.file_name().expect("a file has a name")), fs::read_to_string(&path).expect("text"))
        })
        .collect()
}

fn update(folder: &Path, files: &BTreeMap<PathBuf, String>) {
    fs::remove_dir_all(folder).ok();
    fs::create_dir_all(folder).expect("the folder can be made");
    for (file, text) in files {
        fs::write(folder.join(file), text).expect("the file can be written");
    }
}

#[test]
fn every_case_emits_what_was_reviewed() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut folders: Vec<PathBuf> = fs::read_dir(&cases)
        .expect("the cases are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.join("openapi.yaml").exists())
        .collect();
    folders.sort();
    assert!(folders.len() >= 13, "{folders:?}");
    for case in folders {
        let files = emitted(&case);
        assert_eq!(files, emitted(&case), "{}: the same document gave two results", case.display());
        let expected = case.join("expected");
        if env::var_os("UPDATE_GOLDEN").is_some() {
            update(&expected, &files);
        }
        let known = on_disk(&expected);
        for (file, text) in &files {
            let same = known.get(file).is_some_and(|known| known == text);
            assert!(same, "{}: {} differs; run with UPDATE_GOLDEN=1 and review", case.display(), file.display());
        }
        assert_eq!(known.len(), files.len(), "{}: files that are no longer emitted", case.display());
    }
}

#[test]
fn an_all_of_that_repeats_its_members_is_read_once() {
    // Walked member by member, the last of these would take 2^40 steps.
    let mut text = String::from("openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n");
    text.push_str("    S0: {type: object, properties: {a: {type: string}}}\n");
    for index in 1..=40 {
        let before = format!("{{$ref: '#/components/schemas/S{}'}}", index - 1);
        writeln!(text, "    S{index}: {{allOf: [{before}, {before}]}}").expect("a string takes every text");
    }
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("openapi.yaml"), text).expect("the file can be written");
    assert!(emitted(folder.path())[Path::new("models.rs")].contains("pub struct S40"));
}

#[test]
fn schemas_that_repeat_and_merge_others_are_read_in_time() {
    // Each of these would take 2^40 steps, or make a type for each pair of two circles, if it were walked as it stands.
    let mut text = String::from("openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n");
    text.push_str("    U0: {description: Anything.}\n    T0: {type: string, enum: [a, b]}\n");
    for index in 1..=40 {
        for name in ["U", "T"] {
            let before = format!("{{$ref: '#/components/schemas/{name}{}'}}", index - 1);
            writeln!(
                text,
                "    {name}{index}: {{oneOf: [{before}, {{type: object, properties: {{x: {before}}}}}, {before}]}}"
            )
            .expect("a string takes every text");
        }
    }
    for (name, length) in [("A", 37), ("B", 36)] {
        for index in 0..length {
            let next = (index + 1) % length;
            let own = format!("v{name}{index}: {{type: string}}");
            let next = format!("next: {{$ref: '#/components/schemas/{name}{next}'}}");
            writeln!(text, "    {name}{index}: {{type: object, properties: {{{own}, {next}}}}}").expect("a string");
        }
    }
    text.push_str("    C: {allOf: [{$ref: '#/components/schemas/A0'}, {$ref: '#/components/schemas/B0'}]}\n");
    let folder = tempfile::tempdir().expect("a folder can be made");
    fs::write(folder.path().join("openapi.yaml"), text).expect("the file can be written");
    assert!(emitted(folder.path())[Path::new("diagnostics.txt")].contains("too many schemas are merged"));
}
