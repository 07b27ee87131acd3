//! The keys that the texts of one request and of its answer are encrypted with.

use std::sync::Arc;

use crate::crypto::CryptoError;
use crate::keys::Merchant;
use crate::parties::Parties;
use crate::platform::Signer;
use crate::received::Received;

/// Decrypts what a request holds, and encrypts what its answer holds: RSA-OAEP with SHA-1, in base64.
pub(crate) struct Cipher {
    /// The key that the request names in `Wechatpay-Serial`; `None` where the mock has no such key.
    ours: Option<Signer>,
    /// Who reads the answer.
    theirs: Arc<Merchant>,
}

impl Cipher {
    pub(crate) fn of(parties: &Parties, received: &Received) -> Self {
        let ours = received.header("wechatpay-serial").and_then(|serial| parties.platform.private_key_of(serial));
        let sender = received.merchant.as_deref().and_then(|mchid| parties.merchant(mchid));
        Self { ours, theirs: sender.unwrap_or_else(|| Arc::clone(&parties.merchant)) }
    }

    /// The plain text of what a client encrypted.
    pub(crate) fn decrypt(&self, encrypted: &str) -> Result<String, CryptoError> {
        let ours = self.ours.as_ref().ok_or(CryptoError::new("find the key that Wechatpay-Serial names"))?;
        let plain = ours.key().decrypt(encrypted)?;
        String::from_utf8(plain).map_err(|_| CryptoError::new("read the decrypted text as UTF-8"))
    }

    /// Encrypts a text for the merchant that sent the request: at most 214 bytes.
    pub(crate) fn encrypt(&self, plain: &str) -> Result<String, CryptoError> {
        self.theirs.public_key.encrypt(plain.as_bytes())
    }
}
