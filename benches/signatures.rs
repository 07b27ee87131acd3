//! Signing a request and verifying an answer, against `openssl speed`: `cargo bench --bench signatures`.
//!
//! Ours is the whole of it: clock, nonce, message, signature, base64 and header; and of an answer its headers, skew, key,
//! message and signature. What is compared with is the bare operation.

mod support;

use std::error::Error;
use std::hint::black_box;
use std::process::Command;

use support::{Comparison, Goal, cpu, is_measured, merchant::merchant, print};
use wechatpay_mock::{Mock, Notice};

const TARGET: &str = "/v3/marketing/membercard-open/cards/pbLatjvWOibDc5-TBnbUk1pD12o0/codes/deposit";
const BODY: &[u8] = br#"{"code":["478515832665"]}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let mock = Mock::builder().start_blocking()?;
    let merchant = merchant(&mock.credentials()?)?;
    let (headers, body) = mock.notification(&Notice::default())?;
    let sign = || drop(black_box(merchant.sign("POST", TARGET, BODY)));
    let verify = || merchant.verify(&headers, &body).expect("the mock signs rightly");
    let (rounds, seconds) = if is_measured() { (7, 1) } else { (1, 1) };

    let mut signing = Comparison::new("signing a request", "a second", Some(Goal::AtLeast(0.9)));
    let mut verifying = Comparison::new("verifying an answer", "a second", Some(Goal::AtLeast(0.9)));
    for _ in 0..rounds {
        let Some((signs, verifies)) = openssl(seconds) else {
            println!("`openssl` is not installed, so there is nothing to compare with");
            return Ok(());
        };
        let time = seconds as f64 * 1e6;
        signing.push(rate(time, sign)?, signs);
        verifying.push(rate(time, verify)?, verifies);
    }
    print("this crate", "openssl speed", &[signing, verifying]);
    Ok(())
}

/// How often a second of processor time is enough for, as OpenSSL counts too.
fn rate(microseconds: f64, operation: impl Fn()) -> Result<f64, std::io::Error> {
    let started = cpu::of_this_thread()?;
    let (mut count, mut passed) = (0, 0.0);
    while passed < microseconds {
        (0..200).for_each(|_| operation());
        count += 200;
        passed = cpu::of_this_thread()? - started;
    }
    Ok(f64::from(count) / passed * 1e6)
}

/// What OpenSSL signs and verifies in a second on one core.
fn openssl(seconds: u64) -> Option<(f64, f64)> {
    let output = Command::new("openssl").args(["speed", "-seconds", &seconds.to_string(), "rsa2048"]).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let line = text.lines().find(|line| line.starts_with("rsa 2048 bits"))?;
    let mut figures = line.split_whitespace().rev().filter_map(|word| word.parse().ok());
    let (verifies, signs) = (figures.next()?, figures.next()?);
    Some((signs, verifies))
}
