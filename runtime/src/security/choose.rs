//! Which of the alternatives of an operation a call takes.

use super::{Credentials, Given, Scheme, Security, is_set};
use crate::error::Error;
use crate::request::Request;

/// What a call identifies its caller with.
pub(crate) enum Choice<'c> {
    /// These, each of which is written; none where the caller set all of it, or none is needed.
    Write(Vec<&'c Given>),
    /// No alternative can be had.
    Missing,
}

/// Takes the first alternative for which there is all that it needs, given to the client or set by the caller in the
/// request itself. One without credentials is the last resort wherever it stands.
pub(crate) fn choose<'c>(security: Security, credentials: &'c Credentials, request: &Request) -> Choice<'c> {
    let is_there = |scheme: &&'static Scheme| credentials.of(scheme).is_some() || is_set(scheme, request);
    let needy = security.iter().filter(|alternative| !alternative.is_empty());
    match needy.into_iter().find(|alternative| alternative.iter().all(is_there)) {
        // What the caller set in the request goes before what was given to the client.
        Some(alternative) => {
            let open = alternative.iter().filter(|scheme| !is_set(scheme, request));
            Choice::Write(open.filter_map(|scheme| credentials.of(scheme)).collect())
        }
        None if security.is_empty() || security.iter().any(|alternative| alternative.is_empty()) => {
            Choice::Write(Vec::new())
        }
        None => Choice::Missing,
    }
}

/// An error that names what an operation needs.
pub(crate) fn missing(security: Security) -> Error {
    let alternatives: Vec<String> = security
        .iter()
        .map(|alternative| {
            alternative.iter().map(|scheme| format!("`{}`", scheme.name)).collect::<Vec<_>>().join(" with ")
        })
        .collect();
    let message = format!(
        "the operation needs credentials for {}: give them to `Builder::credential`, or call \
         `Builder::without_credentials` if something else adds them",
        alternatives.join(", or ")
    );
    Error::security(message)
}
