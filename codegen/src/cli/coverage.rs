//! The command `report`.

use super::arguments::{Format, Measured};
use super::report::{Failure, Reporter};
use openapi_client_codegen::coverage::{Cause, Coverage, Kind, Share, coverage};
use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::diagnostic::catalogue::Outcome;
use openapi_client_codegen::settings::Settings;
use openapi_client_codegen::show::{self, Lookup, counted};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::process::ExitCode;

const BOLD: &str = "\u{1b}[1m";
const RESET: &str = "\u{1b}[0m";

/// Prints how much of a document becomes code, and why not all of it.
pub fn report(measured: &Measured) -> Result<ExitCode, Failure> {
    let mut diagnostics = Diagnostics::default();
    let mut reporter = Reporter::new(measured.output.format);
    let settings = match &measured.document {
        Some(document) => Some(Settings::new(document, "")),
        None => Settings::read(&measured.config, &mut diagnostics),
    };
    let lookup_file = settings.as_ref().map_or(&measured.config, |settings| &settings.document).clone();
    let coverage = settings.and_then(|settings| coverage(&settings, &mut diagnostics));
    // As text, findings are part of the report; where there is none, they are all that there is.
    if coverage.is_none() || measured.output.format != Format::Text {
        reporter.findings(&diagnostics, &Lookup::new(&lookup_file, None));
    }
    if let (Some(coverage), true) = (&coverage, reporter.is_text()) {
        print(coverage, &mut anstream::stdout().lock())?;
    }
    let result = coverage.as_ref().map_or(Value::Null, |coverage| json!(coverage));
    reporter.end("report", &diagnostics, "a client could not be written", result)?;
    Ok(if diagnostics.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn print(coverage: &Coverage, stream: &mut impl Write) -> io::Result<()> {
    writeln!(stream, "{BOLD}{}{RESET}\n", show::one_line_of(&coverage.title))?;
    writeln!(stream, "{:12}{:>10}{:>20}{:>10}{:>10}", "", "declared", "in full", "reduced", "left out")?;
    for share in &coverage.shares {
        let Share { declared, full, reduced, left_out, .. } = share;
        let full = format!("{full} ({})", percent(*full, *declared));
        writeln!(stream, "{:12}{declared:>10}{full:>20}{reduced:>10}{left_out:>10}", name(share.kind))?;
    }
    let (noted, lost): (Vec<&Cause>, Vec<&Cause>) =
        coverage.causes.iter().partition(|cause| cause.outcome == Outcome::Noted);
    causes("Left out or reduced", &lost, stream)?;
    causes("Noted", &noted, stream)?;
    if !coverage.unexplained.is_empty() {
        let count = counted(coverage.unexplained.len(), "node");
        writeln!(stream, "\n{BOLD}Left out without a finding, which is a fault of the generator{RESET}: {count}")?;
        for pointer in coverage.unexplained.iter().take(10) {
            writeln!(stream, "    {}", show::one_line_of(pointer))?;
        }
    }
    Ok(())
}

fn causes(title: &str, causes: &[&Cause], stream: &mut impl Write) -> io::Result<()> {
    if !causes.is_empty() {
        writeln!(stream, "\n{BOLD}{title}{RESET}")?;
    }
    for cause in causes {
        writeln!(stream, "\n{} ({}, {}): {}", cause.code, cause.outcome, counted(cause.count, "time"), cause.title)?;
        for place in &cause.places {
            let position = match (place.line, place.column) {
                (Some(line), Some(column)) => format!(":{line}:{column}"),
                _ => String::new(),
            };
            writeln!(stream, "    {}{position}: {}", place.file, show::one_line_of(&place.message))?;
        }
        if cause.count > cause.places.len() {
            writeln!(stream, "    and {} more", cause.count - cause.places.len())?;
        }
    }
    Ok(())
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Operations => "operations",
        Kind::Parameters => "parameters",
        Kind::Bodies => "bodies",
        Kind::Responses => "responses",
        Kind::Schemas => "schemas",
    }
}

/// Rounded down, so that 100 % says that nothing is missing.
fn percent(part: usize, whole: usize) -> String {
    let tenths = (part * 1_000).checked_div(whole).unwrap_or(1_000);
    format!("{}.{} %", tenths / 10, tenths % 10)
}
