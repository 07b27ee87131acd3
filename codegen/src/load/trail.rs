//! The way to a node, which becomes a pointer only where there is something to say.

use crate::pointer::Pointer;

/// The way from the root to a node, as a walk of the tree has it.
pub enum Trail<'a> {
    /// The whole document.
    Root,
    /// A place that is known already.
    At(&'a Pointer),
    /// A member of an object.
    Member(&'a Trail<'a>, &'a str),
    /// An item of an array.
    Item(&'a Trail<'a>, usize),
}

impl Trail<'_> {
    /// The place of the node.
    pub fn pointer(&self) -> Pointer {
        match self {
            Self::Root => Pointer::root(),
            Self::At(pointer) => (*pointer).clone(),
            Self::Member(holder, name) => holder.pointer().child(name),
            Self::Item(holder, index) => holder.pointer().item(*index),
        }
    }
}
