//! The command `explain`.

use super::report::Failure;
use openapi_client_codegen::diagnostic::catalogue::{self, Entry};
use std::io::{self, Write};
use std::process::ExitCode;

const BOLD: &str = "\u{1b}[1m";
const RESET: &str = "\u{1b}[0m";

/// Prints what `code` means, or the codes of a subject, or all of them.
pub fn explain(code: Option<&str>) -> Result<ExitCode, Failure> {
    match code {
        None => list("", &mut anstream::stdout().lock())?,
        Some(subject) if is_subject(subject) => list(subject.trim_end_matches('/'), &mut anstream::stdout().lock())?,
        Some(code) => one(known(code)?, &mut anstream::stdout().lock())?,
    }
    Ok(ExitCode::SUCCESS)
}

fn known(code: &str) -> Result<&'static Entry, Failure> {
    // As it stands in a finding: `warning[schema/unsupported-not]`.
    let bare = code.rsplit_once('[').map_or(code, |(_, rest)| rest).trim_end_matches([']', ':']);
    catalogue::entry(bare).ok_or_else(|| {
        let advice = match catalogue::nearest(bare) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`openapi-client-codegen explain` lists them all".to_owned(),
        };
        Failure::Usage(format!("there is no finding `{bare}`: {advice}"))
    })
}

fn is_subject(text: &str) -> bool {
    catalogue::entries().any(|entry| entry.code.split('/').next() == Some(text.trim_end_matches('/')))
}

/// All entries of a subject, or of all of them.
fn list(subject: &str, stream: &mut impl Write) -> io::Result<()> {
    let width = catalogue::entries().map(|entry| entry.code.len()).max().unwrap_or_default();
    let wanted = |code: &str| subject.is_empty() || code.split('/').next() == Some(subject);
    for entry in catalogue::entries().filter(|entry| wanted(entry.code)) {
        writeln!(stream, "{BOLD}{:width$}{RESET}  {:8}  {}", entry.code, entry.outcome.to_string(), entry.title)?;
    }
    Ok(())
}

fn one(entry: &Entry, stream: &mut impl Write) -> io::Result<()> {
    let Entry { code, title, outcome, does, mend, .. } = entry;
    writeln!(stream, "{BOLD}{code}{RESET} ({outcome})\n\n{title}\n")?;
    writeln!(stream, "{BOLD}What the generator does:{RESET} {does}\n{BOLD}What to do:{RESET} {mend}\n")?;
    writeln!(stream, "{BOLD}Such as:{RESET}\n")?;
    for line in entry.shown().lines() {
        writeln!(stream, "    {line}")?;
    }
    Ok(())
}
