//! What did not happen.

use std::fmt;

/// What a [`Mock`](super::Mock) expected and did not get, and what it got and did not expect.
#[derive(Clone, PartialEq, Eq)]
pub struct Unmet(pub(super) Vec<String>);

impl Unmet {
    /// One sentence each.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the calls were not those that the mock expected:")?;
        self.iter().try_for_each(|line| write!(out, "\n  {line}"))
    }
}

/// As it is displayed: this is what `unwrap` shows.
impl fmt::Debug for Unmet {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl std::error::Error for Unmet {}

/// A number of calls in words.
pub(super) fn calls(count: usize) -> String {
    match count {
        0 => "no call".to_owned(),
        1 => "1 call".to_owned(),
        count => format!("{count} calls"),
    }
}
