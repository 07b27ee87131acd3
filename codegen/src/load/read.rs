//! Reading a file within limits, with an error that says where and what next.

use super::{Document, lower, tree, version};
use crate::diagnostic::{Diagnostics, Position, code};
use crate::settings::Settings;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// No document of a public service comes near this.
const MAX_BYTES: u64 = 32 * 1024 * 1024;

const START: Position = Position { line: 1, column: 1 };

/// Reads the document that the settings name.
///
/// `None`, with an error in `diagnostics`, where it is unreadable, too large, not UTF-8, not YAML or JSON, or no OpenAPI document.
pub fn load(settings: &Settings, diagnostics: &mut Diagnostics) -> Option<Document> {
    let file = settings.document.as_path();
    let text = read_text(file, diagnostics)?;
    let root = tree::parse(&text, file, diagnostics)?;
    let mut document = Document::new(file, text, root);
    let dialect = version::dialect(&document.root, diagnostics)?;
    document.sources.moves = lower::lower(&mut document.root, dialect, diagnostics);
    Some(document)
}

fn read_text(file: &Path, diagnostics: &mut Diagnostics) -> Option<String> {
    let size = match fs::metadata(file) {
        Ok(metadata) if metadata.is_dir() => {
            let message = "this is a folder, not a document";
            diagnostics.file_error(code::FILE_UNREADABLE, file, None, message).help("name the OpenAPI file in it");
            return None;
        }
        Ok(metadata) => metadata.len(),
        Err(error) => return unreadable(file, &error, diagnostics),
    };
    if size > MAX_BYTES {
        let message = format!("the document has {size} bytes; the limit is {MAX_BYTES}");
        diagnostics
            .file_error(code::FILE_TOO_LARGE, file, Some(START), message)
            .help("check that this is the right file; split a document of this size, one for each product");
        return None;
    }
    match read_within_limit(file) {
        Ok(bytes) => utf8(bytes, file, diagnostics),
        Err(error) => unreadable(file, &error, diagnostics),
    }
}

/// A device or a pipe has no size, so the limit holds while reading as well.
fn read_within_limit(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    match u64::try_from(bytes.len()) {
        Ok(read) if read <= MAX_BYTES => Ok(bytes),
        _ => Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {MAX_BYTES} bytes"))),
    }
}

fn unreadable(file: &Path, error: &io::Error, diagnostics: &mut Diagnostics) -> Option<String> {
    diagnostics
        .file_error(code::FILE_UNREADABLE, file, None, format!("the document cannot be read: {error}"))
        .help("check `document` in the settings, or the path on the command line");
    None
}

fn utf8(bytes: Vec<u8>, file: &Path, diagnostics: &mut Diagnostics) -> Option<String> {
    match String::from_utf8(bytes) {
        Ok(text) => Some(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let valid = String::from_utf8_lossy(&error.as_bytes()[..offset]).into_owned();
            let position = Position::of_offset(&valid, offset);
            diagnostics
                .file_error(code::FILE_NOT_UTF8, file, Some(position), "the document is not UTF-8 from here on")
                .help("save the file as UTF-8");
            None
        }
    }
}
