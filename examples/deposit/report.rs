//! What became of the codes, for people.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use comfy_table::Table;
use comfy_table::presets::UTF8_BORDERS_ONLY;
use indicatif::{ProgressBar, ProgressStyle};
use wechatpay_client::runtime::{Delivery, Error as ClientError, ErrorKind};
use wechatpay_client::{DepositResult, ImportResult};
use wechatpay_protocol::{ApiError, Rejection};

/// The most codes that are listed one by one.
const LISTED: usize = 40;

/// What became of the codes so far.
pub struct Report {
    codes: usize,
    answered: usize,
    /// Codes that were sent and are not in the answer, or the other way round.
    mismatched: usize,
    counts: BTreeMap<String, usize>,
    listed: Vec<DepositResult>,
    progress: ProgressBar,
}

impl Report {
    pub fn new(codes: usize) -> Self {
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} codes, {per_sec}, {eta} left");
        let progress = ProgressBar::new(codes as u64);
        progress.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { codes, answered: 0, mismatched: 0, counts: BTreeMap::new(), listed: Vec::new(), progress }
    }

    /// Takes the answer to a batch.
    pub fn take(&mut self, batch: &[String], results: Vec<DepositResult>) {
        self.answered += results.len();
        self.mismatched += mismatched(batch, &results);
        for item in &results {
            *self.counts.entry(word(item).to_owned()).or_default() += 1;
        }
        let room = LISTED.saturating_sub(self.listed.len());
        self.listed.extend(results.into_iter().take(room));
        self.progress.inc(batch.len() as u64);
    }

    /// Whether the card holds every code now.
    pub fn is_complete(&self) -> bool {
        let held = [ImportResult::Success, ImportResult::Duplicate];
        let held: usize = held.iter().filter_map(|result| self.counts.get(result.as_str())).sum();
        held == self.codes && self.mismatched == 0
    }

    pub fn print(&self, elapsed: Duration) {
        self.progress.finish_and_clear();
        if (1..=LISTED).contains(&self.answered) {
            let mut table = Table::new();
            table.load_style(UTF8_BORDERS_ONLY).set_header(["code", "result"]);
            for item in &self.listed {
                table.add_row([item.code.as_deref().unwrap_or("(no code)"), word(item)]);
            }
            println!("{table}");
        }
        let counts: Vec<String> = self.counts.iter().map(|(result, count)| format!("{count} {result}")).collect();
        let separator = if counts.is_empty() { "" } else { ": " };
        println!("{} of {} codes answered{separator}{}", self.answered, self.codes, counts.join(", "));
        if self.mismatched > 0 {
            println!("{} codes were sent without an answer, or answered without being sent", self.mismatched);
        }
        if self.answered > LISTED {
            println!(
                "{:.1} s, {:.0} codes a second",
                elapsed.as_secs_f64(),
                self.answered as f64 / elapsed.as_secs_f64()
            );
        }
    }
}

/// The order of an answer is not documented, so that only how often each code is in it counts.
fn mismatched(batch: &[String], results: &[DepositResult]) -> usize {
    let mut balance: HashMap<&str, i64> = HashMap::new();
    batch.iter().for_each(|code| *balance.entry(code).or_default() += 1);
    results.iter().filter_map(|item| item.code.as_deref()).for_each(|code| *balance.entry(code).or_default() -= 1);
    balance.values().filter(|count| **count != 0).count()
}

fn word(item: &DepositResult) -> &str {
    item.result.as_ref().map_or("(no result)", |result| result.as_str())
}

/// Whether it is known that nothing was done. What is not verified could come from anybody on the way.
fn is_refusal(answer: &ApiError) -> bool {
    answer.is_verified && answer.status.is_client_error()
}

/// What went wrong, and what to do about it.
pub fn advice(error: &ClientError, url: &str) -> String {
    let advice = match error.delivery() {
        _ if matches!(error.cause(), Some(Rejection::UnknownSerial { .. } | Rejection::WrongSignature)) => {
            format!("the keys are not those of the server at {url}; a mock must be started with the same --keys")
        }
        Delivery::NotSent if error.kind() == ErrorKind::Connect => {
            format!("nothing was deposited by this call; does a server run at {url}?")
        }
        Delivery::NotSent => "nothing was deposited by this call".to_owned(),
        Delivery::Answered if ApiError::of(error).is_some_and(|answer| is_refusal(&answer)) => {
            "WeChat Pay refused this call: nothing of it was deposited".to_owned()
        }
        _ => "whether this batch was deposited is not known; run again: codes that are in come back as DUPLICATE"
            .to_owned(),
    };
    format!("{error}\n  {advice}")
}
