//! A diagnostic as data, with its place looked up.

use super::Lookup;
use crate::diagnostic::{Diagnostic, Place, Severity};
use serde::Serialize;

/// A diagnostic as data. Members that have no value are written as `null`.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// Its stable name.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The file, as it was named.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The column, counted from 1 in characters.
    pub column: Option<usize>,
    /// The JSON pointer of the node in the document.
    pub pointer: Option<String>,
    /// Whether it is an error only because it is denied.
    pub denied: bool,
}

impl Finding {
    /// The finding that `diagnostic` is.
    pub fn of(diagnostic: &Diagnostic, lookup: &Lookup<'_>) -> Self {
        let spot = lookup.spot(diagnostic);
        Self {
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            code: diagnostic.code,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            file: spot.file.display().to_string(),
            line: spot.position.map(|position| position.line),
            column: spot.position.map(|position| position.column),
            pointer: match &diagnostic.place {
                Place::Node(pointer) => Some(pointer.as_str().to_owned()),
                Place::Position(..) | Place::File(_) => None,
            },
            denied: diagnostic.denied,
        }
    }
}
