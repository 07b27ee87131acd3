//! How calls identify whoever makes them: the security schemes of a document, and the credentials for them.

mod choose;
mod credential;
mod oauth;
mod secret;
mod tokens;
mod write;

pub(crate) use choose::{Choice, choose, missing};
pub use credential::Credential;
pub(crate) use credential::{Credentials, Given, Source};
pub use oauth::OAuthClient;
pub use secret::Secret;
pub(crate) use tokens::{Issued, Tokens};
pub(crate) use write::{is_set, write};

/// What an operation needs: one of these alternatives, of which all schemes together. An empty alternative is a call
/// without credentials; no alternative at all is an operation that needs none.
pub type Security = &'static [&'static [&'static Scheme]];

/// A security scheme as the document declares it. Generated code holds one `static` for each.
#[derive(Debug)]
pub struct Scheme {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
}

/// Where the credential of a scheme stands in a request.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
    /// The header `Authorization`, after the word `Bearer` (RFC 6750, section 2.1).
    Bearer,
    /// In the connection: there is nothing to write.
    Connection,
}

impl Scheme {
    /// A key in a header, as it is given.
    #[must_use]
    pub const fn header(name: &'static str, header: &'static str) -> Self {
        Self { name, place: Place::Header(header) }
    }

    /// A key in a parameter of the query.
    #[must_use]
    pub const fn query(name: &'static str, parameter: &'static str) -> Self {
        Self { name, place: Place::Query(parameter) }
    }

    /// A key in a cookie.
    #[must_use]
    pub const fn cookie(name: &'static str, cookie: &'static str) -> Self {
        Self { name, place: Place::Cookie(cookie) }
    }

    /// A token in the header `Authorization`, after the word `Bearer` (RFC 6750, section 2.1).
    #[must_use]
    pub const fn bearer(name: &'static str) -> Self {
        Self { name, place: Place::Bearer }
    }

    /// Anything else in the header `Authorization`, such as a user and a password (RFC 7617).
    #[must_use]
    pub const fn authorization(name: &'static str) -> Self {
        Self::header(name, "Authorization")
    }

    /// A certificate of the connection. The [`Transport`](crate::Transport) has it, so that calls go without saying.
    #[must_use]
    pub const fn mutual_tls(name: &'static str) -> Self {
        Self { name, place: Place::Connection }
    }

    /// Its name in the document.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}
