//! The command `import-pages`.

use super::report::Failure;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use openapi_client_codegen::diagnostic::MOST_SHOWN;
use openapi_client_codegen::show::counted;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use wechatpay_pages::{CODES, Finding, Given, Imported, Step};

/// Which pages, where to, and what of them.
#[derive(Debug, Args)]
pub struct Options {
    /// The folder that holds `openapi/v3`, such as a checkout of the reference site.
    pub dir: PathBuf,
    /// Where the documents go.
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
    /// Import this product: the first segment of its paths, or two as in `marketing/membercard-open`. Repeatable.
    #[arg(long, value_name = "NAME")]
    pub product: Vec<String>,
    /// Take over titles and descriptions as well. They are the authors' own: for your use, not to be published.
    #[arg(long)]
    pub with_text: bool,
    /// Write into this file which names were given, and why.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Let these warnings fail the run: a code, a subject such as `row/`, or `warnings` for all. Repeatable.
    #[arg(long, value_name = "CODE", value_parser = pattern)]
    pub deny: Vec<String>,
    /// How findings and results are printed.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,
}

/// How findings and results are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: findings on the error stream, the result on the standard output.
    #[default]
    Text,
    /// An object with `findings`, a `summary` of their numbers, and the `result` of the command.
    Json,
}

/// Stands for all codes.
const ALL: &str = "warnings";

fn names(pattern: &str, code: &str) -> bool {
    pattern == ALL || pattern == code || (pattern.ends_with('/') && code.starts_with(pattern))
}

fn pattern(text: &str) -> Result<String, String> {
    if CODES.iter().any(|kind| names(text, kind.code)) {
        return Ok(text.to_owned());
    }
    let list: Vec<&str> = CODES.iter().map(|kind| kind.code).collect();
    Err(format!("there is no such finding; there are `warnings` for all, {}", list.join(", ")))
}

/// Imports the pages, and prints what was done.
pub fn import_pages(options: &Options) -> Result<ExitCode, Failure> {
    let bar = bar(options.format);
    let import = wechatpay_pages::Options { products: options.product.clone(), with_text: options.with_text };
    let imported = wechatpay_pages::import(&options.dir, &options.out, &import, |step| match step {
        Step::Found(pages) => bar.set_length(pages as u64),
        Step::Read => bar.inc(1),
    });
    bar.finish_and_clear();
    let imported = imported.map_err(|error| Failure::Arguments(error.to_string()))?;
    if let Some(file) = &options.report {
        fs::write(file, report(&imported.given))
            .map_err(|error| Failure::Arguments(format!("the report {} cannot be written: {error}", file.display())))?;
    }
    let denied = |finding: &Finding| options.deny.iter().any(|pattern| names(pattern, finding.code));
    match options.format {
        Format::Text => text(&imported, options, &denied)?,
        Format::Json => writeln!(anstream::stdout(), "{:#}", data(&imported, options, &denied))?,
    }
    let failed = imported.findings.iter().any(denied);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Shown on a terminal only.
fn bar(format: Format) -> ProgressBar {
    let bar = if format == Format::Text { ProgressBar::new(0) } else { ProgressBar::hidden() };
    match ProgressStyle::with_template("reading pages {bar:40} {pos}/{len}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn text(imported: &Imported, options: &Options, denied: &impl Fn(&Finding) -> bool) -> io::Result<()> {
    let mut stream = anstream::stderr().lock();
    // Those that fail the run come first, so that the limit hides none of them.
    let (first, rest): (Vec<_>, Vec<_>) = imported.findings.iter().partition(|finding| denied(finding));
    for finding in first.iter().chain(&rest).take(MOST_SHOWN) {
        let severity = if denied(finding) { "error" } else { "warning" };
        let line = if finding.line > 0 { format!(":{}", finding.line) } else { String::new() };
        let Finding { code, file, message, .. } = finding;
        writeln!(stream, "{severity}[{code}]: {message}\n  --> {}{line}", file.display()).ok();
    }
    let hidden = imported.findings.len().saturating_sub(MOST_SHOWN);
    if hidden > 0 {
        writeln!(stream, "{} more are not shown: --format json has them all", counted(hidden, "finding")).ok();
    }
    if imported.others > 0 {
        writeln!(stream, "note: {} not below `openapi/v3` left aside", counted(imported.others, "other Markdown file"))
            .ok();
    }
    let mut stream = anstream::stdout().lock();
    let names = count(&imported.given);
    if !imported.given.is_empty() {
        writeln!(stream, "{} given: {names}", counted(imported.given.len(), "name"))?;
    }
    writeln!(
        stream,
        "{}: {} ({} to others), {}, {}; {}, {} changed, {} removed; {}",
        options.out.display(),
        counted(imported.pages, "page"),
        imported.redirects,
        counted(imported.operations, "operation"),
        counted(imported.products.len(), "product"),
        counted(imported.written.changed.len() + imported.written.unchanged.len(), "file"),
        imported.written.changed.len(),
        imported.written.removed.len(),
        counted(imported.findings.len(), "warning"),
    )
}

/// How many names came about in which way.
fn count(given: &[Given]) -> String {
    let ways = ["shortened", "lengthened", "numbered", "shared"];
    let of =
        |way: &&str| given.iter().filter(|given| given.why.as_ref().is_some_and(|why| why.starts_with(*way))).count();
    let list: Vec<String> = ways.iter().map(|way| format!("{} {way}", of(way))).collect();
    list.join(", ")
}

fn report(given: &[Given]) -> String {
    let mut text = String::new();
    for Given { what, name, why } in given {
        let why = why.as_ref().map(|why| format!("  ({why})")).unwrap_or_default();
        writeln!(text, "{what} = {name}{why}").ok();
    }
    text
}

fn data(imported: &Imported, options: &Options, denied: &impl Fn(&Finding) -> bool) -> Value {
    let errors = imported.findings.iter().filter(|finding| denied(finding)).count();
    let findings: Vec<Value> = imported
        .findings
        .iter()
        .map(|finding| {
            json!({
                "severity": if denied(finding) { "error" } else { "warning" },
                "code": finding.code,
                "message": finding.message,
                "file": finding.file.to_string_lossy(),
                "line": (finding.line > 0).then_some(finding.line),
            })
        })
        .collect();
    let names: Vec<Value> =
        imported.given.iter().map(|given| json!({"for": given.what, "name": given.name, "why": given.why})).collect();
    json!({
        "command": "import-pages",
        "version": env!("CARGO_PKG_VERSION"),
        "findings": findings,
        "summary": { "errors": errors, "warnings": imported.findings.len() - errors },
        "result": {
            "folder": options.out,
            "pages": imported.pages,
            "redirects": imported.redirects,
            "operations": imported.operations,
            "products": imported.products,
            "changed": imported.written.changed,
            "unchanged": imported.written.unchanged.len(),
            "removed": imported.written.removed,
            "names": names,
        },
    })
}
