//! Finding pages below a folder, and reading their bytes.

use crate::error::Error;
use crate::finding::{Findings, WALK_LINK_LOOP, WALK_NOT_UTF8, WALK_TOO_LARGE, WALK_UNREADABLE};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use walkdir::WalkDir;

/// The largest page is about 100 kB; a file of more bytes than this is something else.
const LARGEST: u64 = 2 << 20;
/// Deeper than any path of a service; a limit where links make a folder look deeper than it is.
const DEEPEST: usize = 48;
/// The site has some thousands of files, and links must not make it endless.
const MOST: usize = 500_000;

/// A page that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where the file is.
    pub file: PathBuf,
    /// What the site calls it: `openapi/v3/….md`.
    pub page: String,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub struct Walked {
    /// The pages, in order.
    pub pages: Vec<Found>,
    /// How many other Markdown files there are.
    pub others: usize,
}

/// Finds every page below `folder`: files `….md` with `openapi/v3` in their path.
///
/// # Errors
///
/// The folder is not there, or is no folder.
pub fn walk(folder: &Path, findings: &mut Findings) -> Result<Walked, Error> {
    let metadata = fs::metadata(folder).map_err(|source| Error::Folder { folder: folder.to_owned(), source })?;
    if !metadata.is_dir() {
        return Err(Error::NotAFolder(folder.to_owned()));
    }
    // `DIR` may be given as `…/openapi/v3` itself.
    let above = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let mut walked = Walked::default();
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().max_depth(DEEPEST).into_iter();
    for (count, entry) in entries.filter_entry(|entry| !is_hidden(entry)).enumerate() {
        if count == MOST {
            findings.add(WALK_UNREADABLE, folder, 0, format!("more than {MOST} files; the rest is left out"));
            break;
        }
        match entry {
            Err(error) => unreadable(folder, &error, findings),
            Ok(entry) if !entry.file_type().is_file() => {}
            Ok(entry) => sort(folder, &above, entry.path(), &mut walked, findings),
        }
    }
    Ok(walked)
}

/// `.git` and the like; the folder itself may have any name.
fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.depth() > 0 && (entry.file_name().as_encoded_bytes().starts_with(b".") || entry.file_name() == "node_modules")
}

fn unreadable(folder: &Path, error: &walkdir::Error, findings: &mut Findings) {
    let file = error.path().unwrap_or(folder);
    match error.loop_ancestor() {
        Some(ancestor) => {
            let message = format!("the link leads back to {}; it is not followed", ancestor.display());
            findings.add(WALK_LINK_LOOP, file, 0, message);
        }
        None => findings.add(WALK_UNREADABLE, file, 0, format!("it cannot be read and is left out: {error}")),
    }
}

fn sort(folder: &Path, above: &Path, file: &Path, walked: &mut Walked, findings: &mut Findings) {
    if file.extension().is_none_or(|extension| extension != "md") {
        return;
    }
    let relative = file.strip_prefix(folder).unwrap_or(file);
    let Some(page) = page_of(relative).or_else(|| page_of(&above.join(relative))) else {
        walked.others += 1;
        return;
    };
    match page {
        Ok(page) => walked.pages.push(Found { file: file.to_owned(), page }),
        Err(()) => findings.add(WALK_NOT_UTF8, file, 0, "the name of the page is not UTF-8; the page is left out"),
    }
}

/// The part of a path from `openapi/v3` on.
fn page_of(path: &Path) -> Option<Result<String, ()>> {
    let parts: Vec<_> = path.components().filter(|part| matches!(part, Component::Normal(_))).collect();
    let start = parts.windows(2).position(|pair| pair[0].as_os_str() == "openapi" && pair[1].as_os_str() == "v3")?;
    let parts = parts.get(start..).unwrap_or_default();
    let texts: Option<Vec<&str>> = parts.iter().map(|part| part.as_os_str().to_str()).collect();
    Some(texts.map(|texts| texts.join("/")).ok_or(()))
}

/// The text of a page; `None` where it cannot be read, which is said.
pub fn read(file: &Path, findings: &mut Findings) -> Option<String> {
    let mut bytes = Vec::new();
    let outcome = File::open(file).and_then(|open| open.take(LARGEST + 1).read_to_end(&mut bytes));
    if let Err(error) = outcome {
        findings.add(WALK_UNREADABLE, file, 0, format!("it cannot be read and is left out: {error}"));
        return None;
    }
    if bytes.len() as u64 > LARGEST {
        findings.add(WALK_TOO_LARGE, file, 0, format!("a page of more than {} MiB is left out", LARGEST >> 20));
        return None;
    }
    Some(decode(bytes, file, findings))
}

/// Bytes as text, U+FFFD where they are not UTF-8.
pub fn decode(bytes: Vec<u8>, file: &Path, findings: &mut Findings) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            let line = 1 + valid.iter().filter(|byte| **byte == b'\n').count();
            findings.add(WALK_NOT_UTF8, file, line, "bytes that are not UTF-8 are read as U+FFFD");
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
    }
}
