//! What a document says about an operation, before any value is known.

use std::sync::Arc;

use http::Method;

use crate::body::Encoding;
use crate::security::Security;

/// An operation as the document declares it. Generated code holds one `static` for each.
#[derive(Debug)]
pub struct Operation {
    pub(crate) id: &'static str,
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) server: Option<&'static str>,
    pub(crate) server_is_required: bool,
    pub(crate) offered_servers: &'static [&'static str],
    pub(crate) accept: Option<&'static str>,
    pub(crate) idempotent: bool,
    pub(crate) security: Option<Security>,
    pub(crate) extensions: &'static [(&'static str, &'static str)],
    pub(crate) form_encodings: &'static [Encoding],
    pub(crate) part_encodings: &'static [Encoding],
}

impl Operation {
    /// An operation with its id, its method and its path, variables in braces: `/v3/cards/{card_id}`.
    #[must_use]
    pub const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            server: None,
            server_is_required: false,
            offered_servers: &[],
            accept: None,
            idempotent: false,
            security: None,
            extensions: &[],
            form_encodings: &[],
            part_encodings: &[],
        }
    }

    /// The id.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The path as declared, its variables in braces, with the query that every call sends.
    #[must_use]
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// A server of its own, instead of the client's, as [`Server`](crate::Server) has it.
    #[must_use]
    pub const fn server(mut self, server: &'static str) -> Self {
        self.server = Some(server);
        self
    }

    /// As [`server`](Self::server), where no other server knows the operation: a base URL that the caller chose, such as
    /// that of a mock or of a proxy, stands for its host, and its path prefix is kept.
    #[must_use]
    pub const fn required_server(mut self, server: &'static str) -> Self {
        self.server = Some(server);
        self.server_is_required = true;
        self
    }

    /// URLs of servers that a call can be sent to instead, by [`Call::server`](crate::Call::server).
    #[must_use]
    pub const fn offered_servers(mut self, servers: &'static [&'static str]) -> Self {
        self.offered_servers = servers;
        self
    }

    /// The servers that the document offers for it, besides the one that calls go to by themselves.
    #[must_use]
    pub const fn other_servers(&self) -> &'static [&'static str] {
        self.offered_servers
    }

    /// The media types that it answers, as the header `Accept` says it, where that is not JSON alone.
    #[must_use]
    pub const fn accept(mut self, media_types: &'static str) -> Self {
        self.accept = Some(media_types);
        self
    }

    /// Sending it twice does no more than sending it once, whatever its method: it is repeated after failures.
    #[must_use]
    pub const fn idempotent(mut self) -> Self {
        self.idempotent = true;
        self
    }

    /// How single properties of its form are written.
    #[must_use]
    pub const fn form_encodings(mut self, encodings: &'static [Encoding]) -> Self {
        self.form_encodings = encodings;
        self
    }

    /// How single properties of its multipart body are written.
    #[must_use]
    pub const fn part_encodings(mut self, encodings: &'static [Encoding]) -> Self {
        self.part_encodings = encodings;
        self
    }

    /// What it needs, where that is not what the client's operations usually need.
    #[must_use]
    pub const fn security(mut self, security: Security) -> Self {
        self.security = Some(security);
        self
    }

    /// Data for a [`Protocol`](crate::Protocol): names and values that the runtime does not look at.
    #[must_use]
    pub const fn extensions(mut self, extensions: &'static [(&'static str, &'static str)]) -> Self {
        self.extensions = extensions;
        self
    }
}

/// Where a request came from; cheap to clone, kept on everything that follows from it.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    Declared(&'static Operation),
    /// A path given as text, and what its caller says to a protocol.
    Path(Arc<str>, Arc<[(&'static str, &'static str)]>),
}

impl Origin {
    /// The operation's id, or the path if it has none.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Declared(operation) => operation.id,
            Self::Path(path, _) => path,
        }
    }

    pub(crate) fn path(&self) -> &str {
        match self {
            Self::Declared(operation) => operation.path,
            Self::Path(path, _) => path,
        }
    }

    pub(crate) fn is_idempotent(&self) -> bool {
        match self {
            Self::Declared(operation) => operation.idempotent,
            Self::Path(..) => false,
        }
    }

    pub(crate) fn extensions(&self) -> &[(&'static str, &'static str)] {
        match self {
            Self::Declared(operation) => operation.extensions,
            Self::Path(_, extensions) => extensions,
        }
    }
}
