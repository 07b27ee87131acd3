//! The catalogue of findings is true: each example that is a document gives its code, and `docs/diagnostics.md` holds
//! what the catalogue says.
//!
//! `UPDATE_DOCS=1 cargo test -p openapi-client-codegen --test diagnostics` writes the page anew.

use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::diagnostic::catalogue::{self, Entry, Example};
use openapi_client_codegen::generate;
use openapi_client_codegen::settings::Settings;
use openapi_client_codegen::show::diagnostics_page;
use std::path::Path;
use std::{env, fs};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/diagnostics.md");

/// The members of `fragment`, with those that every document has.
fn completed(fragment: &str) -> String {
    let has = |member: &str| fragment.lines().any(|line| line.starts_with(member));
    let version = match has("openapi:") || has("swagger:") {
        true => "",
        false => "openapi: 3.0.3\n",
    };
    let paths = if has("paths:") { "" } else { "paths: {}\n" };
    format!("{version}info: {{title: Pets, version: '1'}}\n{paths}{}", fragment.trim_start_matches('\n'))
}

/// The codes that `document` gives.
fn codes(document: &str, folder: &Path) -> Vec<&'static str> {
    let file = folder.join("openapi.yaml");
    fs::write(&file, document).expect("the file can be written");
    let mut diagnostics = Diagnostics::default();
    generate(&Settings::new(&file, folder.join("out")), &mut diagnostics);
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn wrong(entry: &Entry, folder: &Path) -> Option<String> {
    let Example::Document(fragment) = entry.example else { return None };
    let codes = codes(&completed(fragment), folder);
    (!codes.contains(&entry.code)).then(|| format!("the example of {} gives {codes:?}", entry.code))
}

#[test]
fn every_example_gives_its_code() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let wrong: Vec<String> = catalogue::entries().filter_map(|entry| wrong(entry, folder.path())).collect();
    assert!(wrong.is_empty(), "mend the example, or remove a code that is no longer used:\n{}", wrong.join("\n"));
}

#[test]
fn the_page_of_findings_is_what_the_catalogue_says() {
    let page = diagnostics_page();
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(PAGE, &page).expect("the page can be written");
    }
    let written = fs::read_to_string(PAGE).unwrap_or_default();
    assert!(written == page, "docs/diagnostics.md is stale: run this test with UPDATE_DOCS=1");
}
