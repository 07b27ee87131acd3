//! Patterns of ECMA 262 in the words of the crate `regex`.

use regex::Regex;
use std::iter::Peekable;
use std::str::Chars;

/// The pattern as `regex` reads it; the message says why it cannot.
///
/// The two differ in what stands for classes of characters, which here are those of ASCII, and in what a bracket or a
/// double sign means inside of a class. What looks around is not read.
pub fn translated(pattern: &str) -> Result<String, String> {
    let mut translation = Translation { characters: pattern.chars().peekable(), text: String::new() };
    translation.pattern()?;
    let text = translation.text;
    match Regex::new(&text) {
        Ok(_) => Ok(text),
        Err(regex::Error::CompiledTooBig(_)) => Err("it is too large".to_owned()),
        Err(error) => Err(reason(&error)),
    }
}

/// What `\s` stands for, inside of a class.
const SPACE: &str = r"\t\n\x0B\x0C\r \u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}";

struct Translation<'p> {
    characters: Peekable<Chars<'p>>,
    text: String,
}

impl Translation<'_> {
    fn pattern(&mut self) -> Result<(), String> {
        while let Some(character) = self.characters.next() {
            match character {
                '\\' => {
                    self.escape(false)?;
                }
                '[' => self.class()?,
                '.' => self.text.push_str(r"[^\n\r\u{2028}\u{2029}]"),
                other => self.text.push(other),
            }
        }
        Ok(())
    }

    /// What stands behind `[`, up to its `]`.
    fn class(&mut self) -> Result<(), String> {
        self.text.push('[');
        self.text.extend(self.characters.next_if_eq(&'^'));
        // There another bracket would be a character, where in ECMA 262 the class is empty.
        if self.characters.peek() == Some(&']') {
            return Err("a class without characters is not read".to_owned());
        }
        // Whether the character before can begin a range, and whether the next one ends one.
        let (mut begins, mut ends) = (false, false);
        while let Some(character) = self.characters.next() {
            let mut is_single = true;
            match character {
                ']' => {
                    self.text.push(']');
                    return Ok(());
                }
                '-' if begins && self.characters.peek().is_some_and(|next| *next != ']') => {
                    self.text.push('-');
                    (begins, ends) = (false, true);
                    continue;
                }
                '\\' => is_single = self.escape(true)?,
                '[' | '-' | '&' | '~' => self.text.extend(['\\', character]),
                other => self.text.push(other),
            }
            (begins, ends) = (is_single && !ends, false);
        }
        Err("a class does not end".to_owned())
    }

    /// What stands behind a backslash: whether it is a single character.
    fn escape(&mut self, in_class: bool) -> Result<bool, String> {
        let Some(escaped) = self.characters.next() else { return Err("it ends with a backslash".to_owned()) };
        let class = match escaped.to_ascii_lowercase() {
            'd' => "0-9",
            'w' => "A-Za-z0-9_",
            's' => SPACE,
            _ => {
                self.single(escaped);
                return Ok(!matches!(escaped, 'p' | 'P'));
            }
        };
        match (in_class, escaped.is_ascii_uppercase()) {
            (true, false) => self.text.push_str(class),
            (_, true) => self.text.extend(["[^", class, "]"]),
            (false, false) => self.text.extend(["[", class, "]"]),
        }
        Ok(false)
    }

    fn single(&mut self, escaped: char) {
        match escaped {
            'c' => match self.characters.next_if(char::is_ascii_alphabetic) {
                Some(letter) => self.text.push_str(&format!("\\x{:02X}", u32::from(letter) % 32)),
                None => self.text.push_str("\\\\c"),
            },
            '0' => self.text.push_str("\\x00"),
            // Those with a meaning in both, or that are left to be refused.
            'b' | 'B' | 'f' | 'n' | 'r' | 't' | 'v' | 'x' | 'u' | 'p' | 'P' | 'k' | '1'..='9' => {
                self.text.extend(['\\', escaped]);
            }
            // All others stand for themselves.
            other if other.is_ascii_punctuation() && !matches!(other, '<' | '>') => self.text.extend(['\\', other]),
            other => self.text.push(other),
        }
    }
}

/// The last line of what `regex` says: the others show the pattern.
fn reason(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().next_back().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn has(pattern: &str, text: &str) -> bool {
        Regex::new(&translated(pattern).unwrap()).unwrap().is_match(text)
    }

    #[test]
    fn patterns_mean_what_ecma_262_says() {
        for (pattern, good, bad) in [
            (r"^\d+$", "12", "١٢"),
            (r"^\w\D$", "a-", "é-"),
            (r"^[\w.-]+$", "a.b-c", "a b"),
            (r"^[^\s]+$", "ab", "a\u{a0}b"),
            (r"^\S$", "a", "\u{feff}"),
            (r"^a\/b$", "a/b", r"a\/b"),
            (r"^[[a]$", "[", "]"),
            (r"^[a&&b]$", "&", "c"),
            (r"^[~~]$", "~", "-"),
            (r"^[!--]$", "#", "a"),
            (r"^[--a]$", "A", "b"),
            (r"^[\w-.]$", "-", "/"),
            (r"^[a-]$", "-", "b"),
            (r"^[+--/]$", ",", "0"),
            (r"^a.b$", "axb", "a\nb"),
            (r"^\u0041\x42\cJ$", "AB\n", "AB"),
            (r"^a$", "a", "a\n"),
            (r"b", "abc", "ac"),
            (r"^\_\-\<$", "_-<", "_"),
            (r"^(?:a|b){2,3}$", "ab", "a"),
        ] {
            assert!(has(pattern, good), "{pattern} {good}");
            assert!(!has(pattern, bad), "{pattern} {bad}");
        }
    }

    #[test]
    fn what_is_not_read_is_said() {
        for pattern in ["^(?!a)", "(?<=a)b", r"(a)\1", "[", "(", "\\", "[]", "[^]", "a{99999999}", "(?i", "*"] {
            assert!(translated(pattern).is_err(), "{pattern}");
        }
        assert!(!translated("(?!a)").unwrap_err().contains('\n'));
    }

    proptest! {
        #[test]
        fn any_pattern_is_read_or_refused(pattern: String, tricky in r"[-\\\[\]^&~wsdcux.$*a{}()]{0,12}") {
            let _ = translated(&pattern);
            let _ = translated(&tricky);
        }

        #[test]
        fn a_literal_is_found_where_it_stands(text in "[a-z0-9 ]{0,20}") {
            let pattern: String = text.chars().map(|character| format!("\\u{:04x}", character as u32)).collect();
            prop_assert!(has(&pattern, &text));
        }
    }
}
