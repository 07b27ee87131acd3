//! Whether a file is what was announced.

use std::fmt;
use std::io::{self, Write};

use aws_lc_rs::digest::{Context, SHA1_FOR_LEGACY_USE_ONLY};
use flate2::write::GzDecoder;
use openapi_client_runtime::{Bytes, Error, Result};

use crate::upload::hex;

/// What was announced.
#[derive(Debug, Clone)]
pub(super) struct Check {
    pub(super) sha1: Option<String>,
    pub(super) gzip: bool,
    pub(super) max_size: u64,
}

impl Default for Check {
    fn default() -> Self {
        Self { sha1: None, gzip: false, max_size: 1 << 30 }
    }
}

impl Check {
    pub(super) fn begin(self) -> Checking {
        let opened = Opened { bytes: Vec::new(), size: 0, max_size: self.max_size };
        let way = if self.gzip { Way::Gzip(Box::new(GzDecoder::new(opened))) } else { Way::Plain(opened) };
        Checking { way, hash: Some(Context::new(&SHA1_FOR_LEGACY_USE_ONLY)), announced: self.sha1 }
    }
}

/// A file on its way, as far as it has come.
pub(super) struct Checking {
    way: Way,
    /// Taken at the end.
    hash: Option<Context>,
    announced: Option<String>,
}

enum Way {
    Plain(Opened),
    Gzip(Box<GzDecoder<Opened>>),
}

/// What came out of the decoder, and was not taken yet.
struct Opened {
    bytes: Vec<u8>,
    size: u64,
    max_size: u64,
}

impl Write for Opened {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.size = self.size.saturating_add(bytes.len() as u64);
        if self.size > self.max_size {
            return Err(io::Error::other(format!("it is larger than {} bytes: raise `max_size`", self.max_size)));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Way {
    fn opened(&mut self) -> &mut Opened {
        match self {
            Self::Plain(opened) => opened,
            Self::Gzip(decoder) => decoder.get_mut(),
        }
    }
}

impl Checking {
    /// Gives what a piece of the answer opens to.
    pub(super) fn take(&mut self, piece: &[u8]) -> Result<Bytes> {
        match &mut self.way {
            Way::Plain(opened) => opened.write_all(piece),
            Way::Gzip(decoder) => decoder.write_all(piece),
        }
        .map_err(|error| broken(&error))?;
        Ok(self.opened())
    }

    /// Gives what is left at the end.
    pub(super) fn finish(&mut self) -> Result<Bytes> {
        if let Way::Gzip(decoder) = &mut self.way {
            decoder.try_finish().map_err(|error| broken(&error))?;
        }
        let last = self.opened();
        let found = self.hash.take().map(|hash| hex(hash.finish().as_ref())).unwrap_or_default();
        match &self.announced {
            Some(announced) if !announced.eq_ignore_ascii_case(&found) => Err(Error::protocol(format!(
                "the file is not the one that was announced: its SHA-1 is {found}, not {}; ask for a new URL",
                announced.escape_debug()
            ))),
            _ => Ok(last),
        }
    }

    fn opened(&mut self) -> Bytes {
        let bytes = std::mem::take(&mut self.way.opened().bytes);
        if let Some(hash) = &mut self.hash {
            hash.update(&bytes);
        }
        bytes.into()
    }
}

fn broken(error: &io::Error) -> Error {
    Error::protocol(format!("the file cannot be opened: {error}"))
}

impl fmt::Debug for Checking {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Checking").field("announced", &self.announced).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `printf abc | openssl dgst -sha1`
    const OF_ABC: &str = "a9993e364706816aba3e25717850c26c9cd0d89d";
    /// `printf abc | gzip -n -9 | xxd -p`
    const COMPRESSED: [u8; 23] =
        *b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\x4c\x4a\x06\x00\xc2\x41\x24\x35\x03\x00\x00\x00";

    fn checked(check: Check, pieces: &[&[u8]]) -> Result<Vec<u8>> {
        let mut checking = check.begin();
        let mut file = Vec::new();
        for piece in pieces {
            file.extend_from_slice(&checking.take(piece)?);
        }
        file.extend_from_slice(&checking.finish()?);
        Ok(file)
    }

    #[test]
    fn a_file_is_what_was_announced() {
        let announced = Check { sha1: Some(OF_ABC.to_uppercase()), ..Check::default() };
        assert_eq!(checked(announced.clone(), &[b"a", b"", b"bc"]).unwrap(), b"abc");
        let error = checked(announced.clone(), &[b"abd"]).unwrap_err();
        assert!(error.to_string().contains("not the one that was announced"), "{error}");
        let compressed = Check { gzip: true, ..announced };
        let bytes: Vec<&[u8]> = COMPRESSED.chunks(1).collect();
        assert_eq!(checked(compressed.clone(), &bytes).unwrap(), b"abc");
        for broken in [&COMPRESSED[..20], b"abc", b""] {
            assert!(checked(compressed.clone(), &[broken]).is_err());
        }
    }

    #[test]
    fn a_file_may_not_grow_without_end() {
        let small = Check { max_size: 2, ..Check::default() };
        assert!(checked(small.clone(), &[b"abc"]).unwrap_err().to_string().contains("max_size"));
        assert!(checked(Check { gzip: true, ..small }, &[&COMPRESSED]).is_err());
    }
}
