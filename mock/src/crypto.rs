//! RSA and AES, as WeChat Pay uses them.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

mod private_key;
mod public_key;

pub(crate) use private_key::PrivateKey;
pub(crate) use public_key::{PublicKey, certificate_block};

/// Something that the cryptographic library refused to do.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("cannot {task}")]
pub(crate) struct CryptoError {
    task: &'static str,
}

impl CryptoError {
    pub(crate) fn new(task: &'static str) -> Self {
        Self { task }
    }
}

/// How many characters the nonce of a sealed text has.
pub(crate) const SEAL_NONCE_CHARACTERS: usize = 12;

/// Seals `plain` with AES-256-GCM: the ciphertext and after it the tag, in base64.
pub(crate) fn seal(api_v3_key: &str, nonce: &str, associated_data: &str, plain: &[u8]) -> Result<String, CryptoError> {
    let failed = |_| CryptoError::new("seal with AES-256-GCM");
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, api_v3_key.as_bytes()).map_err(failed)?);
    let nonce = Nonce::try_assume_unique_for_key(nonce.as_bytes()).map_err(failed)?;
    let mut sealed = plain.to_vec();
    key.seal_in_place_append_tag(nonce, Aad::from(associated_data.as_bytes()), &mut sealed).map_err(failed)?;
    Ok(STANDARD.encode(sealed))
}

#[cfg(test)]
mod tests {
    use super::{PrivateKey, PublicKey, seal};

    // Made with Python's `cryptography` (OpenSSL underneath):
    // base64(AESGCM(b"0123456789abcdefghijklmnopqrstuv").encrypt(b"nonce-of-12.", b"plain text", b"certificate"))
    #[test]
    fn a_sealed_text_is_what_another_implementation_seals() {
        let sealed = seal("0123456789abcdefghijklmnopqrstuv", "nonce-of-12.", "certificate", b"plain text").unwrap();
        assert_eq!(sealed, SEALED);
    }

    const SEALED: &str = "Gk03HHchv6DqiInjrVhex8JQEL5WnTJGW+0=";

    #[test]
    fn a_key_or_nonce_of_another_length_is_an_error() {
        assert!(seal("short", "nonce-of-12.", "", b"").is_err());
        assert!(seal("0123456789abcdefghijklmnopqrstuv", "nonce", "", b"").is_err());
    }

    // echo -n 'a message' | openssl dgst -sha256 -sign keys/fixture/apiclient_key.pem | base64 -w0
    const SIGNED: &str = "OBBJ4XDMmH+hRrYumChMq1vvDmcAKhRh9ASUmO5LF2xvyyQGp3Bj55umFkjw0WPNkUW1I3iYJgw3z5NcSdixkVbWW1+LKeG/WWymOsQkbpjAbB3gQwIIUGRq8TGy4VJlk3osSzsSWb8fdkg1YA9LaWeRL+yl47J/ZVRG1ktGvJ5+22er5apz+cFtTflO823GZoNaKjUvSJ7bPZ3RZqGI5YgqmNNCNKw2el+KvwBO4RTTD0Mu5ay9hg3YF5tpFucggFtaXeye5fGHJQYjvvMFP69SaFZ12xLO+keXqX5MI4Dr6SkKveOD5OsgaN0nkS9vmirXKOGU4tiyd/hXFSi4Vg==";

    #[test]
    fn a_signature_is_what_openssl_signs_and_is_verified() {
        let key = PrivateKey::from_pem(include_str!("keys/fixture/apiclient_key.pem")).unwrap();
        assert_eq!(key.sign(b"a message").unwrap(), SIGNED);
        let certificate = PublicKey::from_certificate_pem(include_str!("keys/fixture/apiclient_cert.pem")).unwrap();
        for public in [certificate, PublicKey::of(&key).unwrap()] {
            assert!(public.verifies(b"a message", SIGNED));
            assert!(!public.verifies(b"a message\n", SIGNED));
            assert!(!public.verifies(b"a message", &SIGNED.replace('A', "B")));
            assert!(!public.verifies(b"a message", "not base64!"));
        }
    }

    // printf 'Aa' | openssl pkeyutl -encrypt -pubin -inkey keys/fixture/pub_key.pem -pkeyopt rsa_padding_mode:oaep | base64 -w0
    const ENCRYPTED: &str = "J3HxaJOwnybLmpb+9R/ZVXhuWNF6ZYsfKb0NDSzh6uyS30FocpWGqN8dhX4BY237/I78Jp8BX9z538Tu0EscrF3zB8RvwjNRPjnIiRVufX221tIfyPfphZ3x/grN6aPzD8A+JS2Y/PmtEocZnbsQS1M6n/QEAuU947gsbI5f/cXHzyDuyPcI5AigMgJk8kQITQaKEPCaQg1e8cfjciLFN2A5ujCEtpKHqNcxPLFcGm6Ih2yRNt+hGGrmq3+MApwZ0mgv/t0zKDmAB65QIoZB3kvxS8FH4X0RJr08RUxNcmeptW0QPT/3qW9ZqNLt1fuV2rQsP6SowMbMQUlX0kvLsw==";

    #[test]
    fn what_openssl_encrypts_is_decrypted() {
        let key = PrivateKey::from_pem(include_str!("keys/fixture/pub_key_private.pem")).unwrap();
        assert_eq!(key.decrypt(ENCRYPTED).unwrap(), b"Aa");
        assert!(key.decrypt(&ENCRYPTED.replace('A', "B")).is_err());
        let again = PublicKey::of(&key).unwrap().encrypt(b"secret").unwrap();
        assert_eq!(key.decrypt(&again).unwrap(), b"secret");
    }

    #[test]
    fn another_kind_of_pem_is_named() {
        let found = PrivateKey::from_pem(include_str!("keys/fixture/pub_key.pem")).unwrap_err();
        assert!(found.contains("PUBLIC KEY"), "{found}");
        let found = PublicKey::from_certificate_pem(include_str!("keys/fixture/pub_key.pem")).unwrap_err();
        assert!(found.contains("PUBLIC KEY"), "{found}");
        assert!(PrivateKey::from_pem("nothing").is_err());
    }
}
