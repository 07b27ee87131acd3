//! Why a mock could not start, or do what it was told.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::crypto::CryptoError;

/// Why a [`Mock`](crate::Mock) could not start, or do what it was told. Each message says what failed, on what, and what
/// to do next.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The port is taken, or may not be used.
    #[error("cannot listen on {address}: {source}; choose another port, or 0 for any free one")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// The operating system's reason.
        source: io::Error,
    },
    /// Another mock, in this process or another, has the state file open.
    #[error("the state file {path} is in use by another mock; stop that one, or name another file")]
    StateInUse {
        /// The state file.
        path: PathBuf,
    },
    /// The file exists, but is no database that this version can read.
    #[error("{path} is not a state file of this mock ({source}); move it away, or name another file")]
    StateNotReadable {
        /// The file.
        path: PathBuf,
        /// The database's reason.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The file can be neither opened nor created.
    #[error("cannot open the state file {path}: {source}; name a file in a folder that exists and may be written")]
    StateNotOpened {
        /// The file.
        path: PathBuf,
        /// The operating system's reason.
        source: io::Error,
    },
    /// The state was opened, but reading or writing it failed.
    #[error("cannot use the state ({source}); if it is a file, see that its disk is not full")]
    State {
        /// The database's reason.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A scripted answer holds something that HTTP does not allow.
    #[error("the scripted answer cannot be given: {problem}")]
    Answer {
        /// What is not allowed.
        problem: String,
    },
    /// A folder of keys cannot be made.
    #[error(
        "cannot make the folder of keys {folder}: {source}; name a place in a folder that exists and may be written"
    )]
    KeysNotMade {
        /// The folder.
        folder: PathBuf,
        /// The operating system's reason.
        source: io::Error,
    },
    /// What is to be the folder of keys is something else, or may not be read.
    #[error(
        "{folder} is not one of the mock's folders of keys, or may not be read; name another one, or a new one to have \
         keys made"
    )]
    KeysElsewhere {
        /// What was named as the folder.
        folder: PathBuf,
    },
    /// A file in a folder of keys is missing or wrong.
    #[error("cannot use the key file {file}: {problem}; put it right, or remove the folder to have new keys made")]
    KeysNotUsable {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The cryptographic library refused something.
    #[error("{problem}")]
    Crypto {
        /// What it was to do, and what to look at.
        problem: String,
    },
    /// There is no request with this number.
    #[error("there is no request {number}; `Mock::requests` lists those that are kept")]
    NoSuchRequest {
        /// The number that was asked for.
        number: u64,
    },
    /// A request of the mock's own, a notification or a replay, got no answer.
    #[error("no answer from {url}: {problem}")]
    NotSent {
        /// Where it went.
        url: String,
        /// What went wrong, and what to do.
        problem: String,
    },
    /// The background thread or its runtime could not be started.
    #[error("cannot start the background thread: {0}")]
    Thread(#[source] io::Error),
}

impl From<CryptoError> for Error {
    fn from(error: CryptoError) -> Self {
        Self::Crypto { problem: error.to_string() }
    }
}
