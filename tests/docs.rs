//! `docs/protocol.md` names files and tests that are there, and none of the tests that were written for it is forgotten.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

const DOCUMENT: &str = "docs/protocol.md";
/// The file whose tests are there for the sake of the document.
const WIRE: &str = "tests/wire.rs";
/// Names that end like these are files.
const ENDINGS: [&str; 7] = [".md", ".pem", ".py", ".rs", ".sh", ".toml", ".yaml"];

fn document() -> String {
    read(DOCUMENT).unwrap_or_else(|| panic!("{DOCUMENT} cannot be read"))
}

/// A file of the project.
fn read(path: &str) -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()
}

/// What stands between backquotes.
fn code(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The cells of each row of the tables that has something to show.
fn rows(document: &str) -> Vec<Vec<&str>> {
    let lines = document.lines().filter(|line| line.starts_with('|'));
    let cells = lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    cells.filter(|cells| !cells[0].starts_with("---") && cells.get(2) != Some(&"shown by")).collect()
}

/// A file and a test in it, as `tests/docs.rs::name`.
fn test(name: &str) -> Option<(&str, &str)> {
    name.split_once(".rs::").map(|(file, test)| (&name[..file.len() + ".rs".len()], test))
}

/// The names of the tests in a source.
fn tests(source: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut is_test = false;
    for line in source.lines().map(str::trim) {
        is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
        let function = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
        if let Some((name, _)) = function.and_then(|rest| rest.split_once('(')) {
            if is_test {
                names.push(name);
            }
            is_test = false;
        }
    }
    names
}

fn is_path(name: &str) -> bool {
    name.contains('/') && (name.ends_with('/') || ENDINGS.iter().any(|ending| name.ends_with(ending)))
}

/// What is wrong with the rows of the tables, and with the files that are named anywhere.
fn faults(document: &str) -> Vec<String> {
    let mut sources: HashMap<String, Option<String>> = HashMap::new();
    let mut faults = Vec::new();
    for name in code(document) {
        let path = test(name).map_or(name, |(file, _)| file);
        if is_path(path) && !Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists() {
            faults.push(format!("there is no {path}"));
        }
        if let Some((file, test)) = test(name) {
            let source = sources.entry(file.to_owned()).or_insert_with(|| read(file));
            if !source.as_deref().is_some_and(|source| tests(source).contains(&test)) {
                faults.push(format!("there is no test {test} in {file}"));
            }
        }
    }
    for row in rows(document) {
        let [rule, kept, shown] = row[..] else {
            faults.push(format!("not three cells: {row:?}"));
            continue;
        };
        if code(kept).is_empty() || !code(kept).into_iter().all(is_path) {
            faults.push(format!("{rule}: {kept:?} does not name files"));
        }
        if code(shown).is_empty() || code(shown).into_iter().any(|name| test(name).is_none()) {
            faults.push(format!("{rule}: {shown:?} does not name tests"));
        }
    }
    faults
}

#[test]
fn every_file_and_test_that_is_named_is_there() {
    let faults = faults(&document());
    assert!(faults.is_empty(), "{DOCUMENT}:\n{}", faults.join("\n"));
}

#[test]
fn every_test_that_was_written_for_the_document_is_named() {
    let (document, source) = (document(), read(WIRE).unwrap());
    let missing: Vec<&str> =
        tests(&source).into_iter().filter(|test| !document.contains(&format!("`{WIRE}::{test}`"))).collect();
    assert!(missing.is_empty() && !tests(&source).is_empty(), "{missing:?}");
}

#[test]
fn the_document_has_the_rules_of_each_section() {
    let document = document();
    for (section, rules) in [
        ("The deposit endpoint", 8),
        ("Requests", 16),
        ("Answers", 18),
        ("Keys", 11),
        ("Encrypted fields", 6),
        ("Uploads and downloads", 5),
        ("Notifications", 7),
        ("What is data in the specification", 4),
    ] {
        let text = document.split("\n## ").find_map(|part| part.strip_prefix(section));
        let text = text.unwrap_or_else(|| panic!("{DOCUMENT} has no section {section:?}"));
        assert!(rows(text).len() >= rules, "{section}: {} rows", rows(text).len());
    }
}

#[test]
fn what_is_not_there_is_found() {
    let row = |kept: &str, shown: &str| faults(&format!("| rule | {kept} | {shown} |"));
    let (kept, shown) = ("`tests/docs.rs`", "`tests/docs.rs::what_is_not_there_is_found`");
    assert!(row(kept, shown).is_empty(), "{:?}", row(kept, shown));
    for (kept, shown) in [
        ("`tests/gone.rs`", shown),
        ("`gone/`", shown),
        ("by nobody", shown),
        ("`document`", shown),
        (kept, "`tests/docs.rs::no_such_test`"),
        // A function, but no test.
        (kept, "`tests/docs.rs::faults`"),
        (kept, "`tests/gone.rs::what_is_not_there_is_found`"),
        (kept, "`tests/docs.rs`"),
        (kept, "by nothing"),
    ] {
        assert!(!row(kept, shown).is_empty(), "{kept} {shown}");
    }
    assert!(!faults("| rule | `tests/docs.rs` |").is_empty());
    assert!(!faults("In the text: `docs/gone.md`.").is_empty());
    assert!(faults("`GET` `/v3/certificates` `application/json` `README.md`").is_empty());
}
