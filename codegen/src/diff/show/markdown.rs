//! Changes as Markdown, for a pull request.

use super::{MAX_ITEMS, summary, title};
use crate::diff::Change;
use std::fmt::Write;

/// A table with one row for each change.
pub fn markdown(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "No difference.\n".to_owned();
    }
    let mut text = format!("{}.\n\n", summary(changes));
    text.push_str("| where | what | on the wire | in Rust | behaviour |\n| --- | --- | --- | --- | --- |\n");
    for change in changes {
        let behaves = if change.behaves.is_empty() { String::new() } else { format!(": {}", change.behaves) };
        // A string takes every text.
        let _ = writeln!(
            text,
            "| {} | {} (`{}`) | {} | {} | {}{} |",
            cell(&change.subject),
            cell(&title(change)),
            change.entry.code,
            change.wire,
            rust(change),
            change.behaviour,
            cell(behaves.trim_end_matches('.')),
        );
    }
    text
}

fn rust(change: &Change) -> String {
    let mut text = change.rust().to_string();
    for item in change.items.iter().take(MAX_ITEMS) {
        let _ = write!(text, "<br>`{}` {}", item.path.replace('|', "\\|"), cell(&item.how));
    }
    if change.items.len() > MAX_ITEMS {
        let _ = write!(text, "<br>and {} more", change.items.len() - MAX_ITEMS);
    }
    text
}

/// A text of a document as the content of a cell: it neither ends the cell nor becomes markup, except between backticks.
fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    let mut is_code = false;
    for character in crate::show::one_line_of(text).to_string().chars() {
        is_code ^= character == '`';
        match character {
            '|' => cell.push_str("\\|"),
            '<' | '>' | '*' | '_' | '[' | ']' | '\\' if !is_code => cell.extend(['\\', character]),
            other => cell.push(other),
        }
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_text_stays_in_its_cell() {
        assert_eq!(cell("a|b\n<x> `<y>|`"), "a\\|b \\<x\\> `<y>\\|`");
    }
}
