//! Comparing emitted files with the disk.

use super::WriteError;
use super::survey::{self, Present};
use crate::emit::Files;
use std::fs;
use std::path::{Path, PathBuf};

/// A file that is not as it would be emitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The file, relative to the output folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub kind: Kind,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// It is emitted, and not there.
    Missing,
    /// It holds something else: the document changed, or the file was edited.
    Changed {
        /// What it holds.
        on_disk: String,
    },
    /// The generator wrote it, and no longer does.
    LeftOver {
        /// What it holds.
        on_disk: String,
    },
}

/// What [`apply`](super::apply()) would change in the folder `output`; empty where it is up to date.
///
/// # Errors
///
/// A path that leads out of the folder, or a file or folder that cannot be read.
pub fn compare(output: &Path, files: &Files) -> Result<Vec<Difference>, WriteError> {
    survey::folder(output)?;
    let mut differences = Vec::new();
    for (path, text) in files {
        let kind = match survey::present(output, path, text)? {
            Present::Same => continue,
            Present::Nothing => Kind::Missing,
            Present::Other(bytes) => Kind::Changed { on_disk: String::from_utf8_lossy(&bytes).into_owned() },
        };
        differences.push(Difference { path: path.clone(), kind });
    }
    for path in survey::left_over(output, files)? {
        let on_disk = fs::read(output.join(&path)).map_err(WriteError::io("reading the file", &output.join(&path)))?;
        let on_disk = String::from_utf8_lossy(&on_disk).into_owned();
        differences.push(Difference { path, kind: Kind::LeftOver { on_disk } });
    }
    Ok(differences)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::MARK;
    use crate::write::apply;

    #[test]
    fn each_kind_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path();
        let emitted = |names: &[&str]| -> Files {
            names.iter().map(|name| (PathBuf::from(name), format!("{MARK} from x.yaml\n"))).collect()
        };
        apply(output, &emitted(&["a.rs", "b.rs", "old.rs"])).unwrap();
        assert_eq!(compare(output, &emitted(&["a.rs", "b.rs", "old.rs"])).unwrap(), []);
        fs::write(output.join("a.rs"), "edited").unwrap();
        fs::remove_file(output.join("b.rs")).unwrap();
        let differences = compare(output, &emitted(&["a.rs", "b.rs"])).unwrap();
        let on_disk = format!("{MARK} from x.yaml\n");
        assert_eq!(
            differences,
            [
                Difference { path: "a.rs".into(), kind: Kind::Changed { on_disk: "edited".into() } },
                Difference { path: "b.rs".into(), kind: Kind::Missing },
                Difference { path: "old.rs".into(), kind: Kind::LeftOver { on_disk } },
            ]
        );
        assert!(output.join("old.rs").exists(), "nothing is touched");
    }

    #[test]
    fn a_folder_that_is_not_there_misses_every_file() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::from([(PathBuf::from("lib.rs"), String::new())]);
        let differences = compare(&folder.path().join("none"), &files).unwrap();
        assert_eq!(differences, [Difference { path: "lib.rs".into(), kind: Kind::Missing }]);
    }
}
