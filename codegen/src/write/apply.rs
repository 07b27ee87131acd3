//! Writing what differs, all of it or nothing.

use super::survey::{self, Present};
use super::{WriteError, is_ours};
use crate::emit::Files;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What was done in the output folder. Paths are relative to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or have new bytes.
    pub written: Vec<PathBuf>,
    /// Files that had these bytes already; they were not touched.
    pub unchanged: Vec<PathBuf>,
    /// Files of an earlier run that are no longer emitted.
    pub removed: Vec<PathBuf>,
}

/// Brings the folder `output` to hold `files`.
///
/// Files whose bytes are the same are not touched. The others are all written beside their places first and then renamed,
/// so a full disk or a folder without permission leaves the earlier files as they were.
///
/// # Errors
///
/// A path that leads out of the folder, a file that the generator did not write, or what the operating system refused.
pub fn apply(output: &Path, files: &Files) -> Result<Report, WriteError> {
    let report = intend(output, files)?;
    if !report.written.is_empty() {
        let staged = stage(output, files, &report.written)?;
        put_in_place(output, &staged, &report.written)?;
    }
    for file in &report.removed {
        let path = output.join(file);
        fs::remove_file(&path).map_err(WriteError::io("removing the left-over file", &path))?;
    }
    Ok(report)
}

/// Decides about every file, touching none.
fn intend(output: &Path, files: &Files) -> Result<Report, WriteError> {
    survey::folder(output)?;
    let mut report = Report::default();
    for (file, text) in files {
        match survey::present(output, file, text)? {
            Present::Same => report.unchanged.push(file.clone()),
            Present::Other(bytes) if !bytes.is_empty() && !is_ours(&bytes) => {
                return Err(WriteError::NotOurs(output.join(file)));
            }
            Present::Nothing | Present::Other(_) => report.written.push(file.clone()),
        }
    }
    report.removed = survey::left_over(output, files)?;
    Ok(report)
}

/// Writes the new files into a folder of their own inside `output`: the same disk, and seen by no other run.
fn stage(output: &Path, files: &Files, written: &[PathBuf]) -> Result<TempDir, WriteError> {
    let failed = || WriteError::io("writing to the folder", output);
    fs::create_dir_all(output).map_err(failed())?;
    let staged = tempfile::Builder::new().prefix(".codegen-").tempdir_in(output).map_err(failed())?;
    for file in written {
        make_parent(&output.join(file))?;
        let place = staged.path().join(file);
        make_parent(&place)?;
        fs::write(&place, &files[file]).map_err(failed())?;
    }
    Ok(staged)
}

fn make_parent(file: &Path) -> Result<(), WriteError> {
    match file.parent() {
        Some(folder) => fs::create_dir_all(folder).map_err(WriteError::io("making the folder", folder)),
        None => Ok(()),
    }
}

fn put_in_place(output: &Path, staged: &TempDir, written: &[PathBuf]) -> Result<(), WriteError> {
    for file in written {
        let path = output.join(file);
        fs::rename(staged.path().join(file), &path).map_err(WriteError::io("replacing the file", &path))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::MARK;
    use tempfile::tempdir;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(path, text)| (PathBuf::from(path), format!("{MARK} from x.yaml\n{text}"))).collect()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn only_what_differs_is_written() {
        let folder = tempdir().unwrap();
        let output = folder.path().join("not/there/yet");
        let first = apply(&output, &files(&[("lib.rs", "a"), ("deep/er.rs", "b")])).unwrap();
        assert_eq!(first.written, [PathBuf::from("deep/er.rs"), "lib.rs".into()]);
        let time = fs::metadata(output.join("lib.rs")).unwrap().modified().unwrap();
        let second = apply(&output, &files(&[("lib.rs", "a"), ("deep/er.rs", "c")])).unwrap();
        assert_eq!(second.written, [PathBuf::from("deep/er.rs")]);
        assert_eq!(second.unchanged, [PathBuf::from("lib.rs")]);
        assert_eq!(fs::metadata(output.join("lib.rs")).unwrap().modified().unwrap(), time);
        assert_eq!(names(&output), ["deep", "lib.rs"], "nothing temporary stays");
    }

    #[test]
    fn only_marked_files_are_left_over() {
        let folder = tempdir().unwrap();
        let output = folder.path();
        fs::create_dir(output.join("other")).unwrap();
        for file in ["old.rs", "other/mod.rs"] {
            fs::write(output.join(file), format!("{MARK}\n")).unwrap();
        }
        fs::write(output.join("mine.rs"), "fn mine() {}\n").unwrap();
        let report = apply(output, &files(&[("lib.rs", "a")])).unwrap();
        assert_eq!(report.removed, [PathBuf::from("old.rs")]);
        assert_eq!(names(output), ["lib.rs", "mine.rs", "other"]);
        assert_eq!(names(&output.join("other")), ["mod.rs"], "a folder without emitted files is not ours");
    }

    #[test]
    fn a_hand_written_file_stays_and_nothing_else_is_written() {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join("models.rs"), "struct Mine;\n").unwrap();
        let error = apply(folder.path(), &files(&[("lib.rs", "a"), ("models.rs", "b")])).unwrap_err();
        assert_eq!(error.path(), folder.path().join("models.rs"));
        assert!(error.to_string().contains("not generated"), "{error}");
        assert_eq!(names(folder.path()), ["models.rs"]);
        assert_eq!(fs::read_to_string(folder.path().join("models.rs")).unwrap(), "struct Mine;\n");
    }

    #[test]
    fn an_empty_file_is_nobodys() {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join("lib.rs"), "").unwrap();
        assert_eq!(apply(folder.path(), &files(&[("lib.rs", "a")])).unwrap().written.len(), 1);
    }

    #[test]
    fn an_output_that_is_no_folder_is_named() {
        let folder = tempdir().unwrap();
        let output = folder.path().join("file");
        fs::write(&output, "a text").unwrap();
        for output in [output.clone(), output.join("below/it")] {
            let error = apply(&output, &files(&[("lib.rs", "a")])).unwrap_err();
            assert_eq!(error.path(), folder.path().join("file"));
        }
        assert_eq!(fs::read_to_string(&output).unwrap(), "a text");
    }

    #[test]
    fn nothing_leaves_the_folder() {
        let folder = tempdir().unwrap();
        for path in ["../lib.rs", "/tmp/lib.rs", "a/../../lib.rs", ""] {
            let error = apply(&folder.path().join("out"), &files(&[(path, "a")])).unwrap_err();
            assert!(matches!(error, WriteError::Outside(_)), "{path}: {error:?}");
        }
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed_out_of_the_folder() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempdir().unwrap();
        let (output, elsewhere) = (folder.path().join("out"), folder.path().join("elsewhere"));
        fs::create_dir(&output).unwrap();
        fs::create_dir(&elsewhere).unwrap();
        fs::write(elsewhere.join("old.rs"), format!("{MARK}\n")).unwrap();
        symlink(&elsewhere, output.join("sub")).unwrap();
        symlink(elsewhere.join("old.rs"), output.join("lib.rs")).unwrap();
        assert!(matches!(apply(&output, &files(&[("sub/a.rs", "a")])), Err(WriteError::Outside(_))));
        apply(&output, &files(&[("lib.rs", "a")])).unwrap();
        assert_eq!(fs::read_to_string(elsewhere.join("old.rs")).unwrap(), format!("{MARK}\n"));
        let written = fs::symlink_metadata(output.join("lib.rs")).unwrap();
        assert!(written.is_file(), "the link was replaced, not its target");
        assert_ne!(written.permissions().mode() & 0o044, 0, "others may read what the umask allows");
    }
}
