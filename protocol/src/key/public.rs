//! A public key of WeChat Pay.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPublicEncryptingKey, PublicEncryptingKey};
use aws_lc_rs::signature::{ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256};

use super::error::{KeyError, KeyProblem, Wanted};
use super::pem::{Kind, Section};
use super::{der, pem};

/// An RSA public key of 2048 to 8192 bits, ready to verify and to encrypt. Cheap to clone.
#[derive(Clone)]
pub struct PublicKey(Arc<Inner>);

struct Inner {
    verifying: ParsedPublicKey,
    encrypting: OaepPublicEncryptingKey,
}

impl PublicKey {
    /// Reads PEM text: `PUBLIC KEY` or `RSA PUBLIC KEY`. A certificate is refused: its key has a serial number and not the id
    /// that is given beside a public key, and an end. The key of one is [`Certificate::public_key`](crate::Certificate::public_key).
    ///
    /// # Errors
    /// When the text is anything else; the error names what it is.
    pub fn from_pem(pem: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        let key = pem::only_section(pem.as_ref()).and_then(|section| Self::from_section(&section));
        key.map_err(|problem| KeyError::new(Wanted::PublicKey, problem))
    }

    /// Reads a PEM file, such as the `pub_key.pem` of the merchant platform.
    ///
    /// # Errors
    /// When the file cannot be read, and as for [`from_pem`](Self::from_pem); the error names the file.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, KeyError> {
        let path = path.as_ref();
        let text = pem::read(path).map_err(|problem| KeyError::new(Wanted::PublicKey, problem).in_file(path))?;
        Self::from_pem(&*text).map_err(|error| error.in_file(path))
    }

    fn from_section(section: &Section) -> Result<Self, KeyProblem> {
        match &section.kind {
            Kind::PublicKey => Self::from_der(&section.der),
            Kind::Certificate => Err(KeyProblem::Certificate),
            Kind::Pkcs8 | Kind::Pkcs1 => Err(KeyProblem::Private),
            Kind::Other(label) => Err(KeyProblem::Other(label.clone())),
        }
    }

    pub(super) fn from_der(der: &[u8]) -> Result<Self, KeyProblem> {
        der::check_public(der)?;
        ready(der).map(|inner| Self(Arc::new(inner))).ok_or(KeyProblem::Corrupt)
    }

    /// The length of the modulus in bits.
    #[must_use]
    pub fn bits(&self) -> usize {
        self.0.encrypting.key_size_bits()
    }

    /// Whether this is the signature of the message: RSASSA-PKCS1-v1_5 with SHA-256.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.verifying.verify_sig(message, signature).is_ok()
    }

    /// The most bytes that [`encrypt`](Self::encrypt) takes: 214 for a key of 2048 bits.
    pub(crate) fn longest_plain(&self) -> usize {
        self.0.encrypting.max_plaintext_size(&OAEP_SHA1_MGF1SHA1)
    }

    /// Encrypts by RSA-OAEP with SHA-1 and MGF1-SHA-1; `None` if the text is too long or the cryptographic library fails.
    pub(crate) fn encrypt(&self, plain: &[u8]) -> Option<Vec<u8>> {
        let key = &self.0.encrypting;
        let mut cipher = vec![0; key.ciphertext_size()];
        let length = key.encrypt(&OAEP_SHA1_MGF1SHA1, plain, &mut cipher, None).ok()?.len();
        cipher.truncate(length);
        Some(cipher)
    }
}

/// Makes a key ready for use, from either structure; what is kept is a `SubjectPublicKeyInfo`, so that keys compare.
fn ready(der: &[u8]) -> Option<Inner> {
    let parsed = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der).ok()?;
    let info: PublicKeyX509Der<'_> = parsed.as_der().ok()?;
    let verifying = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, info.as_ref()).ok()?;
    let encrypting = OaepPublicEncryptingKey::new(PublicEncryptingKey::from_der(info.as_ref()).ok()?).ok()?;
    Some(Inner { verifying, encrypting })
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.verifying.as_ref() == other.0.verifying.as_ref()
    }
}

impl Eq for PublicKey {}

impl fmt::Debug for PublicKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "PublicKey(RSA-{})", self.bits())
    }
}
