//! Facts of a schema in words, for documentation.

use openapiv3::{
    ArrayType, IntegerType, NumberType, ObjectType, StringFormat, StringType, Type, VariantOrUnknownOrEmpty,
};
use std::fmt::Display;

/// The limits and the format of a type, one phrase each.
pub fn limits(kind: &Type) -> Vec<String> {
    match kind {
        Type::String(text) => of_text(text),
        Type::Integer(integer) => of_integer(integer),
        Type::Number(number) => of_number(number),
        Type::Array(array) => of_array(array),
        Type::Object(object) => of_object(object),
        Type::Boolean(_) => Vec::new(),
    }
}

fn of_text(text: &StringType) -> Vec<String> {
    let mut phrases = Vec::new();
    match &text.format {
        VariantOrUnknownOrEmpty::Item(format) => phrases.push(format!("format `{}`", text_format(format))),
        VariantOrUnknownOrEmpty::Unknown(format) => phrases.push(format!("format `{}`", format.replace('`', "'"))),
        VariantOrUnknownOrEmpty::Empty => {}
    }
    phrases.extend(at_least(text.min_length, "character"));
    phrases.extend(at_most(text.max_length, "character"));
    phrases.extend(text.pattern.as_ref().map(|pattern| format!("pattern `{}`", pattern.replace('`', "'"))));
    phrases
}

fn text_format(format: &StringFormat) -> &'static str {
    match format {
        StringFormat::Date => "date",
        StringFormat::DateTime => "date-time",
        StringFormat::Password => "password",
        StringFormat::Byte => "byte",
        StringFormat::Binary => "binary",
    }
}

fn of_integer(integer: &IntegerType) -> Vec<String> {
    let mut phrases = Vec::new();
    if let VariantOrUnknownOrEmpty::Unknown(format) = &integer.format {
        phrases.push(format!("format `{}`", format.replace('`', "'")));
    }
    phrases.extend(bound(integer.minimum, integer.exclusive_minimum, "at least", "more than"));
    phrases.extend(bound(integer.maximum, integer.exclusive_maximum, "at most", "less than"));
    phrases
}

fn of_number(number: &NumberType) -> Vec<String> {
    let mut phrases = Vec::new();
    if let VariantOrUnknownOrEmpty::Unknown(format) = &number.format {
        phrases.push(format!("format `{}`", format.replace('`', "'")));
    }
    phrases.extend(bound(number.minimum, number.exclusive_minimum, "at least", "more than"));
    phrases.extend(bound(number.maximum, number.exclusive_maximum, "at most", "less than"));
    phrases
}

fn of_array(array: &ArrayType) -> Vec<String> {
    let mut phrases = Vec::new();
    phrases.extend(at_least(array.min_items, "item"));
    phrases.extend(at_most(array.max_items, "item"));
    if array.unique_items {
        phrases.push("no item twice".to_owned());
    }
    phrases
}

fn of_object(object: &ObjectType) -> Vec<String> {
    let mut phrases = Vec::new();
    phrases.extend(at_least(object.min_properties, "member"));
    phrases.extend(at_most(object.max_properties, "member"));
    phrases
}

fn at_least(limit: Option<usize>, what: &str) -> Option<String> {
    limit.filter(|limit| *limit > 0).map(|limit| format!("at least {}", counted(limit, what)))
}

fn at_most(limit: Option<usize>, what: &str) -> Option<String> {
    limit.map(|limit| format!("at most {}", counted(limit, what)))
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

fn bound<T: Display>(
    limit: Option<T>,
    exclusive: bool,
    inclusive_words: &str,
    exclusive_words: &str,
) -> Option<String> {
    limit.map(|limit| format!("{} {limit}", if exclusive { exclusive_words } else { inclusive_words }))
}
