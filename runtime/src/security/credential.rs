//! What a caller gives for a security scheme.

use std::sync::Arc;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use zeroize::Zeroizing;

use super::{OAuthClient, Scheme, Secret, Tokens};
use crate::error::{Error, Result};

/// What a caller gives for a security scheme of the document: a key, a token, or a user and a password.
///
/// Generated code has a function for each scheme that makes one; [`Builder::credential`](crate::Builder::credential)
/// takes it.
#[derive(Debug, Clone)]
pub struct Credential {
    pub(crate) given: Given,
    /// What is wrong with it, told when the client is built.
    pub(crate) problem: Option<&'static str>,
}

/// A scheme, and where what it needs comes from.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) scheme: &'static Scheme,
    pub(crate) source: Source,
}

#[derive(Debug, Clone)]
pub(crate) enum Source {
    Secret(Secret),
    Tokens(Arc<Tokens>),
}

impl Credential {
    /// A key or a token for a scheme.
    pub fn new(scheme: &'static Scheme, secret: impl Into<Secret>) -> Self {
        Self { given: Given { scheme, source: Source::Secret(secret.into()) }, problem: None }
    }

    /// A user and a password (RFC 7617), for a scheme of [`Scheme::authorization`].
    #[must_use]
    pub fn basic(scheme: &'static Scheme, user: &str, password: &str) -> Self {
        let problem = user.contains(':').then_some("the name of a user cannot hold a colon");
        Self { problem, ..Self::new(scheme, basic(user, password)) }
    }
}

/// The header `Authorization` for a user and a password.
pub(super) fn basic(user: &str, password: &str) -> Zeroizing<String> {
    let pair = Zeroizing::new(format!("{user}:{password}"));
    // Of its final size from the start: what grows leaves copies behind.
    let mut header = Zeroizing::new(String::with_capacity("Basic ".len() + pair.len().div_ceil(3) * 4));
    header.push_str("Basic ");
    BASE64_STANDARD.encode_string(pair.as_bytes(), &mut header);
    header
}

impl From<OAuthClient> for Credential {
    fn from(client: OAuthClient) -> Self {
        let scheme = client.scheme;
        Self { given: Given { scheme, source: Source::Tokens(Arc::new(Tokens::new(client))) }, problem: None }
    }
}

/// The credentials that a client was given.
#[derive(Debug, Default)]
pub(crate) struct Credentials(Vec<Given>);

impl Credentials {
    /// Takes one up, in place of one for the same scheme.
    pub(crate) fn add(&mut self, credential: Credential) -> Result<()> {
        let Credential { given, problem } = credential;
        if let Some(problem) = problem {
            return Err(Error::request(format!(
                "the credential for `{}` cannot be used: {problem}",
                given.scheme.name
            )));
        }
        self.0.retain(|known| known.scheme.name != given.scheme.name);
        self.0.push(given);
        Ok(())
    }

    pub(crate) fn of(&self, scheme: &Scheme) -> Option<&Given> {
        self.0.iter().find(|given| given.scheme.name == scheme.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static USER: Scheme = Scheme::authorization("user");
    static KEY: Scheme = Scheme::header("key", "X-Key");

    fn text(given: &Given) -> String {
        match &given.source {
            Source::Secret(secret) => secret.text().unwrap().to_string(),
            Source::Tokens(_) => panic!("{given:?}"),
        }
    }

    #[test]
    fn a_user_and_a_password_are_what_the_rfc_shows() {
        // RFC 7617, sections 2 and 2.1.
        assert_eq!(basic("Aladdin", "open sesame").as_str(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(basic("test", "123£").as_str(), "Basic dGVzdDoxMjPCow==");
    }

    #[test]
    fn the_last_one_counts_and_a_colon_is_refused() {
        let mut credentials = Credentials::default();
        credentials.add(Credential::new(&KEY, "1")).unwrap();
        credentials.add(Credential::basic(&USER, "a", "b")).unwrap();
        credentials.add(Credential::new(&KEY, "2")).unwrap();
        assert_eq!(text(credentials.of(&KEY).unwrap()), "2");
        let error = credentials.add(Credential::basic(&USER, "a:b", "hidden")).unwrap_err();
        assert!(error.to_string().contains("`user`") && !error.to_string().contains("hidden"), "{error}");
        assert!(!format!("{credentials:?}").contains("QT"), "{credentials:?}");
    }
}
