//! An RSA public key.

use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPublicEncryptingKey, PublicEncryptingKey};
use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use x509_parser::pem::Pem;

use super::{CryptoError, PrivateKey};

/// An RSA public key.
#[derive(Debug)]
pub(crate) struct PublicKey {
    /// SubjectPublicKeyInfo.
    der: Vec<u8>,
    verifying: ParsedPublicKey,
}

impl PublicKey {
    /// The public half of a private key.
    #[cfg(test)]
    pub(crate) fn of(key: &PrivateKey) -> Result<Self, CryptoError> {
        Self::from_der(key.public_der()?.as_ref()).map_err(|_| CryptoError::new("read a public key"))
    }

    /// The key that a certificate is about; the error says what is there instead.
    pub(crate) fn from_certificate_pem(text: &str) -> Result<Self, String> {
        let pem = certificate_block(text)?;
        let certificate = pem.parse_x509().map_err(|error| format!("it is no usable certificate: {error}"))?;
        Self::from_der(certificate.public_key().raw)
    }

    fn from_der(der: &[u8]) -> Result<Self, String> {
        let verifying = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der)
            .map_err(|error| format!("its public key is no RSA key of at least 2048 bits: {error}"))?;
        Ok(Self { der: der.to_vec(), verifying })
    }

    /// Whether `signature`, in base64, is one of `message`.
    pub(crate) fn verifies(&self, message: &[u8], signature: &str) -> bool {
        STANDARD.decode(signature).is_ok_and(|signature| self.verifying.verify_sig(message, &signature).is_ok())
    }

    /// Whether this is the public half of `key`.
    pub(crate) fn belongs_to(&self, key: &PrivateKey) -> bool {
        key.public_der().is_ok_and(|der| der.as_ref() == self.der)
    }

    /// Encrypts with RSA-OAEP (SHA-1 and MGF1 with SHA-1), to base64.
    pub(crate) fn encrypt(&self, plain: &[u8]) -> Result<String, CryptoError> {
        let failed = CryptoError::new("encrypt the text with RSA-OAEP: it may have at most 214 bytes");
        let key = PublicEncryptingKey::from_der(&self.der).map_err(|_| failed)?;
        let key = OaepPublicEncryptingKey::new(key).map_err(|_| failed)?;
        let mut encrypted = vec![0; key.ciphertext_size()];
        let encrypted = key.encrypt(&OAEP_SHA1_MGF1SHA1, plain, &mut encrypted, None).map_err(|_| failed)?;
        Ok(STANDARD.encode(encrypted))
    }
}

/// The first block of a PEM text, if it is a certificate.
pub(crate) fn certificate_block(text: &str) -> Result<Pem, String> {
    let mut blocks = Pem::iter_from_buffer(text.as_bytes());
    let pem = blocks.next().ok_or("it is not PEM")?.map_err(|error| format!("it is not PEM: {error}"))?;
    if pem.label != "CERTIFICATE" {
        return Err(format!("it holds a {} where a CERTIFICATE is needed", pem.label));
    }
    Ok(pem)
}
