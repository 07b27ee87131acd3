//! Which of several documents a node comes from.

use crate::load::{Document, SourceFile, Sources};
use crate::pointer::{Pointer, replaced};
use std::collections::HashMap;
use std::path::PathBuf;

/// The documents behind the first one, and what of the tree comes from each.
#[derive(Debug, Clone, Default)]
pub struct Grafts {
    /// From places in the tree to the number of a document and a place in it.
    mounts: HashMap<Pointer, (usize, Pointer)>,
    /// Where the nodes of each document come from, behind the number of its own file.
    documents: Vec<(usize, Sources)>,
    /// The file of each document.
    paths: Vec<PathBuf>,
}

impl Grafts {
    /// What stands at `place` comes from `before` of the document of this number.
    pub fn mount(&mut self, place: Pointer, number: usize, before: Pointer) {
        self.mounts.insert(place, (number, before));
    }

    /// The document that holds what stands at `place`; none for the first.
    pub fn document(&self, place: &Pointer) -> Option<&PathBuf> {
        let number = replaced(&self.mounts, place, |(number, _), _| *number)?;
        self.paths.get(number)
    }

    /// The file, and the place in it; none where it is the first document's to say.
    pub fn origin(&self, place: &Pointer) -> Option<(usize, Pointer)> {
        let (number, before) =
            replaced(&self.mounts, place, |(number, at), rest| (*number, Pointer::joined(at, rest)))?;
        let (first, sources) = self.documents.get(number)?;
        let (file, at) = sources.origin(&before);
        Some((first + file, at))
    }
}

impl Sources {
    /// Adds the files of another document: its number.
    pub fn add(&mut self, other: Document) -> usize {
        if self.files.is_empty() {
            // The first document, which knows its own text.
            self.files.push(SourceFile { path: PathBuf::new(), text: String::new() });
        }
        let Document { file, text, sources, .. } = other;
        let first = self.files.len();
        self.files.push(SourceFile { path: file.clone(), text });
        self.files.extend(sources.files.iter().skip(1).cloned());
        self.missing.extend(sources.missing.iter().cloned());
        self.unread.extend(sources.unread.iter().map(|(text, reason)| (text.clone(), reason.clone())));
        self.grafts.documents.push((first, sources));
        self.grafts.paths.push(file);
        self.grafts.documents.len() - 1
    }
}
