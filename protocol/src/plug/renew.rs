//! Keys asked for by hand.

use openapi_client_runtime::{Call, Core, FromResponse, Method, Operation, Response, Result};

use super::LEARNED;
use crate::merchant::Merchant;

static RENEWAL: Operation =
    Operation::new("renewPlatformCertificates", Method::GET, "/v3/certificates").extensions(&[LEARNED]);

/// The platform certificates were asked for, and learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Renewed;

impl FromResponse for Renewed {
    fn from_response(response: Response) -> Result<Self> {
        if response.status().is_success() { Ok(Self) } else { Err(response.into_error()) }
    }
}

impl Merchant {
    /// Asks for the platform certificates now, through a client whose protocol this merchant is. Calls do so by themselves;
    /// a notification that names an unknown key cannot, so that this is for its handler. The call fails, unsent, where the
    /// merchant downloads none.
    pub fn renew_keys(&self, client: impl AsRef<Core>) -> Call<Renewed> {
        client.as_ref().operation(&RENEWAL).call()
    }
}
