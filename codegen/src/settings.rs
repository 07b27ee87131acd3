//! The generator's settings, as `spec/codegen.toml` holds them.

use crate::diagnostic::{Diagnostics, Position, code};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// What to read, where to write, and how the client is called.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The OpenAPI document. In a file of settings: relative to that file.
    pub document: PathBuf,
    /// The folder of the emitted source. In a file of settings: relative to that file.
    pub output: PathBuf,
    /// What the emitted source is: the root of a crate, or a module of one.
    #[serde(default)]
    pub root: Root,
    /// How the client is called and introduces itself.
    #[serde(default)]
    pub client: ClientSettings,
}

/// What the emitted source is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Root {
    /// `lib.rs`: the source is a crate.
    #[default]
    Crate,
    /// `mod.rs`: the source is a module of some crate.
    Module,
}

/// How the client is called and introduces itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClientSettings {
    /// The name in the `User-Agent` header; the version of the crate is appended.
    pub user_agent: Option<String>,
    /// Whether the chain of resources (`client.v3().cards()…`) is emitted.
    pub resources: bool,
}

impl Default for ClientSettings {
    fn default() -> Self {
        Self { user_agent: None, resources: true }
    }
}

impl Settings {
    /// Settings for one document and one folder; everything else by default.
    pub fn new(document: impl Into<PathBuf>, output: impl Into<PathBuf>) -> Self {
        Self {
            document: document.into(),
            output: output.into(),
            root: Root::default(),
            client: ClientSettings::default(),
        }
    }

    /// Reads a file of settings. Its paths are taken relative to it.
    ///
    /// A file that cannot be read or holds something unknown is an error in `diagnostics`.
    pub fn read(file: &Path, diagnostics: &mut Diagnostics) -> Option<Self> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => {
                diagnostics
                    .file_error(code::FILE_UNREADABLE, file, None, format!("the settings cannot be read: {error}"))
                    .help("name an existing file with --config, or a document on the command line");
                return None;
            }
        };
        match toml::from_str::<Self>(&text) {
            Ok(settings) => Some(settings.relative_to(file.parent().unwrap_or(Path::new("")))),
            Err(error) => {
                let offset = error.span().map_or(0, |span| span.start);
                diagnostics
                    .file_error(
                        code::SETTINGS_INVALID,
                        file,
                        Some(Position::of_offset(&text, offset)),
                        error.message().trim().replace('\n', " "),
                    )
                    .help("known settings: document, output, root, [client] user_agent, resources");
                None
            }
        }
    }

    fn relative_to(mut self, folder: &Path) -> Self {
        self.document = tidy(&folder.join(&self.document));
        self.output = tidy(&folder.join(&self.output));
        self
    }
}

/// `spec/../generated` as `generated`, by text alone: messages and file headers stay readable.
fn tidy(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut tidy = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidy.components().next_back(), Some(Component::Normal(_))) => {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy
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
        assert_eq!(diagnostic.place, crate::diagnostic::Place::Position(file, Position { line: 2, column: 1 }));
    }
}
