//! Deposits codes into a member card and prints what became of each, signed and verified.
//!
//! `cargo run --example deposit` needs nothing else: it starts a mock server of its own, and makes the keys of both sides
//! when it is first run. See `--help`.

mod codes;
mod options;
mod report;
mod server;

use std::error::Error;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use futures_util::{StreamExt, stream};
use options::Options;
use report::Report;
use tracing_subscriber::EnvFilter;
use wechatpay_client::runtime::{Result as CallResult, Retry};
use wechatpay_client::{Client, DepositCodesRequest, DepositResult};

#[tokio::main]
async fn main() -> ExitCode {
    // What the client tells of each attempt: RUST_LOG=debug shows it.
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    log.with_env_filter(EnvFilter::from_default_env()).init();
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
    let codes = codes::read(&options)?;
    let server = server::reach(&options).await?;
    let started = Instant::now();
    let mut report = Report::new(codes.len());
    let stopped = deposit(&server.client, &options, &codes, &mut report).await;
    report.print(started.elapsed());
    let advice = stopped.map_err(|error| report::advice(&error, &server.url));
    server.stop().await;
    advice?;
    Ok(report.is_complete())
}

/// One call for each batch, several at a time, until all is done or a call fails for good.
///
/// The first goes alone and without much patience: a server that is not there should be told soon. One that goes away later
/// may come back.
async fn deposit(client: &Client, options: &Options, codes: &[String], report: &mut Report) -> CallResult<()> {
    let patient = Retry::default().attempts(30).longest_delay(Duration::from_secs(2));
    let mut batches = codes.chunks(options.batch.get());
    if let Some(first) = batches.next() {
        let (batch, results) = call(client, &options.card, first, Retry::default()).await?;
        report.take(batch, results);
    }
    let batches = batches.map(|batch| call(client, &options.card, batch, patient));
    let mut answers = stream::iter(batches).buffer_unordered(options.in_flight.get());
    while let Some(answer) = answers.next().await {
        let (batch, results) = answer?;
        report.take(batch, results);
    }
    Ok(())
}

async fn call<'c>(
    client: &Client,
    card: &str,
    batch: &'c [String],
    retry: Retry,
) -> CallResult<(&'c [String], Vec<DepositResult>)> {
    let body = client.deposit_codes(card, &DepositCodesRequest::new().code(batch)).retry(retry).await?.ok()?;
    Ok((batch, body.data.unwrap_or_default()))
}
