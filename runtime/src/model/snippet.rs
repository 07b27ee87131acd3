//! Text of a document as it is shown in a message.

/// The most characters that are shown.
pub(super) const CHARS: usize = 60;

/// The start of `bytes` on one line: control characters escaped, invalid UTF-8 replaced, at most [`CHARS`] characters.
pub(super) fn snippet(bytes: &[u8]) -> String {
    // Four bytes hold any character, so this much decides whether the text is cut.
    let head = &bytes[..bytes.len().min(4 * (CHARS + 1))];
    let mut text = one_line(&String::from_utf8_lossy(head));
    if let Some((end, _)) = text.char_indices().nth(CHARS) {
        let last = text[..end].char_indices().next_back().map_or(0, |(index, _)| index);
        text.truncate(last);
        text.push('…');
    }
    text
}

/// The text with everything escaped that could break or disguise a line of a log.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for char in text.chars() {
        let disguises = matches!(char, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if char.is_control() || disguises {
            line.extend(char.escape_default());
        } else {
            line.push(char);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{CHARS, snippet};

    #[test]
    fn short_text_is_whole() {
        assert_eq!(snippet(b""), "");
        assert_eq!(snippet("\"中文\"".as_bytes()), "\"中文\"");
        assert_eq!(snippet(&[b'a'; CHARS]), "a".repeat(CHARS));
    }

    #[test]
    fn long_text_is_cut() {
        let cut = snippet(&[b'a'; CHARS + 1]);
        assert_eq!(cut, format!("{}…", "a".repeat(CHARS - 1)));
        assert_eq!(snippet("😀".repeat(500).as_bytes()).chars().count(), CHARS);
        assert_eq!(snippet(&[1; 500]).chars().count(), CHARS);
    }

    #[test]
    fn nothing_breaks_the_line() {
        assert_eq!(snippet(b"a\nb\x1b[0m"), "a\\nb\\u{1b}[0m");
        assert_eq!(snippet("\u{202e}".as_bytes()), "\\u{202e}");
        assert_eq!(snippet(b"\xff"), "\u{fffd}");
    }
}
