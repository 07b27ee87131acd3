//! What the macros of this crate expand to. Not for use by hand.

pub use serde;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

use super::tree::Tree;
use super::{Decode, Encode, Json, from_json, to_json};

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
