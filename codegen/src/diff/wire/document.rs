//! What is said of the whole document.

use super::Walk;
use super::site::{Reach, Site};
use crate::diff::catalogue::document as kinds;

/// How the whole document is called in reports.
pub const DOCUMENT: &str = "the document";

impl Walk<'_> {
    pub(super) fn document(&mut self) {
        let site = Site::of(DOCUMENT, Reach::BOTH);
        let (old, new) = (self.old.api, self.new.api);
        if old.title != new.title {
            self.note(&kinds::TITLE_CHANGED, &site, format!("`{}` was `{}`", new.title, old.title));
        }
        if old.version != new.version {
            self.note(&kinds::VERSION_CHANGED, &site, format!("`{}` was `{}`", new.version, old.version));
        }
        self.text(&kinds::DOCUMENT_TEXT, &site, &[old.description.as_deref()], &[new.description.as_deref()]);
    }
}
