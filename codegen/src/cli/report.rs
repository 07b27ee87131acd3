//! What goes to the error stream: findings, notes, a summary, and why nothing could be done.

use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::show::{self, Lookup};
use openapi_client_codegen::write::WriteError;
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

/// Shows every finding with its source. Nobody may be listening, which is no reason to stop.
pub fn findings(diagnostics: &Diagnostics, lookup: &Lookup<'_>) {
    let mut stream = anstream::stderr().lock();
    for diagnostic in diagnostics.shown() {
        writeln!(stream, "{}\n", show::snippet(diagnostic, lookup)).ok();
    }
    if diagnostics.not_shown() > 0 {
        writeln!(stream, "{} more are not shown\n", show::counted(diagnostics.not_shown(), "finding")).ok();
    }
}

/// Shows how many findings there were, and what that means where something is wrong.
pub fn summary(diagnostics: &Diagnostics, consequence: &str) {
    let Some(summary) = show::summary(diagnostics) else { return };
    let consequence = if diagnostics.has_errors() { format!("; {consequence}") } else { String::new() };
    writeln!(anstream::stderr(), "{summary}{consequence}").ok();
}

/// Makes a failed write or comparison one of the findings, and shows it.
pub fn write_error(error: &WriteError, diagnostics: &mut Diagnostics) {
    let mut shown = Diagnostics::default();
    for list in [&mut shown, diagnostics] {
        openapi_client_codegen::run::report(error, list);
    }
    findings(&shown, &Lookup::new(error.path(), None));
}

/// Shows what is no finding.
pub fn notes(notes: &[String]) {
    for note in notes {
        writeln!(anstream::stderr(), "note: {note}").ok();
    }
}

/// Shows why nothing could be done.
pub fn failure(failure: &Failure) {
    let message = match failure {
        Failure::Usage(message) | Failure::Arguments(message) => message.clone(),
        Failure::Output(error) => format!("the result cannot be printed: {error}"),
    };
    writeln!(anstream::stderr(), "error: {message}").ok();
}
