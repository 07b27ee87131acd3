//! The command `diff`.

use super::arguments::{ChangeFormat, Compared};
use super::report::{Failure, Reporter};
use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::diff::{self, Change, Side};
use openapi_client_codegen::settings::Settings;
use openapi_client_codegen::show::Lookup;
use openapi_client_codegen::{Generated, generate};
use serde_json::json;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// As the command ends where a change reaches the threshold.
const REACHED: u8 = 3;

/// Prints what changes from one document to another.
pub fn diff(compared: &Compared) -> Result<ExitCode, Failure> {
    let (Some(old), Some(new)) = (side(&compared.old, compared)?, side(&compared.new, compared)?) else {
        return Ok(ExitCode::FAILURE);
    };
    let changes = diff::diff(Side::from(&old), Side::from(&new));
    print(&changes, compared)?;
    let is_reached = changes.iter().any(|change| change.reaches(compared.fail_on.into()));
    Ok(if is_reached { ExitCode::from(REACHED) } else { ExitCode::SUCCESS })
}

fn print(changes: &[Change], compared: &Compared) -> Result<(), Failure> {
    let mut stream = anstream::stdout().lock();
    match compared.format {
        ChangeFormat::Text => write!(stream, "{}", diff::text(changes))?,
        ChangeFormat::Markdown => write!(stream, "{}", diff::markdown(changes))?,
        ChangeFormat::Json => {
            let data = json!({
                "command": "diff",
                "version": env!("CARGO_PKG_VERSION"),
                "old": compared.old,
                "new": compared.new,
                "result": diff::data(changes),
            });
            writeln!(stream, "{data:#}")?;
        }
    }
    Ok(())
}

/// What comes of one of the two; none where it cannot be read, which is said.
fn side(file: &Path, compared: &Compared) -> Result<Option<Generated>, Failure> {
    let mut diagnostics = Diagnostics::default();
    let mut reporter = Reporter::new(super::arguments::Format::Text);
    let Some(settings) = settings(file, compared, &mut diagnostics) else {
        reporter.findings(&diagnostics, &Lookup::new(file, None));
        return Ok(None);
    };
    let generated = generate(&settings, &mut diagnostics);
    if !diagnostics.has_errors() {
        return Ok(generated);
    }
    let document = generated.as_ref().map(|generated| &generated.document);
    reporter.findings(&diagnostics, &Lookup::new(&settings.document, document));
    reporter.end("diff", &diagnostics, "nothing was compared", serde_json::Value::Null)?;
    Ok(None)
}

/// The settings in `file`; or those of `--config` with `file` as their document.
fn settings(file: &Path, compared: &Compared, diagnostics: &mut Diagnostics) -> Option<Settings> {
    let is_settings = file.extension().is_some_and(|extension| extension == "toml");
    match (&compared.config, is_settings) {
        (_, true) => Settings::read(file, diagnostics),
        (None, false) => Some(Settings::new(file, "")),
        (Some(config), false) => {
            let settings = Settings::read(config, diagnostics)?;
            Some(Settings { document: file.to_owned(), ..settings })
        }
    }
}
