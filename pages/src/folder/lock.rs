//! One import at a time: a lock of the operating system, which ends with the process that holds it.

use crate::error::Error;
use std::fs::{File, TryLockError};
use std::path::Path;

/// Holds the folder for one import.
#[derive(Debug)]
pub struct Lock {
    _held: File,
}

impl Lock {
    /// Takes the folder.
    pub(super) fn of(folder: &Path) -> Result<Self, Error> {
        let held = handle(folder).map_err(Error::io("opening the folder", folder))?;
        match held.try_lock() {
            Ok(()) => Ok(Self { _held: held }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy(folder.to_owned())),
            Err(TryLockError::Error(source)) => Err(Error::io("locking the folder", folder)(source)),
        }
    }
}

/// The folder itself can be locked, so nothing is left behind.
#[cfg(unix)]
fn handle(folder: &Path) -> std::io::Result<File> {
    File::open(folder)
}

#[cfg(not(unix))]
fn handle(folder: &Path) -> std::io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(folder.join(".import-pages.lock"))
}
