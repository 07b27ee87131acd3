//! The command `generate`.

use super::arguments::Options;
use super::report::{Failure, Reporter};
use super::target::{Emitted, Target};
use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::show::{Lookup, counted};
use openapi_client_codegen::write::{self, Report};
use serde_json::{Value, json};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Writes the client, and prints one line about what was done.
pub fn generate(options: &Options) -> Result<ExitCode, Failure> {
    let mut diagnostics = Diagnostics::default();
    let mut reporter = Reporter::new(options.output.format);
    let written = written(options, &mut diagnostics, &mut reporter)?;
    let (result, line) = match &written {
        Some(written) => (written.data(), reporter.is_text().then(|| written.line())),
        None => (Value::Null, None),
    };
    reporter.end("generate", &diagnostics, "nothing was written", result)?;
    if let Some(line) = line {
        writeln!(anstream::stdout(), "{line}")?;
    }
    Ok(if written.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What was done.
struct Written {
    folder: PathBuf,
    report: Report,
    emitted: Emitted,
}

/// What was done; none where anything was wrong, which has been shown.
fn written(
    options: &Options,
    diagnostics: &mut Diagnostics,
    reporter: &mut Reporter,
) -> Result<Option<Written>, Failure> {
    let Some(target) = Target::of(options, diagnostics)? else {
        reporter.findings(diagnostics, &Lookup::new(&options.config, None));
        return Ok(None);
    };
    let Some(emitted) = target.emit(diagnostics, reporter) else { return Ok(None) };
    match write::apply(&target.folder, &emitted.files) {
        Ok(report) => {
            let declared = target.declare_features(&emitted.features)?;
            // What was lacking before is there now.
            let notes = emitted.notes.iter().filter(|_| !target.keeps_manifest()).cloned().chain(declared);
            reporter.notes(&notes.collect::<Vec<_>>());
            Ok(Some(Written { folder: target.folder, report, emitted }))
        }
        Err(error) => {
            reporter.write_error(&error, diagnostics);
            Ok(None)
        }
    }
}

impl Written {
    fn line(&self) -> String {
        let files = counted(self.emitted.files.len(), "file");
        let (changed, removed) = (self.report.written.len(), self.report.removed.len());
        let (operations, models) =
            (counted(self.emitted.operations, "operation"), counted(self.emitted.models, "model"));
        format!("{}: {files}, {changed} changed, {removed} removed; {operations}, {models}", self.folder.display())
    }

    fn data(&self) -> Value {
        json!({
            "folder": self.folder,
            "files": self.emitted.files.len(),
            "changed": self.report.written,
            "removed": self.report.removed,
            "operations": self.emitted.operations,
            "models": self.emitted.models,
        })
    }
}
