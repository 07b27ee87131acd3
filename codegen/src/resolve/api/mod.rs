//! What an OpenAPI document means, with every reference followed: nothing here knows of Rust.

mod operation;
mod schema;

pub use operation::*;
pub use schema::*;

/// Everything that a client needs to know of a document.
#[derive(Debug, Clone)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// The URLs of the servers, in the order of the document.
    pub servers: Vec<String>,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// Every schema that is reached, and every named one.
    pub schemas: Schemas,
}
