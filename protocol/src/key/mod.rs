//! Keys from PEM text and files, and who signs with them.

mod certificate;
mod der;
mod error;
mod pem;
mod private;
mod public;
mod signer;

#[cfg(test)]
mod tests;

pub use certificate::Certificate;
pub use error::{KeyError, KeyProblem};
pub use private::PrivateKey;
pub use public::PublicKey;
pub(crate) use signer::KeyAndSerial;
pub use signer::{Signer, SignerError};
