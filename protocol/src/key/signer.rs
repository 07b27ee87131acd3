//! Who signs for the merchant: a key in memory, or a service that never gives it out.

use std::fmt::Debug;

use zeroize::Zeroizing;

use super::PrivateKey;

/// Why a signer could not do its part, in its own words. They are shown to users: no secret may be in them.
pub type SignerError = Box<dyn std::error::Error + Send + Sync>;

/// The merchant's private key, wherever it is kept.
///
/// Called on the thread that makes the call, once for each attempt, so an implementation that asks a service should answer
/// quickly.
pub trait Signer: Debug + Send + Sync {
    /// The serial number of the merchant's certificate, in hexadecimal digits.
    fn serial(&self) -> &str;

    /// Signs the message by RSASSA-PKCS1-v1_5 with SHA-256, and gives the bare signature.
    ///
    /// # Errors
    /// When the key is out of reach.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError>;

    /// Decrypts a field of an answer, by RSA-OAEP with SHA-1 and MGF1-SHA-1.
    ///
    /// # Errors
    /// When the key is out of reach or did not encrypt this. A signer that does not implement the method always fails.
    fn decrypt(&self, cipher: &[u8]) -> Result<Zeroizing<Vec<u8>>, SignerError> {
        let _ = cipher;
        Err("this signer cannot decrypt; implement `Signer::decrypt`".into())
    }
}

/// A key in memory with the serial number of its certificate.
#[derive(Debug)]
pub(crate) struct KeyAndSerial {
    pub(crate) key: PrivateKey,
    pub(crate) serial: String,
}

impl Signer for KeyAndSerial {
    fn serial(&self) -> &str {
        &self.serial
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError> {
        self.key.sign(message)
    }

    fn decrypt(&self, cipher: &[u8]) -> Result<Zeroizing<Vec<u8>>, SignerError> {
        self.key.decrypt(cipher)
    }
}
