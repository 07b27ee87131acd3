//! The command `check`.

use super::arguments::Options;
use super::diff;
use super::report::{self, Failure};
use super::target::Target;
use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::show::{Lookup, counted};
use openapi_client_codegen::write;
use std::io::Write;
use std::process::ExitCode;

/// Prints how the files on the disk differ from what would be emitted.
pub fn check(options: &Options) -> Result<ExitCode, Failure> {
    let mut diagnostics = Diagnostics::default();
    let fresh = compared(options, &mut diagnostics)?;
    report::summary(&diagnostics, "nothing was compared");
    Ok(if fresh { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Whether all files are up to date; false, too, where anything was wrong, which has been shown.
fn compared(options: &Options, diagnostics: &mut Diagnostics) -> Result<bool, Failure> {
    let Some(target) = Target::of(options, diagnostics)? else {
        report::findings(diagnostics, &Lookup::new(&options.config, None));
        return Ok(false);
    };
    let Some(emitted) = target.emit(diagnostics, report::findings) else { return Ok(false) };
    let differences = match write::compare(&target.folder, &emitted.files) {
        Ok(differences) => differences,
        Err(error) => {
            report::write_error(&error, diagnostics);
            return Ok(false);
        }
    };
    report::notes(&emitted.notes);
    let mut stream = anstream::stdout().lock();
    for difference in &differences {
        diff::print(&mut stream, &target.folder, difference, &emitted.files)?;
    }
    match differences.len() {
        0 => writeln!(stream, "{}: up to date", target.folder.display())?,
        count => writeln!(stream, "{}: {} not up to date", target.folder.display(), counted(count, "file"))?,
    }
    Ok(differences.is_empty())
}
