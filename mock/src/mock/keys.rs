//! Keys, certificates and the clock of a running mock.

use super::Mock;
use crate::cipher::Cipher;
use crate::credentials::Credentials;
use crate::crypto::PublicKey;
use crate::error::Error;
use crate::key_mode::KeyMode;
use crate::received::Received;

impl Mock {
    /// What the mock's merchant must configure.
    ///
    /// # Errors
    /// [`Error::Crypto`] where a key cannot be written as text.
    pub fn credentials(&self) -> Result<Credentials, Error> {
        let parties = &self.world.parties;
        Ok(Credentials::new(&parties.merchant, parties.platform.public_key())?)
    }

    /// What another merchant must configure; `None` where [`Builder::merchant`](crate::Builder::merchant) did not add
    /// it.
    ///
    /// # Errors
    /// As [`credentials`](Self::credentials).
    pub fn credentials_of(&self, mchid: &str) -> Result<Option<Credentials>, Error> {
        let parties = &self.world.parties;
        let merchant = parties.merchant(mchid);
        merchant.map(|merchant| Ok(Credentials::new(&merchant, parties.platform.public_key())?)).transpose()
    }

    /// The kinds of keys that the mock signs with.
    pub fn key_mode(&self) -> KeyMode {
        self.world.parties.platform.mode()
    }

    /// The values that `Wechatpay-Serial` of a request may have: the public key's id, then the serials of the
    /// certificates, oldest first.
    pub fn wechatpay_serials(&self) -> Vec<String> {
        self.world.parties.platform.serials()
    }

    /// Begins a rotation: adds a newer platform certificate, and gives its serial. Answers are signed with it when the
    /// request names it, and all of them after [`retire_old`](Self::retire_old). With the keys of a folder it lasts
    /// until the mock stops.
    ///
    /// # Errors
    /// [`Error::Crypto`] where the certificate cannot be made.
    pub fn rotate(&self) -> Result<String, Error> {
        let parties = &self.world.parties;
        Ok(parties.platform.rotate(&parties.clock)?)
    }

    /// Ends a rotation: only the newest certificate is listed, and answers are signed with it, even where the request
    /// still names an older one.
    pub fn retire_old(&self) {
        self.world.parties.platform.retire_old();
    }

    /// Sets the mock's clock anew: so many seconds before or after the machine's.
    pub fn set_clock_offset(&self, seconds: i64) {
        self.world.parties.clock.set_offset(seconds);
    }

    /// The plain text of a field that a client encrypted with the key that the request names in `Wechatpay-Serial`
    /// (RSA-OAEP with SHA-1, in base64).
    ///
    /// # Errors
    /// [`Error::Crypto`] where the request names no key of the mock, or the text was not encrypted with it.
    pub fn decrypt(&self, received: &Received, encrypted: &str) -> Result<String, Error> {
        Ok(Cipher::of(&self.world.parties, received).decrypt(encrypted)?)
    }

    /// Encrypts a field of an answer for the mock's merchant (RSA-OAEP with SHA-1, in base64).
    ///
    /// # Errors
    /// [`Error::Crypto`] where the text has more than 214 bytes.
    pub fn encrypt(&self, plain: &str) -> Result<String, Error> {
        let public: &PublicKey = &self.world.parties.merchant.public_key;
        Ok(public.encrypt(plain.as_bytes())?)
    }
}
