//! WeChat Pay's keys: public keys, platform certificates, or both together while a merchant moves from one to the other.

mod answer;
mod list;
mod ring;
mod server_key;
mod set;

#[cfg(test)]
mod tests;

pub use answer::{CertificatesError, open_certificates_answer};
pub use list::{ListError, open_certificate_list};
pub use ring::KeyRing;
pub use server_key::{KeyIdError, ServerKey};
pub use set::KeySet;
