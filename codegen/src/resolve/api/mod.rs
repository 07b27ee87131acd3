//! What an OpenAPI document means, with every reference followed: nothing here knows of Rust.

mod operation;
mod schema;
mod security;
mod server;
mod template;
mod union;
mod webhook;

pub use operation::*;
pub use schema::*;
pub use security::*;
pub use server::*;
pub use template::*;
pub use union::*;
pub use webhook::*;

/// Everything that a client needs to know of a document.
#[derive(Debug, Clone)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// Where calls go.
    pub servers: Servers,
    /// How callers identify themselves.
    pub security: Security,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// The webhooks: first those of the document, then the callbacks of each operation that has some.
    pub webhooks: Vec<WebhookGroup>,
    /// Every schema that is reached, and every named one.
    pub schemas: Schemas,
}
