//! Why files cannot be written or compared.

use std::io;
use std::path::{Path, PathBuf};

/// Why files cannot be written or compared. Each names one path.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A path leads out of the output folder.
    #[error("`{}` leads out of the output folder", .0.display())]
    Outside(PathBuf),
    /// A file stands where the output folder is to be.
    #[error("this is a file, and the output folder is to be here")]
    NotAFolder(PathBuf),
    /// A file of that name exists, and the generator did not write it.
    #[error("this file was not generated, so it is not replaced")]
    NotOurs(PathBuf),
    /// The operating system refused.
    #[error("{doing} failed: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// What it said.
        source: io::Error,
    },
}

impl WriteError {
    /// The file or folder it is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::Outside(path) | Self::NotAFolder(path) | Self::NotOurs(path) | Self::Io { path, .. } => path,
        }
    }

    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Outside(_) => "replace the link by a folder, or choose another output folder",
            Self::NotAFolder(_) | Self::NotOurs(_) => "move or delete the file, or choose another output folder",
            Self::Io { .. } => "check that the folder can be read and written to, and that the disk has space",
        }
    }

    /// Turns what the operating system said about `path` into an error.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), doing, source }
    }
}
