//! The tokens of a client of OAuth 2.0: asked for, kept and dropped.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method};
use zeroize::Zeroizing;

use super::credential::basic;
use super::{OAuthClient, Scheme};
use crate::core::Shared;
use crate::error::{Error, Result};
use crate::model::{Json, from_json};
use crate::operation::Origin;
use crate::request::Request;
use crate::response::Response;

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
