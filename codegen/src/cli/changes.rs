//! The command `diff`.

use super::arguments::Format;
use super::report::{Failure, Reporter};
use clap::{Args, ValueEnum};
use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::diff::{self, Change, Side, Threshold};
use openapi_client_codegen::settings::Settings;
use openapi_client_codegen::show::Lookup;
use openapi_client_codegen::{Generated, generate};
use serde_json::json;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// As the command ends where a change reaches the threshold.
const REACHED: u8 = 3;

/// Which documents are compared.
#[derive(Debug, Args)]
pub struct Compared {
    /// The document as it was, YAML or JSON; or a file of settings, `.toml`, that names one.
    pub old: PathBuf,
    /// The document as it is.
    pub new: PathBuf,
    /// The file of settings that counts for both documents.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// From which changes on the exit code is 3.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t)]
    pub fail_on: FailOn,
    /// How changes are printed, on the standard output.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: ChangeFormat,
}

/// From which changes on a run fails.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Any difference, also one of documentation alone.
    Any,
    /// Any that has an effect on the wire, in Rust or on behaviour.
    Additive,
    /// One that is breaking in one of these.
    #[default]
    Breaking,
    /// None.
    Never,
}

impl From<FailOn> for Threshold {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Any => Self::Any,
            FailOn::Additive => Self::Additive,
            FailOn::Breaking => Self::Breaking,
            FailOn::Never => Self::Never,
        }
    }
}

/// How changes are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ChangeFormat {
    /// For people at a terminal: grouped by operation and schema.
    #[default]
    Text,
    /// A table, for a pull request.
    Markdown,
    /// One object with all changes and all items, for programs.
    Json,
}

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
    let mut reporter = Reporter::new(Format::Text);
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
