//! As much of PHP as samples are written in: assignments, array literals, and one call.

mod cursor;
mod evaluate;
mod text;
mod token;
mod value;

pub use evaluate::evaluate;
pub use value::{Key, Step, Value};

/// What could not be read, with its line, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct Problem {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub what: String,
}

impl Problem {
    fn new(line: usize, what: impl Into<String>) -> Self {
        Self { line, what: what.into() }
    }
}
