//! The merchant's private key.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use aws_lc_rs::signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use zeroize::Zeroizing;

use super::error::{KeyError, KeyProblem, Wanted};
use super::pem::{Kind, Section};
use super::{PublicKey, SignerError, der, pem};

/// An RSA private key of 2048 to 8192 bits, ready to sign and to decrypt. Cheap to clone.
#[derive(Clone)]
pub struct PrivateKey(Arc<Inner>);

struct Inner {
    signing: RsaKeyPair,
    decrypting: OaepPrivateDecryptingKey,
}

impl PrivateKey {
    /// Reads PEM text: PKCS#8 (`PRIVATE KEY`) or PKCS#1 (`RSA PRIVATE KEY`), not encrypted.
    ///
    /// # Errors
    /// When the text is anything else; the error names what it is.
    pub fn from_pem(pem: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        let key = pem::only_section(pem.as_ref()).and_then(|section| Self::from_section(&section));
        key.map_err(|problem| KeyError::new(Wanted::PrivateKey, problem))
    }

    /// Reads a PEM file, such as the merchant's `apiclient_key.pem`.
    ///
    /// # Errors
    /// When the file cannot be read, and as for [`from_pem`](Self::from_pem); the error names the file.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, KeyError> {
        let path = path.as_ref();
        let text = pem::read(path).map_err(|problem| KeyError::new(Wanted::PrivateKey, problem).in_file(path))?;
        Self::from_pem(&*text).map_err(|error| error.in_file(path))
    }

    fn from_section(section: &Section) -> Result<Self, KeyProblem> {
        let der = &section.der;
        let signing = match &section.kind {
            Kind::Pkcs8 => der::check_pkcs8(der).map(|()| RsaKeyPair::from_pkcs8(der)),
            Kind::Pkcs1 => der::check_pkcs1(der).map(|()| RsaKeyPair::from_der(der)),
            Kind::PublicKey => Err(KeyProblem::Public),
            Kind::Certificate => Err(KeyProblem::Certificate),
            Kind::Other(label) => Err(KeyProblem::Other(label.clone())),
        }?;
        Self::from_pair(signing.map_err(|_| KeyProblem::Corrupt)?).ok_or(KeyProblem::Corrupt)
    }

    fn from_pair(signing: RsaKeyPair) -> Option<Self> {
        let pkcs8: Pkcs8V1Der<'_> = signing.as_der().ok()?;
        let decrypting = PrivateDecryptingKey::from_pkcs8(pkcs8.as_ref()).ok()?;
        let decrypting = OaepPrivateDecryptingKey::new(decrypting).ok()?;
        Some(Self(Arc::new(Inner { signing, decrypting })))
    }

    /// The length of the modulus in bits.
    #[must_use]
    pub fn bits(&self) -> usize {
        self.0.decrypting.key_size_bits()
    }

    /// The public half.
    ///
    /// # Errors
    /// None that is known: the key was checked when it was read.
    pub fn public_key(&self) -> Result<PublicKey, KeyError> {
        let key = PublicKey::from_der(self.0.signing.public_key().as_ref());
        key.map_err(|problem| KeyError::new(Wanted::PublicKey, problem))
    }

    /// Signs with RSASSA-PKCS1-v1_5 and SHA-256. For a [`Signer`](crate::Signer) of one's own.
    ///
    /// # Errors
    /// When the cryptographic library fails.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignerError> {
        let mut signature = vec![0; self.0.signing.public_modulus_len()];
        let signed = self.0.signing.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature);
        signed.map(|()| signature).map_err(|_| "the cryptographic library could not sign".into())
    }

    /// Decrypts RSA-OAEP with SHA-1 and MGF1-SHA-1. For a [`Signer`](crate::Signer) of one's own.
    ///
    /// # Errors
    /// When the text was not encrypted for this key.
    pub fn decrypt(&self, cipher: &[u8]) -> Result<Zeroizing<Vec<u8>>, SignerError> {
        let key = &self.0.decrypting;
        let mut plain = Zeroizing::new(vec![0; key.min_output_size()]);
        let length = match key.decrypt(&OAEP_SHA1_MGF1SHA1, cipher, &mut plain, None) {
            Ok(text) => text.len(),
            Err(_) => return Err("it was not encrypted for the merchant's private key".into()),
        };
        plain.truncate(length);
        Ok(plain)
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PrivateKey(RSA-{}, [redacted])", self.bits())
    }
}
