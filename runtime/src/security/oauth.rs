//! Tokens by OAuth 2.0 client credentials (RFC 6749, section 4.4).

use std::fmt;

use reqwest::Url;

use super::{Scheme, Secret};
use crate::core::Shared;
use crate::error::{Error, Result};

/// A client that gets its tokens by OAuth 2.0 client credentials (RFC 6749, section 4.4).
///
/// A token is asked for before the first call that needs one, once however many calls wait for it, and kept until a
/// tenth of its life is left, at most a minute; and asked for anew once a call is answered with 401, which is then sent
/// again.
#[derive(Clone)]
pub struct OAuthClient {
    pub(crate) scheme: &'static Scheme,
    token_url: String,
    pub(super) id: String,
    pub(super) secret: Secret,
    pub(super) scopes: Vec<String>,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) in_body: bool,
}

impl OAuthClient {
    /// A client with its id and its secret. The URL is that of the token endpoint; one that is relative is taken from
    /// the client's base URL (RFC 3986, section 5): `token` stands below its path, `/token` at its host.
    pub fn new(scheme: &'static Scheme, token_url: &str, id: &str, secret: impl Into<Secret>) -> Self {
        let (token_url, id, secret) = (token_url.to_owned(), id.to_owned(), secret.into());
        Self { scheme, token_url, id, secret, scopes: Vec::new(), parameters: Vec::new(), in_body: false }
    }

    /// Which scopes to ask for (RFC 6749, section 3.3). What the server gives by default unless set.
    #[must_use]
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Another token endpoint than the document's.
    #[must_use]
    pub fn token_url(mut self, url: &str) -> Self {
        url.clone_into(&mut self.token_url);
        self
    }

    /// Sends another parameter to the token endpoint, such as `audience`.
    #[must_use]
    pub fn parameter(mut self, name: &str, value: &str) -> Self {
        self.parameters.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends id and secret in the body, and not in the header `Authorization`: for servers that want it so (RFC 6749,
    /// section 2.3.1).
    #[must_use]
    pub fn secret_in_body(mut self) -> Self {
        self.in_body = true;
        self
    }

    /// Where tokens are asked for.
    pub(super) fn endpoint(&self, shared: &Shared) -> Result<Url> {
        let base = format!("{}/", shared.base.as_str());
        let url = Url::parse(&base).and_then(|base| base.join(&self.token_url));
        let url = url.map_err(|error| self.refused("is no URL").because(error))?;
        match url.scheme() {
            _ if !url.username().is_empty() || url.password().is_some() => {
                Err(self.refused("holds a user or a password"))
            }
            "http" | "https" => Ok(url),
            _ => Err(self.refused("is neither http nor https")),
        }
    }

    fn refused(&self, problem: &str) -> Error {
        Error::security(format!("the URL of the token endpoint of `{}` {problem}", self.scheme.name))
    }
}

impl fmt::Debug for OAuthClient {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("OAuthClient").field("scheme", &self.scheme.name).field("id", &self.id).finish_non_exhaustive()
    }
}
