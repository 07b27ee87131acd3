//! What will be sent, byte for byte.

use std::fmt;

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Method};

use crate::base_url::BaseUrl;
use crate::body::Upload;
use crate::core::Shared;
use crate::draft::Draft;
use crate::error::{Error, Result};
use crate::model::{Place, Seal};
use crate::multipart::Multipart;
use crate::operation::{Operation, Origin};
use crate::redact::Redacted;

/// A request as plain data: exactly what will be sent.
#[derive(Clone)]
pub struct Request {
    pub(crate) origin: Origin,
    pub(crate) method: Method,
    pub(crate) url: String,
    /// How long the base URL is, its path prefix included.
    pub(crate) base: usize,
    /// Where the path starts in the URL.
    pub(crate) target: usize,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) multipart: Option<Arc<Multipart>>,
    /// A body that is not in memory; `body` is empty then.
    pub(crate) upload: Option<Upload>,
    /// Where sensitive texts stand in a body of JSON, in clear text and in order.
    pub(crate) sensitive: Vec<Place>,
    /// Those that stand anywhere else, where a token stands for each.
    pub(crate) seals: Vec<Seal>,
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

    /// Another body. The content type stays as it is. It is sent as it is given: [`encrypt`](Self::encrypt) what is
    /// sensitive first.
    pub fn set_body(&mut self, body: impl Into<Bytes>) {
        self.body = body.into();
        self.upload = None;
        self.sensitive.clear();
        self.seals.retain(|seal| !seal.is_of_body());
    }

    /// A body that is read while it is sent; [`body`](Self::body) is empty then.
    #[must_use]
    pub fn upload(&self) -> Option<&Upload> {
        self.upload.as_ref()
    }

    /// The parts of a multipart body; [`body`](Self::body) is empty then.
    #[must_use]
    pub fn multipart(&self) -> Option<&Multipart> {
        self.multipart.as_deref()
    }

    /// Whether the request holds [`Sensitive`](crate::Sensitive) texts that are not encrypted yet. It is not sent before
    /// they are. Those of a body of JSON stand in it in clear text; for those of a path, a query, a header, a form or a
    /// part stands something else.
    #[must_use]
    pub fn has_sensitive(&self) -> bool {
        !self.sensitive.is_empty() || !self.seals.is_empty()
    }

    /// What the document says about the operation to a protocol: names and values.
    #[must_use]
    pub fn extensions(&self) -> &[(&'static str, &'static str)] {
        self.origin.extensions()
    }

    /// Whether it may be sent again after the server may have received it: its method is safe (RFC 9110, section
    /// 9.2.1), or the document or [`Call::idempotent`](crate::Call::idempotent) says so. Not where its body is a stream
    /// that was read already.
    #[must_use]
    pub fn is_repeatable(&self) -> bool {
        (self.idempotent || self.method.is_safe()) && !self.is_spent()
    }

    /// Whether the body cannot be sent any more.
    pub(crate) fn is_spent(&self) -> bool {
        self.upload.as_ref().is_some_and(|upload| upload.source().is_spent())
            || self.multipart.as_ref().is_some_and(|parts| parts.is_spent())
    }

    /// The base URL.
    pub(crate) fn base(&self) -> &str {
        &self.url[..self.base]
    }

    /// The same request to another base URL.
    pub(crate) fn at(self, base: &BaseUrl) -> Self {
        let url = format!("{}{}", base.as_str(), &self.url[self.base..]);
        Self { url, base: base.as_str().len(), target: base.origin_len(), ..self }
    }

    /// What a protocol asks in between.
    pub(crate) fn inquiry(shared: &Arc<Shared>, operation: &'static Operation) -> Result<Self> {
        if operation.method != Method::GET {
            let message = format!("the inquiry `{}` is a {}: an inquiry must be a GET", operation.id, operation.method);
            return Err(Error::request(message));
        }
        Draft::new(shared.clone(), operation).request()
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
            .field("repeatable", &self.is_repeatable())
            .finish()
    }
}
