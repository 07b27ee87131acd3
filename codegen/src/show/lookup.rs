//! From a diagnostic to its file, line and column.

use super::clean;
use crate::diagnostic::{Diagnostic, Place, Position};
use crate::load::{Document, Positions};
use crate::pointer::Pointer;
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::Path;

/// The source of a larger file is not shown.
const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// Finds the places of the diagnostics of one run.
#[derive(Debug)]
pub struct Lookup<'a> {
    document: &'a Path,
    loaded: Option<&'a Document>,
    text: OnceCell<Option<Cow<'a, str>>>,
    positions: OnceCell<Positions>,
    /// The positions in other files, by their number.
    others: RefCell<HashMap<usize, Positions>>,
}

/// Where a diagnostic stands. Its text form is `file:line:column`, or the file alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot<'a> {
    /// The file.
    pub file: &'a Path,
    /// The line and column, where there are any.
    pub position: Option<Position>,
}

impl<'a> Lookup<'a> {
    /// Looks nodes up in the file `document`, with the text in `loaded` where it came so far.
    pub fn new(document: &'a Path, loaded: Option<&'a Document>) -> Self {
        Self {
            document,
            loaded,
            text: OnceCell::new(),
            positions: OnceCell::new(),
            others: RefCell::new(HashMap::new()),
        }
    }

    /// Where `diagnostic` stands.
    pub fn spot<'s>(&'s self, diagnostic: &'s Diagnostic) -> Spot<'s> {
        match &diagnostic.place {
            Place::Node(pointer) => self.node_spot(pointer),
            Place::Position(file, position) => Spot { file, position: Some(*position) },
            Place::File(file) => Spot { file, position: None },
        }
    }

    fn node_spot(&self, pointer: &Pointer) -> Spot<'_> {
        let Some(document) = self.loaded else { return self.document_spot(pointer) };
        let (number, origin) = document.sources.origin(pointer);
        match document.sources.file(number) {
            None => self.document_spot(&origin),
            Some(file) => {
                let mut others = self.others.borrow_mut();
                let positions = others.entry(number).or_insert_with(|| Positions::of(&file.text));
                Spot { file: &file.path, position: Some(positions.find(&origin)) }
            }
        }
    }

    fn document_spot(&self, pointer: &Pointer) -> Spot<'_> {
        Spot { file: self.document, position: self.positions().map(|positions| positions.find(pointer)) }
    }

    /// The line of source at `spot`, without its end; none where the file is too large or cannot be read.
    #[cfg(feature = "cli")]
    pub(super) fn source_line(&self, spot: Spot<'_>) -> Option<Cow<'_, str>> {
        let line = spot.position?.line;
        if spot.file == self.document {
            return nth_line(self.document_text()?, line).map(Cow::Borrowed);
        }
        read(spot.file).and_then(|text| nth_line(&text, line).map(|line| Cow::Owned(line.to_owned())))
    }

    fn positions(&self) -> Option<&Positions> {
        let text = self.document_text()?;
        Some(self.positions.get_or_init(|| Positions::of(text)))
    }

    fn document_text(&self) -> Option<&str> {
        let text = self.text.get_or_init(|| match self.loaded {
            Some(document) => Some(Cow::Borrowed(document.text.as_str())),
            None => read(self.document).map(Cow::Owned),
        });
        text.as_deref()
    }
}

/// What can be shown of a file; it may be the very file that could not be loaded.
fn read(file: &Path) -> Option<String> {
    let metadata = fs::metadata(file).ok()?;
    if !metadata.is_file() || metadata.len() > MAX_BYTES {
        return None;
    }
    let text = String::from_utf8_lossy(&fs::read(file).ok()?).into_owned();
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

#[cfg(feature = "cli")]
fn nth_line(text: &str, line: usize) -> Option<&str> {
    text.lines().nth(line.checked_sub(1)?)
}

impl fmt::Display for Spot<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&clean(&self.file.display().to_string()))?;
        match self.position {
            Some(position) => write!(formatter, ":{position}"),
            None => Ok(()),
        }
    }
}
