//! Bodies of many JSON values: one a line (NDJSON, JSON lines), or as a sequence (RFC 7464).

use super::media::essence;
use crate::model::{Encode, EncodeError, Writer};

/// What each value of a sequence begins with (RFC 7464, section 2.2).
const RECORD_SEPARATOR: u8 = 0x1e;

/// The items one after the other, each ended by a line break.
pub(super) fn lines<V: Encode>(media: &str, items: &[V]) -> Result<Vec<u8>, EncodeError> {
    let is_sequence = essence(media).to_ascii_lowercase().ends_with("json-seq");
    let mut body = Vec::new();
    for item in items {
        if is_sequence {
            body.push(RECORD_SEPARATOR);
        }
        let mut writer = Writer::new();
        item.encode(&mut writer);
        // No value holds a line break: white space is never written, and inside of texts it is escaped.
        body.extend_from_slice(&writer.into_bytes()?);
        body.push(b'\n');
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_is_a_line() {
        let items = ["a\nb", "c"];
        assert_eq!(lines("application/x-ndjson", &items).unwrap(), b"\"a\\nb\"\n\"c\"\n");
        assert_eq!(lines("application/json-seq", &items[1..]).unwrap(), b"\x1e\"c\"\n");
        assert!(lines::<f64>("application/jsonl", &[f64::NAN]).is_err());
    }
}
