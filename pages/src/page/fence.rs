//! Code fences. Nothing inside of one counts as a block, so where one ends decides what is read.

use super::Report;
use super::blocks;
use crate::finding::PAGE_FENCE_OPEN;

/// A code fence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// The line that opens it, counted from 1.
    pub line: usize,
    /// The language: `php`.
    pub language: String,
    /// What stands in brackets after the language: the style of a sample.
    pub label: String,
    /// The code, without the lines around it.
    pub code: String,
    /// Which code group of the operation it stands in, counted from 0.
    pub group: usize,
}

/// What opens or closes a fence: the character, how often it stands there, and the text after it.
pub(super) fn mark(line: &str) -> Option<(char, usize, &str)> {
    let line = line.trim();
    let character = line.chars().next().filter(|character| matches!(character, '`' | '~'))?;
    let rest = line.trim_start_matches(character);
    let length = line.len() - rest.len();
    // Back quotes in what follows make it code within a line.
    let opens = length >= 3 && !(character == '`' && rest.contains('`'));
    opens.then(|| (character, length, rest.trim()))
}

/// The fence that opens at `start`, and the index of the line after it.
pub(super) fn read(lines: &[&str], start: usize, group: usize, report: &mut Report<'_>) -> Option<(Fence, usize)> {
    let (character, length, info) = mark(lines.get(start)?)?;
    let body = lines.get(start + 1..).unwrap_or_default();
    let closes = |line: &&str| mark(line).is_some_and(|(c, l, rest)| c == character && l >= length && rest.is_empty());
    let opens = |line: &&str| mark(line).is_some_and(|(c, l, rest)| c == character && l >= length && !rest.is_empty());
    // Where another fence opens before this one is closed, the closing line is missing.
    let (size, after) = match body.iter().position(|line| closes(line) || opens(line)) {
        Some(size) if body.get(size).is_some_and(closes) => (size, size + 2),
        next => {
            let limit = next.unwrap_or(body.len());
            let size = body.iter().take(limit).position(|line| blocks::ends_open_fence(line)).unwrap_or(limit);
            report.add(PAGE_FENCE_OPEN, start + 1, "the code fence has no end; it ends where the next block begins");
            (size, size + 1)
        }
    };
    let (language, label) = info.split_once(char::is_whitespace).unwrap_or((info, ""));
    let label = label.trim();
    let label = label.strip_prefix('[').and_then(|label| label.strip_suffix(']')).unwrap_or(label);
    let code = body.get(..size).unwrap_or_default().join("\n");
    let fence = Fence { line: start + 1, language: language.to_owned(), label: label.to_owned(), code, group };
    Some((fence, start + after))
}
