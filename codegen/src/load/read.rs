//! Reading a document, with errors that say where and what next.

use super::bytes::{MAX_BYTES, Unreadable, text_of};
use super::{Document, join, link, lower, tree, version};
use crate::diagnostic::{Diagnostics, Position, Severity, code};
use crate::settings::Settings;
use std::path::Path;

const START: Position = Position { line: 1, column: 1 };

/// Reads the documents that the settings name as one, with all files that they refer to.
///
/// `None`, with an error in `diagnostics`, where one is unreadable, too large, no text, not YAML or JSON, or no OpenAPI
/// document. What is wrong with another file is a warning.
pub fn load(settings: &Settings, diagnostics: &mut Diagnostics) -> Option<Document> {
    let mut document = one(settings, &settings.document, diagnostics)?;
    for file in &settings.further {
        let mut told = Diagnostics::default();
        let Some(other) = one(settings, file, &mut told) else {
            // What is wrong with it names its file.
            diagnostics.append(told);
            return None;
        };
        join::join(&mut document, other, told, diagnostics);
    }
    Some(document)
}

/// Reads one document.
fn one(settings: &Settings, file: &Path, diagnostics: &mut Diagnostics) -> Option<Document> {
    let text = text_of(file).map_err(|error| report(file, &error, diagnostics)).ok()?;
    let root = tree::parse(&text, file, Severity::Error, diagnostics)?;
    let dialect = version::dialect(&root, diagnostics)?;
    let (mut root, mut sources) = link::link(root, &text, file, settings, diagnostics);
    sources.moves = lower::lower(&mut root, dialect, diagnostics);
    Some(Document { file: file.to_owned(), text, root, sources })
}

fn report(file: &Path, error: &Unreadable, diagnostics: &mut Diagnostics) {
    match error {
        Unreadable::Folder => diagnostics
            .file_error(code::FILE_UNREADABLE, file, None, "this is a folder, not a document")
            .help("name the OpenAPI file in it"),
        Unreadable::Io(error) => diagnostics
            .file_error(code::FILE_UNREADABLE, file, None, format!("the document cannot be read: {error}"))
            .help(match file.to_str().is_some_and(|name| name.contains("://")) {
                true => "nothing is fetched: download the document first, and name the file",
                false => "check `document` in the settings, or the path on the command line",
            }),
        Unreadable::TooLarge(size) => {
            let size = size.map_or("more bytes than it says".to_owned(), |size| format!("{size} bytes"));
            diagnostics
                .file_error(
                    code::FILE_TOO_LARGE,
                    file,
                    Some(START),
                    format!("the document has {size}; the limit is {MAX_BYTES}"),
                )
                .help("check that this is the right file; split a document of this size, one for each product");
        }
        Unreadable::Encoding(position) => diagnostics
            .file_error(code::FILE_NOT_UTF8, file, Some(*position), "the document is not UTF-8 from here on")
            .help(match position.line == 1 && position.column <= 2 {
                true => "if the file is an archive or compressed, unpack it; else save it as UTF-8",
                false => "save the file as UTF-8",
            }),
    }
}
