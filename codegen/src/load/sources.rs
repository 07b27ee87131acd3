//! Where the nodes of a document come from.

use super::join::Grafts;
use super::link::SourceFile;
use super::lower::Moves;
use crate::pointer::{Pointer, replaced};
use std::collections::HashMap;
use std::path::PathBuf;

/// From the places of nodes in the tree to their places in the files.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    pub(super) moves: Moves,
    /// Where subtrees of the tree come from: a file, and the place there.
    pub(super) mounts: HashMap<Pointer, (usize, Pointer)>,
    /// The files, by their number; the document itself is the first. None where it refers to no other.
    pub(super) files: Vec<SourceFile>,
    /// What comes from further documents.
    pub(super) grafts: Grafts,
    /// Files that could not be read.
    pub(super) missing: Vec<PathBuf>,
    /// Why references are not followed, by their text.
    pub(super) unread: HashMap<String, String>,
}

impl Sources {
    /// The file, by its number, and the place in it that the node at `pointer` of the tree comes from. The document
    /// itself is the file 0.
    pub fn origin(&self, pointer: &Pointer) -> (usize, Pointer) {
        if let Some(found) = self.grafts.origin(pointer) {
            return found;
        }
        let before = self.moves.origin(pointer);
        let mounted = replaced(&self.mounts, &before, |(file, at), rest| (*file, Pointer::joined(at, rest)));
        mounted.unwrap_or((0, before))
    }

    /// The file of this number; none for the document itself.
    pub fn file(&self, number: usize) -> Option<&SourceFile> {
        self.files.get(number).filter(|_| number > 0)
    }

    /// The other files that the document refers to, whether or not they could be read.
    pub fn others(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.iter().skip(1).map(|file| &file.path).chain(&self.missing)
    }

    /// The further document that holds what stands at `pointer`; none for the first.
    pub fn document(&self, pointer: &Pointer) -> Option<&PathBuf> {
        self.grafts.document(pointer)
    }

    /// Why the reference is not followed, where it leads out of the tree.
    pub fn why_unread(&self, reference: &str) -> Option<&str> {
        self.unread.get(reference).map(String::as_str)
    }
}
