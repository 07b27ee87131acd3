//! Changes that leave PEM what it is.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use libfuzzer_sys::fuzzer_mutate;

/// Half of the time changes the DER inside of the first section of a PEM text, and otherwise any bytes: a changed letter
/// of base64 alone seldom leaves DER.
pub fn pem(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    if seed.is_multiple_of(2)
        && let Some(changed) = data.get(..size).and_then(|text| inside(text, max_size))
        && let Some(place) = data.get_mut(..changed.len())
    {
        place.copy_from_slice(&changed);
        return changed.len();
    }
    fuzzer_mutate(data, size, max_size)
}

fn inside(text: &[u8], max_size: usize) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).ok()?;
    let start = text.find("-----BEGIN ")?;
    let first = start + text.get(start..)?.find('\n')?;
    let last = first + text.get(first..)?.find("-----END ")?;
    let base64: String = text.get(first..last)?.split_ascii_whitespace().collect();
    let mut der = BASE64_STANDARD.decode(base64).ok()?;
    let (size, room) = (der.len(), der.len() + 64);
    der.resize(room, 0);
    let size = fuzzer_mutate(&mut der, size, room);
    der.truncate(size);
    let changed = [text.get(..=first)?, &BASE64_STANDARD.encode(der), "\n", text.get(last..)?].concat();
    (changed.len() <= max_size).then(|| changed.into_bytes())
}
