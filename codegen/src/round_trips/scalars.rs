//! Texts and numbers, as schemas want them.

use crate::resolve::api::{IntegerFormat, Schema};
use serde_json::{Number, Value, json};

/// Texts longer than this are not made for a schema that wants them.
const MAX_LENGTH: usize = 1000;

/// A text of each format that has a form.
const OF_FORMAT: [(&[&str], &str); 13] = [
    (&["byte", "base64"], "aGVsbG8="),
    (&["date"], "2024-02-29"),
    (&["date-time", "datetime"], "2024-05-20T13:29:35.5+08:00"),
    (&["decimal"], "12.50"),
    (&["duration"], "P1DT12H"),
    (&["email"], "somebody@shop.example"),
    (&["hostname"], "shop.example"),
    (&["ip", "ipv4"], "192.0.2.1"),
    (&["ipv6"], "2001:db8::1"),
    (&["time"], "13:29:35Z"),
    (&["uri", "url"], "https://shop.example/a?b=1#c"),
    (&["uri-reference"], "/a?b=1#c"),
    (&["uuid"], "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
];

/// A text: one that is hard to write where `full`, else one that is as short as may be. `node` is the schema as it stands
/// in the document.
pub fn text(schema: &Schema, node: Option<&Value>, full: bool) -> String {
    let format = schema.format.as_deref();
    if let Some((_, text)) = OF_FORMAT.iter().find(|(formats, _)| format.is_some_and(|it| formats.contains(&it))) {
        return (*text).to_owned();
    }
    let count = |keyword: &str| node.and_then(|node| usize::try_from(node.get(keyword)?.as_u64()?).ok());
    let (least, most) = (count("minLength").unwrap_or(0).min(MAX_LENGTH), count("maxLength").unwrap_or(MAX_LENGTH));
    let wished = if full { "a \"text\" \\ ü 卡\n" } else { "" };
    wished.chars().chain(std::iter::repeat('x')).take(wished.chars().count().max(least).min(most)).collect()
}

/// A whole number within the limits of `node`: one that is hard to keep where `full`.
pub fn integer(format: IntegerFormat, schema: &Schema, node: Option<&Value>, full: bool) -> Value {
    let limits = Limits::of(node);
    // The settings may give any other format a type that holds less.
    let is_usual =
        schema.format.as_deref().is_none_or(|format| ["int32", "int64", "uint32", "uint64"].contains(&format));
    let hard = match format {
        IntegerFormat::Int32 => json!(i32::MIN),
        // A float does not hold it.
        IntegerFormat::Int64 => json!(9_007_199_254_740_993_i64),
        IntegerFormat::Uint32 => json!(u32::MAX),
        IntegerFormat::Uint64 => json!(u64::MAX),
    };
    let near = [limits.least, limits.most].into_iter().flatten();
    let near = near.flat_map(|limit| [limit.ceil(), limit.floor() + 1.0, limit.ceil() - 1.0]);
    let near = near.filter(|number| number.abs() < 2e9).map(|number| json!(number as i64));
    let candidates = (full && is_usual).then_some(hard).into_iter().chain((0..=1000).map(Value::from)).chain(near);
    limits.first(candidates).unwrap_or(json!(1))
}

/// A number within the limits of `node`: one with a fraction where `full`.
pub fn number(node: Option<&Value>, full: bool) -> Value {
    let limits = Limits::of(node);
    let middle = match (limits.least, limits.most) {
        (Some(least), Some(most)) => Number::from_f64((least + most) / 2.0),
        _ => None,
    };
    let near = [limits.least, limits.most].into_iter().flatten();
    let near = near.flat_map(|limit| [limit, limit + 1.0, limit - 1.0]).filter_map(Number::from_f64);
    let candidates = [full.then(|| json!(1.25)), full.then(|| json!(0.125)), Some(json!(0)), Some(json!(1))];
    let others = middle.into_iter().chain(near).map(Value::Number);
    limits.first(candidates.into_iter().flatten().chain(others)).unwrap_or(json!(1))
}

/// What a schema allows of numbers.
struct Limits {
    least: Option<f64>,
    most: Option<f64>,
    open: (bool, bool),
    step: Option<f64>,
}

impl Limits {
    fn of(node: Option<&Value>) -> Self {
        let get = |keyword: &str| node.and_then(|node| node.get(keyword));
        let bound = |keyword: &str| get(keyword).and_then(Value::as_f64);
        let flag = |keyword: &str| get(keyword) == Some(&Value::Bool(true));
        Self {
            least: bound("minimum"),
            most: bound("maximum"),
            open: (flag("exclusiveMinimum"), flag("exclusiveMaximum")),
            step: bound("multipleOf").filter(|step| *step > 0.0),
        }
    }

    fn first(&self, mut candidates: impl Iterator<Item = Value>) -> Option<Value> {
        candidates.find(|candidate| candidate.as_f64().is_some_and(|number| self.allow(number)))
    }

    fn allow(&self, number: f64) -> bool {
        let above = self.least.is_none_or(|least| number > least || (number == least && !self.open.0));
        let below = self.most.is_none_or(|most| number < most || (number == most && !self.open.1));
        above && below && self.step.is_none_or(|step| (number / step).fract() == 0.0)
    }
}
