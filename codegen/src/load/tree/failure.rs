//! Why a text could not be parsed.

use super::MAX_DEPTH;
use crate::diagnostic::{Diagnostics, Place, Position, Severity, code};
use std::path::Path;

/// What is wrong with a text, and where.
pub struct Failure {
    pub kind: Kind,
    pub position: Position,
}

/// What is wrong with a text.
pub enum Kind {
    /// It is not what the parser reads.
    Syntax(String),
    /// It is nested too deep.
    TooDeep,
    /// Aliases repeat too much.
    Aliases,
    /// An alias stands inside what it repeats.
    Itself,
}

impl Failure {
    /// Records the failure as a finding.
    pub fn report(self, text: &str, file: &Path, severity: Severity, diagnostics: &mut Diagnostics) {
        let (code, message, help) = match self.kind {
            Kind::TooDeep => (
                code::DOCUMENT_TOO_DEEP,
                "the document is nested too deep here".to_owned(),
                format!(
                    "at most {MAX_DEPTH} levels are read: move inner schemas to components/schemas and refer to them"
                ),
            ),
            Kind::Aliases => (
                code::DOCUMENT_ALIASES,
                "the aliases of this document unfold to too much".to_owned(),
                "write `$ref` in place of YAML aliases that stand inside one another".to_owned(),
            ),
            Kind::Itself => (
                code::DOCUMENT_ALIASES,
                "this alias stands inside what it repeats".to_owned(),
                "write `$ref` where something holds itself".to_owned(),
            ),
            Kind::Syntax(message) => (code::DOCUMENT_SYNTAX, message, help(text, self.position).to_owned()),
        };
        diagnostics.at(severity, code, Place::Position(file.to_owned(), self.position), message).help(help);
    }
}

fn help(text: &str, position: Position) -> &'static str {
    let line = text.lines().nth(position.line.saturating_sub(1)).unwrap_or_default();
    let indentation = line.split(|character: char| !character.is_whitespace()).next().unwrap_or_default();
    match indentation.contains('\t') {
        true => "YAML is indented by spaces: replace the tabs",
        false => "the document must be YAML or JSON: check the indentation, quotes and colons around this place",
    }
}
