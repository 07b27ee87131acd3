//! Where two sides signed different messages.

use std::fmt;

use super::SignInformation;
use super::printable::Printable;

/// How much of a line is shown on either side of a difference, in characters.
const CONTEXT: usize = 24;

/// A line of the message that is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MessageLine {
    /// The method.
    Method,
    /// The path and the query.
    Target,
    /// The time in Unix seconds.
    Timestamp,
    /// The nonce.
    Nonce,
    /// The body, which may have line breaks of its own.
    Body,
}

/// Where the message that the client signed and the one that the server built are not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// The first character that differs.
    At {
        /// The line.
        line: MessageLine,
        /// The character in that line, from 1.
        column: usize,
        /// What the client signed from a little before there; nothing of a body, which may hold anybody's data.
        ours: Option<String>,
        /// What the server signed.
        theirs: Option<String>,
    },
    /// All that the server shows is the same, but its message has another length, in bytes.
    Length {
        /// The length of what the client signed.
        ours: usize,
        /// The length of what the server built.
        theirs: i64,
    },
    /// The messages are the same: so it is the key.
    None,
}

impl Difference {
    /// Compares what was signed with what the server says of its own message.
    pub(crate) fn between(ours: &[u8], server: &SignInformation) -> Option<Self> {
        let theirs = server.message.as_deref()?;
        let ours_text = String::from_utf8_lossy(ours);
        let is_whole = server.length.is_none_or(|length| usize::try_from(length) == Ok(theirs.len()));
        let theirs_shown = if is_whole { theirs } else { without_end(theirs) };
        let common = ours_text.chars().zip(theirs_shown.chars()).take_while(|(ours, theirs)| ours == theirs).count();
        let ours_ends = common == ours_text.chars().count();
        let theirs_ends = common == theirs_shown.chars().count();
        if theirs_ends && (ours_ends || !is_whole) {
            return Some(match server.length {
                Some(length) if usize::try_from(length) != Ok(ours.len()) => {
                    Self::Length { ours: ours.len(), theirs: length }
                }
                _ => Self::None,
            });
        }
        Some(Self::at(&ours_text, theirs_shown, common))
    }

    fn at(ours: &str, theirs: &str, common: usize) -> Self {
        let before: Vec<char> = ours.chars().take(common).collect();
        let breaks = before.iter().filter(|letter| **letter == '\n').count();
        let line = match breaks {
            0 => MessageLine::Method,
            1 => MessageLine::Target,
            2 => MessageLine::Timestamp,
            3 => MessageLine::Nonce,
            _ => MessageLine::Body,
        };
        let start = match line {
            // A break inside the body does not begin another line of the message.
            MessageLine::Body => start_of_body(&before),
            _ => before.iter().rposition(|letter| *letter == '\n').map_or(0, |at| at + 1),
        };
        let shown = |text: &str| {
            let from = start.max(common.saturating_sub(CONTEXT));
            let piece = text.chars().skip(from).take(2 * CONTEXT).take_while(|letter| *letter != '\n');
            (line != MessageLine::Body).then(|| Printable(&piece.collect::<String>()).to_string())
        };
        Self::At { line, column: common - start + 1, ours: shown(ours), theirs: shown(theirs) }
    }
}

/// A message that is cut, perhaps with dots in place of the rest, and if that was in the body with its last line break.
fn without_end(cut: &str) -> &str {
    let text = cut.trim_end_matches('.');
    match text.strip_suffix('\n') {
        Some(head) if head.matches('\n').count() >= 4 => head.trim_end_matches('.'),
        _ => text,
    }
}

fn start_of_body(before: &[char]) -> usize {
    let breaks = before.iter().enumerate().filter(|(_, letter)| **letter == '\n');
    breaks.map(|(at, _)| at + 1).nth(3).unwrap_or_default()
}

impl fmt::Display for MessageLine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Method => "method",
            Self::Target => "path and query",
            Self::Timestamp => "timestamp",
            Self::Nonce => "nonce",
            Self::Body => "body",
        })
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At { line, column, ours, theirs } => {
                write!(
                    out,
                    "the server built another message than was signed: the {line} differs from character {column} on"
                )?;
                match (ours, theirs) {
                    (Some(ours), Some(theirs)) => write!(out, ": signed `{ours}`, the server has `{theirs}`"),
                    _ => out.write_str(": something on the way has changed it"),
                }
            }
            Self::Length { ours, theirs } => write!(
                out,
                "the server built another message than was signed: {ours} bytes were signed, the server has {theirs}, \
                 and what it shows of them is the same: the rest of the body was changed on the way"
            ),
            Self::None => out.write_str(
                "the server built the very message that was signed, so the key is wrong: the private key does not \
                 belong to the merchant's certificate of that serial",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "POST\n/v3/cards/a%2Fb?x=1\n1700000000\nNONCE\n{\"name\":\"Li\"}\n";

    fn between(theirs: &str, length: Option<i64>) -> Difference {
        let information = SignInformation { message: Some(theirs.to_owned()), length };
        Difference::between(OURS.as_bytes(), &information).unwrap()
    }

    fn place(difference: &Difference) -> (MessageLine, usize) {
        match difference {
            Difference::At { line, column, .. } => (*line, *column),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_first_difference_is_named_with_its_line() {
        for (from, to, line, column) in [
            ("POST", "PUT", MessageLine::Method, 2),
            ("a%2Fb", "a/b", MessageLine::Target, 12),
            ("?x=1", "", MessageLine::Target, 16),
            ("1700000000", "1700000001", MessageLine::Timestamp, 10),
            ("NONCE", "OTHER", MessageLine::Nonce, 1),
            ("Li", "Wu", MessageLine::Body, 10),
        ] {
            let theirs = OURS.replacen(from, to, 1);
            let difference = between(&theirs, Some(theirs.len() as i64));
            assert_eq!(place(&difference), (line, column), "{difference}");
        }
    }

    #[test]
    fn a_body_is_not_shown() {
        let theirs = OURS.replace("Li", "Wu");
        let text = between(&theirs, None).to_string();
        assert!(text.contains("body") && !text.contains("Li") && !text.contains("Wu"), "{text}");
        let text = between(&OURS.replace("?x=1", "?x=2"), None).to_string();
        assert!(text.contains("signed `/v3/cards/a%2Fb?x=1`, the server has `/v3/cards/a%2Fb?x=2`"), "{text}");
    }

    #[test]
    fn a_message_that_is_cut_is_compared_as_far_as_it_goes() {
        let length = Some(OURS.len() as i64);
        assert_eq!(between(&OURS[..30], length), Difference::None);
        assert_eq!(between(&format!("{}...", &OURS[..30]), length), Difference::None);
        let in_the_body = OURS.len() - 6;
        assert_eq!(between(&format!("{}\n", &OURS[..in_the_body]), length), Difference::None);
        assert_eq!(between(&OURS[..30], Some(7)), Difference::Length { ours: OURS.len(), theirs: 7 });
        assert_eq!(between(OURS, None), Difference::None);
        assert_eq!(between(OURS, length), Difference::None);
    }

    #[test]
    fn without_a_message_nothing_is_said() {
        assert_eq!(Difference::between(b"x", &SignInformation::default()), None);
    }
}
