//! Security schemes, and what operations need of them.

use crate::pointer::Pointer;

/// How callers identify themselves.
#[derive(Debug, Clone, Default)]
pub struct Security {
    /// The schemes that can be used, in the order of the document.
    pub schemes: Vec<SecurityScheme>,
    /// What operations need that do not say so themselves; `None` where the document does not say.
    pub needed: Option<Vec<Requirement>>,
}

/// A security scheme.
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: String,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What it is.
    pub kind: SchemeKind,
    /// `description`.
    pub description: Option<String>,
    /// Where it stands.
    pub pointer: Pointer,
}

/// What a security scheme is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    /// A key in a header of this name.
    Header(String),
    /// A key in a query parameter of this name.
    Query(String),
    /// A key in a cookie of this name.
    Cookie(String),
    /// A user and a password.
    Basic,
    /// A bearer token, and its format as a hint.
    Bearer(Option<String>),
    /// Another scheme of HTTP.
    Http(String),
    /// OAuth 2.0: a bearer token, and how a client gets one by itself where it can.
    OAuth2(Option<ClientFlow>),
    /// OpenID Connect: a bearer token, and where it is described.
    OpenId(String),
    /// A certificate of the connection.
    MutualTls,
}

/// How a client gets a token by itself (RFC 6749, section 4.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientFlow {
    /// Where it is asked for.
    pub token_url: String,
    /// Whether that is the path of an operation, which stands below the base path of the server.
    pub is_operation: bool,
    /// The names of the scopes.
    pub scopes: Vec<String>,
}

/// One way to be let in: all of these schemes together, none of them for everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Requirement {
    /// The indexes of the schemes, each with the scopes that are needed.
    pub schemes: Vec<(usize, Vec<String>)>,
}
