//! Why a value could not be written as JSON.

use std::fmt;

use jiter::{Jiter, JiterResult, Peek};

use super::path::Path;

/// A number that is not finite, as JSON (RFC 8259, section 6) has no infinities and no NaN; or a text that only a call
/// may send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError {
    details: Box<Details>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Details {
    path: Path,
    problem: String,
}

impl EncodeError {
    /// `document` has a placeholder for `number` at `offset`. Finding the path afterwards keeps writing free of it.
    #[cold]
    pub(super) fn not_finite(number: f64, document: &[u8], offset: usize) -> Self {
        Self::at(document, offset, format!("is {number}, which JSON cannot express"))
    }

    /// `document` has a sensitive text at `offset`.
    #[cold]
    pub(super) fn sensitive(document: &[u8], offset: usize) -> Self {
        let problem = "is sensitive and would be written in clear text: send it by a call of a typed function";
        Self::at(document, offset, problem.to_owned())
    }

    /// `document` has a file at `offset`.
    #[cold]
    pub(super) fn upload(document: &[u8], offset: usize) -> Self {
        let problem = "is a file or bytes that are no text, which JSON cannot hold: send it as a multipart body";
        Self::at(document, offset, problem.to_owned())
    }

    fn at(document: &[u8], offset: usize, problem: String) -> Self {
        Self { details: Box::new(Details { path: Path::to(document, offset), problem }) }
    }

    /// What is wrong with the value.
    pub(crate) fn problem(&self) -> &str {
        &self.details.problem
    }

    /// Where the value is, like `data[3].rate`; empty for the value itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.details.path.text
    }

    /// Where the value is, as a JSON pointer (RFC 6901) like `/data/3/rate`; empty for the value itself.
    #[must_use]
    pub fn pointer(&self) -> String {
        self.details.path.pointer.clone()
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            "" => formatter.write_str("the value")?,
            path => write!(formatter, "`{path}`")?,
        }
        write!(formatter, " {}", self.details.problem)
    }
}

impl std::error::Error for EncodeError {}

impl Path {
    /// The path to the value that starts at `offset` of `document`.
    pub(super) fn to(document: &[u8], offset: usize) -> Self {
        let mut segments = Vec::new();
        let mut path = Self::default();
        // A document that nests too deeply for the search keeps the part that was found.
        let _ = locate(document, offset, &mut segments);
        for segment in segments.iter().rev() {
            match segment {
                Segment::Key(key) => path.inside_key(key),
                Segment::Index(index) => path.inside_index(*index),
            }
        }
        path
    }
}

enum Segment {
    Key(String),
    Index(usize),
}

/// Collects the segments from the top of `document` to the value that starts at `offset`.
fn locate(document: &[u8], offset: usize, segments: &mut Vec<Segment>) -> JiterResult<()> {
    let mut jiter = Jiter::new(document);
    loop {
        let peek = jiter.peek()?;
        let inside = match peek {
            Peek::Object => key_with(&mut jiter, offset)?.map(Segment::Key),
            Peek::Array => index_with(&mut jiter, offset)?.map(Segment::Index),
            _ => None,
        };
        match inside {
            Some(segment) => segments.push(segment),
            None => return Ok(()),
        }
    }
}

/// The key whose value spans `offset`; leaves `jiter` in front of that value.
fn key_with(jiter: &mut Jiter<'_>, offset: usize) -> JiterResult<Option<String>> {
    let mut key = jiter.known_object()?.map(str::to_owned);
    while key.is_some() && !spans(jiter, offset)? {
        key = jiter.next_key()?.map(str::to_owned);
    }
    Ok(key)
}

/// The index of the element that spans `offset`; leaves `jiter` in front of that element.
fn index_with(jiter: &mut Jiter<'_>, offset: usize) -> JiterResult<Option<usize>> {
    let mut next = jiter.known_array()?;
    let mut index = 0;
    while next.is_some() && !spans(jiter, offset)? {
        next = jiter.array_step()?;
        index += 1;
    }
    Ok(next.map(|_| index))
}

/// Whether the next value spans `offset`; moves behind it if it does not.
fn spans(jiter: &mut Jiter<'_>, offset: usize) -> JiterResult<bool> {
    let start = jiter.clone();
    jiter.next_skip()?;
    let found = offset < jiter.current_index();
    if found {
        *jiter = start;
    }
    Ok(found)
}
