//! The command line: what to generate comes in as arguments, what was done goes out as text and an exit code.

mod arguments;
mod changes;
mod check;
mod coverage;
mod explain;
mod features;
mod generate;
mod import_pages;
mod manifest;
mod report;
mod target;
mod unified;

use anstream::ColorChoice;
use arguments::{Arguments, Color, Command};
use clap::Parser;
use report::Failure;
use std::io;
use std::process::ExitCode;

/// As clap ends on arguments that it does not know.
const USAGE: u8 = 2;

/// 0 where all is well, 1 on errors and stale files; clap itself ends with 2 on arguments it does not know.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    color(arguments.color).write_global();
    let outcome = match arguments.command {
        Command::Generate(options) => generate::generate(&options),
        Command::Check(options) => check::check(&options),
        Command::Report(measured) => coverage::report(&measured),
        Command::ImportPages(options) => import_pages::import_pages(&options),
        Command::Diff(compared) => changes::diff(&compared),
        Command::Explain { code } => explain::explain(code.as_deref()),
    };
    match outcome {
        Ok(code) => code,
        // The reader of a pipe has seen enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        Err(failure) => {
            report::failure(&failure);
            match failure {
                Failure::Usage(_) => ExitCode::from(USAGE),
                Failure::Arguments(_) | Failure::Output(_) => ExitCode::FAILURE,
            }
        }
    }
}

fn color(color: Color) -> ColorChoice {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}
