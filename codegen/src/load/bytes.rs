//! The text of a file, within limits.

use crate::diagnostic::Position;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// No document of a public service comes near this.
pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// Why a file has no text.
pub enum Unreadable {
    /// It is a folder.
    Folder,
    /// It cannot be read.
    Io(io::Error),
    /// It has this many bytes, or more than [`MAX_BYTES`].
    TooLarge(Option<u64>),
    /// From here on it is not UTF-8, nor UTF-16 that says so.
    Encoding(Position),
}

/// Reads the file; what tells the encoding is left out.
pub fn text_of(file: &Path) -> Result<String, Unreadable> {
    let metadata = fs::metadata(file).map_err(Unreadable::Io)?;
    if metadata.is_dir() {
        return Err(Unreadable::Folder);
    }
    if metadata.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge(Some(metadata.len())));
    }
    // A device or a pipe has no size, so the limit holds while reading as well.
    let mut bytes = Vec::new();
    fs::File::open(file).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes)).map_err(Unreadable::Io)?;
    match u64::try_from(bytes.len()) {
        Ok(read) if read <= MAX_BYTES => decoded(bytes).map_err(Unreadable::Encoding),
        _ => Err(Unreadable::TooLarge(None)),
    }
}

fn decoded(bytes: Vec<u8>) -> Result<String, Position> {
    match bytes.as_slice() {
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        _ => {}
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.starts_with('\u{feff}') => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        Ok(text) => Ok(text),
        Err(error) => {
            let (valid, _) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
            let valid = String::from_utf8_lossy(valid);
            Err(Position::of_offset(&valid, valid.len()))
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Position> {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
    let mut text = String::with_capacity(bytes.len());
    for character in char::decode_utf16(units) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => return Err(Position::of_offset(&text, text.len())),
        }
    }
    match bytes.len() % 2 {
        0 => Ok(text),
        _ => Err(Position::of_offset(&text, text.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_told_by_the_first_bytes() {
        assert_eq!(decoded(b"a".to_vec()), Ok("a".to_owned()));
        assert_eq!(decoded("\u{feff}卡".as_bytes().to_vec()), Ok("卡".to_owned()));
        for (mark, bytes) in [([0xff, 0xfe], u16::to_le_bytes as fn(u16) -> [u8; 2]), ([0xfe, 0xff], u16::to_be_bytes)]
        {
            let text = "a: 会员卡 👩\n";
            let encoded: Vec<u8> = mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect();
            assert_eq!(decoded(encoded), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_text_is_found() {
        assert_eq!(decoded(b"a\nb\xff".to_vec()), Err(Position { line: 2, column: 2 }));
        assert_eq!(decoded(b"\xff\xfea\x00b".to_vec()), Err(Position { line: 1, column: 2 }));
        assert_eq!(decoded(b"\xff\xfe\x00\xd8a\x00".to_vec()), Err(Position { line: 1, column: 1 }));
    }
}
