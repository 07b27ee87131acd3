//! The command line of the generator: `openapi-client-codegen --help` tells what it does.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
