//! What each kind of change means: `explain`, `docs/changes.md` and the effects of changes are made from this.

pub mod bodies;
pub mod document;
pub mod operations;
pub mod parameters;
pub mod properties;
pub mod responses;
pub mod schemas;
pub mod values;

use super::effect::{Behaviour, Level};
use crate::near;

/// What a kind of change means.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// The code: `subject/kind`.
    pub code: &'static str,
    /// What is different, in one line.
    pub title: &'static str,
    /// What it is for requests, where it concerns them.
    pub requests: Level,
    /// What it is for answers, where it concerns them.
    pub answers: Level,
    /// What it means for callers in Rust. Which items differ is said of each change, from the code itself.
    pub rust: &'static str,
    /// Whether programs that still compile do something else.
    pub behaviour: Behaviour,
    /// What they do; empty where nothing.
    pub behaves: &'static str,
    /// What to do about it.
    pub help: &'static str,
}

/// Declares the kinds of one subject, each as a static, and the list of them all.
macro_rules! kinds {
    ($(
        $name:ident = $code:literal: $title:literal,
        wire $requests:ident / $answers:ident,
        rust $rust:literal,
        behaviour $behaviour:ident $behaves:literal,
        help $help:literal;
    )*) => {
        use super::Entry;
        use crate::diff::effect::{Behaviour, Level};
        $(
            #[doc = $title]
            pub static $name: Entry = Entry {
                code: $code,
                title: $title,
                requests: Level::$requests,
                answers: Level::$answers,
                rust: $rust,
                behaviour: Behaviour::$behaviour,
                behaves: $behaves,
                help: $help,
            };
        )*
        pub(super) static ENTRIES: &[&Entry] = &[$(&$name),*];
    };
}
use kinds;

/// All kinds, by subject.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    let subjects = [
        document::ENTRIES,
        operations::ENTRIES,
        parameters::ENTRIES,
        bodies::ENTRIES,
        responses::ENTRIES,
        schemas::ENTRIES,
        properties::ENTRIES,
        values::ENTRIES,
    ];
    subjects.into_iter().flatten().copied()
}

/// The kind of `code`.
pub fn entry(code: &str) -> Option<&'static Entry> {
    entries().find(|entry| entry.code == code)
}

/// The code that `wrong`, which is none, almost is.
pub fn nearest(wrong: &str) -> Option<&'static str> {
    near::nearest(wrong, entries().map(|entry| entry.code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::catalogue;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_unique_also_beside_those_of_findings() {
        let codes: Vec<&str> =
            entries().map(|entry| entry.code).chain(catalogue::entries().map(|it| it.code)).collect();
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
        assert!(entries().count() >= 60);
    }

    #[test]
    fn entries_are_written_as_they_are_shown() {
        for entry in entries() {
            let code = entry.code;
            assert_eq!(code.matches('/').count(), 1, "{code}: a subject, `/`, a kind");
            for text in [entry.title, entry.rust, entry.help] {
                assert!(text.ends_with('.') && !text.contains('\n') && text.trim() == text, "{code}: {text}");
            }
            let says = !entry.behaves.is_empty();
            assert_eq!(says, entry.behaviour != Behaviour::None, "{code}: say what it does, or that it does nothing");
            assert!(!says || entry.behaves.ends_with('.'), "{code}");
        }
    }
}
