//! Writes the test that replays the code samples of reference pages through a generated crate.

use clap::Parser;
use openapi_client_codegen::diagnostic::Diagnostics;
use openapi_client_codegen::settings::Settings;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wechatpay_pages::facts;
use wechatpay_samples::{Sample, read, write};

/// Writes a test into a generated crate: it sends every code sample of the reference pages through the crate to a mock.
///
/// The crate must have been generated with the same settings. Beside the test come the samples as JSON; the crate needs
/// `wechatpay-samples` as a dev-dependency, which is added to its Cargo.toml unless it is there.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Example:\n  wechatpay-samples pages --config spec/codegen.toml --crate-dir client --crate wechatpay"
)]
struct Arguments {
    /// The folder of the reference pages.
    pages: PathBuf,
    /// The settings that the crate was generated with.
    #[arg(long, value_name = "FILE", default_value = "spec/codegen.toml")]
    config: PathBuf,
    /// The folder of the crate.
    #[arg(long, value_name = "DIR")]
    crate_dir: PathBuf,
    /// The name of the crate.
    #[arg(long = "crate", value_name = "NAME")]
    name: String,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(text) => {
            // Nobody may be reading any more.
            let _ = writeln!(std::io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<String, String> {
    let (samples, unread) = samples(&arguments.pages)?;
    let mut diagnostics = Diagnostics::default();
    let settings = Settings::read(&arguments.config, &mut diagnostics);
    let settings = settings.ok_or_else(|| format!("the settings {} cannot be read", arguments.config.display()))?;
    let generated = openapi_client_codegen::generate(&settings, &mut diagnostics);
    let generated = generated.ok_or("the documents that the settings name cannot be read")?;
    let documents = documents(&settings)?;
    let features = !generated.features.is_empty();
    let written = write(&generated.plan, &samples, &arguments.name, &documents, features);

    let tests = arguments.crate_dir.join("tests");
    fs::create_dir_all(&tests).map_err(|error| format!("{}: {error}", tests.display()))?;
    let json = serde_json::to_string_pretty(&samples).map_err(|error| error.to_string())?;
    put(&tests.join("samples.json"), &json)?;
    put(&tests.join("samples.rs"), &written.source)?;
    manifest(&arguments.crate_dir.join("Cargo.toml"))?;
    let mut text = format!("{} samples, in {}", samples.len(), tests.display());
    for problem in unread {
        text.push_str(&format!("\nnot read: {problem}"));
    }
    for operation in written.missing {
        text.push_str(&format!("\nno typed call: {operation}"));
    }
    Ok(text)
}

fn put(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))
}

/// The samples of all pages, and those that are none.
fn samples(pages: &Path) -> Result<(Vec<Sample>, Vec<String>), String> {
    let mut findings = wechatpay_pages::Findings::default();
    let (pages, _) = wechatpay_pages::read(pages, &mut findings, |_| {}).map_err(|error| error.to_string())?;
    let (mut samples, mut unread) = (Vec::new(), Vec::new());
    for operation in facts::operations(&pages, &mut findings) {
        // What stands in further groups are fragments of the same call.
        for fence in operation.fences.iter().filter(|fence| fence.group == 0 && fence.language == "php") {
            let place = format!("{}:{}", operation.page, fence.line);
            match read(&fence.code, &place) {
                Ok(sample) => samples.push(sample),
                Err(problem) => unread.push(format!("{place}: {problem}")),
            }
        }
    }
    Ok((samples, unread))
}

/// The documents of the client, from wherever the test runs.
fn documents(settings: &Settings) -> Result<Vec<String>, String> {
    let absolute = |document: &PathBuf| {
        let path = document.canonicalize().map_err(|error| format!("{}: {error}", document.display()))?;
        Ok(path.display().to_string())
    };
    [&settings.document].into_iter().chain(&settings.further).map(absolute).collect()
}

/// The crate's own manifest is the generator's; only the line that a test needs is added.
fn manifest(file: &Path) -> Result<(), String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    if text.contains("wechatpay-samples") {
        return Ok(());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let line = format!("wechatpay-samples = {{ path = {:?} }}\n", folder.display().to_string());
    let text = match text.split_once("[dev-dependencies]\n") {
        Some((before, after)) => format!("{before}[dev-dependencies]\n{line}{after}"),
        None => format!("{}\n\n[dev-dependencies]\n{line}", text.trim_end()),
    };
    put(file, &text)
}
