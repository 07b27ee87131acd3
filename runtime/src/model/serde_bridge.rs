//! `Serialize` and `Deserialize` of every model, through [`Encode`] and [`Decode`].

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

use super::{Decode, Encode};
use crate::Json;
use crate::json::{from_json, to_json};

/// Gives a model to any format that serde knows.
///
/// # Errors
///
/// When the model holds a number that is not finite, or the format refuses the value.
pub fn serialize<T: Encode, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let text = to_json(value).map_err(ser::Error::custom)?;
    from_json::<Json>(&text).map_err(ser::Error::custom)?.serialize(serializer)
}

/// Takes a model from any self-describing format that serde knows.
///
/// # Errors
///
/// When the format cannot be read, or what it says is not such a model.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let text = to_json(&Json::deserialize(deserializer)?).map_err(de::Error::custom)?;
    from_json(&text).map_err(de::Error::custom)
}
