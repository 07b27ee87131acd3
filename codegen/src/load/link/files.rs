//! The files that a document refers to, each read once.

use super::text::{Target, joined};
use crate::diagnostic::{Diagnostics, Severity};
use crate::load::bytes::{self, MAX_BYTES as MAX_FILE_BYTES, Unreadable};
use crate::load::tree;
use serde_json::Value;
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

/// How many bytes all files together may have.
const MAX_BYTES: usize = 128 * 1024 * 1024;
/// How many files are read.
const MAX_FILES: usize = 10_000;
/// What is read: a reference must not show what other files of a machine hold.
const EXTENSIONS: [&str; 3] = ["yaml", "yml", "json"];

/// A file that a document refers to.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub text: String,
}

/// All files of a document; the document itself is the first.
pub struct Files {
    list: Vec<File>,
    by_path: HashMap<PathBuf, Result<usize, String>>,
    bytes: usize,
    /// The folder of copies of remote files, where there is one.
    remote: Option<PathBuf>,
    /// What is to be said of the files themselves.
    told: Diagnostics,
}

struct File {
    path: PathBuf,
    /// Its path from the folder of the document, which messages show.
    name: PathBuf,
    text: String,
    root: Value,
}

impl Files {
    /// The document `root` of `file`, with the text that it was read from; `remote` has copies of remote files.
    pub fn new(file: &Path, remote: Option<PathBuf>, root: Value, text: &str) -> Self {
        let path = file.to_owned();
        let by_path = HashMap::from([(joined(Path::new(""), &path), Ok(0))]);
        let name = path.file_name().map(PathBuf::from).unwrap_or_default();
        let document = File { path, name, text: String::new(), root };
        Self { list: vec![document], by_path, bytes: text.len(), remote, told: Diagnostics::default() }
    }

    /// What the file holds.
    pub fn root(&self, file: usize) -> &Value {
        self.list.get(file).map_or(&Value::Null, |file| &file.root)
    }

    /// The path of the file.
    pub fn path(&self, file: usize) -> &Path {
        self.list.get(file).map_or(Path::new(""), |file| &file.path)
    }

    /// The file that `target` names in the file `from`, or why it is not read.
    pub fn open(&mut self, target: &Target, from: usize) -> Result<usize, String> {
        let path = match target {
            Target::Here => return Ok(from),
            Target::Relative(path) => self.beside(path, from),
            Target::Remote(path) => match &self.remote {
                Some(folder) => joined(folder, path),
                None => return Err(not_fetched(path)),
            },
            Target::Refused(reason) => return Err((*reason).to_owned()),
        };
        if let Some(known) = self.by_path.get(&path) {
            return known.clone();
        }
        let read = self.read(&path).map(|(text, root)| {
            self.bytes += text.len();
            let name = self.named(target, from);
            self.list.push(File { path: path.clone(), name, text, root });
            self.list.len() - 1
        });
        self.by_path.insert(path, read.clone());
        read
    }

    /// Whether a file is there that `path` names in the file `from`.
    pub fn exists(&self, path: &Path, from: usize) -> bool {
        self.beside(path, from).is_file()
    }

    fn beside(&self, path: &Path, from: usize) -> PathBuf {
        joined(self.path(from).parent().unwrap_or(Path::new("")), path)
    }

    /// The path of `target` as messages show it.
    fn named(&self, target: &Target, from: usize) -> PathBuf {
        let from = self.list.get(from).map_or(Path::new(""), |file| &file.name);
        match target {
            Target::Relative(path) => joined(from.parent().unwrap_or(Path::new("")), path),
            Target::Remote(path) => path.clone(),
            Target::Here | Target::Refused(_) => from.to_owned(),
        }
    }

    fn read(&mut self, path: &Path) -> Result<(String, Value), String> {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if !EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)) {
            return Err("only files named .yaml, .yml or .json are read".to_owned());
        }
        if self.list.len() >= MAX_FILES {
            return Err(format!("more than {MAX_FILES} files are referred to"));
        }
        let text = bytes::text_of(path).map_err(|error| reason(&error))?;
        if self.bytes + text.len() > MAX_BYTES {
            return Err(format!("the files have more than {MAX_BYTES} bytes together"));
        }
        match tree::parse(&text, path, Severity::Warning, &mut self.told) {
            Some(root) => Ok((text, root)),
            None => Err("it is neither YAML nor JSON".to_owned()),
        }
    }

    /// The reference `text` of the file `from`, written so that it is the same in every file.
    pub fn shown(&self, text: &str, from: usize) -> String {
        let read = super::text::read(text);
        let fragment = match text.contains('#') {
            true => format!("#{}", read.fragment),
            false => String::new(),
        };
        match read.target {
            Target::Here if from == 0 => text.to_owned(),
            Target::Here | Target::Relative(_) => match self.named(&read.target, from).display().to_string() {
                // Of a folder such as `./` no name is left.
                name if name.is_empty() => text.to_owned(),
                name => format!("{name}{fragment}"),
            },
            Target::Remote(_) | Target::Refused(_) => text.to_owned(),
        }
    }

    /// Hands over what is to be said of the files.
    pub fn tell(&mut self, diagnostics: &mut Diagnostics) {
        diagnostics.append(std::mem::take(&mut self.told));
    }

    /// The files that were read, by their number, and the paths where there was nothing to read.
    pub fn into_sources(self) -> (Vec<SourceFile>, Vec<PathBuf>) {
        let mut missing: Vec<PathBuf> =
            self.by_path.into_iter().filter(|(_, read)| read.is_err()).map(|(path, _)| path).collect();
        missing.sort();
        let files = self.list.into_iter().map(|file| SourceFile { path: file.path, text: file.text });
        (files.collect(), missing)
    }
}

fn reason(error: &Unreadable) -> String {
    match error {
        Unreadable::Folder => "it is a folder".to_owned(),
        Unreadable::Io(error) if error.kind() == io::ErrorKind::NotFound => "there is no such file".to_owned(),
        Unreadable::Io(error) => format!("it cannot be read: {error}"),
        Unreadable::TooLarge(_) => format!("it has more than {MAX_FILE_BYTES} bytes"),
        Unreadable::Encoding(position) => format!("it is not UTF-8 from line {} on", position.line),
    }
}

fn not_fetched(path: &Path) -> String {
    format!(
        "nothing is read from the network; download it to a folder `remote`, with `curl --create-dirs -o \
         'remote/{0}' 'https://{0}'`, and set `remote_references = \"remote\"`",
        path.display()
    )
}
