//! Why an import could not be done at all; then nothing was written.

use std::io;
use std::path::PathBuf;

/// Why an import could not be done. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder of pages is not there.
    #[error("the folder of pages {} cannot be read: {source}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// What was given as the folder of pages is a file.
    #[error("{} is not a folder: give the folder that holds `openapi/v3`", .0.display())]
    NotAFolder(PathBuf),
    /// No page documents an operation.
    #[error(
        "no page below {} documents an operation: give the folder that holds `openapi/v3`, with pages such as \
         `openapi/v3/certificates.md`",
        .0.display()
    )]
    NoPages(PathBuf),
    /// A product that no page belongs to.
    #[error("no page belongs to the product `{name}`{}", near.as_ref().map(|near| format!(": did you mean `{near}`?")).unwrap_or_default())]
    UnknownProduct {
        /// What was asked for.
        name: String,
        /// The product whose name is nearest.
        near: Option<String>,
    },
    /// The name map cannot be used.
    #[error("the name map {} cannot be used: {message}; correct it, or move it away to have all names made anew", file.display())]
    Names {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// A file stands in the way that the importer did not write.
    #[error("{} was not written by an import and is not replaced: move it away, or choose another folder", .0.display())]
    NotOurs(PathBuf),
    /// Another import is writing.
    #[error("another import is writing into {}: run this one again when it has ended", .0.display())]
    Busy(PathBuf),
    /// The operating system refused something.
    #[error("{doing} {} failed: {source}", path.display())]
    Io {
        /// What was being done.
        doing: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

impl Error {
    pub(crate) fn io(doing: &'static str, path: &std::path::Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { doing, path, source }
    }
}
