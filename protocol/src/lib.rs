//! WeChat Pay APIv3's rules for a generated client.

mod clock;
mod key;
mod nonce;
mod sign;
#[cfg(test)]
mod testing;

pub use crate::clock::{Clock, SystemClock};
pub use crate::key::{Certificate, KeyError, KeyProblem, PrivateKey, PublicKey, Signer, SignerError};
pub use crate::nonce::{NonceError, NonceSource, RandomNonces};
pub use crate::sign::{Scheme, SignError, Signed, answer_message, request_message};
