//! What is said about a run: findings, notes, a summary, and why nothing could be done.

use super::arguments::Format;
use openapi_client_codegen::diagnostic::{Diagnostics, Severity};
use openapi_client_codegen::show::{self, Finding, Lookup};
use openapi_client_codegen::write::WriteError;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Why a command could not do its work, beside what is wrong with the document.
pub enum Failure {
    /// The arguments are none that the command knows.
    Usage(String),
    /// The arguments do not fit what is on the disk.
    Arguments(String),
    /// The result could not be printed.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Shows what there is to say, in the format that was asked for: as text at once, as data at the end.
pub struct Reporter {
    format: Format,
    findings: Vec<Finding>,
}

impl Reporter {
    /// Nothing was said yet.
    pub fn new(format: Format) -> Self {
        Self { format, findings: Vec::new() }
    }

    /// Whether people read it.
    pub fn is_text(&self) -> bool {
        self.format == Format::Text
    }

    /// Shows every finding with its source. Nobody may be listening, which is no reason to stop.
    pub fn findings(&mut self, diagnostics: &Diagnostics, lookup: &Lookup<'_>) {
        if !self.is_text() {
            self.findings.extend(diagnostics.iter().map(|diagnostic| Finding::of(diagnostic, lookup)));
            return;
        }
        let mut stream = anstream::stderr().lock();
        for diagnostic in diagnostics.shown() {
            writeln!(stream, "{}\n", show::snippet(diagnostic, lookup)).ok();
        }
        if diagnostics.not_shown() > 0 {
            writeln!(stream, "{} more are not shown\n", show::counted(diagnostics.not_shown(), "finding")).ok();
        }
    }

    /// Makes a failed write or comparison one of the findings, and shows it.
    pub fn write_error(&mut self, error: &WriteError, diagnostics: &mut Diagnostics) {
        let mut shown = Diagnostics::default();
        for list in [&mut shown, diagnostics] {
            openapi_client_codegen::run::report(error, list);
        }
        self.findings(&shown, &Lookup::new(error.path(), None));
    }

    /// Shows what is no finding.
    pub fn notes(&self, notes: &[String]) {
        for note in notes {
            writeln!(anstream::stderr(), "note: {note}").ok();
        }
    }

    /// Says how many findings there were, with the `consequence` where something is wrong; or writes them as data, with
    /// the `result` of the command.
    pub fn end(self, command: &str, diagnostics: &Diagnostics, consequence: &str, result: Value) -> io::Result<()> {
        let data = match self.format {
            Format::Text => return text_summary(diagnostics, consequence),
            Format::Sarif => show::sarif(&self.findings),
            Format::Json => json!({
                "command": command,
                "version": env!("CARGO_PKG_VERSION"),
                "findings": self.findings,
                "summary": {
                    "errors": diagnostics.count(Severity::Error),
                    "warnings": diagnostics.count(Severity::Warning),
                    "silenced": diagnostics.silenced().len(),
                },
                "result": result,
            }),
        };
        writeln!(anstream::stdout(), "{data:#}")
    }
}

fn text_summary(diagnostics: &Diagnostics, consequence: &str) -> io::Result<()> {
    let Some(summary) = show::summary(diagnostics) else { return Ok(()) };
    let consequence = if diagnostics.has_errors() { format!("; {consequence}") } else { String::new() };
    writeln!(anstream::stderr(), "{summary}{consequence}").ok();
    Ok(())
}

/// Shows why nothing could be done.
pub fn failure(failure: &Failure) {
    let message = match failure {
        Failure::Usage(message) | Failure::Arguments(message) => message.clone(),
        Failure::Output(error) => format!("the result cannot be printed: {error}"),
    };
    writeln!(anstream::stderr(), "error: {message}").ok();
}
