//! Text to tree: JSON where it is JSON, YAML else.

mod duplicates;
mod failure;
mod json;
mod lenient;
mod mend;
mod merge;
mod scalar;
#[cfg(test)]
mod tests;
mod texts;
mod yaml;

use crate::diagnostic::{Diagnostics, Place, Severity, code};
pub use mend::mend;

use failure::Failure;
use serde_json::Value;
use std::path::Path;

/// How many levels are read.
const MAX_DEPTH: usize = 128;

/// What a parser made of a text.
struct Parsed {
    root: Value,
    /// Whether a mapping has a key twice; the later one counts.
    has_duplicates: bool,
    /// Where a second document begins, which is not read.
    second: Option<crate::diagnostic::Position>,
}

/// Parses `text`; a syntax error, or a nesting past the limit, is a finding of this severity.
pub fn parse(text: &str, file: &Path, severity: Severity, diagnostics: &mut Diagnostics) -> Option<Value> {
    match parsed(text, file) {
        Ok(parsed) => {
            if parsed.has_duplicates {
                duplicates::report(text, file, diagnostics);
            }
            if let Some(position) = parsed.second {
                let place = Place::Position(file.to_owned(), position);
                let message = "the file holds several documents: the first one is read";
                diagnostics
                    .at(Severity::Warning, code::DOCUMENT_SEVERAL, place, message)
                    .help("remove the line `---`, or write the others to files of their own");
            }
            Some(parsed.root)
        }
        Err(failure) => {
            failure.report(text, file, severity, diagnostics);
            None
        }
    }
}

/// What looks like JSON may be YAML all the same: braces are YAML's too, and people forget a comma or leave one behind.
fn parsed(text: &str, file: &Path) -> Result<Parsed, Failure> {
    if !text.trim_start().starts_with(['{', '[']) {
        return yaml::parse(text);
    }
    let of_json = match json::parse(text) {
        Ok(parsed) => return Ok(parsed),
        Err(failure) => failure,
    };
    let is_named_json = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    yaml::parse(text).map_err(|of_yaml| if is_named_json { of_json } else { of_yaml })
}
