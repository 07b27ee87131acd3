//! 10,000 signed calls with 256 in flight: no error, flat memory, no more connections than calls: `cargo bench --bench
//! load`. Linux only, as it reads memory and connections from `/proc`.

mod support;

use std::error::Error;
use std::fs;
use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use support::merchant::merchant;
use support::process::{self, MockProcess};
use support::{is_measured, quantile};
use wechatpay_client::{Client, DepositCodesRequest};
use wechatpay_mock::Keys;

const CARD: &str = "pbLatjvWOibDc5-TBnbUk1pD12o0";
const IN_FLIGHT: usize = 256;

fn main() -> Result<(), Box<dyn Error>> {
    if process::served()? {
        return Ok(());
    }
    let calls = if is_measured() { 10_000 } else { 100 };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(run(calls))
}

async fn run(calls: usize) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let keys = folder.path().join("keys");
    let known = Keys::open_or_create(&keys)?.credentials()?;
    let mock = MockProcess::start(0, CARD, &keys, None)?;
    let client: Client = Client::builder().base_url(&mock.url).protocol(merchant(&known)?).build()?;
    let port: u16 = mock.url.rsplit(':').next().unwrap_or_default().parse()?;

    let mut results = stream::iter((0..calls).map(|number| {
        let client = &client;
        async move {
            let body = DepositCodesRequest::new().code([format!("{number:012}")]);
            client.deposit_codes(CARD, &body).await?.ok()
        }
    }))
    .buffer_unordered(IN_FLIGHT);
    let started = Instant::now();
    let (mut errors, mut memory, mut connections) = (0, Vec::new(), 0);
    let mut done = 0;
    while let Some(result) = results.next().await {
        errors += usize::from(result.is_err());
        done += 1;
        if done % (calls / 20) == 0 {
            memory.push(resident()?);
            connections = connections.max(connected_to(port)?);
        }
    }
    report(calls, errors, started.elapsed(), &memory, connections);
    match errors {
        0 => Ok(()),
        _ => Err(format!("{errors} of {calls} calls failed").into()),
    }
}

fn report(calls: usize, errors: usize, elapsed: Duration, memory: &[f64], connections: usize) {
    let half = memory.len() / 2;
    let (first, second) = memory.split_at(half);
    println!(
        "{calls} calls, {IN_FLIGHT} in flight: {errors} errors, {:.0} calls a second",
        calls as f64 / elapsed.as_secs_f64()
    );
    let met = if connections <= IN_FLIGHT { "met" } else { "NOT met" };
    println!("connections at most: {connections} (goal: {IN_FLIGHT}, {met})");
    println!(
        "resident memory: median {:.1} MiB in the first half, {:.1} MiB in the second, {:.1} MiB at most",
        quantile(first, 0.5),
        quantile(second, 0.5),
        quantile(memory, 1.0)
    );
}

/// The memory of this process that is in use, in MiB.
fn resident() -> Result<f64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    let kibibytes: f64 = line.split_whitespace().next().ok_or("no number")?.parse()?;
    Ok(kibibytes / 1024.0)
}

/// How many established connections lead to a port of this machine.
fn connected_to(port: u16) -> Result<usize, Box<dyn Error>> {
    const ESTABLISHED: &str = "01";
    let suffix = format!(":{port:04X}");
    let table = fs::read_to_string("/proc/self/net/tcp")?;
    let to_port = |line: &&str| {
        let mut fields = line.split_whitespace().skip(2);
        fields.next().is_some_and(|remote| remote.ends_with(&suffix)) && fields.next() == Some(ESTABLISHED)
    };
    Ok(table.lines().filter(to_port).count())
}
