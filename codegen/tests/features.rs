//! `docs/features.md` names golden cases, files and tests that are there, and no row stands without one.

use std::fs;
use std::path::{Path, PathBuf};

const DOCUMENT: &str = "docs/features.md";
const CASES: &str = "../codegen/tests/golden/";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The rows of the tables, without their heads.
fn rows(document: &str) -> Vec<Vec<&str>> {
    let lines = document.lines().filter(|line| line.starts_with('|'));
    let cells = lines.map(|line| line.trim().trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    cells.filter(|cells| !cells[0].starts_with("---") && cells[0] != "feature").collect()
}

/// Whether a source has a test of this name.
fn has_test(source: &str, name: &str) -> bool {
    let head = format!("fn {name}(");
    let mut is_test = false;
    for line in source.lines().map(str::trim) {
        is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
        if line.contains("fn ") && !line.starts_with("//") {
            if is_test && line.strip_prefix("async ").unwrap_or(line).starts_with(&head) {
                return true;
            }
            is_test = false;
        }
    }
    false
}

fn test_is_there(name: &str) -> bool {
    let Some((file, test)) = name.split_once("::") else { return false };
    fs::read_to_string(root().join(file)).is_ok_and(|source| has_test(&source, test))
}

fn case_is_there(target: &str) -> bool {
    let case = target.strip_prefix(CASES).map(|case| root().join("codegen/tests/golden").join(case));
    case.is_some_and(|case| case.join("openapi.yaml").is_file() && case.join("expected").is_dir())
}

/// What is wrong with the rows.
fn faults(document: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for row in rows(document) {
        let [feature, emitted, cases, tests] = row[..] else {
            faults.push(format!("not four cells: {row:?}"));
            continue;
        };
        if feature.is_empty() || emitted.is_empty() {
            faults.push(format!("nothing is said: {row:?}"));
        }
        let targets: Vec<&str> =
            cases.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target).collect();
        let tests: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        if targets.is_empty() && tests.is_empty() {
            faults.push(format!("{feature}: nothing shows it"));
        }
        let gone = targets.into_iter().filter(|target| !case_is_there(target));
        faults.extend(gone.map(|target| format!("{feature}: there is no case {target}")));
        let gone = tests.into_iter().filter(|test| !test_is_there(test));
        faults.extend(gone.map(|test| format!("{feature}: there is no test {test}")));
    }
    faults
}

#[test]
fn every_case_and_test_that_is_named_is_there() {
    let document = fs::read_to_string(root().join(DOCUMENT)).expect("the document can be read");
    assert!(rows(&document).len() > 80, "{} rows", rows(&document).len());
    let faults = faults(&document);
    assert!(faults.is_empty(), "{DOCUMENT}:\n{}", faults.join("\n"));
}

#[test]
fn what_is_not_there_is_found() {
    let test = "`codegen/tests/features.rs::what_is_not_there_is_found`";
    assert_eq!(faults(&format!("| a | b | [one-of]({CASES}one-of) | {test} |")), [""; 0]);
    for row in [
        "| a | b | none | |".to_owned(),
        "| a | b |".to_owned(),
        format!("| a |  | none | {test} |"),
        format!("| a | b | [gone]({CASES}gone) | |"),
        "| a | b | [docs](../docs) | |".to_owned(),
        "| a | b | none | `codegen/tests/features.rs::no_such_test` |".to_owned(),
        // A function, but no test.
        "| a | b | none | `codegen/tests/features.rs::faults` |".to_owned(),
        "| a | b | none | `codegen/tests/gone.rs::faults` |".to_owned(),
    ] {
        assert_eq!(faults(&row).len(), 1, "{row}");
    }
}
