//! `docs/diagnostics.md`, made from the catalogue of findings.

use crate::diagnostic::catalogue::{self, Entry, Example};
use std::fmt::Write;

const HEAD: &str = "\
# Diagnostics

<!-- Made from codegen/src/diagnostic/catalogue: `UPDATE_DOCS=1 cargo test -p openapi-client-codegen --test diagnostics`. -->

What the generator can say of a document, a file of settings or its output. Each finding has a stable code, which
`openapi-client-codegen explain CODE` explains, and which `--deny CODE` and `--allow CODE` take, as do `deny` and `allow`
in the settings: there, `schema/` stands for all codes of a subject and `warnings` for all there are.

What a finding costs:

* *refused*: an error; nothing is written;
* *left out*: something of the document is not emitted;
* *reduced*: something is emitted with less than the document says;
* *noted*: everything is emitted, and there is something to know.

";

/// The text of the page.
pub fn diagnostics_page() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("| code | what is wrong | cost |\n| --- | --- | --- |\n");
    for entry in catalogue::entries() {
        let Entry { code, title, outcome, .. } = entry;
        writeln!(page, "| [`{code}`](#{}) | {title} | {outcome} |", anchor(code)).ok();
    }
    catalogue::entries().for_each(|entry| section(entry, &mut page));
    page
}

fn section(entry: &Entry, page: &mut String) {
    let Entry { code, title, outcome, does, mend, .. } = entry;
    let language = match entry.example {
        Example::Document(_) => "yaml",
        Example::Other(_) => "text",
    };
    write!(page, "\n## {code}\n\n{title} (*{outcome}*)\n\n{does}\n\n{mend}\n\n```{language}\n{}\n```\n", entry.shown())
        .ok();
}

/// The name that a heading gets on the common hosts of Markdown.
fn anchor(heading: &str) -> String {
    heading.replace('/', "")
}
