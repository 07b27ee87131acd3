//! Why a document cannot be used.

use std::io;
use std::path::PathBuf;

/// Why an OpenAPI document cannot be answered from. Each message names the file and, where there is one, the place.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// The file cannot be read.
    #[error("{path}: {source}; give the path of an OpenAPI document in YAML or JSON", path = path.display())]
    NotRead {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// The file has more bytes than are read.
    #[error("{path}: the document has more than {limit} bytes; leave out what is not needed", path = path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most bytes that are read.
        limit: u64,
    },
    /// The file is neither YAML nor JSON, or is nested too deeply.
    #[error("{path}:{line}:{column}: {problem}", path = path.display())]
    NotParsed {
        /// The file.
        path: PathBuf,
        /// The line, from 1; 0 where the parser cannot say.
        line: usize,
        /// The column, from 1; 0 where the parser cannot say.
        column: usize,
        /// What is wrong there.
        problem: String,
    },
    /// The file is no OpenAPI 3 document.
    #[error("{path}#{pointer}: {problem}", path = path.display())]
    NotUsable {
        /// The file.
        path: PathBuf,
        /// The JSON Pointer of the place.
        pointer: String,
        /// What is wrong there, and what to do.
        problem: String,
    },
}
