//! WeChat Pay APIv3's rules for a generated client.

mod key;

pub use crate::key::{Certificate, KeyError, KeyProblem, PrivateKey, PublicKey, Signer, SignerError};
