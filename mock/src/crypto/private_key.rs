//! An RSA private key.

use std::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeySize, OAEP_SHA1_MGF1SHA1, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use aws_lc_rs::signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use pem::{EncodeConfig, LineEnding, Pem};

use super::CryptoError;

/// An RSA private key.
pub(crate) struct PrivateKey {
    pair: RsaKeyPair,
}

impl PrivateKey {
    /// Makes a key of 2048 bits.
    pub(crate) fn generate() -> Result<Self, CryptoError> {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| CryptoError::new("make an RSA key"))?;
        Ok(Self { pair })
    }

    /// Reads PKCS#8 in PEM; the error says what is there instead.
    pub(crate) fn from_pem(text: &str) -> Result<Self, String> {
        let pem = pem::parse(text).map_err(|error| format!("it is not PEM: {error}"))?;
        if pem.tag() != "PRIVATE KEY" {
            return Err(format!("it holds a {} where a PRIVATE KEY (PKCS#8) is needed", pem.tag()));
        }
        let pair =
            RsaKeyPair::from_pkcs8(pem.contents()).map_err(|error| format!("it is no usable RSA key: {error}"))?;
        Ok(Self { pair })
    }

    /// PKCS#8 in PEM.
    pub(crate) fn to_pem(&self) -> Result<String, CryptoError> {
        Ok(encode("PRIVATE KEY", self.to_pkcs8()?.as_ref()))
    }

    /// The public half, as SubjectPublicKeyInfo in PEM.
    pub(crate) fn public_pem(&self) -> Result<String, CryptoError> {
        Ok(encode("PUBLIC KEY", self.public_der()?.as_ref()))
    }

    pub(super) fn public_der(&self) -> Result<PublicKeyX509Der<'static>, CryptoError> {
        self.pair.public_key().as_der().map_err(|_| CryptoError::new("encode a public key"))
    }

    pub(crate) fn to_pkcs8(&self) -> Result<Pkcs8V1Der<'static>, CryptoError> {
        self.pair.as_der().map_err(|_| CryptoError::new("encode a private key"))
    }

    /// The signature of `message` (RSASSA-PKCS1-v1_5 with SHA-256), in base64.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<String, CryptoError> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| CryptoError::new("sign"))?;
        Ok(STANDARD.encode(signature))
    }

    /// The plain text of what was encrypted with RSA-OAEP (SHA-1 and MGF1 with SHA-1) and base64.
    pub(crate) fn decrypt(&self, encrypted: &str) -> Result<Vec<u8>, CryptoError> {
        let failed = CryptoError::new(
            "decrypt the text with RSA-OAEP (SHA-1); encrypt it with the key that Wechatpay-Serial names",
        );
        let encrypted = STANDARD.decode(encrypted).map_err(|_| failed)?;
        let key = PrivateDecryptingKey::from_pkcs8(self.to_pkcs8()?.as_ref()).map_err(|_| failed)?;
        let key = OaepPrivateDecryptingKey::new(key).map_err(|_| failed)?;
        let mut plain = vec![0; key.min_output_size()];
        let length = key
            .decrypt(&OAEP_SHA1_MGF1SHA1, &encrypted, &mut plain, None)
            .map(|plain| plain.len())
            .map_err(|_| failed)?;
        plain.truncate(length);
        Ok(plain)
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(..)")
    }
}

fn encode(tag: &str, contents: &[u8]) -> String {
    pem::encode_config(&Pem::new(tag, contents), EncodeConfig::new().set_line_ending(LineEnding::LF))
}
