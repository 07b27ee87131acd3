//! Reading and writing a large answer by the runtime, against serde's derives: `cargo bench --bench json`.

mod support;

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use support::{Comparison, Goal, by_hand, is_measured, print};
use wechatpay_client::DepositResults;
use wechatpay_client::runtime::{from_json, to_json};

fn main() -> Result<(), Box<dyn Error>> {
    let text = answer(10_000);
    let ours: DepositResults = from_json(&text)?;
    let theirs: by_hand::Results = serde_json::from_slice(&text)?;
    assert_eq!(to_json(&ours)?, serde_json::to_vec(&theirs)?, "both write the same");

    let mut decode = Comparison::new("decode", "MB/s", Some(Goal::AtLeast(0.9)));
    let mut encode = Comparison::new("encode", "MB/s", Some(Goal::AtLeast(1.2)));
    let rounds = if is_measured() { 200 } else { 1 };
    // One after the other, as memory that one leaves behind in pieces slows the next; and each side first in turn.
    for round in 0..rounds {
        decode.push_in_turn(
            round,
            || rate(&text, || from_json::<DepositResults>(&text).is_ok()),
            || rate(&text, || serde_json::from_slice::<by_hand::Results>(&text).is_ok()),
        );
    }
    for round in 0..rounds {
        let ours = || rate(&text, || to_json(&ours).is_ok());
        encode.push_in_turn(round, ours, || rate(&text, || serde_json::to_vec(&theirs).is_ok()));
    }
    println!("\nAn answer of 10,000 results ({} bytes), by the runtime against serde's derives:\n", text.len());
    print("runtime", "serde", &[decode, encode]);
    Ok(())
}

/// How much of `text` one run of `work` handles, in megabytes per second.
fn rate(text: &[u8], work: impl Fn() -> bool) -> f64 {
    let started = Instant::now();
    assert!(black_box(work()));
    text.len() as f64 / 1e6 / started.elapsed().as_secs_f64()
}

fn answer(count: usize) -> Vec<u8> {
    let items: Vec<String> =
        (0..count).map(|index| format!(r#"{{"code":"{index:012}","result":"DUPLICATE"}}"#)).collect();
    format!(r#"{{"data":[{}]}}"#, items.join(",")).into_bytes()
}
