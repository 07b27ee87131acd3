//! JSON, with a mark where a key stands twice.

use super::Parsed;
use super::failure::{Failure, Kind};
use crate::diagnostic::Position;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::cell::Cell;
use std::fmt;

/// Parses a document of JSON.
pub fn parse(text: &str) -> Result<Parsed, Failure> {
    let has_duplicates = Cell::new(false);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = Node { has_duplicates: &has_duplicates }.deserialize(&mut deserializer);
    match read.and_then(|root| deserializer.end().map(|()| root)) {
        Ok(root) => Ok(Parsed { root, has_duplicates: has_duplicates.get(), second: None }),
        Err(error) => Err(failure(&error, text)),
    }
}

fn failure(error: &serde_json::Error, text: &str) -> Failure {
    let line = error.line().max(1);
    // The parser counts bytes; people count characters.
    let before = text.lines().nth(line - 1).and_then(|line| line.get(..error.column().saturating_sub(1)));
    let column = before.map_or(error.column(), |before| before.chars().count() + 1).max(1);
    let message = error.to_string();
    // The place is shown beside the message, so it need not stand in it as well.
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    let kind = match message.contains("recursion limit") {
        true => Kind::TooDeep,
        false => Kind::Syntax(message.to_owned()),
    };
    Failure { kind, position: Position { line, column } }
}

#[derive(Clone, Copy)]
struct Node<'a> {
    has_duplicates: &'a Cell<bool>,
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(self)? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = access.next_key::<String>()? {
            let member = access.next_value_seed(self)?;
            if members.insert(name, member).is_some() {
                self.has_duplicates.set(true);
            }
        }
        Ok(Value::Object(members))
    }
}
