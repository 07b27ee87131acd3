//! What there is to say about pages: where, under which stable code, and what became of the place.

pub(crate) use crate::catalogue::*;
use std::cmp::Ordering;
use std::path::{Path, PathBuf};

/// One thing that breaks the grammar, or that a reader should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The stable name of the kind of finding, one of [`CODES`](crate::CODES).
    pub code: &'static str,
    /// The page, as it was found.
    pub file: PathBuf,
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong, and what became of it.
    pub message: String,
}

/// The findings of a run.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// Records a finding.
    pub fn add(&mut self, code: &'static str, file: &Path, line: usize, message: impl Into<String>) {
        self.list.push(Finding { code, file: file.to_owned(), line, message: message.into() });
    }

    /// All of them, by file and line.
    pub fn into_sorted(mut self) -> Vec<Finding> {
        self.list.sort_by(order);
        self.list
    }
}

fn order(a: &Finding, b: &Finding) -> Ordering {
    (&a.file, a.line, a.code, &a.message).cmp(&(&b.file, b.line, b.code, &b.message))
}
