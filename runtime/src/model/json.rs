//! Reading of any JSON value.

use jiter::Peek;
use serde_json::Number;

use super::{Decode, Decoded, Json, Map, Reader};

impl Decode for Json {
    const READS_NULL: bool = true;

    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        match reader.peek()? {
            Peek::Null => reader.skip().map(|()| Self::Null),
            Peek::True | Peek::False => reader.read().map(Self::Bool),
            Peek::String => reader.read().map(Self::String),
            Peek::Array => reader.read().map(Self::Array),
            Peek::Object => Ok(Self::Object(reader.read::<Map<Self>>()?.into_iter().collect())),
            _ => number(reader).map(Self::Number),
        }
    }
}

#[cfg(feature = "exact-numbers")]
fn number(reader: &mut Reader<'_>) -> Decoded<Number> {
    let start = reader.next_offset();
    let text = reader.number("a value")?;
    text.parse().map_err(|_| reader.mismatch(format_args!("not a number"), start))
}

#[cfg(not(feature = "exact-numbers"))]
fn number(reader: &mut Reader<'_>) -> Decoded<Number> {
    let start = reader.next_offset();
    let text = reader.number("a value")?;
    // `-0` is a number of its own, which only floats have.
    if let Ok(number) = text.parse::<i64>()
        && text != "-0"
    {
        return Ok(number.into());
    }
    if let Ok(number) = text.parse::<u64>() {
        return Ok(number.into());
    }
    // serde_json's own reading of decimals may be off by the last digit.
    let number = text.parse().ok().and_then(Number::from_f64);
    number.ok_or_else(|| reader.mismatch(format_args!("number out of range for f64"), start))
}
