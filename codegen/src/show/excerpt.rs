//! The part of a source line that is shown, and what is underlined in it.

use std::ops::Range;

/// A longer line, such as that of a minified document, is cut around the column.
const WIDTH: usize = 100;
/// What stays to the left of the column of a cut line.
const BEFORE: usize = 40;

/// A part of one line, with the bytes to underline.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    pub(super) underlined: Range<usize>,
}

impl Excerpt {
    /// Takes what stands around `column`, counted from 1 in characters; one past the end gives the end.
    pub(super) fn of(line: &str, column: usize) -> Self {
        let at = offset(line, column.saturating_sub(1));
        let left = line[..at].char_indices().rev().nth(BEFORE - 1).map_or(0, |(index, _)| index);
        let whole = line.chars().nth(WIDTH).is_none();
        let left = if whole { 0 } else { left };
        let right = left + offset(&line[left..], WIDTH);
        let token = at..at + token_length(&line[at..right]);
        let (lead, tail) = (if left > 0 { "…" } else { "" }, if right < line.len() { "…" } else { "" });
        let shift = |index: usize| index - left + lead.len();
        Self { text: format!("{lead}{}{tail}", &line[left..right]), underlined: shift(token.start)..shift(token.end) }
    }

    /// The column of what is underlined, in `text`.
    pub(super) fn column(&self) -> usize {
        self.text[..self.underlined.start].chars().count() + 1
    }
}

/// The byte at which the character `index` begins, or the end.
fn offset(text: &str, index: usize) -> usize {
    text.char_indices().nth(index).map_or(text.len(), |(offset, _)| offset)
}

/// The bytes of the key or value that `text` begins with.
fn token_length(text: &str) -> usize {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => quoted_length(text, quote),
        _ => plain_length(text),
    }
}

fn quoted_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (index, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            _ if character == quote => return index + 1,
            _ => {}
        }
    }
    text.trim_end().len()
}

/// Up to the colon after a key, or to what ends a value; braces in a path belong to it.
fn plain_length(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut characters = text.char_indices().peekable();
    while let Some((index, character)) = characters.next() {
        let gap = characters.peek().is_none_or(|(_, next)| next.is_whitespace());
        match character {
            ':' if gap && depth == 0 => return index,
            ',' if depth == 0 => return index,
            '{' | '[' => depth += 1,
            '}' | ']' if depth == 0 => return index,
            '}' | ']' => depth -= 1,
            _ => {}
        }
    }
    text.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn underlined(line: &str, column: usize) -> String {
        let excerpt = Excerpt::of(line, column);
        excerpt.text[excerpt.underlined].to_owned()
    }

    #[test]
    fn the_key_is_underlined() {
        assert_eq!(underlined("    get: 1", 5), "get");
        assert_eq!(underlined("  /pets/{id}:", 3), "/pets/{id}");
        assert_eq!(underlined("  \"a \\\"b: c\": {}", 3), "\"a \\\"b: c\"");
        assert_eq!(underlined("  - it's: x", 5), "it's");
        assert_eq!(underlined("enum: [A, 2, 会员]", 14), "会员");
        assert_eq!(underlined("卡包: x", 1), "卡包");
        assert_eq!(underlined("\t\ta: x", 3), "a");
    }

    #[test]
    fn a_column_anywhere_is_fine() {
        for line in ["", "   ", "会员卡", "a: b", "\"open", "'", "}", "\u{feff}\u{200d}👩‍👩‍👧", &"x,".repeat(300)]
        {
            for column in [0, 1, 2, 3, 99, 100, 101, 599, 600, 601, usize::MAX] {
                let excerpt = Excerpt::of(line, column);
                assert!(excerpt.text.get(excerpt.underlined.clone()).is_some(), "{line} {column} {excerpt:?}");
            }
        }
    }

    #[test]
    fn a_long_line_is_cut_around_the_column() {
        let line = format!("{}\"key\":1{}", "会".repeat(50_000), "x".repeat(50_000));
        let excerpt = Excerpt::of(&line, 50_001);
        assert_eq!(excerpt.text.chars().count(), WIDTH + 2);
        assert!(excerpt.text.starts_with('…') && excerpt.text.ends_with('…'));
        assert_eq!(&excerpt.text[excerpt.underlined], "\"key\"");
    }
}
