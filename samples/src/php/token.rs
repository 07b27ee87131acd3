//! Text as tokens.

use super::Problem;
use super::text::{double_quoted, single_quoted};

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// `$name`.
    Variable(String),
    /// A word, with its name space: `json_encode`, `\A\B`.
    Word(String),
    /// A number as it is written.
    Number(String),
    /// A text.
    Text(String),
    /// `->` or `?->`.
    Arrow,
    /// `=>`.
    DoubleArrow,
    /// `::`.
    DoubleColon,
    /// Any other character that means something.
    Mark(char),
}

/// How many bytes a sample may have.
const MAX_BYTES: usize = 1 << 20;

/// The tokens of a text, each with its line, counted from 1.
///
/// # Errors
/// For a text that never ends, and for one of more than a mebibyte.
pub fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Problem> {
    if text.len() > MAX_BYTES {
        return Err(Problem::new(1, "the sample is longer than 1 MiB"));
    }
    let mut found = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let (token, after) = next(first, rest, line)?;
        if let Some(token) = token {
            found.push((line, token));
        }
        let read = rest.len() - after.len();
        line += rest[..read].matches('\n').count();
        rest = after;
    }
    Ok(found)
}

/// A token, if there is one, and what comes after it.
fn next(first: char, rest: &str, line: usize) -> Result<(Option<Token>, &str), Problem> {
    let never_ends = |what: &str| Problem::new(line, format!("{what} never ends"));
    if first.is_whitespace() {
        return Ok((None, rest.trim_start()));
    }
    if rest.starts_with("//") || first == '#' {
        return Ok((None, rest.split_once('\n').map_or("", |(_, after)| after)));
    }
    if let Some(comment) = rest.strip_prefix("/*") {
        let (_, after) = comment.split_once("*/").ok_or_else(|| never_ends("a comment"))?;
        return Ok((None, after));
    }
    for (mark, token) in
        [("?->", Token::Arrow), ("->", Token::Arrow), ("=>", Token::DoubleArrow), ("::", Token::DoubleColon)]
    {
        if let Some(after) = rest.strip_prefix(mark) {
            return Ok((Some(token), after));
        }
    }
    if let Some(quoted) = rest.strip_prefix('\'') {
        let (text, after) = single_quoted(quoted).ok_or_else(|| never_ends("a text"))?;
        return Ok((Some(Token::Text(text)), after));
    }
    if let Some(quoted) = rest.strip_prefix('"') {
        let (text, after) = double_quoted(quoted).ok_or_else(|| never_ends("a text"))?;
        return Ok((Some(Token::Text(text)), after));
    }
    if let Some(named) = rest.strip_prefix('$') {
        let (name, after) = word(named, false);
        return Ok((Some(Token::Variable(name.to_owned())), after));
    }
    if first.is_ascii_digit() {
        let end = rest.find(|found: char| !found.is_ascii_alphanumeric() && !"._".contains(found));
        let (number, after) = rest.split_at(end.unwrap_or(rest.len()));
        return Ok((Some(Token::Number(number.replace('_', ""))), after));
    }
    if is_of_word(first, true) {
        let (name, after) = word(rest, true);
        return Ok((Some(Token::Word(name.to_owned())), after));
    }
    Ok((Some(Token::Mark(first)), &rest[first.len_utf8()..]))
}

fn word(text: &str, spaced: bool) -> (&str, &str) {
    let end = text.find(|found| !is_of_word(found, spaced));
    text.split_at(end.unwrap_or(text.len()))
}

fn is_of_word(found: char, spaced: bool) -> bool {
    found.is_alphanumeric() || found == '_' || (spaced && found == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Token> {
        tokens(text).unwrap().into_iter().map(|(_, token)| token).collect()
    }

    #[test]
    fn tokens_are_told_apart() {
        let text = "$a->b['c' => 1.5] // no\n/* no */ \\X\\Y::z # no";
        let word = |text: &str| Token::Word(text.to_owned());
        let expected = [
            Token::Variable("a".into()),
            Token::Arrow,
            word("b"),
            Token::Mark('['),
            Token::Text("c".into()),
            Token::DoubleArrow,
            Token::Number("1.5".into()),
            Token::Mark(']'),
            word("\\X\\Y"),
            Token::DoubleColon,
            word("z"),
        ];
        assert_eq!(all(text), expected);
    }

    #[test]
    fn lines_are_counted_in_texts_too() {
        let found = tokens("'a\nb'\n c").unwrap();
        assert_eq!(found.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3]);
    }

    #[test]
    fn what_never_ends_is_told_with_its_line() {
        assert_eq!(tokens("a\n'b").unwrap_err(), Problem::new(2, "a text never ends"));
        assert_eq!(tokens("/* b").unwrap_err(), Problem::new(1, "a comment never ends"));
    }
}
