//! Calls of any path, given as text.

use std::fmt::{self, Display};
use std::sync::Arc;

use http::Method;
use reqwest::Url;
use serde::Serialize;

use crate::base_url::BaseUrl;
use crate::call::Call;
use crate::core::Shared;
use crate::draft::Parts;
use crate::encode::set_header;
use crate::error::{Error, Result};
use crate::multipart::Multipart;
use crate::operation::Origin;
use crate::request::Request;
use crate::response::Response;

/// A path as text, and what to fill it with. Gives the raw answer.
///
/// Every method leaves the chain as it was, so that one can be kept and used many times. What is wrong is told when the
/// call is sent.
#[derive(Clone)]
#[must_use = "nothing is sent before a method such as `get`, and the call is awaited"]
pub struct Chain {
    shared: Arc<Shared>,
    path: Arc<str>,
    variables: Vec<(String, String)>,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    extensions: Vec<(&'static str, &'static str)>,
    link: Option<Link>,
    overflowed: bool,
}

/// What a whole URL has beside its path.
#[derive(Clone)]
struct Link {
    base: BaseUrl,
    /// As it was given: whoever made the URL may compare it byte by byte.
    query: String,
}

impl fmt::Debug for Chain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The path as declared: values of variables, query and headers may be anybody's data.
        out.debug_struct("Chain").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Chain {
    pub(crate) fn new(shared: Arc<Shared>, path: &str) -> Self {
        let (variables, query, headers, extensions) = Default::default();
        Self { shared, path: path.into(), variables, query, headers, extensions, link: None, overflowed: false }
    }

    /// A URL that the service gave, sent as it is.
    pub(crate) fn of_link(shared: Arc<Shared>, url: &str) -> Result<Self> {
        let url = Url::parse(url).map_err(|error| Error::request(format!("what should be a URL is none: {error}")))?;
        let own = BaseUrl::parse(&url.origin().ascii_serialization())?;
        // A base URL that the caller chose, such as that of a proxy, stands for every server.
        let base = if shared.base_is_chosen && !shared.base.has_origin_of(&own) { shared.base.clone() } else { own };
        let link = Link { base, query: url.query().unwrap_or_default().to_owned() };
        Ok(Self { link: Some(link), ..Self::new(shared, url.path()) })
    }

    /// The chain that stands for all paths beyond those that a client keeps.
    pub(crate) fn overflowed(self) -> Self {
        Self { overflowed: true, ..self }
    }

    /// Gives a variable of the path its value, which is percent-encoded. It must not be empty.
    pub fn with(&self, name: &str, value: impl Display) -> Self {
        let mut chain = self.clone();
        chain.variables.retain(|(known, _)| known != name);
        chain.variables.push((name.to_owned(), value.to_string()));
        chain
    }

    /// Adds a query parameter, percent-encoded.
    pub fn query(&self, name: &str, value: impl Display) -> Self {
        let mut chain = self.clone();
        chain.query.push((name.to_owned(), value.to_string()));
        chain
    }

    /// Sets a header.
    pub fn header(&self, name: &str, value: impl Display) -> Self {
        let mut chain = self.clone();
        chain.headers.push((name.to_owned(), value.to_string()));
        chain
    }

    /// Tells the protocol something about the path that a document would say of an operation.
    pub fn extension(&self, name: &'static str, value: &'static str) -> Self {
        let mut chain = self.clone();
        chain.extensions.push((name, value));
        chain
    }

    /// A `GET` call.
    pub fn get(&self) -> Call<Response> {
        self.send(Method::GET, None::<&()>)
    }

    /// A `DELETE` call.
    pub fn delete(&self) -> Call<Response> {
        self.send(Method::DELETE, None::<&()>)
    }

    /// A `HEAD` call.
    pub fn head(&self) -> Call<Response> {
        self.send(Method::HEAD, None::<&()>)
    }

    /// A `POST` call with a body as JSON.
    pub fn post<B: Serialize + ?Sized>(&self, body: &B) -> Call<Response> {
        self.send(Method::POST, Some(body))
    }

    /// A `PUT` call with a body as JSON.
    pub fn put<B: Serialize + ?Sized>(&self, body: &B) -> Call<Response> {
        self.send(Method::PUT, Some(body))
    }

    /// A `PATCH` call with a body as JSON.
    pub fn patch<B: Serialize + ?Sized>(&self, body: &B) -> Call<Response> {
        self.send(Method::PATCH, Some(body))
    }

    /// A call with any method, with a body as JSON or none.
    pub fn send<B: Serialize + ?Sized>(&self, method: Method, body: Option<&B>) -> Call<Response> {
        let body = body.map(serde_json::to_vec).transpose();
        let body = body.map_err(|error| Error::request(format!("the body cannot be written as JSON: {error}")));
        self.call(method, |parts| match body? {
            Some(body) => parts.set_body("application/json", body),
            None => Ok(()),
        })
    }

    /// A `POST` call with a body as `multipart/form-data`.
    pub fn post_multipart(&self, body: Multipart) -> Call<Response> {
        self.call(Method::POST, |parts| parts.set_multipart(body))
    }

    fn call(&self, method: Method, body: impl FnOnce(&mut Parts<'_>) -> Result<()>) -> Call<Response> {
        let origin = Origin::Path(self.path.clone(), self.extensions.as_slice().into());
        let request = self.request(&origin, &method, body);
        Call::new(self.shared.clone(), request.map_err(|error| error.of(&origin)))
    }

    fn request(
        &self,
        origin: &Origin,
        method: &Method,
        body: impl FnOnce(&mut Parts<'_>) -> Result<()>,
    ) -> Result<Request> {
        if self.overflowed {
            let message =
                "the client has kept too many different paths: declare paths with variables, or use `chain()`";
            return Err(Error::request(message));
        }
        let base = self.link.as_ref().map_or(&self.shared.base, |link| &link.base);
        let mut parts = Parts::new(base, &self.shared.headers, &self.path);
        if let Some(link) = &self.link {
            parts.target.query.clone_from(&link.query);
        }
        for (name, value) in &self.variables {
            parts.target.fill_text(name, value)?;
        }
        for (name, value) in &self.query {
            parts.target.push_query(name, value);
        }
        body(&mut parts)?;
        for (name, value) in &self.headers {
            set_header(&mut parts.headers, name, value)?;
        }
        parts.finish(origin, method)
    }
}
