//! What the benchmarks share: rounds that alternate between two sides, and a table of what they gave.

#![allow(dead_code, reason = "each benchmark uses a part")]

pub mod by_hand;
pub mod cpu;
pub mod merchant;
pub mod process;
pub mod server;

use comfy_table::{Cell, Table, presets};

/// Whether this is `cargo bench`. Under `cargo test --benches` a benchmark only shows that it runs.
pub fn is_measured() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

/// What a figure must reach.
#[derive(Clone, Copy)]
pub enum Goal {
    AtMost(f64),
    AtLeast(f64),
}

impl Goal {
    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtMost(limit) => value <= limit,
            Self::AtLeast(limit) => value >= limit,
        }
    }

    fn shown(self) -> String {
        match self {
            Self::AtMost(limit) => format!("≤ {limit:.2}"),
            Self::AtLeast(limit) => format!("≥ {limit:.2}"),
        }
    }
}

/// One figure of two sides, a pair for each round.
pub struct Comparison {
    pub name: String,
    pub unit: &'static str,
    pub ours: Vec<f64>,
    pub theirs: Vec<f64>,
    pub goal: Option<Goal>,
}

impl Comparison {
    pub fn new(name: impl Into<String>, unit: &'static str, goal: Option<Goal>) -> Self {
        Self { name: name.into(), unit, ours: Vec::new(), theirs: Vec::new(), goal }
    }

    pub fn push(&mut self, ours: f64, theirs: f64) {
        self.ours.push(ours);
        self.theirs.push(theirs);
    }

    /// Measures both sides, ours first in every other round.
    pub fn push_in_turn(&mut self, round: usize, ours: impl FnOnce() -> f64, theirs: impl FnOnce() -> f64) {
        if round.is_multiple_of(2) {
            let ours = ours();
            self.push(ours, theirs());
        } else {
            let theirs = theirs();
            self.push(ours(), theirs);
        }
    }

    /// Of each round, so that what else the machine does at the time weighs on both sides.
    fn ratios(&self) -> Vec<f64> {
        self.ours.iter().zip(&self.theirs).map(|(ours, theirs)| ours / theirs).collect()
    }
}

/// Prints the medians of both sides, the median of the rounds' ratios with its quartiles, and whether it is enough.
pub fn print(ours: &str, theirs: &str, comparisons: &[Comparison]) {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN);
    table.set_header(["", "unit", ours, theirs, "ratio", "quartiles", "goal", "met"]);
    for comparison in comparisons {
        let ratios = comparison.ratios();
        let ratio = median(&ratios);
        let (goal, met) = match comparison.goal {
            Some(goal) => (goal.shown(), if goal.is_met(ratio) { "yes" } else { "NO" }),
            None => (String::new(), ""),
        };
        table.add_row([
            Cell::new(&comparison.name),
            Cell::new(comparison.unit),
            Cell::new(format!("{:.1}", median(&comparison.ours))),
            Cell::new(format!("{:.1}", median(&comparison.theirs))),
            Cell::new(format!("{ratio:.3}")),
            Cell::new(format!("{:.3}–{:.3}", quantile(&ratios, 0.25), quantile(&ratios, 0.75))),
            Cell::new(goal),
            Cell::new(met),
        ]);
    }
    println!("{table}");
}

pub fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

pub fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let index = ((sorted.len().saturating_sub(1)) as f64 * part).round() as usize;
    sorted.get(index).copied().unwrap_or(f64::NAN)
}
