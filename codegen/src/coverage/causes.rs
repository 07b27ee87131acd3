//! Why something was left out or reduced: findings by their codes.

use super::outcome;
use crate::diagnostic::catalogue::{self, Outcome};
use crate::diagnostic::{Diagnostics, Severity};
use crate::show::{Finding, Lookup};
use serde::Serialize;
use std::cmp::Reverse;

/// How many places of a cause are named.
const PLACES: usize = 3;

/// All findings of one code.
#[derive(Debug, Clone, Serialize)]
pub struct Cause {
    /// The code.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub title: &'static str,
    /// What it costs: `refused`, `left out`, `reduced` or `noted`.
    #[serde(serialize_with = "as_text")]
    pub outcome: Outcome,
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub places: Vec<Place>,
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The column, counted from 1 in characters.
    pub column: Option<usize>,
    /// The JSON pointer of the node.
    pub pointer: Option<String>,
    /// What is wrong there.
    pub message: String,
}

fn as_text<S: serde::Serializer>(outcome: &Outcome, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(outcome)
}

/// The findings by their codes, the weightiest first.
pub(super) fn causes(diagnostics: &Diagnostics, lookup: &Lookup<'_>) -> Vec<Cause> {
    let mut causes: Vec<Cause> = Vec::new();
    for diagnostic in diagnostics.iter() {
        let index = causes.iter().position(|cause| cause.code == diagnostic.code).unwrap_or_else(|| {
            let title = catalogue::entry(diagnostic.code).map_or("", |entry| entry.title);
            let outcome = match diagnostic.severity {
                Severity::Error => Outcome::Refused,
                Severity::Warning => outcome(diagnostic.code),
            };
            causes.push(Cause { code: diagnostic.code, title, outcome, count: 0, places: Vec::new() });
            causes.len() - 1
        });
        let Some(cause) = causes.get_mut(index) else { continue };
        cause.count += 1;
        if cause.places.len() < PLACES {
            let Finding { file, line, column, pointer, message, .. } = Finding::of(diagnostic, lookup);
            cause.places.push(Place { file, line, column, pointer, message });
        }
    }
    causes.sort_by_key(|cause| (cause.outcome, Reverse(cause.count)));
    causes
}
