//! The documents that settings name, by their files or by patterns.

use super::Settings;
use crate::diagnostic::{Diagnostics, code};
use crate::tidy_path::tidy;
use std::path::{Path, PathBuf};

/// What makes a pattern of a name.
const WILD: [char; 3] = ['*', '?', '['];

/// The pattern as seen from where the folder is: a folder may be called like a pattern.
pub(super) fn below(folder: &Path, pattern: &str) -> String {
    if Path::new(pattern).is_absolute() {
        return pattern.to_owned();
    }
    let folder = match pattern.contains(WILD) {
        true => glob::Pattern::escape(&folder.display().to_string()),
        false => folder.display().to_string(),
    };
    if folder.is_empty() { pattern.to_owned() } else { format!("{folder}/{pattern}") }
}

impl Settings {
    /// The settings with the files that their documents are; an error where there is none.
    pub(super) fn found(mut self, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut files: Vec<PathBuf> = Vec::new();
        let mut add = |file: PathBuf| {
            if !file.as_os_str().is_empty() && !files.contains(&file) {
                files.push(file);
            }
        };
        add(self.document.clone());
        let file = self.file.clone().unwrap_or_default();
        for pattern in &self.documents {
            if !pattern.contains(WILD) {
                add(tidy(Path::new(pattern)));
                continue;
            }
            match glob::glob(pattern) {
                // In the order of their names, which is the same everywhere.
                Ok(found) => {
                    let folder = fixed(pattern);
                    for path in found.flatten().filter(|path| path.is_file()).map(|path| tidy(&path)) {
                        let below = path.strip_prefix(&folder).unwrap_or(&path).with_extension("");
                        self.product_names.insert(path.clone(), below.to_string_lossy().into_owned());
                        add(path);
                    }
                }
                Err(error) => {
                    let message = format!("`{pattern}` is no pattern of files: {error}");
                    diagnostics
                        .file_error(code::SETTINGS_INVALID, &file, None, message)
                        .help("`*` stands for any characters of a name, `**` for any folders");
                    return None;
                }
            }
            self.folders.push(folder_of(pattern));
        }
        let mut files = files.into_iter();
        let Some(first) = files.next() else {
            diagnostics
                .file_error(code::SETTINGS_INVALID, &file, None, "no document is named, or none is there")
                .help("name one as `document`, or several as `documents`");
            return None;
        };
        (self.document, self.further) = (first, files.collect());
        Some(self)
    }
}

/// The folder below which a pattern looks, or what there is on the way to it.
fn folder_of(pattern: &str) -> PathBuf {
    let fixed = fixed(pattern);
    let there = fixed.ancestors().find(|folder| folder.is_dir());
    there.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// What stands for a character that would be a part of a pattern.
const ESCAPED: [(&str, &str); 4] = [("[[]", "["), ("[]]", "]"), ("[?]", "?"), ("[*]", "*")];

/// The part of a pattern that is none.
fn fixed(pattern: &str) -> PathBuf {
    let replaced = |text: &str, all: bool| {
        let each = |text: String, (from, to): &(&str, &str)| text.replace(from, if all { to } else { "" });
        ESCAPED.iter().fold(text.to_owned(), each)
    };
    let parts = Path::new(pattern).components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts = parts.take_while(|part| !replaced(part, false).contains(WILD));
    tidy(&parts.map(|part| replaced(&part, true)).collect::<PathBuf>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn read(folder: &Path, text: &str) -> Result<Settings, String> {
        let file = folder.join("codegen.toml");
        fs::write(&file, format!("output = \"out\"\n{text}\n")).unwrap();
        let mut diagnostics = Diagnostics::default();
        let settings = Settings::read(&file, &mut diagnostics);
        settings.ok_or_else(|| diagnostics.iter().map(|one| one.message.clone()).collect())
    }

    #[test]
    fn files_come_in_the_order_of_the_settings_and_then_of_their_names() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.yaml", "products/z.yaml", "products/deep/a.yaml", "products/note.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let settings =
            read(folder.path(), "documents = [\"b.yaml\", \"products/**/*.yaml\", \"none/*.yaml\"]").unwrap();
        let below = |name: &str| folder.path().join(name);
        assert_eq!(settings.document, below("b.yaml"));
        assert_eq!(settings.further, [below("products/deep/a.yaml"), below("products/z.yaml")]);
        let names: Vec<&str> = settings.product_names.values().map(String::as_str).collect();
        assert_eq!(names, ["deep/a", "z"]);
        assert_eq!(settings.folders, [below("products"), folder.path().to_owned()]);
        let one = read(folder.path(), "document = \"b.yaml\"\ndocuments = [\"*.yaml\"]").unwrap();
        assert_eq!((one.document, one.further.len()), (below("b.yaml"), 0));
    }

    #[test]
    fn a_folder_may_be_called_like_a_pattern() {
        let folder = tempfile::tempdir().unwrap();
        let odd = folder.path().join("a[b]*?");
        fs::create_dir_all(odd.join("more")).unwrap();
        fs::write(odd.join("more/a.yaml"), "").unwrap();
        let settings = read(&odd, "documents = [\"more/*.yaml\"]").unwrap();
        assert_eq!((settings.document, settings.folders), (odd.join("more/a.yaml"), vec![odd.join("more")]));
        assert_eq!(settings.product_names.into_values().collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn settings_without_a_document_say_so() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["", "documents = []", "documents = [\"none/*.yaml\"]"] {
            assert!(read(folder.path(), text).unwrap_err().contains("no document is named"), "{text}");
        }
        assert!(read(folder.path(), "documents = [\"a/***.yaml\"]").unwrap_err().contains("no pattern of files"));
    }
}
