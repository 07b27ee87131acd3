//! Where the nodes of a document come from.

use super::lower::Moves;
use crate::pointer::Pointer;

/// From the places of nodes in the tree to their places in the files.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    pub(super) moves: Moves,
}

impl Sources {
    /// Where the node that stands at `pointer` in the tree stands in the file.
    pub fn origin(&self, pointer: &Pointer) -> Pointer {
        self.moves.origin(pointer)
    }
}
