//! How the database is opened, and why it cannot be.

use std::io;
use std::path::Path;

use redb::backends::InMemoryBackend;
use redb::{Database, DatabaseError, StorageError};

use crate::error::Error;

/// The database keeps at most this much of itself in memory.
const CACHE_BYTES: usize = 64 * 1024 * 1024;

/// The database in `file`, or in memory.
pub(super) fn database(file: Option<&Path>) -> Result<Database, Error> {
    let mut builder = Database::builder();
    builder.set_cache_size(CACHE_BYTES);
    match file {
        Some(path) => builder.create(path).map_err(|error| not_opened(path, error)),
        None => builder.create_with_backend(InMemoryBackend::new()).map_err(unusable),
    }
}

fn not_opened(path: &Path, error: DatabaseError) -> Error {
    let path = path.to_owned();
    match error {
        DatabaseError::DatabaseAlreadyOpen | DatabaseError::LockProtocolMismatch => Error::StateInUse { path },
        // The database reports a file of another kind as invalid data, not as damage.
        DatabaseError::Storage(StorageError::Io(source)) if source.kind() != io::ErrorKind::InvalidData => {
            Error::StateNotOpened { path, source }
        }
        other => Error::StateNotReadable { path, source: Box::new(other) },
    }
}

/// The file is a database, but not one of this mock.
pub(super) fn not_readable(path: &Path, error: redb::Error) -> Error {
    match error {
        redb::Error::TableTypeMismatch { .. }
        | redb::Error::TypeDefinitionChanged { .. }
        | redb::Error::TableIsMultimap(_) => Error::StateNotReadable { path: path.to_owned(), source: Box::new(error) },
        other => unusable(other),
    }
}

pub(crate) fn unusable(error: impl Into<redb::Error>) -> Error {
    Error::State { source: Box::new(error.into()) }
}
