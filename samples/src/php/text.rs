//! Texts in quotes.

/// The text up to the next single quote, and what comes after it.
pub fn single_quoted(text: &str) -> Option<(String, &str)> {
    let mut found = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '\'' => return Some((found, &text[at + 1..])),
            '\\' => match characters.next()?.1 {
                escaped @ ('\'' | '\\') => found.push(escaped),
                other => found.extend(['\\', other]),
            },
            other => found.push(other),
        }
    }
    None
}

/// The text up to the next double quote, and what comes after it. Variables in it stay as they are written.
pub fn double_quoted(text: &str) -> Option<(String, &str)> {
    let mut found = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((found, &text[at + 1..])),
            '\\' => match characters.next()?.1 {
                'n' => found.push('\n'),
                'r' => found.push('\r'),
                't' => found.push('\t'),
                escaped @ ('"' | '\\' | '$') => found.push(escaped),
                'u' if text[at..].starts_with("\\u{") => {
                    let (digits, _) = text[at + 3..].split_once('}')?;
                    found.push(u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?);
                    characters.by_ref().find(|(_, character)| *character == '}');
                }
                other => found.extend(['\\', other]),
            },
            other => found.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_those_of_the_quotes() {
        assert_eq!(single_quoted(r"a\'b\\c\n' d"), Some((r"a'b\c\n".to_owned(), " d")));
        assert_eq!(double_quoted(r#"a\"b\n\$c\u{4e2d}\d" e"#), Some(("a\"b\n$c中\\d".to_owned(), " e")));
        assert_eq!(single_quoted("a\\"), None);
        assert_eq!(double_quoted("a\\u{zz}\""), None);
    }
}
