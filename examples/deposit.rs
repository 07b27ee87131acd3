//! Deposits codes into a member card and prints what became of each.
//!
//! `cargo run --example deposit` needs nothing else: it starts a mock server of its own. See `--help`.

use clap::Parser;
use comfy_table::Table;
use comfy_table::presets::UTF8_BORDERS_ONLY;
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wechatpay_client::runtime::{Delivery, Error as ClientError, ErrorKind};
use wechatpay_client::{Client, DepositCodesRequest, DepositResult, ImportResult};
use wechatpay_mock::Mock;

/// Deposits codes into a member card, in batches, and prints what became of each.
///
/// Without --base-url it starts a mock server that runs as long as the example does.
#[derive(Debug, Parser)]
#[command(after_help = "Examples:
  deposit                                 a built-in few codes, into a mock
  deposit 478515832665 478515832666       these codes
  deposit --file codes.txt --batch 500    one code a line, 500 in each call
  deposit --state cards.db                the mock keeps its cards: run it twice, and codes come back as DUPLICATE
  deposit --base-url http://127.0.0.1:8080   a server of your own, such as `cargo run -p wechatpay-mock -- --any-card`")]
struct Options {
    /// The codes.
    codes: Vec<String>,
    /// A text file with one code a line; empty lines and lines that begin with # are passed over.
    #[arg(long, value_name = "FILE", conflicts_with = "codes")]
    file: Option<PathBuf>,
    /// How many codes one call carries.
    #[arg(long, default_value = "100")]
    batch: NonZeroUsize,
    /// The id of the card.
    #[arg(long, default_value = "pbLatjvWOibDc5-TBnbUk1pD12o0")]
    card: String,
    /// The file in which the mock keeps its cards.
    #[arg(long, value_name = "FILE", conflicts_with = "base_url")]
    state: Option<PathBuf>,
    /// A server to use in place of the mock.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(all_in) if all_in => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether every code is in the card now.
async fn run(options: Options) -> Result<bool, Box<dyn Error>> {
    let codes = codes(&options)?;
    let mock = match options.base_url {
        Some(_) => None,
        None => Some(start_mock(&options).await?),
    };
    let base_url = options.base_url.clone().or_else(|| mock.as_ref().map(Mock::base_url)).unwrap_or_default();
    let client: Client = Client::builder().base_url(&base_url).build()?;
    let (results, stopped) = deposit(&client, &options.card, &codes, options.batch.get()).await;
    print(&results);
    if let Some(mock) = mock {
        mock.stop().await;
    }
    let counts = counts(&results);
    let summary: Vec<String> = counts.iter().map(|(result, count)| format!("{count} {result}")).collect();
    let separator = if summary.is_empty() { "" } else { ": " };
    println!("{} of {} codes answered{separator}{}", results.len(), codes.len(), summary.join(", "));
    match stopped {
        Some(error) => {
            let advice = advice(&error, &base_url);
            Err(format!("{error}\n  {advice}").into())
        }
        // A server that answers nothing has deposited nothing.
        None => Ok(results.len() == codes.len() && results.iter().all(is_in)),
    }
}

const UNKNOWN: &str =
    "whether this batch was deposited is not known; run again: codes that are in come back as DUPLICATE";

/// Whether the card holds the code now.
fn is_in(item: &DepositResult) -> bool {
    matches!(item.result, Some(ImportResult::Success | ImportResult::Duplicate))
}

/// Whether a whole answer says that the request itself was at fault.
fn is_refusal(error: &ClientError) -> bool {
    error.kind() == ErrorKind::Status && error.status().is_some_and(|status| status.is_client_error())
}

/// What to do about a call that failed.
fn advice(error: &ClientError, base_url: &str) -> String {
    match error.delivery() {
        Delivery::NotSent => format!("nothing was deposited by this call: is a server running at {base_url}?"),
        Delivery::MaybeReceived | Delivery::Inconclusive => UNKNOWN.to_owned(),
        Delivery::Answered if is_refusal(error) => {
            "the server refused this call: nothing of it was deposited".to_owned()
        }
        // A success that cannot be read leaves open what became of each code.
        Delivery::Answered => UNKNOWN.to_owned(),
    }
}

fn codes(options: &Options) -> Result<Vec<String>, Box<dyn Error>> {
    match &options.file {
        Some(file) => from_file(file),
        None if options.codes.is_empty() => {
            Ok((0..5).map(|number| format!("{}", 478_515_832_665_u64 + number)).collect())
        }
        None => Ok(options.codes.clone()),
    }
}

fn from_file(file: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let text = fs::read_to_string(file).map_err(|error| {
        format!("{} cannot be read: {error}\n  --file wants a text file with one code a line", file.display())
    })?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let codes: Vec<String> = lines.map(str::to_owned).collect();
    if codes.is_empty() {
        return Err(format!("{} holds no code\n  write one code a line", file.display()).into());
    }
    Ok(codes)
}

async fn start_mock(options: &Options) -> Result<Mock, wechatpay_mock::Error> {
    let mut builder = Mock::builder().card(&options.card);
    if let Some(state) = &options.state {
        builder = builder.state_file(state);
    }
    builder.start().await
}

/// One call for each batch; what was answered until all is done, or until a call fails.
async fn deposit(
    client: &Client,
    card: &str,
    codes: &[String],
    batch: usize,
) -> (Vec<DepositResult>, Option<ClientError>) {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} codes, {per_sec}, {eta} left");
    let progress = ProgressBar::new(codes.len() as u64);
    progress.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let mut results = Vec::with_capacity(codes.len());
    for batch in codes.chunks(batch) {
        let request = DepositCodesRequest::new().code(batch);
        match client.deposit_codes(card, &request).await.and_then(|response| response.ok()) {
            Ok(body) => results.extend(body.data.unwrap_or_default()),
            Err(error) => {
                progress.abandon();
                return (results, Some(error));
            }
        }
        progress.inc(batch.len() as u64);
    }
    progress.finish_and_clear();
    (results, None)
}

fn print(results: &[DepositResult]) {
    if results.is_empty() {
        return;
    }
    let mut table = Table::new();
    table.load_style(UTF8_BORDERS_ONLY).set_header(["code", "result"]);
    for item in results {
        table.add_row([item.code.as_deref().unwrap_or("(no code)"), result(item)]);
    }
    println!("{table}");
}

fn counts(results: &[DepositResult]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for item in results {
        *counts.entry(result(item)).or_default() += 1;
    }
    counts
}

fn result(item: &DepositResult) -> &str {
    item.result.as_ref().map_or("(no result)", |result| result.as_str())
}
