//! YAML as a JSON tree.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// A tree read from YAML. Unlike `serde_json`'s own, it takes integers beyond 64 bits, as the nearest number.
pub(super) struct Yaml(pub(super) Value);

struct Reader;

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Yaml)
    }
}

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping, a sequence or a scalar")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(nearest(value as f64))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(nearest(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(nearest(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Yaml(entry)) = entries.next_element()? {
            all.push(entry);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some((name, Yaml(member))) = members.next_entry::<String, Yaml>()? {
            all.insert(name, member);
        }
        Ok(Value::Object(all))
    }
}

/// JSON has no infinity.
fn nearest(number: f64) -> Value {
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_kind_of_scalar_is_read() {
        let text = "200: {a: 1, b: -1, c: 1.5, d: true, e: ~, f: text, g: [x, 'y']}\nh: 18446744073709551616\n\
                    i: -9223372036854775809\nj: .inf\nk: 2020-01-01";
        let Yaml(tree) = serde_yaml::from_str(text).unwrap();
        let expected = json!({
            "200": {"a": 1, "b": -1, "c": 1.5, "d": true, "e": null, "f": "text", "g": ["x", "y"]},
            "h": 18446744073709551616.0, "i": -9223372036854775809.0, "j": null, "k": "2020-01-01"
        });
        assert_eq!(tree, expected);
    }
}
