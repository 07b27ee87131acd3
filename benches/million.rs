//! A million codes through the example, in batches of 100, while the mock is killed and started again in the middle:
//! `cargo bench --bench million`. Every code must be counted once, and none be lost.

mod support;

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use support::is_measured;
use support::process::{self, MockProcess};
use wechatpay_mock::Mock;

const CARD: &str = "pbLatjvWOibDc5-TBnbUk1pD12o0";

fn main() -> Result<(), Box<dyn Error>> {
    if process::served()? {
        return Ok(());
    }
    let count = if is_measured() { 1_000_000 } else { 2_000 };
    let folder = tempfile::tempdir()?;
    let (keys, state, codes) =
        (folder.path().join("keys"), folder.path().join("cards.db"), folder.path().join("codes.txt"));
    write_codes(&codes, count)?;

    let mock = MockProcess::start(0, CARD, &keys, Some(&state))?;
    let port: u16 = mock.url.rsplit(':').next().unwrap_or_default().parse()?;
    let url = mock.url.clone();
    build_example()?;
    let started = Instant::now();
    let mut example = example(&url, &keys, &codes)?;
    wait_until_it_has_grown(&state, count)?;
    if example.try_wait()?.is_some() {
        return Err("the example was over before the mock was killed".into());
    }
    mock.kill()?;
    println!("killed after {:.1} s", started.elapsed().as_secs_f64());
    let mock = MockProcess::start(port, CARD, &keys, Some(&state))?;
    let output = example.wait_with_output()?;
    let elapsed = started.elapsed();
    mock.kill()?;

    print!("{}", String::from_utf8_lossy(&output.stdout));
    let mock = Mock::builder().state_file(&state).start_blocking()?;
    let stock = mock.codes(CARD)?.len();
    println!("{stock} codes are in the card, {:.0} a second over all", count as f64 / elapsed.as_secs_f64());
    if !output.status.success() || stock != count {
        return Err("not every code is in the card, or not every one was counted".into());
    }
    Ok(())
}

fn write_codes(path: &Path, count: usize) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::new(File::create(path)?);
    for number in 0..count {
        writeln!(file, "{number:012}")?;
    }
    Ok(file.flush()?)
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn build_example() -> Result<(), Box<dyn Error>> {
    let built = cargo().args(["build", "--release", "--quiet", "--example", "deposit"]).status()?;
    if built.success() { Ok(()) } else { Err("the example does not compile".into()) }
}

fn example(url: &str, keys: &Path, codes: &Path) -> Result<Child, Box<dyn Error>> {
    let mut command = cargo();
    command.args(["run", "--release", "--quiet", "--example", "deposit", "--"]);
    command.args(["--batch", "100", "--in-flight", "16", "--card", CARD, "--base-url", url]);
    command.arg("--keys").arg(keys).arg("--file").arg(codes);
    Ok(command.stdout(Stdio::piped()).spawn()?)
}

/// Until about a third of the codes can be in the state. Looks at its size, as nobody else may open it.
fn wait_until_it_has_grown(state: &Path, count: usize) -> Result<(), Box<dyn Error>> {
    let start = fs::metadata(state)?.len();
    // A code takes about 50 bytes, and a file grows by doubling.
    let enough = start + count as u64 * 12;
    let deadline = Instant::now() + Duration::from_secs(300);
    while fs::metadata(state)?.len() < enough && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(20));
    }
    if Instant::now() < deadline { Ok(()) } else { Err("the state has not grown within 5 minutes".into()) }
}
