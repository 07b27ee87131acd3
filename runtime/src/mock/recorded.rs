//! A request that came to a mock.

use std::ops::Deref;

use super::template;
use crate::model::{Decode, Decoded, from_json};
use crate::request::Request;

/// A request as it was sent, taken apart.
#[derive(Debug, Clone)]
pub struct Recorded {
    request: Request,
}

impl Recorded {
    pub(super) fn new(request: Request) -> Self {
        Self { request }
    }

    /// The value of a path variable, percent-decoded.
    #[must_use]
    pub fn path(&self, name: &str) -> Option<String> {
        let mut variables = template::variables(self.path_template(), self.below_base().0).into_iter();
        variables.find(|(variable, _)| variable == name).map(|(_, value)| value)
    }

    /// The first value of a query parameter, decoded.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        self.query_pairs().into_iter().find(|(parameter, _)| parameter == name).map(|(_, value)| value)
    }

    /// All names and values of the query, decoded, in order.
    #[must_use]
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        pairs(self.below_base().1.as_bytes())
    }

    /// The value of a header; nothing if it is no text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().get(name)?.to_str().ok()
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    ///
    /// When it is not JSON, or no `T`.
    pub fn json<T: Decode>(&self) -> Decoded<T> {
        from_json(self.body())
    }

    /// All names and values of a body that is a form, decoded, in order. Of a multipart body those parts that are in
    /// memory: a mock reads no files and no streams.
    #[must_use]
    pub fn form(&self) -> Vec<(String, String)> {
        let Some(multipart) = self.multipart() else { return pairs(self.body()) };
        let parts = multipart.parts().iter().filter_map(|part| Some((part.name().to_owned(), lossy(part.content()?))));
        parts.collect()
    }

    /// The body as text; what is not UTF-8 is replaced.
    #[must_use]
    pub fn text(&self) -> String {
        lossy(self.body())
    }

    /// Path and query below the base URL.
    fn below_base(&self) -> (&str, &str) {
        let below = self.url().get(self.base().len()..).unwrap_or_default();
        below.split_once('?').unwrap_or((below, ""))
    }
}

impl Deref for Recorded {
    type Target = Request;

    fn deref(&self) -> &Request {
        &self.request
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn pairs(form: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(form).into_owned().collect()
}
