//! What a merchant must configure.

use std::fmt;

use crate::crypto::CryptoError;
use crate::error::Error;
use crate::keys::{Keys, Merchant, PublicKeyPair};

/// What a merchant must configure in order to speak to a [`Mock`](crate::Mock). `Debug` shows neither the private key
/// nor the APIv3 key.
#[derive(Clone)]
#[non_exhaustive]
pub struct Credentials {
    /// The merchant's number.
    pub mchid: String,
    /// The serial of the merchant's certificate, in upper-case hexadecimal.
    pub merchant_serial: String,
    /// The merchant's private key: PKCS#8 in PEM.
    pub merchant_private_key_pem: String,
    /// The merchant's certificate in PEM.
    pub merchant_certificate_pem: String,
    /// 32 characters.
    pub api_v3_key: String,
    /// The id of WeChat Pay's public key: `PUB_KEY_ID_` and digits.
    pub public_key_id: String,
    /// WeChat Pay's public key: SubjectPublicKeyInfo in PEM.
    pub public_key_pem: String,
}

impl Credentials {
    pub(crate) fn new(merchant: &Merchant, public_key: &PublicKeyPair) -> Result<Self, CryptoError> {
        Ok(Self {
            mchid: merchant.mchid.clone(),
            merchant_serial: merchant.serial.clone(),
            merchant_private_key_pem: merchant.key.to_pem()?,
            merchant_certificate_pem: merchant.certificate_pem.clone(),
            api_v3_key: merchant.api_v3_key.clone(),
            public_key_id: public_key.id.clone(),
            public_key_pem: public_key.key.public_pem()?,
        })
    }
}

impl Keys {
    /// What the merchant of these keys must configure, before or without a [`Mock`](crate::Mock).
    ///
    /// # Errors
    /// [`Error::Crypto`] where a key cannot be written as PEM.
    pub fn credentials(&self) -> Result<Credentials, Error> {
        Ok(Credentials::new(&self.merchant, &self.public_key)?)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("mchid", &self.mchid)
            .field("merchant_serial", &self.merchant_serial)
            .field("public_key_id", &self.public_key_id)
            .finish_non_exhaustive()
    }
}
