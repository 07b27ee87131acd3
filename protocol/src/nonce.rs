//! Text that no request has used before.

use std::fmt;

/// The characters that WeChat Pay takes.
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// How many of them make a nonce; no more are allowed.
pub(crate) const LENGTH: usize = 32;

/// Where nonces come from. Any function that gives a `String` is a source.
pub trait NonceSource: Send + Sync {
    /// A new nonce: 1 to 32 characters of `0-9A-Za-z`, not to be guessed, never the same twice.
    ///
    /// # Errors
    /// When the source of randomness fails.
    fn nonce(&self) -> Result<String, NonceError>;
}

/// The source of randomness failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NonceError;

impl fmt::Display for NonceError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the source of randomness failed; nothing can be signed without it")
    }
}

impl std::error::Error for NonceError {}

impl<F: Fn() -> String + Send + Sync> NonceSource for F {
    fn nonce(&self) -> Result<String, NonceError> {
        Ok(self())
    }
}

/// Nonces from the random source of the operating system: 32 characters, 190 bits.
#[derive(Debug, Clone, Copy, Default)]
pub struct RandomNonces;

impl NonceSource for RandomNonces {
    fn nonce(&self) -> Result<String, NonceError> {
        let mut nonce = String::with_capacity(LENGTH);
        // One draw gives 32 characters nearly always, as 3 in 100 bytes are thrown away.
        let mut random = [0; LENGTH + LENGTH / 2];
        while nonce.len() < LENGTH {
            aws_lc_rs::rand::fill(&mut random).map_err(|_| NonceError)?;
            let missing = LENGTH - nonce.len();
            nonce.extend(random.iter().filter_map(|byte| letter(*byte)).take(missing));
        }
        Ok(nonce)
    }
}

/// The character that a random byte stands for; none for those that would make some characters likelier than others.
fn letter(byte: u8) -> Option<char> {
    let fair = u8::MAX - u8::MAX % 62;
    if byte >= fair { None } else { ALPHABET.get(usize::from(byte % 62)).map(|letter| char::from(*letter)) }
}

/// Whether a nonce keeps to the rules, so that it cannot break out of what it is written into.
pub(crate) fn is_valid(nonce: &str) -> bool {
    (1..=LENGTH).contains(&nonce.len()) && nonce.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, HashSet};

    #[test]
    fn nonces_keep_to_the_rules_and_differ() {
        let nonces: HashSet<String> = (0..1000).map(|_| RandomNonces.nonce().unwrap()).collect();
        assert_eq!(nonces.len(), 1000);
        assert!(nonces.iter().all(|nonce| nonce.len() == 32 && is_valid(nonce)));
    }

    #[test]
    fn each_character_stands_for_as_many_bytes() {
        let mut counts = BTreeMap::new();
        for letter in (0..=u8::MAX).filter_map(letter) {
            *counts.entry(letter).or_insert(0) += 1;
        }
        assert_eq!(counts.len(), 62);
        assert!(counts.values().all(|count| *count == 4), "{counts:?}");
    }

    #[test]
    fn what_could_break_out_is_no_nonce() {
        for nonce in ["", "a\"b", "a\nb", "é", " ", &"a".repeat(33)] {
            assert!(!is_valid(nonce), "{nonce:?}");
        }
        assert!(is_valid(&"a".repeat(32)));
    }
}
