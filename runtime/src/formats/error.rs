//! Why a text does not have its format.

use std::fmt;

/// Longer texts are cut in a message.
const SHOWN: usize = 40;

/// A text that does not have the format it is meant to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatError {
    expected: &'static str,
    found: String,
}

impl FormatError {
    /// `found` is not what is `expected`, such as `a date`.
    #[cold]
    pub(crate) fn new(expected: &'static str, found: &str) -> Self {
        let end = found.char_indices().nth(SHOWN).map(|(end, _)| end);
        let found = match end {
            Some(end) => format!("{:?}…", found.get(..end).unwrap_or_default()),
            None => format!("{found:?}"),
        };
        Self { expected, found }
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} is not {}", self.found, self.expected)
    }
}

impl std::error::Error for FormatError {}
