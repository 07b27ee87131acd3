//! All files are written beside the folder's own first, then a plan of what is to be moved and removed. Once the plan is
//! complete the import is decided: whoever finds it carries it out to its end. Without one, nothing has happened.

use super::{MARK, Written};
use crate::error::Error;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

const STAGE: &str = ".import-pages";
const FILES: &str = "files";
const PLAN: &str = "plan.json";

#[derive(serde::Serialize, serde::Deserialize)]
struct Plan {
    moved: Vec<PathBuf>,
    removed: Vec<PathBuf>,
}

/// Moves what is new into place and removes what is left over.
pub(super) fn apply(folder: &Path, files: &BTreeMap<PathBuf, String>, written: &Written) -> Result<(), Error> {
    if written.changed.is_empty() && written.removed.is_empty() {
        return Ok(());
    }
    let stage = folder.join(STAGE);
    if let Err(error) = prepare(&stage, files, written) {
        fs::remove_dir_all(&stage).ok();
        return Err(error);
    }
    carry_out(folder, &stage)
}

fn prepare(stage: &Path, files: &BTreeMap<PathBuf, String>, written: &Written) -> Result<(), Error> {
    for path in &written.changed {
        let Some(text) = files.get(path) else { continue };
        let place = stage.join(FILES).join(path);
        make_parent(&place)?;
        fs::write(&place, text).map_err(Error::io("writing", &place))?;
    }
    let plan = Plan { moved: written.changed.clone(), removed: written.removed.clone() };
    let text = serde_json::to_vec(&plan).unwrap_or_default();
    let (draft, place) = (stage.join("plan.draft"), stage.join(PLAN));
    make_parent(&draft)?;
    fs::write(&draft, text).map_err(Error::io("writing", &draft))?;
    fs::rename(&draft, &place).map_err(Error::io("writing", &place))
}

/// Ends what an earlier import had decided, and clears away what it had not.
pub(super) fn recover(folder: &Path) -> Result<(), Error> {
    let stage = folder.join(STAGE);
    match fs::symlink_metadata(&stage) {
        Ok(metadata) if metadata.is_dir() => {}
        _ => return Ok(()),
    }
    if stage.join(PLAN).is_file() {
        return carry_out(folder, &stage);
    }
    fs::remove_dir_all(&stage).map_err(Error::io("clearing away", &stage))
}

fn carry_out(folder: &Path, stage: &Path) -> Result<(), Error> {
    let place = stage.join(PLAN);
    let bytes = fs::read(&place).map_err(Error::io("reading", &place))?;
    let plan: Plan = serde_json::from_slice(&bytes)
        .map_err(|error| Error::io("reading", &place)(io::Error::new(io::ErrorKind::InvalidData, error)))?;
    for path in plan.moved.iter().filter(|path| is_inside(path)) {
        let (from, to) = (stage.join(FILES).join(path), folder.join(path));
        make_parent(&to)?;
        match fs::rename(&from, &to) {
            // It was moved before an interruption.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            outcome => outcome.map_err(Error::io("replacing", &to))?,
        }
    }
    for path in plan.removed.iter().filter(|path| is_inside(path)) {
        let file = folder.join(path);
        match fs::read(&file) {
            Ok(bytes) if bytes.starts_with(MARK.as_bytes()) => {
                fs::remove_file(&file).map_err(Error::io("removing", &file))?;
            }
            _ => {}
        }
        // The folder of a family goes with its last product; one that holds anything stays.
        if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::remove_dir(folder.join(parent)).ok();
        }
    }
    fs::remove_dir_all(stage).map_err(Error::io("clearing away", stage))
}

fn is_inside(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_)))
}

fn make_parent(file: &Path) -> Result<(), Error> {
    match file.parent() {
        Some(folder) => fs::create_dir_all(folder).map_err(Error::io("making the folder", folder)),
        None => Ok(()),
    }
}
