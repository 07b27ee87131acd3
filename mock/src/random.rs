//! Random text.

use aws_lc_rs::rand;

use crate::crypto::CryptoError;

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Letters and digits from the operating system's source.
pub(crate) fn alphanumeric(length: usize) -> Result<String, CryptoError> {
    from(ALPHABET, length)
}

/// Decimal digits from the operating system's source.
pub(crate) fn digits(length: usize) -> Result<String, CryptoError> {
    from(&ALPHABET[..10], length)
}

fn from(alphabet: &[u8], length: usize) -> Result<String, CryptoError> {
    let mut bytes = vec![0; length];
    rand::fill(&mut bytes).map_err(|_| {
        CryptoError::new("get random bytes from the operating system; is its source of random numbers there?")
    })?;
    // Not quite even, which is good enough for nonces and for keys that protect nothing.
    Ok(bytes.iter().map(|byte| char::from(alphabet[usize::from(*byte) % alphabet.len()])).collect())
}
