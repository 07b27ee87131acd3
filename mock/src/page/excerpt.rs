//! Bytes from a stranger, as much of them as is shown.

/// The most bytes of a message or a body that are shown.
const MAX_BYTES: usize = 16 * 1024;

/// The most characters of a header or a target that are shown.
const MAX_CHARACTERS: usize = 2_000;

/// The beginning of some bytes, and how much is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) bytes: Vec<u8>,
    /// How many bytes are not shown.
    pub(super) left_out: usize,
}

impl Excerpt {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let shown = whole_characters(bytes, MAX_BYTES);
        Self { bytes: bytes[..shown].to_vec(), left_out: bytes.len() - shown }
    }
}

/// A piece of text as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Characters that show themselves.
    Plain(String),
    /// What stands for a character that cannot be seen, such as `CR` or `\xFF`.
    Sign(String),
}

/// Bytes as characters that can be seen. Line feeds, if there are any, become signs too.
pub(super) fn visible(bytes: &[u8]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            push(&mut pieces, character);
        }
        for byte in chunk.invalid() {
            pieces.push(Piece::Sign(format!("\\x{byte:02X}")));
        }
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, character: char) {
    match sign(character) {
        Some(sign) => pieces.push(Piece::Sign(sign)),
        None => match pieces.last_mut() {
            Some(Piece::Plain(text)) => text.push(character),
            _ => pieces.push(Piece::Plain(character.to_string())),
        },
    }
}

/// The names of the control characters from 0 on.
const CONTROLS: [&str; 32] = [
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "TAB", "LF", "VT", "FF", "CR", "SO", "SI", "DLE",
    "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US",
];

/// What stands for a character that cannot be seen, or that changes how its neighbours are seen.
fn sign(character: char) -> Option<String> {
    if let Some(name) = CONTROLS.get(character as usize) {
        return Some((*name).to_owned());
    }
    match character {
        '\u{7f}'..='\u{a0}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => Some(format!("U+{:04X}", u32::from(character))),
        _ => None,
    }
}

/// Text of a header or a target, cut where it is long.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_CHARACTERS) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}… ({} more bytes)", &text[..end], text.len() - end),
    }
}

/// How many bytes, at most `most`, end with a whole character.
fn whole_characters(bytes: &[u8], most: usize) -> usize {
    let start = &bytes[..bytes.len().min(most)];
    match std::str::from_utf8(start) {
        // Nothing but the end of a character is missing.
        Err(error) if error.error_len().is_none() && bytes.len() > most => error.valid_up_to(),
        _ => start.len(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(text: &str) -> Piece {
        Piece::Plain(text.to_owned())
    }

    fn sign(text: &str) -> Piece {
        Piece::Sign(text.to_owned())
    }

    #[test]
    fn what_cannot_be_seen_becomes_a_sign() {
        assert_eq!(visible(b"a\r\tb"), [plain("a"), sign("CR"), sign("TAB"), plain("b")]);
        assert_eq!(visible(b"\0\x7f\xff"), [sign("NUL"), sign("U+007F"), sign("\\xFF")]);
        assert_eq!(visible("a\u{202e}b\u{a0}".as_bytes()), [plain("a"), sign("U+202E"), plain("b"), sign("U+00A0")]);
        assert_eq!(visible("卡<b>".as_bytes()), [plain("卡<b>")]);
    }

    proptest! {
        #[test]
        fn nothing_invisible_is_left(bytes in any::<Vec<u8>>()) {
            for piece in visible(&bytes) {
                let Piece::Plain(text) = piece else { continue };
                let hidden = |character: char| character.is_control() || character == '\u{202e}';
                prop_assert!(!text.contains(hidden));
            }
        }
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let excerpt = Excerpt::of("卡".repeat(10_000).as_bytes());
        assert_eq!((excerpt.bytes.len() % 3, excerpt.bytes.len() + excerpt.left_out), (0, 30_000));
        assert_eq!(Excerpt::of(b"\xe5\x8d"), Excerpt { bytes: b"\xe5\x8d".to_vec(), left_out: 0 });
        assert_eq!(shortened(&"卡".repeat(2_001)), format!("{}… (3 more bytes)", "卡".repeat(2_000)));
        assert_eq!(shortened("short"), "short");
    }
}
