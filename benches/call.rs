//! A deposit through the generated client, against the same deposit by hand: `cargo bench --bench call`.
//!
//! Both run in one process on one thread, in turns, against one server on another thread. The counting allocator
//! weighs on both sides by what they allocate.

mod support;

use std::alloc::System;
use std::error::Error;
use std::future::Future;
use std::hint::black_box;
use std::time::Instant;

use futures_util::{StreamExt, stream};
use serde_json::json;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use support::{Comparison, Goal, by_hand, is_measured, median, print, server};
use wechatpay_client::{Client, DepositCodesRequest, DepositCodesResponse};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const CARD: &str = "pbLatjvWOibDc5-TBnbUk1pD12o0";

/// How many codes one call carries: as few as can be, where the cost of a call itself shows most, and a usual batch.
const CODES: [usize; 2] = [1, 100];

/// Calls in flight where throughput is measured.
const IN_FLIGHT: usize = 64;

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for codes in CODES {
        let comparisons = runtime.block_on(compare(codes))?;
        println!("\nA deposit of {codes}, generated against by hand:\n");
        print("generated", "by hand", &comparisons);
    }
    Ok(())
}

async fn compare(count: usize) -> Result<[Comparison; 4], Box<dyn Error>> {
    let codes: Vec<String> = (0..count).map(|index| format!("4785158326{index:02}")).collect();
    let base = format!("http://{}", server::start(&answer(&codes))?);

    let generated = Client::builder().base_url(&base).build()?;
    let body = DepositCodesRequest::new().code(&codes);
    let ours = || async {
        match generated.deposit_codes(CARD, &body).await {
            Ok(DepositCodesResponse::Ok(results)) => results.data.map_or(0, |data| data.len()),
            other => panic!("{other:?}"),
        }
    };
    let reqwest = by_hand::client()?;
    let request = by_hand::Request { code: Some(codes) };
    let theirs = || async {
        let results = by_hand::deposit(&reqwest, &base, CARD, &request).await;
        results.unwrap_or_else(|error| panic!("{error}")).data.map_or(0, |data| data.len())
    };
    assert_eq!((ours().await, theirs().await), (count, count), "both read the whole answer");

    // The calls of a round; the rounds are many, as the machine may have better and worse moments.
    let (rounds, sequential, parallel) = if is_measured() { (80, 60, 640) } else { (1, 1, IN_FLIGHT) };
    let mut latency = Comparison::new("median latency", "µs", Some(Goal::AtMost(1.05)));
    let mut throughput = Comparison::new("throughput, 64 in flight", "calls/s", Some(Goal::AtLeast(0.95)));
    let mut allocations = Comparison::new("allocations", "per call", Some(Goal::AtMost(1.2)));
    let mut allocated = Comparison::new("allocated", "bytes per call", None);
    for round in 0..=rounds {
        let first = round % 2 == 0;
        let times = in_turn(first, latency_of(&ours, sequential), latency_of(&theirs, sequential)).await;
        let rates = in_turn(first, throughput_of(&ours, parallel), throughput_of(&theirs, parallel)).await;
        let memory = in_turn(first, memory_of(&ours, sequential), memory_of(&theirs, sequential)).await;
        // The first round opens the connections.
        if round > 0 {
            latency.push(times.0, times.1);
            throughput.push(rates.0, rates.1);
            allocations.push(memory.0.0, memory.1.0);
            allocated.push(memory.0.1, memory.1.1);
        }
    }
    Ok([latency, throughput, allocations, allocated])
}

/// Runs one side after the other, and the other first where that is due.
async fn in_turn<T>(ours_first: bool, ours: impl Future<Output = T>, theirs: impl Future<Output = T>) -> (T, T) {
    if ours_first {
        let ours = ours.await;
        (ours, theirs.await)
    } else {
        let theirs = theirs.await;
        (ours.await, theirs)
    }
}

/// The median of `calls` one after the other, in microseconds.
async fn latency_of<F: Future>(call: impl Fn() -> F, calls: usize) -> f64 {
    let mut times = Vec::with_capacity(calls);
    for _ in 0..calls {
        let started = Instant::now();
        black_box(call().await);
        times.push(started.elapsed().as_secs_f64() * 1e6);
    }
    median(&times)
}

/// Calls per second.
async fn throughput_of<F: Future>(call: impl Fn() -> F, calls: usize) -> f64 {
    let started = Instant::now();
    let done = stream::iter(0..calls).map(|_| call()).buffer_unordered(IN_FLIGHT).count().await;
    done as f64 / started.elapsed().as_secs_f64()
}

/// How often a call asks for memory, and for how many bytes. The server asks for none.
async fn memory_of<F: Future>(call: impl Fn() -> F, calls: usize) -> (f64, f64) {
    let region = Region::new(ALLOCATOR);
    for _ in 0..calls {
        black_box(call().await);
    }
    let change = region.change();
    let times = change.allocations + change.reallocations;
    (times as f64 / calls as f64, change.bytes_allocated as f64 / calls as f64)
}

/// One result for each code, as the service answers.
fn answer(codes: &[String]) -> String {
    let data = codes.iter().map(|code| json!({ "code": code, "result": "SUCCESS" }));
    json!({ "data": data.collect::<Vec<_>>() }).to_string()
}
