//! First stage: a file becomes a [`Document`].

mod bytes;
mod join;
mod link;
mod lower;
mod node;
mod position;
mod read;
mod sources;
mod trail;
mod tree;
mod version;

pub use link::SourceFile;
pub use node::{Lifted, lift};
pub use position::Positions;
pub use read::load;
pub use sources::Sources;
pub use trail::Trail;

use crate::pointer::{Pointer, find};
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
    /// Where its nodes come from.
    pub sources: Sources,
}

impl Document {
    /// The tree `root` as it was read from `text`, which is what `file` holds.
    pub fn new(file: impl Into<PathBuf>, text: impl Into<String>, root: Value) -> Self {
        Self { file: file.into(), text: text.into(), root, sources: Sources::default() }
    }

    /// The node at `pointer`.
    pub fn node(&self, pointer: &Pointer) -> Option<&Value> {
        find(&self.root, pointer.as_str())
    }

    /// The members of the object at `pointer`; none where there is no object.
    pub fn members(&self, pointer: &Pointer) -> impl Iterator<Item = (&String, &Value)> {
        self.node(pointer).and_then(Value::as_object).into_iter().flatten()
    }
}
