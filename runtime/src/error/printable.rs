//! Text from elsewhere, made fit for one line of a log.

/// The text with everything escaped that could break a line.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().flat_map(shown).collect()
}

/// At most `limit` characters of the text on one line, the last one a mark if it was cut.
pub(super) fn excerpt(text: &str, limit: usize) -> String {
    // Nothing shrinks when it is escaped, so that one character more than the limit decides.
    let mut line: String = text.chars().take(limit + 1).flat_map(shown).take(limit + 1).collect();
    if line.chars().count() > limit {
        line = line.chars().take(limit - 1).collect();
        line.push('…');
    }
    line
}

/// A character as it is shown: control characters, and those that turn or break a line, are escaped.
fn shown(letter: char) -> impl Iterator<Item = char> {
    let disguises = matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let (plain, escaped) = if letter.is_control() || disguises { (None, Some(letter)) } else { (Some(letter), None) };
    plain.into_iter().chain(escaped.into_iter().flat_map(char::escape_default))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_break_a_line_is_escaped() {
        assert_eq!(one_line("a\nb\u{1b}\u{202e}é"), r"a\nb\u{1b}\u{202e}é");
    }

    #[test]
    fn a_long_text_is_cut_on_a_character() {
        assert_eq!(excerpt(&"é".repeat(60), 60), "é".repeat(60));
        let cut = excerpt(&"é".repeat(61), 60);
        assert_eq!((cut.chars().count(), cut.ends_with('…')), (60, true));
        assert_eq!(excerpt(&"\0".repeat(60), 60).chars().count(), 60);
    }
}
