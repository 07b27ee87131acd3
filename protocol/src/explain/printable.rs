//! Texts of a server, fit for a log or a terminal.

use std::fmt::{self, Write as _};

/// Shows a text as it is, but for what would make it another to the eye: control characters and marks of direction.
pub(super) struct Printable<'t>(pub(super) &'t str);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|letter| match is_disguise(letter) {
            true => write!(out, "{}", letter.escape_default()),
            false => out.write_char(letter),
        })
    }
}

fn is_disguise(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::Printable;

    #[test]
    fn only_what_disguises_is_escaped() {
        let plain = "the merchant's \"name\" \\ 商户号错误";
        assert_eq!(Printable(plain).to_string(), plain);
        assert_eq!(Printable("a\n\u{1b}[2J\u{202e}b").to_string(), r"a\n\u{1b}[2J\u{202e}b");
    }
}
