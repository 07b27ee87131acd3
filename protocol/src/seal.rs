//! What WeChat Pay seals with AES-256-GCM (RFC 5116) under the merchant's APIv3 key.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use openapi_client_runtime::{Decode, Decoded, Reader};
use zeroize::Zeroizing;

/// The only algorithm that this crate opens.
const ALGORITHM: &str = "AEAD_AES_256_GCM";
const KEY_LENGTH: usize = 32;
const NONCE_LENGTH: usize = 12;
const TAG_LENGTH: usize = 16;

/// The APIv3 key: 32 bytes that the merchant set in the merchant platform. Cheap to clone; the bytes themselves are kept
/// only by the cryptographic library, which wipes them.
#[derive(Clone)]
pub struct ApiV3Key(Arc<LessSafeKey>);

/// An APIv3 key of the wrong length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApiV3KeyError {
    length: usize,
    ends_in_white_space: bool,
}

/// Why something sealed could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// Another algorithm.
    #[error("it is sealed by {found:?}, not by {ALGORITHM}; use RSA keys, not SM2, for this merchant")]
    Algorithm {
        /// Its name.
        found: String,
    },
    /// The nonce does not have 12 bytes.
    #[error("its nonce has {length} bytes instead of {NONCE_LENGTH}; look for what changed it on the way")]
    Nonce {
        /// How many it has.
        length: usize,
    },
    /// The sealed text is not base64.
    #[error("its ciphertext is not base64; look for what changed it on the way")]
    NotBase64,
    /// The sealed text is shorter than the tag at its end.
    #[error("its ciphertext has {length} bytes, fewer than its tag of {TAG_LENGTH}; look for what cut it")]
    TooShort {
        /// How many it has.
        length: usize,
    },
    /// The key is another one, or something was changed.
    #[error(
        "it was not sealed with this APIv3 key; check that it is the key in the merchant platform, of this merchant, and \
         was not set anew since"
    )]
    Key,
}

impl ApiV3Key {
    /// Takes a key of exactly 32 bytes.
    ///
    /// # Errors
    /// When there are more or fewer.
    pub fn new(key: impl AsRef<[u8]>) -> Result<Self, ApiV3KeyError> {
        let key = key.as_ref();
        let wrong =
            ApiV3KeyError { length: key.len(), ends_in_white_space: key.ends_with(b"\n") || key.ends_with(b" ") };
        if key.len() != KEY_LENGTH {
            return Err(wrong);
        }
        UnboundKey::new(&AES_256_GCM, key).map(|key| Self(Arc::new(LessSafeKey::new(key)))).map_err(|_| wrong)
    }

    fn open(&self, nonce: &[u8], associated: &[u8], sealed: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let length = sealed.len();
        if length < TAG_LENGTH {
            return Err(SealError::TooShort { length });
        }
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::Nonce { length: nonce.len() })?;
        let mut text = Zeroizing::new(sealed);
        let opened = self.0.open_in_place(nonce, Aad::from(associated), &mut text).map_err(|_| SealError::Key)?.len();
        text.truncate(opened);
        Ok(text)
    }

    /// Seals as WeChat Pay does.
    #[cfg(test)]
    pub(crate) fn seal(&self, nonce: &[u8], associated: &[u8], plain: &[u8]) -> Vec<u8> {
        let mut text = plain.to_vec();
        let nonce = Nonce::try_assume_unique_for_key(nonce).unwrap();
        self.0.seal_in_place_append_tag(nonce, Aad::from(associated), &mut text).unwrap();
        text
    }
}

impl fmt::Debug for ApiV3Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ApiV3Key([redacted])")
    }
}

impl fmt::Display for ApiV3KeyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the APIv3 key has {} bytes instead of {KEY_LENGTH}", self.length)?;
        if self.ends_in_white_space {
            out.write_str(", the last one white space")?;
        }
        out.write_str("; copy it from where it was set, in the merchant platform under API security")
    }
}

impl std::error::Error for ApiV3KeyError {}

/// A sealed text as it stands in JSON.
pub(crate) struct Sealed {
    algorithm: String,
    nonce: String,
    associated: String,
    ciphertext: String,
    /// What a notification says of the text inside.
    pub(crate) original_type: Option<String>,
}

impl Sealed {
    pub(crate) fn open(&self, key: &ApiV3Key) -> Result<Zeroizing<Vec<u8>>, SealError> {
        if self.algorithm != ALGORITHM {
            return Err(SealError::Algorithm { found: self.algorithm.chars().take(80).collect() });
        }
        if self.nonce.len() != NONCE_LENGTH {
            return Err(SealError::Nonce { length: self.nonce.len() });
        }
        let sealed = BASE64_STANDARD.decode(&self.ciphertext).map_err(|_| SealError::NotBase64)?;
        key.open(self.nonce.as_bytes(), self.associated.as_bytes(), sealed)
    }
}

impl Decode for Sealed {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let (mut algorithm, mut nonce, mut associated) = (None, None, None);
        let (mut ciphertext, mut original_type) = (None, None);
        reader.object(&mut [
            ("original_type", &mut original_type),
            ("algorithm", &mut algorithm),
            ("ciphertext", &mut ciphertext),
            ("associated_data", &mut associated),
            ("nonce", &mut nonce),
        ])?;
        Ok(Self {
            algorithm: reader.required("algorithm", algorithm)?,
            nonce: reader.required("nonce", nonce)?,
            associated: associated.unwrap_or_default(),
            ciphertext: reader.required("ciphertext", ciphertext)?,
            original_type,
        })
    }
}

#[cfg(test)]
mod tests;
