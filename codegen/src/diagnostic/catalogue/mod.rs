//! What each code means: `explain`, `docs/diagnostics.md` and the rules of SARIF are made from this.
//!
//! A new code gets its entry in the file of its subject. A test fails where one is missing, and another one generates
//! every example that is a document.

mod bodies;
mod document;
mod files;
mod operations;
mod schemas;
mod security;

use crate::near;
use std::fmt;

/// What a finding costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing is written: the input is wrong, or what matters would be lost.
    Refused,
    /// Something of the document is not emitted.
    LeftOut,
    /// Something is emitted with less than the document says.
    Reduced,
    /// Everything is emitted; there is something to know.
    Noted,
}

/// What a code looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Example {
    /// Members of a document. Where `openapi`, `info` and `paths` play no part, they are not written.
    Document(&'static str),
    /// Something else: a command, settings, a line of a file.
    Other(&'static str),
}

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The code.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub title: &'static str,
    /// What it costs.
    pub outcome: Outcome,
    /// What the generator does.
    pub does: &'static str,
    /// How it is mended.
    pub mend: &'static str,
    /// What it looks like.
    pub example: Example,
}

impl Entry {
    /// The example as it is shown.
    pub fn shown(&self) -> &'static str {
        let (Example::Document(text) | Example::Other(text)) = self.example;
        text.trim_matches('\n')
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Refused => "refused",
            Self::LeftOut => "left out",
            Self::Reduced => "reduced",
            Self::Noted => "noted",
        })
    }
}

/// All entries, by subject.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    let subjects =
        [files::ENTRIES, document::ENTRIES, operations::ENTRIES, bodies::ENTRIES, security::ENTRIES, schemas::ENTRIES];
    subjects.into_iter().flatten()
}

/// The entry of `code`.
pub fn entry(code: &str) -> Option<&'static Entry> {
    entries().find(|entry| entry.code == code)
}

/// The code that `wrong`, which is none, almost is: the one that has all its words, or else the one most like it.
pub fn nearest(wrong: &str) -> Option<&'static str> {
    let has = |code: &str, word: &str| code.split(['/', '-']).any(|known| known == word);
    let mut codes = entries().map(|entry| entry.code);
    let by_words = codes.find(|code| wrong.split(['/', '-']).all(|word| has(code, word)));
    by_words.or_else(|| near::nearest(wrong, entries().map(|entry| entry.code)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// The codes that `code.rs` names.
    fn declared() -> Vec<&'static str> {
        let constants = include_str!("../code.rs").split("pub const ").skip(1);
        constants.filter_map(|constant| constant.split('"').nth(1)).collect()
    }

    #[test]
    fn every_code_has_one_entry() {
        let known: Vec<&str> = entries().map(|entry| entry.code).collect();
        let missing: Vec<_> = declared().into_iter().filter(|code| !known.contains(code)).collect();
        assert!(missing.is_empty(), "describe these in diagnostic/catalogue/: {missing:?}");
        let unknown: Vec<_> = known.iter().filter(|code| !declared().contains(code)).collect();
        assert!(unknown.is_empty(), "these are in diagnostic/catalogue/ and not in code.rs: {unknown:?}");
        assert_eq!(known.iter().collect::<BTreeSet<_>>().len(), known.len(), "a code has two entries");
    }

    #[test]
    fn entries_are_written_as_they_are_shown() {
        for entry in entries() {
            let code = entry.code;
            assert_eq!(code.matches('/').count(), 1, "{code}: a subject, `/`, a finding");
            for text in [entry.title, entry.does, entry.mend] {
                assert!(text.ends_with('.') && !text.contains('\n') && text.trim() == text, "{code}: {text}");
            }
            assert!(!entry.shown().is_empty(), "{code} has no example");
        }
    }

    #[test]
    fn a_slip_is_understood() {
        assert_eq!(nearest("schema/unsuported-not"), Some("schema/unsupported-not"));
        assert_eq!(nearest("unsupported-not"), Some("schema/unsupported-not"));
        assert_eq!(nearest("zebra"), None);
    }
}
