//! What the macros of this crate expand to. Not for use by hand.

pub use serde;

pub use super::round_trips::{Again, again, round_trips};

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

use super::tree::Tree;
use super::{Decode, Encode, Json, Writer, from_json, to_json};

/// Serializes by way of JSON.
pub fn serialize<T: Encode + ?Sized, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let bytes = to_json(value).map_err(ser::Error::custom)?;
    from_json::<Tree>(&bytes).map_err(ser::Error::custom)?.serialize(serializer)
}

/// Deserializes by way of JSON.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let json = Json::deserialize(deserializer)?;
    let bytes = to_json(&json).map_err(de::Error::custom)?;
    from_json(&bytes).map_err(de::Error::custom)
}

/// Shows a value as its JSON, with `[redacted]` for what is sensitive.
pub fn debug(name: &str, value: &dyn Encode, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    let json = String::from_utf8(writer.into_shown()).map_err(|_| fmt::Error)?;
    match out.alternate().then(|| from_json::<Tree>(json.as_bytes()).ok()).flatten() {
        Some(tree) => write!(out, "{name} {}", serde_json::to_string_pretty(&tree).map_err(|_| fmt::Error)?),
        None => write!(out, "{name} {json}"),
    }
}

/// Whether both values are the same JSON. A number that is not finite equals nothing.
pub fn equal(left: &dyn Encode, right: &dyn Encode) -> bool {
    let written = |value: &dyn Encode| {
        let mut writer = Writer::new();
        value.encode(&mut writer);
        writer.into_parts()
    };
    matches!((written(left), written(right)), (Ok(left), Ok(right)) if left == right)
}
