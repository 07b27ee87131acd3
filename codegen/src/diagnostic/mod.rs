//! What a stage has to say about its input.

pub mod catalogue;
pub mod code;
mod policy;

pub use policy::{Pattern, Policy};

use crate::pointer::Pointer;
use policy::Verdict;
use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};

/// How many findings are shown to somebody: nobody reads more, and a broken document can have thousands.
pub const MOST_SHOWN: usize = 200;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The input is wrong: nothing is written.
    Error,
    /// Something was left out or changed; the rest is generated.
    Warning,
}

/// What a diagnostic is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A node of the OpenAPI document; its line is looked up when it is shown.
    Node(Pointer),
    /// A position in a file, where no tree could be read.
    Position(PathBuf, Position),
    /// A file as a whole.
    File(PathBuf),
}

/// A line and a column, both counted from 1; the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// One finding: what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// Its stable name, one of [`code`].
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What to do.
    pub help: Option<String>,
    /// Whether it is an error only because the settings or the command line deny it.
    pub denied: bool,
}

/// The findings of a run, in the order in which they were made.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    silenced: Vec<Diagnostic>,
    met: HashSet<(&'static str, Pointer)>,
}

impl Diagnostics {
    /// Records that the input is wrong at `pointer`.
    pub fn error(&mut self, code: &'static str, pointer: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Severity::Error, code, Place::Node(pointer.clone()), message.into())
    }

    /// Records that something at `pointer` was left out or changed.
    pub fn warning(&mut self, code: &'static str, pointer: &Pointer, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Severity::Warning, code, Place::Node(pointer.clone()), message.into())
    }

    /// Records that a setting does nothing; `file` is where the settings stand.
    pub fn settings_warning(
        &mut self,
        code: &'static str,
        file: Option<&Path>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let place = file.map_or_else(|| Place::Node(Pointer::root()), |file| Place::File(file.to_owned()));
        self.push(Severity::Warning, code, place, message.into())
    }

    /// Forgets findings about nodes that are not `kept`.
    pub(crate) fn retain_nodes(&mut self, kept: impl Fn(&Pointer) -> bool) {
        self.list.retain(|diagnostic| match &diagnostic.place {
            Place::Node(pointer) => kept(pointer),
            Place::Position(..) | Place::File(_) => true,
        });
    }

    /// Records that a file cannot be used.
    pub fn file_error(
        &mut self,
        code: &'static str,
        file: &Path,
        position: Option<Position>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let place = match position {
            Some(position) => Place::Position(file.to_owned(), position),
            None => Place::File(file.to_owned()),
        };
        self.push(Severity::Error, code, place, message.into())
    }

    /// Records a finding about any place.
    pub fn at(
        &mut self,
        severity: Severity,
        code: &'static str,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(severity, code, place, message.into())
    }

    /// Records what `others` holds.
    pub fn append(&mut self, mut others: Self) {
        self.list.append(&mut others.list);
        self.silenced.append(&mut others.silenced);
    }

    /// The same findings, each at the place that `moved` gives for its own.
    pub(crate) fn moved(mut self, moved: impl Fn(Place) -> Place) -> Self {
        for diagnostic in self.list.iter_mut().chain(&mut self.silenced) {
            let place = std::mem::replace(&mut diagnostic.place, Place::Node(Pointer::root()));
            diagnostic.place = moved(place);
        }
        self
    }

    /// Whether this is asked for the first time: for findings that are met on several ways.
    pub fn is_new(&mut self, code: &'static str, pointer: &Pointer) -> bool {
        self.met.insert((code, pointer.clone()))
    }

    fn push(&mut self, severity: Severity, code: &'static str, place: Place, message: String) -> &mut Diagnostic {
        self.list.push_mut(Diagnostic { severity, code, message, place, help: None, denied: false })
    }

    /// Makes denied warnings errors, and puts those aside that are allowed. Findings of later stages are not judged.
    pub fn judge(&mut self, policy: Policy<'_>) {
        for mut diagnostic in std::mem::take(&mut self.list) {
            match policy.verdict(&diagnostic) {
                Verdict::Silenced => self.silenced.push(diagnostic),
                Verdict::Stays => self.list.push(diagnostic),
                Verdict::Denied => {
                    (diagnostic.severity, diagnostic.denied) = (Severity::Error, true);
                    self.list.push(diagnostic);
                }
            }
        }
    }

    /// The findings that are allowed, and so not shown.
    pub fn silenced(&self) -> &[Diagnostic] {
        &self.silenced
    }

    /// Whether anything is wrong enough that nothing may be written.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The findings.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// The findings to show to somebody: all of them, or the first [`MOST_SHOWN`], errors before warnings.
    pub fn shown(&self) -> Vec<&Diagnostic> {
        let mut shown: Vec<_> = self.list.iter().collect();
        if shown.len() > MOST_SHOWN {
            shown.sort_by_key(|diagnostic| diagnostic.severity != Severity::Error);
            shown.truncate(MOST_SHOWN);
        }
        shown
    }

    /// How many findings [`shown`](Self::shown) leaves out.
    pub fn not_shown(&self) -> usize {
        self.list.len().saturating_sub(MOST_SHOWN)
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

impl Diagnostic {
    /// Says what to do.
    pub fn help(&mut self, help: impl Into<String>) {
        self.help = Some(help.into());
    }
}

impl Position {
    /// The position of a byte offset in `text`; an offset past the end gives the end.
    pub fn of_offset(text: &str, offset: usize) -> Self {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.line, self.column)
    }
}
