//! The client as it will be emitted: every Rust name and type is decided, no token is written.

mod models;
mod operations;
mod resources;
mod responses;
mod security;
mod servers;
mod webhooks;

pub use models::*;
pub use operations::*;
pub use resources::*;
pub use responses::*;
pub use security::*;
pub use servers::*;
pub use webhooks::*;

use crate::plan::limits::ModelLimits;

/// The whole client.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What the client talks to.
    pub title: String,
    /// The version of the document.
    pub version: String,
    /// A description of the whole.
    pub description: Option<String>,
    /// Where calls go by default.
    pub servers: Servers,
    /// The types of values. A [`ModelId`](crate::plan::ModelId) names one.
    pub models: Vec<Model>,
    /// How callers identify themselves.
    pub security: Security,
    /// The headers of answers.
    pub headers: Vec<Header>,
    /// The limits of models; empty where they are not wanted.
    pub limits: Vec<ModelLimits>,
    /// The functions of the client.
    pub operations: Vec<Operation>,
    /// What the service sends: the webhooks, and the callbacks of each operation that has some.
    pub webhooks: Vec<WebhookGroup>,
    /// The chain of resources; empty where it is not wanted.
    pub resources: Resources,
}

/// What is said about an item.
#[derive(Debug, Clone, Default)]
pub struct Docs {
    /// The document's words.
    pub text: Option<String>,
    /// Short facts, such as limits.
    pub facts: Vec<String>,
    /// What the service takes where nothing is given, as code.
    pub default: Option<String>,
    /// What follows from extensions, one sentence each.
    pub notes: Vec<String>,
    /// Method, path and pointer: where the item comes from.
    pub source: Option<String>,
    /// What it looks like in use, on one line.
    pub example: Option<String>,
    /// Whether the document advises against it.
    pub deprecated: bool,
}
