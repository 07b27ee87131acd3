//! Enums: `enum` as it is written, whatever its values are.

use super::api::{EnumValue, Shape};
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::{Number, Value};
use std::collections::HashSet;
use std::hash::Hash;

/// What an `enum` says.
#[derive(Default)]
pub struct Enumeration {
    /// Its shape; `None` where it says nothing beyond the type beside it.
    pub shape: Option<Shape>,
    /// Whether `null` is one of its values.
    pub nullable: bool,
    /// The only value, where there is one alone.
    pub constant: Option<Value>,
}

/// The values of one enum.
#[derive(Default)]
struct Values {
    values: Vec<EnumValue<Value>>,
    nullable: bool,
}

/// Reads the `enum` of the schema `node`, which stands at `at`.
pub fn enumeration(at: &Pointer, node: &Value, diagnostics: &mut Diagnostics) -> Enumeration {
    let Values { values, nullable } = read(at, node, diagnostics);
    let constant = match values.as_slice() {
        [only] if !nullable => Some(only.value.clone()),
        _ => None,
    };
    Enumeration { shape: shape(values, kind(node).as_deref()), nullable, constant }
}

fn read(at: &Pointer, node: &Value, diagnostics: &mut Diagnostics) -> Values {
    let Some(written) = node.get("enum") else { return Values::default() };
    let place = at.child("enum");
    let Some(written) = written.as_array() else {
        let message = format!("`enum` is ignored: it is no list but {written}");
        diagnostics.warning(code::SCHEMA_IGNORED_KEYWORD, &place, message).help("write the values as a list");
        return Values::default();
    };
    let nullable = written.contains(&Value::Null);
    if written.is_empty() {
        let message = "an enum without values is ignored: any value of its type is read";
        diagnostics.warning(code::SCHEMA_EMPTY_ENUM, &place, message);
    }
    let kind = kind(node);
    let values = written.iter().map(|value| fitting(value, kind.as_deref(), &place, diagnostics));
    Values { values: listed(values, &names(node, "x-enum-varnames"), &names(node, "x-enum-descriptions")), nullable }
}

/// The type beside an enum, `null` not counted.
fn kind(node: &Value) -> Option<String> {
    match node.get("type")? {
        Value::String(kind) => Some(kind.clone()),
        Value::Array(kinds) => {
            let mut kinds = kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null");
            kinds.next().filter(|_| kinds.next().is_none()).map(str::to_owned)
        }
        _ => None,
    }
}

/// The value as one of the type `kind`: what YAML reads as a number or a boolean was meant as text beside
/// `type: string`, and the other way round. `None` for `null`, and for what no value of an enum can be.
fn fitting(value: &Value, kind: Option<&str>, place: &Pointer, diagnostics: &mut Diagnostics) -> Option<Value> {
    let meant = match (kind, value) {
        (_, Value::Null) => return None,
        (_, Value::Array(_) | Value::Object(_)) => {
            let message = format!("the value {value} of this enum is not listed: it is no text, number or boolean");
            diagnostics
                .warning(code::SCHEMA_MIXED_ENUM, place, message)
                .help("list texts, numbers or booleans, or describe the value by a schema of its own");
            return None;
        }
        (Some("string"), Value::Bool(_) | Value::Number(_)) => Value::String(value.to_string()),
        (Some("integer" | "number"), Value::String(text)) => match serde_json::from_str::<Number>(text) {
            Ok(number) => Value::Number(number),
            Err(_) => return Some(value.clone()),
        },
        (Some("boolean"), Value::String(text)) => match text.parse() {
            Ok(truth) => Value::Bool(truth),
            Err(_) => return Some(value.clone()),
        },
        _ => return Some(value.clone()),
    };
    // All values of an enum are mostly written alike.
    if place.parent().is_none_or(|list| diagnostics.is_new(code::SCHEMA_MIXED_ENUM, &list)) {
        let message = format!("the value {value} of this enum is read as {meant}, of the type beside it");
        diagnostics
            .warning(code::SCHEMA_MIXED_ENUM, place, message)
            .help("YAML reads `1` and `true` as other things than text: put texts in quotes, and nothing else");
    }
    Some(meant)
}

/// The enums of several schemas without a name as one, each value with what is said of its schema.
pub fn merged(document: &Document, places: &[Pointer], diagnostics: &mut Diagnostics) -> Enumeration {
    let mut values: Vec<EnumValue<Value>> = Vec::new();
    let mut nullable = false;
    for place in places {
        let Some(node) = document.node(place) else { continue };
        let read = read(place, node, diagnostics);
        nullable |= read.nullable;
        let about = |name: &str| node.get(name).and_then(Value::as_str).map(str::to_owned);
        let about = about("description").or_else(|| about("title")).filter(|_| read.values.len() == 1);
        for known in read.values {
            if !values.iter().any(|value| value.value == known.value) {
                values.push(EnumValue { description: known.description.or_else(|| about.clone()), ..known });
            }
        }
    }
    Enumeration { shape: shape(values, None), nullable, constant: None }
}

/// The values that stand in all of several enums, where there is more than one enum and such a value.
pub fn shared(lists: &[&Value]) -> Option<Shape> {
    let [first, others @ ..] = lists else { return None };
    let in_all = |value: &&Value| others.iter().all(|list| list.as_array().is_some_and(|list| list.contains(value)));
    let values = first.as_array()?.iter().filter(in_all).filter(|value| !value.is_null()).cloned();
    let values = values.map(|value| EnumValue { value, rust_name: None, name: None, description: None }).collect();
    if others.is_empty() { None } else { shape(values, None) }
}

fn shape(values: Vec<EnumValue<Value>>, kind: Option<&str>) -> Option<Shape> {
    if values.is_empty() {
        return None;
    }
    let is = |test: fn(&Value) -> bool| values.iter().all(|known| test(&known.value));
    if is(Value::is_string) {
        return Some(Shape::TextEnum(all(values, |value| value.as_str().map(str::to_owned))));
    }
    if is(Value::is_i64) && kind != Some("number") {
        return Some(Shape::IntegerEnum(all(values, |value| value.as_i64())));
    }
    if is(Value::is_boolean) && (values.len() == 2 || kind == Some("boolean")) {
        return Some(Shape::Boolean);
    }
    Some(Shape::ValueEnum(values))
}

fn all<T>(values: Vec<EnumValue<Value>>, read: impl Fn(&Value) -> Option<T>) -> Vec<EnumValue<T>> {
    let read = values.into_iter().filter_map(|known| {
        let EnumValue { value, rust_name, name, description } = known;
        Some(EnumValue { value: read(&value)?, rust_name, name, description })
    });
    read.collect()
}

/// Each value once, with its name and description, which go by the place in the list as it is written, `null` counted.
fn listed<T: Clone + Eq + Hash>(
    values: impl Iterator<Item = Option<T>>,
    names: &[Option<String>],
    descriptions: &[Option<String>],
) -> Vec<EnumValue<T>> {
    let mut known = HashSet::new();
    let values = values.enumerate().filter_map(|(index, value)| Some((index, value?)));
    let new = values.filter(|(_, value)| known.insert(value.clone()));
    let at = |list: &[Option<String>], index: usize| list.get(index).cloned().flatten();
    let named = new.map(|(index, value)| {
        let (name, description) = (at(names, index), at(descriptions, index));
        EnumValue { value, rust_name: None, name, description }
    });
    named.collect()
}

/// The texts in the list `extension`, one for each value.
fn names(node: &Value, extension: &str) -> Vec<Option<String>> {
    let names = node.get(extension).and_then(Value::as_array);
    names.into_iter().flatten().map(|name| name.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(node: &Value) -> (Option<Shape>, usize) {
        let mut diagnostics = Diagnostics::default();
        let read = enumeration(&Pointer::root(), node, &mut diagnostics);
        assert!(!diagnostics.has_errors());
        (read.shape, diagnostics.iter().count())
    }

    #[test]
    fn values_keep_their_types() {
        let (shape, told) = read(&json!({"enum": ["a", 1, true, 0.5, null, u64::MAX]}));
        let Some(Shape::ValueEnum(values)) = shape else { panic!("{shape:?}") };
        let values: Vec<Value> = values.into_iter().map(|known| known.value).collect();
        assert_eq!(values, [json!("a"), json!(1), json!(true), json!(0.5), json!(u64::MAX)]);
        assert_eq!(told, 0);
        assert!(matches!(read(&json!({"type": "number", "enum": [1, 2]})).0, Some(Shape::ValueEnum(_))));
        assert!(matches!(read(&json!({"enum": [1, 2]})).0, Some(Shape::IntegerEnum(_))));
        assert!(matches!(read(&json!({"enum": [true, false]})).0, Some(Shape::Boolean)));
    }

    #[test]
    fn a_value_becomes_one_of_the_type_beside_it() {
        let (shape, told) = read(&json!({"type": "string", "enum": [1, true, "a"]}));
        let Some(Shape::TextEnum(values)) = shape else { panic!("{shape:?}") };
        let values: Vec<String> = values.into_iter().map(|known| known.value).collect();
        assert_eq!((values, told), (vec!["1".to_owned(), "true".to_owned(), "a".to_owned()], 1));
        assert!(matches!(read(&json!({"type": "integer", "enum": ["1", "2"]})), (Some(Shape::IntegerEnum(_)), 1)));
        assert!(matches!(read(&json!({"type": "integer", "enum": ["a", 2]})), (Some(Shape::ValueEnum(_)), 0)));
    }

    #[test]
    fn an_enum_that_says_nothing_is_none() {
        assert!(matches!(read(&json!({"enum": []})), (None, 1)));
        assert!(matches!(read(&json!({"enum": [null]})), (None, 0)));
        assert!(matches!(read(&json!({"enum": 5})), (None, 1)));
        assert!(matches!(read(&json!({"enum": [{"a": 1}]})), (None, 1)));
    }
}
