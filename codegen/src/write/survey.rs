//! What stands in the output folder, seen before anything is touched.

use super::{WriteError, is_ours};
use crate::emit::{Files, MARK};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// What stands where an emitted file goes.
pub(super) enum Present {
    /// Nothing.
    Nothing,
    /// The same bytes.
    Same,
    /// Other bytes.
    Other(Vec<u8>),
}

/// Makes sure that `output` is a folder, or can become one.
pub(super) fn folder(output: &Path) -> Result<(), WriteError> {
    let nearest = output.ancestors().find_map(|path| Some((path, fs::metadata(path).ok()?)));
    match nearest {
        Some((path, metadata)) if !metadata.is_dir() => Err(WriteError::NotAFolder(path.to_owned())),
        _ => Ok(()),
    }
}

/// Looks at the place of the emitted file `relative`.
pub(super) fn present(output: &Path, relative: &Path, text: &str) -> Result<Present, WriteError> {
    stays_inside(output, relative)?;
    let path = output.join(relative);
    match fs::read(&path) {
        Ok(bytes) if bytes == text.as_bytes() => Ok(Present::Same),
        Ok(bytes) => Ok(Present::Other(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Present::Nothing),
        Err(error) => Err(WriteError::io("reading the file", &path)(error)),
    }
}

/// Files of an earlier run that are no longer emitted, relative to `output`.
///
/// Only folders that hold emitted files are looked at: a folder below may belong to another document.
pub(super) fn left_over(output: &Path, files: &Files) -> Result<Vec<PathBuf>, WriteError> {
    let folders: BTreeSet<&Path> = files.keys().filter_map(|path| path.parent()).chain([Path::new("")]).collect();
    let mut found = Vec::new();
    for folder in folders {
        marked_in(output, folder, &mut found)?;
    }
    found.retain(|path| !files.contains_key(path));
    found.sort();
    Ok(found)
}

fn marked_in(output: &Path, folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), WriteError> {
    let path = output.join(folder);
    let failed = || WriteError::io("reading the folder", &path);
    let entries = match fs::read_dir(&path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed()(error)),
    };
    for entry in entries {
        let entry = entry.map_err(failed())?;
        if entry.file_type().is_ok_and(|kind| kind.is_file()) && begins_with_mark(&entry.path()) {
            found.push(folder.join(entry.file_name()));
        }
    }
    Ok(())
}

/// A file that cannot be read is not known to be ours.
fn begins_with_mark(path: &Path) -> bool {
    let mut start = Vec::with_capacity(MARK.len());
    File::open(path).and_then(|file| file.take(MARK.len() as u64).read_to_end(&mut start)).is_ok() && is_ours(&start)
}

/// An emitted path must be plain names, and no folder on its way may be a link to elsewhere.
fn stays_inside(output: &Path, relative: &Path) -> Result<(), WriteError> {
    let plain = relative.components().all(|component| matches!(component, Component::Normal(_)));
    if !plain || relative.as_os_str().is_empty() {
        return Err(WriteError::Outside(relative.to_owned()));
    }
    let between = relative.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    for folder in between.map(|folder| output.join(folder)) {
        if fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(WriteError::Outside(folder));
        }
    }
    Ok(())
}
