//! What a response table says.

use super::tree::{self, Node};
use crate::finding::{Findings, ROW_NOTE, ROW_TWICE};
use crate::page::{Fence, Kind, Page, Row, Section, Table};
use std::collections::HashSet;

/// What is answered where all is well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A JSON object of these members.
    Object(Vec<Node>),
    /// Nothing, with this status.
    Empty(u16),
    /// The bytes of a file, of this media type.
    Binary(&'static str),
    /// JSON of which nothing is known.
    Unknown,
}

impl Answer {
    /// What a section says is answered.
    pub(super) fn of(page: &Page, section: &Section, findings: &mut Findings) -> Self {
        let Some(table) = &section.response else { return Self::Unknown };
        let notes = || table.rows.iter().filter(|row| matches!(row, Row::Note { .. }));
        let Some(Row::Note { line, text }) = notes().next() else {
            if table.rows.is_empty()
                && let Some(status) = empty(&section.fences)
            {
                return Self::Empty(status);
            }
            let rows = tree::build(&table.rows, Kind::Response, &page.file, findings);
            return Self::Object(once(rows, page, findings));
        };
        if table.rows.len() > 1 {
            for note in notes() {
                let line = Table::line_of(note);
                findings.add(
                    ROW_NOTE,
                    &page.file,
                    line,
                    "a note stands among rows; the rows count, where there are any",
                );
            }
            let rows = tree::build(&table.rows, Kind::Response, &page.file, findings);
            if !rows.is_empty() {
                return Self::Object(once(rows, page, findings));
            }
        }
        Self::noted(text, &section.fences).unwrap_or_else(|| {
            let message = format!("the note `{}` is not known; any JSON may be answered", text.escape_debug());
            findings.add(ROW_NOTE, &page.file, *line, message);
            Self::Unknown
        })
    }

    fn noted(text: &str, fences: &[Fence]) -> Option<Self> {
        if text.starts_with("空字符串") {
            return Some(Self::Empty(empty(fences).unwrap_or(204)));
        }
        text.contains("文件流").then(|| {
            Self::Binary(match text {
                text if text.to_ascii_uppercase().contains("PDF") => "application/pdf",
                text if text.contains("图片") => "image/*",
                _ => "application/octet-stream",
            })
        })
    }
}

/// The status of an answer without content, where samples expect one: only they show it.
fn empty(fences: &[Fence]) -> Option<u16> {
    let shown = |fence: &Fence| {
        let (_, rest) = fence.code.split_once("getStatusCode()")?;
        let digits = rest.trim_start().trim_start_matches('=').trim_start();
        [204, 202].into_iter().find(|status| digits.starts_with(&status.to_string()))
    };
    fences.iter().filter(|fence| fence.group == 0).find_map(shown)
}

/// The first row of each name.
pub(super) fn once(mut rows: Vec<Node>, page: &Page, findings: &mut Findings) -> Vec<Node> {
    let mut met = HashSet::new();
    rows.retain(|row| {
        let new = met.insert(row.name.clone());
        if !new {
            findings.add(ROW_TWICE, &page.file, row.line, format!("`{}` stands twice; this row is left out", row.name));
        }
        new
    });
    rows
}
