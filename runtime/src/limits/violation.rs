//! What breaks a limit.

use std::fmt;
use std::ops::Deref;

/// A value that breaks a limit of its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    pointer: String,
    keyword: &'static str,
    problem: String,
}

impl Violation {
    pub(super) fn at(pointer: String, keyword: &'static str, problem: impl Into<String>) -> Self {
        Self { pointer, keyword, problem: problem.into() }
    }

    /// A trouble with all of a value, which no limit names.
    pub(super) fn whole(problem: &str) -> Self {
        Self::at(String::new(), "type", problem)
    }

    /// Where the value is: a JSON pointer (RFC 6901) such as `/data/3/name`, empty for the value itself.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The keyword of JSON Schema that sets the limit, such as `maxLength`; `type` for a number that JSON cannot
    /// express.
    #[must_use]
    pub const fn keyword(&self) -> &'static str {
        self.keyword
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pointer.as_str() {
            "" => formatter.write_str("the value")?,
            pointer => write!(formatter, "`{pointer}`")?,
        }
        write!(formatter, " {}", self.problem)
    }
}

/// Everything that breaks a limit, at least one, in the order of the value. It shows no text of the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// The error, if there is one.
    pub(super) fn of(found: Vec<Violation>) -> Result<(), Self> {
        if found.is_empty() { Ok(()) } else { Err(Self(found)) }
    }

    /// The same seen from a list whose item at `index` has them.
    pub(super) fn below(self, index: usize) -> impl Iterator<Item = Violation> {
        self.0.into_iter().map(move |found| Violation { pointer: format!("/{index}{}", found.pointer), ..found })
    }
}

impl Deref for Violations {
    type Target = [Violation];

    fn deref(&self) -> &[Violation] {
        &self.0
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(formatter, "{separator}{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}
