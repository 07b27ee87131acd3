//! Models as generated code has them, and what reading and writing does with them.

mod errors;
mod limits;
mod reading;
mod round_trips;
mod unions;
mod writing;

use super::{Decode, DecodeError, Decoded, Encode, Json, Map, Nullable, Reader, Writer, from_json};

/// A model with a field of each kind.
#[derive(Debug, Clone, PartialEq, Default)]
struct Order {
    id: i64,
    note: Option<String>,
    paid: Option<Nullable<String>>,
    price: Option<f64>,
    state: Option<State>,
    lines: Option<Vec<Line>>,
    raw: Option<Json>,
}

impl Decode for Order {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let (mut id, mut note, mut paid, mut price) = (None, None, None, None);
        let (mut state, mut lines, mut raw) = (None, None, None);
        reader.object(&mut [
            ("id", &mut id),
            ("note", &mut note),
            ("paid", &mut paid),
            ("price", &mut price),
            ("state", &mut state),
            ("lines", &mut lines),
            ("raw", &mut raw),
        ])?;
        Ok(Self { id: reader.required("id", id)?, note, paid, price, state, lines, raw })
    }
}

impl Encode for Order {
    fn encode(&self, writer: &mut Writer) {
        writer.object(&[
            ("id", &self.id),
            ("note", &self.note),
            ("paid", &self.paid),
            ("price", &self.price),
            ("state", &self.state),
            ("lines", &self.lines),
            ("raw", &self.raw),
        ]);
    }
}

/// A model that recurs and keeps fields that it does not know.
#[derive(Debug, Clone, PartialEq, Default)]
struct Line {
    amount: Option<u32>,
    part: Option<Box<Line>>,
    rest: Map<Json>,
}

impl Decode for Line {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let (mut amount, mut part, mut rest) = (None, None, Map::new());
        reader.object_and_rest(&mut [("amount", &mut amount), ("part", &mut part)], &mut rest)?;
        Ok(Self { amount, part, rest })
    }
}

impl Encode for Line {
    fn encode(&self, writer: &mut Writer) {
        writer.object_and_rest(&[("amount", &self.amount), ("part", &self.part)], &self.rest);
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Open,
    Done,
    Unknown(String),
}

impl State {
    fn as_str(&self) -> &str {
        match self {
            Self::Open => "OPEN",
            Self::Done => "DONE",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for State {
    fn from(value: &str) -> Self {
        match value {
            "OPEN" => Self::Open,
            "DONE" => Self::Done,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Level {
    One,
    Unknown(i64),
}

impl Level {
    fn as_i64(&self) -> i64 {
        match self {
            Self::One => 1,
            Self::Unknown(value) => *value,
        }
    }
}

impl From<i64> for Level {
    fn from(value: i64) -> Self {
        if value == 1 { Self::One } else { Self::Unknown(value) }
    }
}

crate::serde_impls!(Order, Line);
crate::string_enum!(State);
crate::integer_enum!(Level);

fn read<T: Decode>(text: &str) -> Result<T, DecodeError> {
    from_json(text.as_bytes())
}

fn write<T: Encode + ?Sized>(value: &T) -> String {
    String::from_utf8(super::to_json(value).unwrap()).unwrap()
}
