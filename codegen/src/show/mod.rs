//! How diagnostics are shown: to a build script as one line each, to a person with the source they are about.
//!
//! Positions are looked up here, so that a run without diagnostics pays nothing for them.

#[cfg(feature = "cli")]
mod excerpt;
mod finding;
mod line;
mod lookup;
mod page;
mod sarif;
#[cfg(feature = "cli")]
mod snippet;
mod summary;

pub use finding::Finding;
pub use line::one_line;
pub use lookup::{Lookup, Spot};
pub use page::diagnostics_page;
pub use sarif::sarif;
#[cfg(feature = "cli")]
pub use snippet::snippet;
pub use summary::{counted, summary};

/// What a document can put into a message is shown up to here, in characters.
const MESSAGE_LIMIT: usize = 1_000;

/// `text` of a document as one line that does nothing to a terminal, cut where it is very long.
pub fn one_line_of(text: &str) -> String {
    clean(text)
}

/// `text` as one line that does nothing to a terminal, cut where it is very long.
pub(crate) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len().min(MESSAGE_LIMIT));
    for (index, character) in text.trim().chars().enumerate() {
        if index == MESSAGE_LIMIT {
            clean.push('…');
            break;
        }
        clean.push(match character {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
            control if control.is_control() || is_bidi(control) => char::REPLACEMENT_CHARACTER,
            other => other,
        });
    }
    clean
}

/// Characters that turn the direction of text, and can make it read as something else.
fn is_bidi(character: char) -> bool {
    matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_cannot_write_to_the_terminal() {
        assert_eq!(clean("a\nb\r\n\u{1b}[2Jc\u{202e}"), "a b  \u{fffd}[2Jc\u{fffd}");
        assert_eq!(clean(&"卡".repeat(5_000)).chars().count(), MESSAGE_LIMIT + 1);
    }
}
