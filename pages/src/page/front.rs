//! Front matter.

use super::Report;
use crate::finding::PAGE_FRONT_MATTER;

/// What stands between the first two `---` lines of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Front {
    /// What `{{ $frontmatter.title }}` stands for.
    pub title: String,
    /// What `{{ $frontmatter.description }}` stands for.
    pub description: String,
    /// Whether the page only leads to another one.
    pub redirect: bool,
}

const FENCE: &str = "---";

/// The front matter, and the index of the line after it.
pub(super) fn read(lines: &[&str], report: &mut Report<'_>) -> (Front, usize) {
    if lines.first().is_none_or(|line| line.trim_end() != FENCE) {
        return (Front::default(), 0);
    }
    let rest = lines.get(1..).unwrap_or_default();
    let (length, after) = match rest.iter().position(|line| line.trim_end() == FENCE) {
        Some(length) => (length, length + 2),
        None => {
            let length = rest.iter().position(|line| ends(line)).unwrap_or(rest.len());
            report.add(
                PAGE_FRONT_MATTER,
                1,
                "front matter has no second `---`; it ends at the first blank line or block",
            );
            (length, length + 1)
        }
    };
    let mut front = Front::default();
    for line in rest.iter().take(length) {
        if let Some(title) = line.strip_prefix("title:") {
            front.title = title.trim().to_owned();
        } else if let Some(description) = line.strip_prefix("description:") {
            front.description = description.trim().to_owned();
        } else {
            front.redirect |= is_refresh(line);
        }
    }
    (front, after)
}

fn ends(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with(['#', '|', '{', ':'])
}

fn is_refresh(line: &str) -> bool {
    let is_edge = |character: char| character.is_whitespace() || matches!(character, '"' | '\'' | ':');
    let Some((_, rest)) = line.split_once("http-equiv") else { return false };
    // Several entries may stand in one line, between braces.
    let value = rest.trim_start_matches(is_edge).split([',', '}']).next().unwrap_or_default();
    value.trim_end_matches(is_edge).eq_ignore_ascii_case("refresh")
}
