//! Rows of tables.

use super::{Attributes, Report};
use crate::finding::{ROW_ATTRIBUTE, ROW_CELLS, ROW_INDENT, ROW_NAME};
use crate::text::normalized;

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A parameter or property.
    Parameter(Parameter),
    /// A separator: the row before it is a string that holds JSON.
    Line {
        /// Its line.
        line: usize,
    },
    /// A note in place of rows: what is answered is no JSON.
    Note {
        /// Its line.
        line: usize,
        /// What it says.
        text: String,
    },
    /// A row whose name cannot be read: what stands below it belongs to no other.
    Lost {
        /// Its line.
        line: usize,
        /// How deep it stands.
        depth: usize,
    },
}

/// A row that is about a parameter or property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The line, counted from 1.
    pub line: usize,
    /// The name, without white space.
    pub name: String,
    /// Whether it is marked `data-required`.
    pub required: bool,
    /// How deep it stands; 0 at the top.
    pub depth: usize,
    /// The type as it is written, without white space: `string[]`.
    pub type_name: String,
    /// The attributes beside the type.
    pub marks: Attributes,
    /// The third cell, `<br/>` as a line break.
    pub description: String,
}

/// Reads the text of a row, which opens with a pipe. `None` where it is left out, which is said.
pub(super) fn read(text: &str, line: usize, report: &mut Report<'_>) -> Option<Row> {
    let cells = cells(text);
    let (name, attributes) = Attributes::split(cells.first().map_or("", String::as_str));
    if attributes.open {
        report.add(ROW_ATTRIBUTE, line, "the braces of the first cell never close; what stands in them is read");
    }
    if attributes.has(".im-table-line") || (attributes.has("colspan") && name.is_empty()) {
        return Some(Row::Line { line });
    }
    if attributes.has("colspan") {
        return Some(Row::Note { line, text: normalized(&name) });
    }
    let name: String = normalized(&name).chars().filter(|character| !character.is_whitespace()).collect();
    if is_name(&name) {
        return Some(Row::Parameter(parameter(name, &attributes, &cells, line, report)));
    }
    if name.is_empty() {
        report.add(ROW_NAME, line, "the row has no name; it is left out");
        return None;
    }
    let message = format!("`{}` is no name; the row is left out with what stands below it", name.escape_debug());
    report.add(ROW_NAME, line, message);
    Some(Row::Lost { line, depth: depth(&attributes, &name, line, report) })
}

fn parameter(
    name: String,
    attributes: &Attributes,
    cells: &[String],
    line: usize,
    report: &mut Report<'_>,
) -> Parameter {
    let (type_name, marks) = Attributes::split(cells.get(1).map_or("", String::as_str));
    let description = match cells.get(2..) {
        None | Some([]) => {
            report.add(
                ROW_CELLS,
                line,
                format!("the row of `{name}` has no third cell; it is read without a description"),
            );
            String::new()
        }
        Some([description]) => description.clone(),
        // One pipe more at the end is a habit of other tables.
        Some([description, last]) if last.trim().is_empty() => description.clone(),
        Some(more) => {
            report.add(
                ROW_CELLS,
                line,
                format!("the row of `{name}` has more than three cells; the rest is read as description"),
            );
            more.join("|")
        }
    };
    known(attributes, &["data-required", "data-indent"], &name, line, report);
    known(&marks, &["data-tooltip", "data-encrypted", "data-encoded", "data-encoded-by"], &name, line, report);
    Parameter {
        line,
        required: attributes.has("data-required"),
        depth: depth(attributes, &name, line, report),
        type_name: type_name.chars().filter(|character| !character.is_whitespace()).collect(),
        marks,
        description: breaks(&normalized(description.trim())),
        name,
    }
}

fn known(attributes: &Attributes, names: &[&str], row: &str, line: usize, report: &mut Report<'_>) {
    for (name, _) in attributes.list.iter().filter(|(name, _)| !names.contains(&name.as_str())) {
        let message = format!("`{row}` has the attribute `{}`, which is not known and left out", name.escape_debug());
        report.add(ROW_ATTRIBUTE, line, message);
    }
}

fn depth(attributes: &Attributes, name: &str, line: usize, report: &mut Report<'_>) -> usize {
    let Some(text) = attributes.get("data-indent") else { return 0 };
    text.parse::<u16>().map(usize::from).unwrap_or_else(|_| {
        report.add(ROW_INDENT, line, format!("`{name}` has an indent that is no number; it is read as 0"));
        0
    })
}

/// `[A-Za-z][A-Za-z0-9_]*`, and `-` as headers have it.
fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '-'))
}

/// The cells of a row: its text between pipes that no backslash stands before.
pub(super) fn cells(text: &str) -> Vec<String> {
    let text = text.trim_start();
    let text = text.strip_prefix('|').unwrap_or(text);
    let mut cells = vec![String::new()];
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek() == Some(&'|') => {
                characters.next();
                push(&mut cells, '|');
            }
            '|' => cells.push(String::new()),
            other => push(&mut cells, other),
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

fn push(cells: &mut [String], character: char) {
    if let Some(cell) = cells.last_mut() {
        cell.push(character);
    }
}

/// `<br/>`, `<br>` and `<br />` as line breaks.
fn breaks(text: &str) -> String {
    if !text.contains("<br") {
        return text.to_owned();
    }
    text.replace("<br />", "\n").replace("<br/>", "\n").replace("<br>", "\n")
}
