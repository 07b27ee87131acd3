//! Patterns. Without the feature `patterns` every text has them all.

/// A pattern, as the crate `regex` reads it: the generator has translated it from ECMA 262.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) text: String,
    #[cfg(feature = "patterns")]
    read: std::sync::OnceLock<Option<regex::Regex>>,
}

impl Pattern {
    pub(super) fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            #[cfg(feature = "patterns")]
            read: std::sync::OnceLock::new(),
        }
    }

    /// Whether some part of `text` has the pattern; also where the pattern cannot be read.
    #[cfg(feature = "patterns")]
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.read.get_or_init(|| regex::Regex::new(&self.text).ok()).as_ref().is_none_or(|regex| regex.is_match(text))
    }

    #[cfg(not(feature = "patterns"))]
    #[allow(clippy::unused_self, reason = "the feature needs it")]
    pub(super) fn is_in(&self, _text: &str) -> bool {
        true
    }
}
