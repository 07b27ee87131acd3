//! The command `explain`.

use super::report::Failure;
use openapi_client_codegen::diagnostic::catalogue::{self, Entry};
use openapi_client_codegen::diff::Wire;
use openapi_client_codegen::diff::catalogue as changes;
use openapi_client_codegen::near;
use std::io::{self, Write};
use std::process::ExitCode;
use wechatpay_pages as pages;

const BOLD: &str = "\u{1b}[1m";
const RESET: &str = "\u{1b}[0m";

/// Prints what `code` means, or the codes of a subject, or all of them.
pub fn explain(code: Option<&str>) -> Result<ExitCode, Failure> {
    match code {
        None => list("", &mut anstream::stdout().lock())?,
        Some(subject) if is_subject(subject) => list(subject.trim_end_matches('/'), &mut anstream::stdout().lock())?,
        Some(code) => match (changes::entry(bare(code)), pages::code(bare(code))) {
            (Some(change), _) => one_change(change, &mut anstream::stdout().lock())?,
            (None, Some(page)) => one_of_pages(page, &mut anstream::stdout().lock())?,
            (None, None) => one(known(bare(code))?, &mut anstream::stdout().lock())?,
        },
    }
    Ok(ExitCode::SUCCESS)
}

/// As it stands in a finding: `warning[schema/unsupported-not]`.
fn bare(code: &str) -> &str {
    code.rsplit_once('[').map_or(code, |(_, rest)| rest).trim_end_matches([']', ':'])
}

fn known(bare: &str) -> Result<&'static Entry, Failure> {
    catalogue::entry(bare).ok_or_else(|| {
        let advice = match catalogue::nearest(bare)
            .or_else(|| changes::nearest(bare))
            .or_else(|| near::nearest(bare, pages::CODES.iter().map(|kind| kind.code)))
        {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`openapi-client-codegen explain` lists them all".to_owned(),
        };
        Failure::Usage(format!("there is no finding or change `{bare}`: {advice}"))
    })
}

fn is_subject(text: &str) -> bool {
    let is_of = |code: &str| code.split('/').next() == Some(text.trim_end_matches('/'));
    all().any(is_of)
}

/// The codes of findings about documents, of changes, and of findings about pages.
fn all() -> impl Iterator<Item = &'static str> {
    let documents = catalogue::entries().map(|entry| entry.code);
    documents.chain(changes::entries().map(|entry| entry.code)).chain(pages::CODES.iter().map(|kind| kind.code))
}

/// All entries of a subject, or of all of them.
fn list(subject: &str, stream: &mut impl Write) -> io::Result<()> {
    let width = all().map(str::len).max().unwrap_or_default();
    let wanted = |code: &str| subject.is_empty() || code.split('/').next() == Some(subject);
    for entry in catalogue::entries().filter(|entry| wanted(entry.code)) {
        writeln!(stream, "{BOLD}{:width$}{RESET}  {:8}  {}", entry.code, entry.outcome.to_string(), entry.title)?;
    }
    for entry in changes::entries().filter(|entry| wanted(entry.code)) {
        writeln!(stream, "{BOLD}{:width$}{RESET}  {:8}  {}", entry.code, "change", entry.title)?;
    }
    for kind in pages::CODES.iter().filter(|kind| wanted(kind.code)) {
        writeln!(stream, "{BOLD}{:width$}{RESET}  {:8}  {}", kind.code, "page", kind.title)?;
    }
    Ok(())
}

fn one_change(entry: &changes::Entry, stream: &mut impl Write) -> io::Result<()> {
    let changes::Entry { code, title, rust, behaves, help, .. } = entry;
    let wire = Wire { requests: entry.requests, answers: entry.answers };
    writeln!(stream, "{BOLD}{code}{RESET} (a change that `diff` tells of)\n\n{title}\n")?;
    writeln!(stream, "{BOLD}On the wire:{RESET} {wire}, where the schema is used in that direction.")?;
    writeln!(stream, "{BOLD}In Rust:{RESET} {rust}")?;
    let behaves = if behaves.is_empty() { "None." } else { behaves };
    writeln!(stream, "{BOLD}Behaviour:{RESET} {behaves}\n{BOLD}What to do:{RESET} {help}")?;
    Ok(())
}

fn one_of_pages(kind: &pages::Code, stream: &mut impl Write) -> io::Result<()> {
    let pages::Code { code, title, mend, example } = kind;
    writeln!(stream, "{BOLD}{code}{RESET} (a finding of `import-pages`)\n\n{title}\n")?;
    writeln!(stream, "{BOLD}What to do:{RESET} {mend}\n\n{BOLD}Such as:{RESET}\n")?;
    for line in example.lines() {
        writeln!(stream, "    {line}")?;
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn a_code_means_one_thing() {
        let codes: Vec<&str> = super::all().collect();
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    }
}
