//! Reading a file of settings, with errors that say where, and what was probably meant.

use super::{Settings, documents};
use crate::diagnostic::{Diagnostics, Position, code};
use crate::near;
use crate::tidy_path::tidy;
use std::io;
use std::path::Path;

impl Settings {
    /// Reads a file of settings. Its paths are taken relative to it.
    ///
    /// A file that cannot be read or holds something unknown is an error in `diagnostics`.
    pub fn read(file: &Path, diagnostics: &mut Diagnostics) -> Option<Self> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => {
                let (message, help) = unreadable(file, &error);
                diagnostics.file_error(code::FILE_UNREADABLE, file, None, message).help(help);
                return None;
            }
        };
        match toml::from_str::<Self>(&text) {
            Ok(settings) => {
                let settings = settings.relative_to(file.parent().unwrap_or(Path::new("")));
                let settings = Self { file: Some(file.to_owned()), ..settings };
                settings.found(diagnostics)
            }
            Err(error) => {
                let offset = error.span().map_or(0, |span| span.start);
                let message = error.message().trim().replace('\n', " ");
                let help = help(&message);
                let position = Position::of_offset(&text, offset);
                diagnostics.file_error(code::SETTINGS_INVALID, file, Some(position), message).help(help);
                None
            }
        }
    }

    fn relative_to(mut self, folder: &Path) -> Self {
        if !self.document.as_os_str().is_empty() {
            self.document = tidy(&folder.join(&self.document));
        }
        self.documents = self.documents.iter().map(|pattern| documents::below(folder, pattern)).collect();
        self.client.manifest = self.client.manifest.map(|manifest| tidy(&folder.join(manifest)));
        self.output = tidy(&folder.join(&self.output));
        self.remote_references = self.remote_references.map(|copies| tidy(&folder.join(copies)));
        self
    }
}

/// Why there are no settings, and what to do.
fn unreadable(file: &Path, error: &io::Error) -> (String, String) {
    if file.is_dir() {
        let inside = file.join("codegen.toml");
        return (
            "this is a folder, not a file of settings".to_owned(),
            format!("name the file in it: {}", inside.display()),
        );
    }
    let help = "name an existing file with --config, or a document and a folder: `generate openapi.yaml --out src/api`";
    (format!("the settings cannot be read: {error}"), help.to_owned())
}

/// What to do about the parser's `message`, which names the wrong word first and then those that it knows.
fn help(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let wrong = quoted.next().filter(|_| message.starts_with("unknown"));
    match wrong.and_then(|wrong| near::nearest(wrong, quoted)) {
        Some(word) => format!("did you mean `{word}`?"),
        None => "`openapi-client-codegen generate --help` shows every setting".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_relative_to_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("spec/codegen.toml");
        std::fs::create_dir(folder.path().join("spec")).unwrap();
        std::fs::write(&file, "document = \"api.yaml\"\noutput = \"../generated/src\"\n").unwrap();
        let settings = Settings::read(&file, &mut Diagnostics::default()).unwrap();
        assert_eq!(settings.document, folder.path().join("spec/api.yaml"));
        assert_eq!(settings.output, folder.path().join("generated/src"));
    }

    #[test]
    fn an_unknown_setting_is_named_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("codegen.toml");
        std::fs::write(&file, "document = \"api.yaml\"\noutputs = \"src\"\n").unwrap();
        let mut diagnostics = Diagnostics::default();
        assert!(Settings::read(&file, &mut diagnostics).is_none());
        let diagnostic = diagnostics.iter().next().unwrap();
        assert!(diagnostic.message.contains("outputs"), "{}", diagnostic.message);
        assert_eq!(diagnostic.help.as_deref(), Some("did you mean `output`?"));
        assert_eq!(diagnostic.place, crate::diagnostic::Place::Position(file, Position { line: 2, column: 1 }));
    }
    #[test]
    fn a_denied_word_that_is_no_code_is_named_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("codegen.toml");
        std::fs::write(&file, "document = \"a\"\noutput = \"b\"\ndeny = [\"schema/\", \"all\"]\n").unwrap();
        let mut diagnostics = Diagnostics::default();
        assert!(Settings::read(&file, &mut diagnostics).is_none());
        let diagnostic = diagnostics.iter().next().unwrap();
        assert!(diagnostic.message.contains("`all` names no finding"), "{}", diagnostic.message);
        assert!(
            matches!(&diagnostic.place, crate::diagnostic::Place::Position(_, Position { line: 3, .. })),
            "{diagnostic:?}"
        );
    }
}
