//! Documents of public services: each is generated twice, to the same bytes, with every operation that it has, and with
//! exactly the findings that `tests/corpus/NAME.txt` lists.
//!
//! The documents stand in `../shared/corpus` beside the project; without that folder there is nothing to test.
//! `UPDATE_CORPUS=1 cargo test -p openapi-client-codegen --test corpus` writes the lists anew.

use openapi_client_codegen::diagnostic::{Diagnostics, Place};
use openapi_client_codegen::generate;
use openapi_client_codegen::settings::Settings;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, thread};

const DOCUMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/corpus");
const LISTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus");

fn documents() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(DOCUMENTS) else { return Vec::new() };
    let is_document = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        matches!(ending, Some("yaml" | "yml" | "json"))
    };
    let mut found: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder can be read").path()).filter(is_document).collect();
    // The largest first, so that none of them is alone at the end.
    found.sort_by_key(|path| std::cmp::Reverse(fs::metadata(path).map_or(0, |facts| facts.len())));
    found
}

/// How many operations each document has, by the index beside them.
fn operations() -> HashMap<String, usize> {
    let index = fs::read_to_string(Path::new(DOCUMENTS).join("index.tsv")).unwrap_or_default();
    let mut rows = index.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let column = rows.next().and_then(|head| head.iter().position(|name| *name == "operations"));
    let count = |row: Vec<&str>| Some((row.first()?.to_string(), row.get(column?)?.parse().ok()?));
    rows.filter_map(count).collect()
}

fn listed(diagnostics: &Diagnostics) -> String {
    let mut list = String::new();
    for diagnostic in diagnostics.iter() {
        let place = match &diagnostic.place {
            Place::Node(pointer) => pointer.to_string(),
            Place::Position(_, position) => position.to_string(),
            other => format!("{other:?}"),
        };
        writeln!(list, "{} {} {place}", diagnostic.severity, diagnostic.code).expect("a string takes every text");
    }
    list
}

/// What is wrong with what becomes of `document`.
fn faults(document: &Path, operations: Option<&usize>) -> Vec<String> {
    let settings = Settings::new(document, "out");
    let run = || {
        let mut diagnostics = Diagnostics::default();
        let generated = generate(&settings, &mut diagnostics);
        (generated, diagnostics)
    };
    let ((first, diagnostics), (second, _)) = (run(), run());
    let (Some(first), Some(second)) = (first, second) else {
        return vec![format!("it is not read: {}", listed(&diagnostics))];
    };
    let mut faults = Vec::new();
    if first.files.is_empty() {
        faults.push("nothing is emitted".to_owned());
    }
    if first.files != second.files {
        faults.push("another run emits other bytes".to_owned());
    }
    if operations.is_some_and(|count| *count != first.operations) {
        faults.push(format!("{} operations of {} are emitted", first.operations, operations.unwrap_or(&0)));
    }
    faults.extend(compared(document, &listed(&diagnostics)));
    faults
}

/// Which findings are new and which have vanished.
fn compared(document: &Path, found: &str) -> Option<String> {
    let name = document.file_stem()?.to_str()?;
    let file = Path::new(LISTS).join(format!("{name}.txt"));
    if env::var_os("UPDATE_CORPUS").is_some() {
        fs::create_dir_all(LISTS).expect("the folder can be made");
        fs::write(&file, found).expect("the list can be written");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    let missing = |from: &str, other: &str, mark: &str| {
        let lines: Vec<&str> = from.lines().filter(|line| !other.lines().any(|known| known == *line)).collect();
        lines.into_iter().take(10).fold(String::new(), |text, line| text + "\n    " + mark + " " + line)
    };
    (expected != found).then(|| {
        let changes = missing(found, &expected, "new") + &missing(&expected, found, "vanished");
        format!("its findings are not those of {}:{changes}", file.display())
    })
}

#[test]
fn every_document_gives_what_is_expected_twice() {
    let documents = documents();
    if documents.is_empty() {
        eprintln!("skipped: there are no documents in {DOCUMENTS}");
        return;
    }
    let operations = operations();
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some(document) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
            let name = document.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let faults = faults(document, operations.get(&name));
            let mut wrong = wrong.lock().expect("no thread has panicked");
            wrong.extend(faults.into_iter().map(|fault| format!("{name}: {fault}")));
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            thread::Builder::new().stack_size(16 << 20).spawn_scoped(scope, work).expect("a thread can be started");
        }
    });
    let wrong = wrong.into_inner().expect("no thread has panicked");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
