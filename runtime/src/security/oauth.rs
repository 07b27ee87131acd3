//! Tokens by OAuth 2.0 client credentials (RFC 6749, section 4.4).

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method};
use reqwest::Url;
use zeroize::Zeroizing;

use super::credential::basic;
use super::{Scheme, Secret};
use crate::core::Shared;
use crate::error::{Error, Result};
use crate::model::{Json, from_json};
use crate::operation::Origin;
use crate::request::Request;
use crate::response::Response;

/// A client that gets its tokens by OAuth 2.0 client credentials (RFC 6749, section 4.4).
///
/// A token is asked for before the first call that needs one, once however many calls wait for it, and kept until a
/// tenth of its life is left, at most a minute; and asked for anew once a call is answered with 401, which is then sent
/// again.
#[derive(Clone)]
pub struct OAuthClient {
    pub(crate) scheme: &'static Scheme,
    token_url: String,
    id: String,
    secret: Secret,
    scopes: Vec<String>,
    parameters: Vec<(String, String)>,
    in_body: bool,
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

    fn endpoint(&self, shared: &Shared) -> Result<Url> {
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

/// The tokens of a client: the one that was issued last.
#[derive(Debug)]
pub(crate) struct Tokens {
    client: OAuthClient,
    last: Mutex<Option<Arc<Issued>>>,
}

/// A token, and how long it holds.
pub(crate) struct Issued {
    pub(crate) token: Zeroizing<String>,
    life: Option<Life>,
}

#[derive(Debug, Clone, Copy)]
struct Life {
    renewed_from: Instant,
    ends: Instant,
}

impl fmt::Debug for Issued {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Issued").field("life", &self.life).finish_non_exhaustive()
    }
}

impl Issued {
    /// Whether no other one is to be asked for yet. One that does not say how long it holds is taken until it is
    /// refused.
    pub(crate) fn is_fresh(&self) -> bool {
        self.life.is_none_or(|life| Instant::now() < life.renewed_from)
    }

    /// Whether it can still be used.
    pub(crate) fn is_alive(&self) -> bool {
        self.life.is_none_or(|life| Instant::now() < life.ends)
    }
}

impl Tokens {
    pub(crate) fn new(client: OAuthClient) -> Self {
        Self { client, last: Mutex::default() }
    }

    pub(crate) fn scheme(&self) -> &'static Scheme {
        self.client.scheme
    }

    /// The token that was issued last, unless it was refused.
    pub(crate) fn last(&self) -> Option<Arc<Issued>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Drops a token that was refused, unless it is another one by now.
    pub(crate) fn refuse(&self, refused: &Arc<Issued>) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.as_ref().is_some_and(|last| Arc::ptr_eq(last, refused)) {
            *last = None;
        }
    }

    /// The request that asks for a token.
    pub(crate) fn request(&self, shared: &Shared) -> Result<Request> {
        let client = &self.client;
        let url = client.endpoint(shared)?;
        let target = url.origin().ascii_serialization().len();
        let secret = client.secret.text().map_err(|error| {
            Error::security(format!("the secret for `{}` cannot be had", client.scheme.name)).because(error)
        })?;
        let mut headers = HeaderMap::new();
        if let Some(agent) = shared.headers.get(USER_AGENT) {
            headers.insert(USER_AGENT, agent.clone());
        }
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "client_credentials");
        if !client.scopes.is_empty() {
            form.append_pair("scope", &client.scopes.join(" "));
        }
        form.extend_pairs(&client.parameters);
        if client.in_body {
            form.append_pair("client_id", &client.id).append_pair("client_secret", &secret);
        } else {
            // Each for itself as in a form, so that no colon is left in the id (RFC 6749, section 2.3.1).
            let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
            let value = basic(&encoded(&client.id), &Zeroizing::new(encoded(&secret)));
            let mut value = HeaderValue::from_str(&value)
                .map_err(|_| Error::security(format!("the secret for `{}` cannot be sent", client.scheme.name)))?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        Ok(Request {
            origin: Origin::Path(format!("token endpoint of `{}`", client.scheme.name).into(), Arc::from([])),
            method: Method::POST,
            base: target,
            target,
            url: url.into(),
            headers,
            body: Bytes::from(form.finish()),
            multipart: None,
            upload: None,
            sensitive: Vec::new(),
            seals: Vec::new(),
            // A token that nobody received harms nobody.
            idempotent: true,
        })
    }

    /// Takes up the token of an answer (RFC 6749, section 5.1), which was asked for at `asked`.
    pub(crate) fn learn(&self, answer: &Response, asked: Instant) -> Result<()> {
        // Nothing of the answer is shown, as it may be the token.
        let read: std::result::Result<Json, _> = from_json(&answer.body());
        let token =
            read.as_ref().ok().and_then(|read| read.get("access_token")?.as_str()).filter(|token| !token.is_empty());
        let Some(token) = token else {
            let message =
                format!("the token endpoint of `{}` answered without an `access_token`", self.client.scheme.name);
            return Err(Error::security(message));
        };
        let seconds = read.as_ref().ok().and_then(|read| lifetime(read.get("expires_in")?));
        let life = seconds.and_then(|life| Life::of(asked, life));
        let issued = Issued { token: Zeroizing::new(token.to_owned()), life };
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(issued));
        Ok(())
    }
}

impl Life {
    /// `None` for one longer than any clock.
    fn of(asked: Instant, life: Duration) -> Option<Self> {
        let early = (life / 10).min(Duration::from_secs(60));
        Some(Self { renewed_from: asked.checked_add(life - early)?, ends: asked.checked_add(life)? })
    }
}

/// Some servers write the number as a text.
fn lifetime(written: &Json) -> Option<Duration> {
    let seconds = match written {
        Json::Number(number) => number.as_f64()?,
        Json::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use serde_json::json;

    use super::*;

    static SCHEME: Scheme = Scheme::bearer("oauth");

    fn learnt(body: Json) -> Result<Option<Duration>> {
        let tokens = Tokens::new(OAuthClient::new(&SCHEME, "/token", "id", "secret"));
        let asked = Instant::now();
        tokens.learn(&Response::new(StatusCode::OK, HeaderMap::new(), body.to_string()), asked)?;
        let issued = tokens.last().unwrap();
        assert_eq!(issued.token.as_str(), "t0ken");
        assert!(!format!("{tokens:?}").contains("t0ken"));
        Ok(issued.life.map(|life| life.renewed_from - asked))
    }

    #[test]
    fn a_token_is_renewed_before_it_ends() {
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        for (written, renewed) in [
            (json!(3600), seconds(3540)),
            (json!(100), seconds(90)),
            (json!("100"), seconds(90)),
            (json!(10.0), seconds(9)),
            (json!(0), seconds(0)),
            (json!(-1), None),
            (json!(1e300), None),
            (json!(null), None),
        ] {
            assert_eq!(learnt(json!({"access_token": "t0ken", "expires_in": written})).unwrap(), renewed, "{written}");
        }
        assert_eq!(learnt(json!({"access_token": "t0ken"})).unwrap(), None);
    }

    #[test]
    fn an_answer_without_a_token_is_not_shown() {
        for body in [json!({"access_token": 5, "x": "hidden"}), json!(["hidden"]), json!({"access_token": ""})] {
            let error = learnt(body).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("hidden"), "{error:?}");
            assert!(error.to_string().contains("`access_token`"), "{error}");
        }
    }

    #[test]
    fn only_the_token_that_was_refused_is_dropped() {
        let tokens = Tokens::new(OAuthClient::new(&SCHEME, "/token", "id", "secret"));
        let learn = || {
            let body = json!({"access_token": "a"}).to_string();
            tokens.learn(&Response::new(StatusCode::OK, HeaderMap::new(), body), Instant::now()).unwrap();
            tokens.last().unwrap()
        };
        let (first, second) = (learn(), learn());
        tokens.refuse(&first);
        assert!(tokens.last().is_some());
        tokens.refuse(&second);
        assert!(tokens.last().is_none());
    }
}
