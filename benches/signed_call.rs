//! What a signed and verified deposit costs the client, against signing, verifying and the same call by hand:
//! `cargo bench --bench signed_call`. Linux only, as it counts the processor time of one thread.
//!
//! The client runs on this thread alone; the mock has threads of its own, which are not counted.

mod support;

use std::error::Error;
use std::future::Future;
use std::hint::black_box;

use support::{Comparison, Goal, by_hand, cpu, is_measured, merchant::merchant, print};
use wechatpay_client::{Client, DepositCodesRequest};
use wechatpay_mock::{Mock, Notice};

const CARD: &str = "pbLatjvWOibDc5-TBnbUk1pD12o0";
const TARGET: &str = "/v3/marketing/membercard-open/cards/pbLatjvWOibDc5-TBnbUk1pD12o0/codes/deposit";

fn main() -> Result<(), Box<dyn Error>> {
    if cpu::of_this_thread().is_err() {
        println!("this system does not tell the processor time of a thread");
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    print("generated, signed", "compared with", &runtime.block_on(compare())?);
    Ok(())
}

async fn compare() -> Result<[Comparison; 2], Box<dyn Error>> {
    let mock = Mock::builder().card(CARD).keep_requests(1).start_blocking()?;
    let plain = Mock::builder().card(CARD).keep_requests(1).unsigned().start_blocking()?;
    let merchant = merchant(&mock.credentials()?)?;
    let (headers, notification) = mock.notification(&Notice::default())?;
    let client: Client = Client::builder().base_url(mock.base_url()).protocol(merchant.clone()).build()?;
    let (reqwest, base) = (by_hand::client()?, plain.base_url());
    let codes = ["478515832665".to_owned()];
    let body = DepositCodesRequest::new().code(&codes);
    let request = by_hand::Request { code: Some(codes.to_vec()) };
    let bytes = br#"{"code":["478515832665"]}"#;

    let signed =
        async || client.deposit_codes(CARD, &body).await.and_then(|response| response.ok()).expect("it is deposited");
    let by_hand = async || by_hand::deposit(&reqwest, &base, CARD, &request).await.expect("it is deposited");
    let base_of_signed = mock.base_url();
    let signed_by_hand = async || {
        let deposited = by_hand::signed_deposit(&reqwest, &merchant, &base_of_signed, TARGET, &request).await;
        deposited.expect("it is deposited")
    };
    let sign = async || merchant.sign("POST", TARGET, bytes).expect("it is signed");
    let verify = async || merchant.verify(&headers, &notification).expect("it is verified");

    let (rounds, calls) = if is_measured() { (30, 200) } else { (1, 2) };
    let goal = Some(Goal::AtMost(1.15));
    let mut to_whole = Comparison::new("processor time, to signing, calling and verifying by hand", "µs", goal);
    let mut to_parts =
        Comparison::new("processor time, to the sum of the three, each in a loop of its own", "µs", goal);
    for round in 0..=rounds {
        let parts = cost(calls, &by_hand).await? + cost(calls, &sign).await? + cost(calls, &verify).await?;
        let (ours, theirs) = if round % 2 == 0 {
            let ours = cost(calls, &signed).await?;
            (ours, cost(calls, &signed_by_hand).await?)
        } else {
            let theirs = cost(calls, &signed_by_hand).await?;
            (cost(calls, &signed).await?, theirs)
        };
        // The first round opens the connections.
        if round > 0 {
            to_whole.push(ours, theirs);
            to_parts.push(ours, parts);
        }
    }
    Ok([to_whole, to_parts])
}

/// The processor time of one of many.
async fn cost<T, F: Future<Output = T>>(times: u32, operation: impl Fn() -> F) -> Result<f64, std::io::Error> {
    let before = cpu::of_this_thread()?;
    for _ in 0..times {
        black_box(operation().await);
    }
    Ok((cpu::of_this_thread()? - before) / f64::from(times))
}
