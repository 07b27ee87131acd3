//! How one type relates to another.

use crate::diff::effect::{Level, Wire};
use crate::resolve::api::{IntegerFormat, NumberFormat, Shape};

/// Whether two types without parts are one.
pub fn is_same(old: &Shape, new: &Shape) -> bool {
    match (old, new) {
        (Shape::Integer(old), Shape::Integer(new)) => old == new,
        (Shape::Number(old), Shape::Number(new)) => old == new,
        // An alias that leads in a circle has no type.
        (Shape::Alias(_), Shape::Alias(_)) => true,
        (Shape::Tuple(..), Shape::Tuple(..)) => false,
        _ => std::mem::discriminant(old) == std::mem::discriminant(new),
    }
}

/// What another type is for old programs: whether what they send is still taken, and what is answered still read.
pub fn wire(old: &Shape, new: &Shape) -> Wire {
    let (wider, narrower) = (
        Wire { requests: Level::Compatible, answers: Level::Breaking },
        Wire { requests: Level::Breaking, answers: Level::Compatible },
    );
    match (old, new) {
        (Shape::Text, Shape::JsonText(_)) => narrower,
        (Shape::JsonText(_), Shape::Text) => wider,
        // Unknown values of enums are read.
        (Shape::TextEnum(_), Shape::Text) | (Shape::IntegerEnum(_), Shape::Integer(_)) => {
            Wire { requests: Level::Compatible, answers: Level::Compatible }
        }
        (Shape::Text, Shape::TextEnum(_)) | (Shape::Integer(_), Shape::IntegerEnum(_)) => narrower,
        (_, Shape::Any) | (Shape::Integer(_), Shape::Number(_)) => wider,
        (Shape::Any, _) | (Shape::Number(_), Shape::Integer(_)) => narrower,
        (Shape::Number(NumberFormat::Float), Shape::Number(_)) => wider,
        (Shape::Number(_), Shape::Number(_)) => narrower,
        (Shape::Integer(old), Shape::Integer(new)) => match (range(*old), range(*new)) {
            ((low, high), (lower, higher)) if lower <= low && high <= higher => wider,
            ((low, high), (lower, higher)) if low <= lower && higher <= high => narrower,
            _ => Wire { requests: Level::Breaking, answers: Level::Breaking },
        },
        _ => Wire { requests: Level::Breaking, answers: Level::Breaking },
    }
}

fn range(format: IntegerFormat) -> (i128, i128) {
    match format {
        IntegerFormat::Int32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerFormat::Int64 => (i64::MIN.into(), i64::MAX.into()),
        IntegerFormat::Uint32 => (0, u32::MAX.into()),
        IntegerFormat::Uint64 => (0, u64::MAX.into()),
    }
}

/// The type in words.
pub fn told(shape: &Shape) -> &'static str {
    match shape {
        Shape::Any => "any value",
        Shape::Boolean => "a boolean",
        Shape::Integer(IntegerFormat::Int32) => "a whole number of 32 bits",
        Shape::Integer(IntegerFormat::Int64) => "a whole number of 64 bits",
        Shape::Integer(IntegerFormat::Uint32) => "a whole number of 32 bits without a sign",
        Shape::Integer(IntegerFormat::Uint64) => "a whole number of 64 bits without a sign",
        Shape::Number(NumberFormat::Float) => "a number of 32 bits",
        Shape::Number(NumberFormat::Double) => "a number",
        Shape::Text => "a text",
        Shape::JsonText(_) => "a text that is JSON",
        Shape::SensitiveText => "an encrypted text",
        Shape::Binary => "bytes",
        Shape::File => "a file",
        Shape::TextEnum(_) => "an enum of texts",
        Shape::IntegerEnum(_) => "an enum of whole numbers",
        Shape::ValueEnum(_) => "an enum of values",
        Shape::Array(_) => "an array",
        Shape::Tuple(_, None) => "an array of a fixed length",
        Shape::Tuple(_, Some(_)) => "an array that begins with known items",
        Shape::Map(_) => "an object of any members",
        Shape::Object(_) => "an object",
        Shape::Union(_) => "one of several types",
        Shape::Alias(_) => "another schema",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wider_is_sent_and_what_is_narrower_is_read() {
        let small = Shape::Integer(IntegerFormat::Int32);
        let large = Shape::Integer(IntegerFormat::Int64);
        let unsigned = Shape::Integer(IntegerFormat::Uint64);
        let levels = |old: &Shape, new: &Shape| {
            let wire = wire(old, new);
            (wire.requests, wire.answers)
        };
        assert_eq!(levels(&small, &large), (Level::Compatible, Level::Breaking));
        assert_eq!(levels(&large, &small), (Level::Breaking, Level::Compatible));
        assert_eq!(levels(&large, &unsigned), (Level::Breaking, Level::Breaking));
        assert_eq!(levels(&Shape::TextEnum(Vec::new()), &Shape::Text), (Level::Compatible, Level::Compatible));
    }
}
