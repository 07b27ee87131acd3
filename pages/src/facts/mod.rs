//! What pages say about operations: rows as trees, at their places in a request and an answer.

mod answer;
mod operation;
mod path;
mod placing;
mod product;
mod tree;
mod types;
mod words;

pub use answer::Answer;
pub use operation::{Body, Operation, Place, Server, Variable, operations};
pub use path::UrlPath;
pub use product::product;
pub use tree::Node;
pub use types::{Encrypted, Scalar, Type};
pub use words::Words;
