//! Tables.

use super::{Attributes, Report, Row, row};
use crate::finding::{ROW_NO_PIPE, TABLE_NO_DASHES};
use crate::text::normalized;

/// A table: what it is about, and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What its header says; `None` where that says nothing known.
    pub kind: Option<Kind>,
    /// The first line, counted from 1.
    pub line: usize,
    /// The rows that could be read.
    pub rows: Vec<Row>,
}

/// What a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What is sent.
    Request,
    /// What is answered.
    Response,
}

impl Kind {
    /// How people are told of it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Request => "the request",
            Self::Response => "the response",
        }
    }
}

/// The kind that a line says when it is the header of a table.
pub(super) fn header(line: &str) -> Option<Kind> {
    if !line.trim_start().starts_with('|') {
        return None;
    }
    let (first, _) = Attributes::split(&row::cells(line).into_iter().next()?);
    match normalized(&first).trim() {
        "请求参数" => Some(Kind::Request),
        "返回字典" => Some(Kind::Response),
        _ => None,
    }
}

/// Whether a line is the row of dashes below a header, however many there are.
fn is_dashes(line: &str) -> bool {
    line.contains('-')
        && line.chars().all(|character| matches!(character, '-' | '|' | ':') || character.is_whitespace())
}

/// The table that begins at `start`, and the index of the line after it.
pub(super) fn read(lines: &[&str], start: usize, report: &mut Report<'_>) -> (Table, usize) {
    let kind = lines.get(start).and_then(|line| header(line));
    let mut table = Table { kind, line: start + 1, rows: Vec::new() };
    let mut index = start + usize::from(kind.is_some());
    match lines.get(index) {
        Some(line) if is_dashes(line) => index += 1,
        _ if kind.is_some() => {
            report.add(TABLE_NO_DASHES, start + 1, "the row of dashes is missing; the rows are read")
        }
        _ => {}
    }
    while let Some(line) = lines.get(index) {
        if header(line).is_some() || !belongs(line) {
            break;
        }
        if is_dashes(line) {
            index += 1;
            continue;
        }
        if !line.trim_start().starts_with('|') {
            report.add(ROW_NO_PIPE, index + 1, "the row does not open with a pipe; it is read all the same");
        }
        table.rows.extend(row::read(line, index + 1, report));
        index += 1;
    }
    (table, index.max(start + 1))
}

/// Whether a line directly below a row belongs to the table.
fn belongs(line: &str) -> bool {
    let line = line.trim_start();
    let other = line.is_empty() || line.starts_with(['#', '{', ':', '`', '~']) || line.starts_with("参阅");
    line.starts_with('|') || (!other && row::cells(line).len() > 2)
}
