//! What callers identify themselves with.

use crate::resolve::api::SchemeKind;

/// How callers identify themselves.
#[derive(Debug, Clone)]
pub struct Security {
    /// A function for each scheme.
    pub schemes: Vec<Scheme>,
    /// What operations usually need: alternatives, each the constants of its schemes.
    pub usually: Vec<Vec<String>>,
}

/// A security scheme.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Its name in the document.
    pub name: String,
    /// What it is.
    pub kind: SchemeKind,
    /// The name of its constant.
    pub constant: String,
    /// The name of the function that takes what it needs.
    pub function: String,
    /// How a client gets a token by itself.
    pub flow: Option<TokenFlow>,
    /// The document's words.
    pub description: Option<String>,
    /// Whether any operation needs it.
    pub is_needed: bool,
}

/// How a client gets a token by itself.
#[derive(Debug, Clone)]
pub struct TokenFlow {
    /// The name of the function that makes one.
    pub function: String,
    /// Where tokens are had.
    pub token_url: String,
    /// The names of the scopes.
    pub scopes: Vec<String>,
}
