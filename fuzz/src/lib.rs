//! What the fuzz targets share: the parties of the protocol's fixtures, and a mutator that looks inside of PEM.
//!
//! Here a panic is how a finding is told, as in a test. What is unwrapped is a fixture of this repository, or what must
//! hold of every input: nothing of this crate is linked into anything that users run.

mod mutate;
mod parties;

pub use mutate::pem as mutate_pem;
pub use parties::{
    API_V3_KEY, Forgetful, NONCE, NOW, PUBLIC_KEY_ID, api_v3_key, merchant, now, sealed, server_keys, signed,
};

use std::fmt::{Debug, Display};

/// What holds for every error: it fits on one line of a log, and is not empty.
pub fn check_error(error: &(impl Display + Debug)) {
    let shown = error.to_string();
    assert!(!shown.is_empty() && !shown.contains(char::is_control), "{shown:?}");
    assert!(!format!("{error:?}").is_empty());
}
