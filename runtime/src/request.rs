//! What will be sent, byte for byte.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method};

use crate::operation::Origin;
use crate::redact::Redacted;

/// A request as plain data: exactly what will be sent.
#[derive(Clone)]
pub struct Request {
    pub(crate) origin: Origin,
    pub(crate) method: Method,
    pub(crate) url: String,
    /// Where the path starts in the URL.
    pub(crate) target: usize,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) idempotent: bool,
}

impl Request {
    /// The operation's id, or its declared path if it has none.
    #[must_use]
    pub fn operation(&self) -> &str {
        self.origin.name()
    }

    /// The path as declared, its variables in braces: the same for all calls of an operation.
    #[must_use]
    pub fn path_template(&self) -> &str {
        self.origin.path()
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path and the query exactly as they are sent, from the first slash on (RFC 9112, section 3.2.1).
    #[must_use]
    pub fn target(&self) -> &str {
        &self.url[self.target..]
    }

    /// The whole URL.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers, but for those that belong to the connection.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers, to be changed.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// The body exactly as it is sent; empty if there is none.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Another body. The content type stays as it is.
    pub fn set_body(&mut self, body: impl Into<Bytes>) {
        self.body = body.into();
    }

    /// What the document says about the operation to a protocol: names and values.
    #[must_use]
    pub fn extensions(&self) -> &[(&'static str, &'static str)] {
        self.origin.extensions()
    }

    /// Whether it may be sent twice: by its method (RFC 9110, section 9.2.2), or as
    /// [`Call::idempotent`](crate::Call::idempotent) says.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        self.idempotent || self.method.is_idempotent()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The filled path and the query may name people and hold keys: only the declared path is shown.
        out.debug_struct("Request")
            .field("operation", &self.operation())
            .field("method", &self.method)
            .field("server", &&self.url[..self.target])
            .field("path", &self.path_template())
            .field("headers", &Redacted(&self.headers))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("idempotent", &self.is_idempotent())
            .finish()
    }
}
