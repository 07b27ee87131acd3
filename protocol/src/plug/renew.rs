//! Keys asked for by hand.

use openapi_client_runtime::{Call, Core, FromResponse, Response, Result};

use super::CERTIFICATES;
use crate::merchant::Merchant;

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
    /// a notification that names an unknown key cannot, so that this is for its handler.
    pub fn renew_keys(&self, client: impl AsRef<Core>) -> Call<Renewed> {
        client.as_ref().operation(&CERTIFICATES).call()
    }
}
