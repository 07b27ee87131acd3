//! What `diff` says is true: of each kind of change there is a case in `tests/changes/cases`, two documents and an old
//! caller. What is said of the three columns is compared with what the case says; and the callers are compiled, against the
//! old client and against the new one. Where the effect in Rust is breaking, the caller must not compile any more;
//! everywhere else it must.
//!
//! `UPDATE_DOCS=1 cargo test -p openapi-client-codegen --test changes page` writes `docs/changes.md` anew.

#[path = "changes/case.rs"]
mod case;
#[path = "changes/crates.rs"]
mod crates;

use case::Built;
use crates::Crates;
use openapi_client_codegen::diff::{self, RustEffect, Side, catalogue, changes_page};
use std::collections::BTreeSet;
use std::{env, fs};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/changes.md");

#[test]
fn each_change_is_told_with_its_effects() {
    let mut wrong = Vec::new();
    for built in case::all() {
        let (told, changes) = (built.told(), &built.case.changes);
        if told != *changes {
            let (expected, told) = (changes.join("\n    "), told.join("\n    "));
            let report = diff::text(&built.found);
            wrong.push(format!("{}\n  expected\n    {expected}\n  told\n    {told}\n{report}", built.case.name));
        }
    }
    assert!(wrong.is_empty(), "{} cases\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_kind_of_change_has_a_case() {
    let lines = case::all().iter().flat_map(|built| &built.case.changes);
    let told: BTreeSet<&str> = lines.filter_map(|line| line.split(' ').next()).collect();
    let known: BTreeSet<&str> = catalogue::entries().map(|entry| entry.code).collect();
    let missing: Vec<_> = known.difference(&told).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
    assert!(known.len() >= 60, "{}", known.len());
}

#[test]
fn nothing_differs_from_itself_and_the_way_back_is_told_as_well() {
    for Built { case, old, new, found } in case::all() {
        for side in [old, new] {
            let changes = diff::diff(Side::from(side), Side::from(side));
            assert!(changes.is_empty(), "{}: {changes:?}", case.name);
        }
        let back = diff::diff(Side::from(new), Side::from(old));
        assert_eq!(back.is_empty(), found.is_empty(), "{}: {back:?}", case.name);
    }
}

#[test]
fn old_callers_compile_where_nothing_is_breaking_and_only_there() {
    let cases = case::all();
    let breaking = cases.iter().filter(|built| built.case.rust() == RustEffect::Breaking).count();
    assert!(breaking >= 50 && cases.len() - breaking >= 50, "{breaking} of {} are breaking", cases.len());
    let crates = Crates::write(cases);
    crates.check_what_must_compile();
    let compiled = crates.check_what_must_not();
    assert!(compiled.is_empty(), "breaking, and the old callers compile: {compiled:?}");
}

#[test]
fn the_page_of_changes_is_what_the_catalogue_says() {
    let page = changes_page();
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(PAGE, &page).expect("the page can be written");
    }
    let written = fs::read_to_string(PAGE).unwrap_or_default();
    assert!(written == page, "docs/changes.md is stale: run this test with UPDATE_DOCS=1");
}
