//! How trust begins: a list of certificates that verifies itself.

use std::time::SystemTime;

use http::HeaderMap;

use super::{KeySet, ListError, open_certificate_list};
use crate::key::Certificate;
use crate::seal::ApiV3Key;
use crate::verify::{Rejection, verify};

/// Why an answer to `GET /v3/certificates` gives no certificates.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CertificatesError {
    /// The list could not be opened.
    #[error(transparent)]
    List(#[from] ListError),
    /// The list was opened, but the answer is not signed by one of its certificates nor by a key that was known.
    #[error("the list of certificates was opened, but the answer does not verify: {0}")]
    Rejected(#[from] Rejection),
}

/// Opens an answer to `GET /v3/certificates` with the APIv3 key, then verifies that same answer with the certificates in it
/// and with the keys that are known already.
///
/// # Errors
/// When the answer cannot be opened or does not verify; nothing of it is to be used then.
pub fn open_certificates_answer(
    headers: &HeaderMap,
    body: &[u8],
    key: &ApiV3Key,
    known: &KeySet,
    at: SystemTime,
) -> Result<Vec<Certificate>, CertificatesError> {
    let certificates = open_certificate_list(body, key)?;
    verify(&known.with(certificates.iter().cloned()), at, headers, body)?;
    Ok(certificates)
}
