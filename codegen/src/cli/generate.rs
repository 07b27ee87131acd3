//! The command `generate`.

use super::arguments::Options;
use super::report::{self, Failure};
use super::target::{Emitted, Target};
use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::show::{Lookup, counted};
use openapi_client_codegen::write::{self, Report};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// Writes the client, and prints one line about what was done.
pub fn generate(options: &Options) -> Result<ExitCode, Failure> {
    let mut diagnostics = Diagnostics::default();
    let written = written(options, &mut diagnostics)?;
    report::summary(&diagnostics, "nothing was written");
    let Some(line) = written else { return Ok(ExitCode::FAILURE) };
    writeln!(anstream::stdout(), "{line}")?;
    Ok(ExitCode::SUCCESS)
}

/// What was done; none where anything was wrong, which has been shown.
fn written(options: &Options, diagnostics: &mut Diagnostics) -> Result<Option<String>, Failure> {
    let Some(target) = Target::of(options, diagnostics)? else {
        report::findings(diagnostics, &Lookup::new(&options.config, None));
        return Ok(None);
    };
    let Some(emitted) = target.emit(diagnostics, report::findings) else { return Ok(None) };
    match write::apply(&target.folder, &emitted.files) {
        Ok(report) => {
            report::notes(&emitted.notes);
            Ok(Some(line(&target.folder, &report, &emitted)))
        }
        Err(error) => {
            report::write_error(&error, diagnostics);
            Ok(None)
        }
    }
}

fn line(folder: &Path, report: &Report, emitted: &Emitted) -> String {
    let files = counted(emitted.files.len(), "file");
    let (changed, removed) = (report.written.len(), report.removed.len());
    format!("{}: {files}, {changed} changed, {removed} removed; {}", folder.display(), emitted.counts)
}
