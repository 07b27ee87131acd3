//! The cards and their codes, in an embedded database.

use std::io;
use std::path::Path;

use redb::backends::InMemoryBackend;
use redb::{Database, DatabaseError, ReadableDatabase, ReadableTable, StorageError, TableDefinition};
use tokio::sync::oneshot;

use crate::error::Error;

/// The cards whose code mode is "merchant deposit".
const CARDS: TableDefinition<&str, ()> = TableDefinition::new("cards");
/// The deposited codes, by card and code.
const CODES: TableDefinition<(&str, &str), ()> = TableDefinition::new("codes");

/// The database keeps at most this much of itself in memory.
const CACHE_BYTES: usize = 64 * 1024 * 1024;

/// What became of one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Success,
    Duplicate,
    Fail,
}

impl Outcome {
    /// The word on the wire.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Success => "SUCCESS",
            Self::Duplicate => "DUPLICATE",
            Self::Fail => "FAIL",
        }
    }
}

/// The open state. Dropping it releases the file.
pub(crate) struct Store {
    // Dropped before `released`: the order of the fields is what makes the signal true.
    database: Database,
    any_card: bool,
    _released: oneshot::Sender<()>,
}

impl Store {
    /// Opens the state in `file`, or in memory, and adds `cards`. The receiver ends when the state
    /// is closed again.
    pub(crate) fn open(
        file: Option<&Path>,
        cards: &[String],
        any_card: bool,
    ) -> Result<(Self, oneshot::Receiver<()>), Error> {
        let (_released, released) = oneshot::channel();
        let store = Self { database: open_database(file)?, any_card, _released };
        store.add_cards(cards).map_err(unusable)?;
        Ok((store, released))
    }

    fn add_cards(&self, cards: &[String]) -> Result<(), redb::Error> {
        let transaction = self.database.begin_write()?;
        {
            let mut known = transaction.open_table(CARDS)?;
            for card in cards {
                known.insert(card.as_str(), ())?;
            }
            // Created here, so that reading never meets a missing table.
            transaction.open_table(CODES)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Deposits `codes`, in order, in one transaction. `None`: there is no such card.
    pub(crate) fn deposit(&self, card: &str, codes: &[String]) -> Result<Option<Vec<Outcome>>, redb::Error> {
        let transaction = self.database.begin_write()?;
        let outcomes = {
            let mut cards = transaction.open_table(CARDS)?;
            if self.any_card {
                cards.insert(card, ())?;
            } else if cards.get(card)?.is_none() {
                return Ok(None);
            }
            let mut deposited = transaction.open_table(CODES)?;
            codes.iter().map(|code| deposit_one(&mut deposited, card, code)).collect::<Result<Vec<_>, _>>()?
        };
        transaction.commit()?;
        Ok(Some(outcomes))
    }

    /// The codes of `card`, sorted.
    pub(crate) fn codes(&self, card: &str) -> Result<Vec<String>, redb::Error> {
        let deposited = self.database.begin_read()?.open_table(CODES)?;
        let mut codes = Vec::new();
        for entry in deposited.range((card, "")..)? {
            let (key, _) = entry?;
            let (owner, code) = key.value();
            if owner != card {
                break;
            }
            codes.push(code.to_owned());
        }
        Ok(codes)
    }
}

fn deposit_one(
    deposited: &mut redb::Table<'_, (&'static str, &'static str), ()>,
    card: &str,
    code: &str,
) -> Result<Outcome, redb::Error> {
    if code.is_empty() {
        return Ok(Outcome::Fail);
    }
    Ok(match deposited.insert((card, code), ())? {
        None => Outcome::Success,
        Some(_) => Outcome::Duplicate,
    })
}

fn open_database(file: Option<&Path>) -> Result<Database, Error> {
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

pub(crate) fn unusable(error: impl Into<redb::Error>) -> Error {
    Error::State { source: Box::new(error.into()) }
}
