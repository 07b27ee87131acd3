//! `docs/changes.md`, made from the catalogue of kinds.

use crate::diff::catalogue::{self, Entry};
use crate::diff::effect::Wire;
use std::fmt::Write;

const HEAD: &str = "\
# Changes

<!-- Made from codegen/src/diff/catalogue: `UPDATE_DOCS=1 cargo test -p openapi-client-codegen --test changes page`. -->

What `openapi-client-codegen diff OLD NEW` can say of two documents. Each kind of change has a stable code, which
`openapi-client-codegen explain CODE` explains, and an effect in three columns:

* *on the wire*: what a program with the old client notices once the service is the new one. For requests: whether they are
  still taken; for answers: whether they are still read. What stands here holds where a schema is used in that direction;
  between types it depends on which of them is wider.
* *in Rust*: whether callers still compile against the new client. It is told from the code that both documents give, item
  by item, and for a crate of its own: within one crate `#[non_exhaustive]` binds nobody. What stands here is what to
  expect.
* *behaviour*: whether a program that still compiles does something else with the new client. It is *breaking* where nothing
  would tell its author, such as two arguments of one type that change places.

";

/// The text of the page.
pub fn changes_page() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("| code | what is different | on the wire | behaviour |\n| --- | --- | --- | --- |\n");
    for entry in catalogue::entries() {
        let Entry { code, title, behaviour, .. } = entry;
        let wire = Wire { requests: entry.requests, answers: entry.answers };
        // A string takes every text.
        let _ = writeln!(page, "| [`{code}`](#{}) | {title} | {wire} | {behaviour} |", code.replace('/', ""));
    }
    for entry in catalogue::entries() {
        let Entry { code, title, rust, behaves, help, .. } = entry;
        let behaves = if behaves.is_empty() { String::new() } else { format!("In behaviour: {behaves}\n\n") };
        let _ = write!(page, "\n## {code}\n\n{title}\n\nIn Rust: {rust}\n\n{behaves}{help}\n");
    }
    page
}
