//! WeChat Pay's keys: public keys, platform certificates, or both together while a merchant moves from one to the other.

mod answer;
mod list;
mod ring;
mod server_key;
mod set;

#[cfg(test)]
mod tests;

/// Whether two texts are the same serial of a certificate, which is a number, or the same id of a public key.
pub(crate) fn is_same_serial(one: &str, other: &str) -> bool {
    // Some write a zero in front of an odd number of digits, and some do not.
    one.trim_start_matches('0').eq_ignore_ascii_case(other.trim_start_matches('0'))
}

pub use answer::{CertificatesError, open_certificates_answer};
pub use list::{ListError, open_certificate_list};
pub use ring::KeyRing;
pub use server_key::{KeyIdError, ServerKey};
pub use set::KeySet;
