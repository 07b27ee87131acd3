//! Encrypted fields: RSA-OAEP with SHA-1 and MGF1-SHA-1 (RFC 8017), in base64.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use zeroize::Zeroizing;

use crate::key::{PublicKey, Signer, SignerError};

/// Why a field could not be encrypted or decrypted. Shows nothing of the field.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FieldError {
    /// The text does not fit under the key.
    #[error("it has {bytes} bytes in UTF-8, and at most {limit} can be encrypted; shorten it")]
    TooLong {
        /// How many it has.
        bytes: usize,
        /// How many the key takes: 214 with 2048 bits.
        limit: usize,
    },
    /// The cryptographic library failed.
    #[error("the cryptographic library could not encrypt it")]
    Failed,
    /// What should be decrypted is not base64.
    #[error("it is not base64, so it is not encrypted; is the field really one that WeChat Pay encrypts?")]
    NotBase64,
    /// The signer could not decrypt it.
    #[error("it could not be decrypted: {0}; check that the private key belongs to the merchant's current certificate")]
    Signer(#[source] SignerError),
    /// What was decrypted is not text.
    #[error("it was decrypted, but is not UTF-8 text")]
    NotText,
}

/// Encrypts a field of a request for WeChat Pay. An empty text stays empty.
///
/// # Errors
/// When the text is longer than the key allows.
pub fn encrypt_field(key: &PublicKey, plain: &str) -> Result<String, FieldError> {
    let (bytes, limit) = (plain.len(), key.longest_plain());
    if bytes == 0 {
        return Ok(String::new());
    }
    if bytes > limit {
        return Err(FieldError::TooLong { bytes, limit });
    }
    key.encrypt(plain.as_bytes()).map(|cipher| BASE64_STANDARD.encode(cipher)).ok_or(FieldError::Failed)
}

/// Decrypts a field of an answer with the merchant's key. An empty text stays empty.
///
/// # Errors
/// When the text is not base64, was not encrypted for this key, or the key is out of reach.
pub fn decrypt_field(signer: &dyn Signer, cipher: &str) -> Result<Zeroizing<String>, FieldError> {
    if cipher.is_empty() {
        return Ok(Zeroizing::default());
    }
    let cipher = BASE64_STANDARD.decode(cipher).map_err(|_| FieldError::NotBase64)?;
    let mut plain = signer.decrypt(&cipher).map_err(FieldError::Signer)?;
    match String::from_utf8(std::mem::take(&mut *plain)) {
        Ok(text) => Ok(Zeroizing::new(text)),
        Err(error) => {
            drop(Zeroizing::new(error.into_bytes()));
            Err(FieldError::NotText)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::key::{KeyAndSerial, PrivateKey};
    use crate::testing::{SERIAL, bytes, private_key, public_key, text};

    fn merchant() -> KeyAndSerial {
        KeyAndSerial { key: private_key("merchant.pkcs8"), serial: SERIAL.to_owned() }
    }

    #[test]
    fn what_openssl_encrypted_is_decrypted() {
        for name in ["name", "longest"] {
            let plain = decrypt_field(&merchant(), &text(&format!("oaep/{name}.cipher"))).unwrap();
            assert_eq!(*plain, text(&format!("oaep/{name}.plain")));
        }
        let error = decrypt_field(&merchant(), &text("oaep/binary.cipher")).unwrap_err();
        assert!(matches!(error, FieldError::NotText), "{error}");
    }

    #[test]
    fn the_published_vectors_are_decrypted() {
        let key = PrivateKey::from_pem(bytes("published/oaep.key.pem")).unwrap();
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let vectors = text("published/oaep.vectors");
        assert_eq!(vectors.lines().count(), 6);
        for vector in vectors.lines() {
            let (message, cipher) = vector.split_once(' ').unwrap();
            let cipher = BASE64_STANDARD.decode(cipher).unwrap();
            assert_eq!(hex(&key.decrypt(&cipher).unwrap()), message);
            // Nothing but the whole ciphertext opens to it.
            assert!(key.decrypt(&cipher[1..]).is_err());
        }
    }

    #[test]
    fn the_longest_text_is_encrypted_and_a_longer_one_is_told_its_length() {
        let key = public_key("merchant");
        assert_eq!(
            *decrypt_field(&merchant(), &encrypt_field(&key, &"x".repeat(214)).unwrap()).unwrap(),
            "x".repeat(214)
        );
        let error = encrypt_field(&key, &"x".repeat(215)).unwrap_err();
        assert_eq!(error.to_string(), "it has 215 bytes in UTF-8, and at most 214 can be encrypted; shorten it");
        // 72 characters of three bytes each.
        assert!(matches!(encrypt_field(&key, &"张".repeat(72)), Err(FieldError::TooLong { bytes: 216, limit: 214 })));
    }

    #[test]
    fn an_empty_text_stays_empty() {
        assert_eq!(encrypt_field(&public_key("merchant"), "").unwrap(), "");
        assert_eq!(*decrypt_field(&merchant(), "").unwrap(), "");
    }

    #[test]
    fn what_is_not_for_this_key_is_told_apart() {
        let error = decrypt_field(&merchant(), "not base64").unwrap_err();
        assert!(matches!(error, FieldError::NotBase64), "{error}");
        let for_another = encrypt_field(&public_key("wechatpay"), "secret").unwrap();
        for cipher in [for_another.as_str(), "AAAA"] {
            let error = decrypt_field(&merchant(), cipher).unwrap_err();
            assert!(matches!(error, FieldError::Signer(_)) && !format!("{error:?}").contains("secret"), "{error}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn fields_come_back(plain in "\\PC{0,50}") {
            let cipher = encrypt_field(&public_key("merchant"), &plain).unwrap();
            prop_assert!(plain.is_empty() || !cipher.contains(&plain) || plain.len() < 3);
            prop_assert_eq!(&*decrypt_field(&merchant(), &cipher).unwrap(), &plain);
        }

        #[test]
        fn nothing_makes_decrypting_panic(cipher in "\\PC{0,50}|[A-Za-z0-9+/]{344}") {
            let _ = decrypt_field(&merchant(), &cipher).map_err(|error| error.to_string());
        }
    }
}
