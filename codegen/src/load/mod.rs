//! First stage: a file becomes a [`Document`].

mod node;
mod position;
mod read;
mod tree;

pub use node::{Lifted, lift};
pub use position::Positions;
pub use read::load;

use crate::pointer::Pointer;
use serde_json::Value;
use std::path::PathBuf;

/// An OpenAPI document as a tree, with the text it was read from.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file.
    pub file: PathBuf,
    /// What it holds.
    pub text: String,
    /// The same as a tree; the order of members is that of the file.
    pub root: Value,
}

impl Document {
    /// The node at `pointer`.
    pub fn node(&self, pointer: &Pointer) -> Option<&Value> {
        self.root.pointer(pointer.as_str())
    }

    /// The members of the object at `pointer`; none where there is no object.
    pub fn members(&self, pointer: &Pointer) -> impl Iterator<Item = (&String, &Value)> {
        self.node(pointer).and_then(Value::as_object).into_iter().flatten()
    }
}
