//! Sensitive texts of a JSON text: where they stand, and what stands for them in the meantime.

use std::fmt;
use std::ops::Range;

use super::from_json;

/// Where a sensitive text stands: a JSON string with its quotes, inside of so many texts of JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) range: Range<usize>,
    pub(crate) depth: u32,
}

impl Place {
    /// The clear text there.
    pub(crate) fn read(&self, json: &[u8]) -> Option<String> {
        let mut written = std::str::from_utf8(json.get(self.range.clone())?).ok()?.to_owned();
        for _ in 0..self.depth {
            written = from_json(format!("\"{written}\"").as_bytes()).ok()?;
        }
        from_json(written.as_bytes()).ok()
    }

    /// How another text is written there.
    pub(crate) fn write(&self, text: &str) -> Vec<u8> {
        let mut written = quoted(text);
        for _ in 0..self.depth {
            let outer = quoted(&String::from_utf8_lossy(&written));
            written = outer.get(1..outer.len().saturating_sub(1)).unwrap_or_default().to_vec();
        }
        written
    }
}

fn quoted(text: &str) -> Vec<u8> {
    let mut writer = super::Writer::new();
    writer.string(text);
    writer.into_bytes().unwrap_or_default()
}

/// The kind of the place of what a body holds.
pub(crate) const BODY: &str = "body";

/// A sensitive text outside of a body of JSON: a token stands for it until it is encrypted.
#[derive(Clone)]
pub(crate) struct Seal {
    /// Letters and digits, which are written alike wherever they stand, and which stand nowhere else.
    pub(crate) token: String,
    pub(crate) clear: String,
    /// What it is a part of, for people: `query parameter`, and its name.
    pub(crate) place: (&'static str, String),
}

impl Seal {
    pub(crate) fn new(clear: String) -> Self {
        let token = format!("sealed{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
        Self { token, clear, place: (BODY, String::new()) }
    }

    /// Whether it stands in a body.
    pub(crate) fn is_of_body(&self) -> bool {
        self.place.0 == BODY
    }
}

impl fmt::Debug for Seal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Seal").field("place", &self.place).finish_non_exhaustive()
    }
}
