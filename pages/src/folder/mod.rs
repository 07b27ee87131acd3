//! The folder of the documents: one import at a time, all of it or nothing, and nobody else's files.

mod lock;
mod stage;

pub use lock::Lock;

use crate::error::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// How every file of an import begins.
pub const MARK: &str = "# Written by `openapi-client-codegen import-pages`";

/// What was done in the folder. Paths are relative to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or have new bytes.
    pub changed: Vec<PathBuf>,
    /// Files that had these bytes already; they were not touched.
    pub unchanged: Vec<PathBuf>,
    /// Files of an earlier import that no page leads to any more.
    pub removed: Vec<PathBuf>,
}

/// Makes the folder and sees to it that this import is alone in it. What an earlier import left half done is done first.
///
/// # Errors
///
/// Another import is at work, or the operating system refused.
pub fn open(folder: &Path) -> Result<Lock, Error> {
    fs::create_dir_all(folder).map_err(Error::io("making the folder", folder))?;
    let lock = Lock::of(folder)?;
    stage::recover(folder)?;
    Ok(lock)
}

/// Brings the folder to hold `files`, and no document of an earlier import but those that `keeps` says.
///
/// # Errors
///
/// A file that no import wrote stands in the way, or the operating system refused. Nothing was changed then.
pub fn write(
    _lock: &Lock,
    folder: &Path,
    files: &BTreeMap<PathBuf, String>,
    keeps: impl Fn(&Path) -> bool,
) -> Result<Written, Error> {
    let mut written = Written::default();
    for (path, text) in files {
        let place = folder.join(path);
        match present(&place)? {
            Some(bytes) if bytes == text.as_bytes() => written.unchanged.push(path.clone()),
            Some(bytes) if !is_ours(&bytes) => return Err(Error::NotOurs(place)),
            _ => written.changed.push(path.clone()),
        }
    }
    let left = documents(folder)?;
    written.removed = left.into_iter().filter(|path| !files.contains_key(path) && !keeps(path)).collect();
    stage::apply(folder, files, &written)?;
    Ok(written)
}

/// The bytes of a file; `None` where there is nothing.
fn present(file: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::symlink_metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::io("looking at the file", file)(error)),
        Ok(metadata) if !metadata.is_file() => return Err(Error::NotOurs(file.to_owned())),
        Ok(_) => {}
    }
    fs::read(file).map(Some).map_err(Error::io("reading the file", file))
}

fn is_ours(bytes: &[u8]) -> bool {
    bytes.is_empty() || bytes.starts_with(MARK.as_bytes())
}

/// The documents of earlier imports, links not followed.
fn documents(folder: &Path) -> Result<BTreeSet<PathBuf>, Error> {
    let mut found = BTreeSet::new();
    // A product has at most two segments.
    for entry in WalkDir::new(folder).min_depth(1).max_depth(2) {
        let Ok(entry) = entry else { continue };
        let is_document = entry.file_type().is_file() && entry.path().extension().is_some_and(|end| end == "yaml");
        if is_document && begins_with_mark(entry.path()) {
            found.extend(entry.path().strip_prefix(folder).map(Path::to_owned));
        }
    }
    Ok(found)
}

fn begins_with_mark(file: &Path) -> bool {
    let mut start = Vec::with_capacity(MARK.len());
    let read = File::open(file).and_then(|open| open.take(MARK.len() as u64).read_to_end(&mut start));
    read.is_ok() && start == MARK.as_bytes()
}
