//! Why JSON could not be read.

use std::fmt;

use super::path::Path;
use super::snippet::{one_line, snippet};

/// What reading gives: a value or a [`DecodeError`].
pub type Decoded<T> = Result<T, DecodeError>;

/// JSON that is broken or is not a value of the wanted type: what was expected, where, and the text found there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    /// `None` while the members of a union are tried: nobody sees that error, so it costs nothing.
    details: Option<Box<Details>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Details {
    path: Path,
    message: String,
    found: String,
    offset: usize,
    is_final: bool,
}

impl DecodeError {
    /// The value at `offset` does not fit; `found` is its text.
    #[cold]
    pub(crate) fn mismatch(message: fmt::Arguments<'_>, offset: usize, found: &[u8]) -> Self {
        Self::with(message, offset, found, false)
    }

    /// The document as a whole cannot be read, whichever member of a union is tried.
    #[cold]
    pub(super) fn fatal(message: fmt::Arguments<'_>, offset: usize, found: &[u8]) -> Self {
        Self::with(message, offset, found, true)
    }

    /// A mismatch that only makes a union try its next member.
    #[cold]
    pub(super) const fn unseen() -> Self {
        Self { details: None }
    }

    fn with(message: fmt::Arguments<'_>, offset: usize, found: &[u8], is_final: bool) -> Self {
        let message = one_line(&message.to_string());
        let details = Details { path: Path::default(), message, found: snippet(found), offset, is_final };
        Self { details: Some(Box::new(details)) }
    }

    /// Whether trying another member of a union is of no use.
    pub(super) fn is_final(&self) -> bool {
        self.details.as_ref().is_some_and(|details| details.is_final)
    }

    /// The error as seen from the object that has the value under `key`.
    #[cold]
    pub(super) fn inside_key(mut self, key: &str) -> Self {
        if let Some(details) = &mut self.details {
            details.path.inside_key(key);
        }
        self
    }

    /// The error as seen from the array that has the value at `index`.
    #[cold]
    pub(super) fn inside_index(mut self, index: usize) -> Self {
        if let Some(details) = &mut self.details {
            details.path.inside_index(index);
        }
        self
    }

    /// Where the value is, like `data[3].result`; empty for the document itself. For people: unusual keys are quoted,
    /// long ones are cut.
    #[must_use]
    pub fn path(&self) -> &str {
        self.details.as_ref().map_or("", |details| &details.path.text)
    }

    /// Where the value is, as a JSON pointer (RFC 6901) like `/data/3/result`; empty for the document itself.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.details.as_ref().map_or_else(String::new, |details| details.path.pointer.clone())
    }

    /// The number of bytes in front of the place.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.details.as_ref().map_or(0, |details| details.offset)
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        self.details.as_ref().map_or("not a member of the union", |details| &details.message)
    }

    /// The text at the place: at most 60 characters, control characters escaped, empty at the end of the document.
    #[must_use]
    pub fn found(&self) -> &str {
        self.details.as_ref().map_or("", |details| &details.found)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at ", self.message())?;
        match self.path() {
            "" => formatter.write_str("the top level")?,
            path => write!(formatter, "`{path}`")?,
        }
        write!(formatter, " (byte {}): ", self.offset())?;
        match self.found() {
            "" => formatter.write_str("the text ends there"),
            found => write!(formatter, "`{found}`"),
        }
    }
}

impl std::error::Error for DecodeError {}
