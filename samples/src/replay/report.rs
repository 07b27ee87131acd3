//! What became of all samples.

use crate::sample::{Mode, Sample, Style};
use std::collections::BTreeMap;
use std::fmt;

/// What became of all samples.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// How many were sent as they say, by style and by whether they wait.
    pub same: BTreeMap<(Style, Mode), usize>,
    /// Those that were not.
    pub different: Vec<Difference>,
}

/// A sample that was not sent as it says.
#[derive(Debug, Clone)]
pub struct Difference {
    /// Where the sample stands.
    pub place: String,
    /// Its operation.
    pub operation: String,
    /// What differs.
    pub problems: Vec<String>,
}

impl Report {
    pub(super) fn add(&mut self, sample: &Sample, result: Result<(), Vec<String>>) {
        match result {
            Ok(()) => *self.same.entry((sample.style, sample.mode)).or_default() += 1,
            Err(problems) => {
                self.different.push(Difference { place: sample.place.clone(), operation: sample.operation(), problems })
            }
        }
    }

    /// How many samples were sent as they say.
    pub fn sent(&self) -> usize {
        self.same.values().sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{} samples were sent as they say, {} were not", self.sent(), self.different.len())?;
        for ((style, mode), count) in &self.same {
            writeln!(out, "  {count:>6} {style:?} {mode:?}")?;
        }
        for difference in &self.different {
            writeln!(out, "{}: {}", difference.place, difference.operation)?;
            for problem in &difference.problems {
                writeln!(out, "  {problem}")?;
            }
        }
        Ok(())
    }
}
