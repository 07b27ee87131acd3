//! The command `check`.

use super::arguments::Options;
use super::report::{Failure, Reporter};
use super::target::{Emitted, Target};
use super::unified;
use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::show::{Lookup, counted};
use openapi_client_codegen::write::{self, Difference, Kind};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Prints how the files on the disk differ from what would be emitted.
pub fn check(options: &Options) -> Result<ExitCode, Failure> {
    let mut diagnostics = Diagnostics::default();
    let mut reporter = Reporter::new(options.output.format);
    let compared = compared(options, &mut diagnostics, &mut reporter)?;
    let fresh = compared.as_ref().is_some_and(|compared| compared.differences.is_empty());
    let result = compared.map_or(Value::Null, |compared| compared.data());
    reporter.end("check", &diagnostics, "nothing was compared", result)?;
    Ok(if fresh { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How the folder differs from what would be emitted.
struct Compared {
    folder: PathBuf,
    differences: Vec<Difference>,
}

/// What the comparison gave; none where anything was wrong, which has been shown.
fn compared(
    options: &Options,
    diagnostics: &mut Diagnostics,
    reporter: &mut Reporter,
) -> Result<Option<Compared>, Failure> {
    let Some(target) = Target::of(options, diagnostics)? else {
        reporter.findings(diagnostics, &Lookup::new(&options.config, None));
        return Ok(None);
    };
    let Some(emitted) = target.emit(diagnostics, reporter) else { return Ok(None) };
    let differences = match write::compare(&target.folder, &emitted.files) {
        Ok(differences) => differences,
        Err(error) => {
            reporter.write_error(&error, diagnostics);
            return Ok(None);
        }
    };
    reporter.notes(&emitted.notes);
    let compared = Compared { folder: target.folder, differences };
    if reporter.is_text() {
        compared.print(&emitted)?;
    }
    Ok(Some(compared))
}

impl Compared {
    fn print(&self, emitted: &Emitted) -> io::Result<()> {
        let mut stream = anstream::stdout().lock();
        for difference in &self.differences {
            unified::print(&mut stream, &self.folder, difference, &emitted.files)?;
        }
        match self.differences.len() {
            0 => writeln!(stream, "{}: up to date", self.folder.display()),
            count => writeln!(stream, "{}: {} not up to date", self.folder.display(), counted(count, "file")),
        }
    }

    fn data(&self) -> Value {
        let differences: Vec<Value> =
            self.differences.iter().map(|it| json!({"file": it.path, "is": is(it)})).collect();
        json!({"folder": self.folder, "up_to_date": self.differences.is_empty(), "differences": differences})
    }
}

fn is(difference: &Difference) -> &'static str {
    match difference.kind {
        Kind::Missing => "missing",
        Kind::Changed { .. } => "changed",
        Kind::LeftOver { .. } => "left-over",
    }
}
