//! The keywords that limit one value, whatever stands inside it.

use serde_json::{Map, Value};

/// The most values of an `enum` that a message lists.
const MAX_LISTED: usize = 8;

/// What is wrong with a value, without its place.
pub(super) struct Issue {
    pub(super) text: String,
    /// Whether the value is of another type than the schema's.
    pub(super) of_type: bool,
}

/// Checks `type`, `enum`, `const` and the limits of strings, numbers and arrays.
pub(super) fn check(keywords: &Map<String, Value>, value: &Value) -> Result<(), Issue> {
    check_type(keywords, value)?;
    check_choice(keywords, value)?;
    match value {
        Value::String(text) => check_count(keywords, "Length", text.chars().count(), "character"),
        Value::Array(entries) => check_count(keywords, "Items", entries.len(), "entry"),
        Value::Object(members) => check_count(keywords, "Properties", members.len(), "member"),
        Value::Number(number) => check_number(keywords, number.as_f64().unwrap_or_default()),
        _ => Ok(()),
    }
}

/// The types that a schema names; none where it does not say.
pub(in crate::document) fn types(keywords: &Map<String, Value>) -> Vec<&str> {
    match keywords.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn check_type(keywords: &Map<String, Value>, value: &Value) -> Result<(), Issue> {
    let types = types(keywords);
    if types.is_empty() || types.iter().any(|name| is_of_type(value, name)) {
        return Ok(());
    }
    let wanted: Vec<&str> = types.into_iter().map(with_article).collect();
    Err(Issue { text: format!("must be {}, not {}", wanted.join(" or "), kind_of(value)), of_type: true })
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        // A type that does not exist limits nothing.
        _ => true,
    }
}

fn with_article(name: &str) -> &str {
    match name {
        "boolean" => "a boolean",
        "string" => "a string",
        "array" => "an array",
        "object" => "an object",
        "number" => "a number",
        "integer" => "an integer",
        other => other,
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn check_choice(keywords: &Map<String, Value>, value: &Value) -> Result<(), Issue> {
    if let Some(only) = keywords.get("const").filter(|only| !same(only, value)) {
        return Err(issue(format!("must be {only}")));
    }
    match keywords.get("enum").and_then(Value::as_array) {
        Some(choices) if !choices.iter().any(|choice| same(choice, value)) => {
            let mut listed: Vec<String> = choices.iter().take(MAX_LISTED).map(Value::to_string).collect();
            if choices.len() > MAX_LISTED {
                listed.push("…".to_owned());
            }
            Err(issue(format!("must be one of {}", listed.join(", "))))
        }
        _ => Ok(()),
    }
}

/// 1 and 1.0 are the same number in JSON.
fn same(one: &Value, other: &Value) -> bool {
    one == other || (one.is_number() && other.is_number() && one.as_f64() == other.as_f64())
}

fn check_count(keywords: &Map<String, Value>, what: &str, count: usize, unit: &str) -> Result<(), Issue> {
    let limit = |bound: &str| keywords.get(&format!("{bound}{what}")).and_then(Value::as_u64);
    let units = |count: u64| match (count, unit) {
        (1, _) => format!("1 {unit}"),
        (_, "entry") => format!("{count} entries"),
        _ => format!("{count} {unit}s"),
    };
    match (limit("min"), limit("max"), count as u64) {
        (Some(least), _, count) if count < least => {
            Err(issue(format!("has {}, at least {least} are required", units(count))))
        }
        (_, Some(most), count) if count > most => {
            Err(issue(format!("has {}, at most {most} are allowed", units(count))))
        }
        _ => Ok(()),
    }
}

fn check_number(keywords: &Map<String, Value>, number: f64) -> Result<(), Issue> {
    let Range { low, high } = Range::of(keywords);
    match (low, high) {
        (Some(low), _) if low.excludes(number < low.bound, number == low.bound) => {
            Err(issue(format!("must be {} {}", if low.exclusive { "more than" } else { "at least" }, low.bound)))
        }
        (_, Some(high)) if high.excludes(number > high.bound, number == high.bound) => {
            Err(issue(format!("must be {} {}", if high.exclusive { "less than" } else { "at most" }, high.bound)))
        }
        _ => Ok(()),
    }
}

/// Between which numbers a number lies.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::document) struct Range {
    pub(in crate::document) low: Option<Limit>,
    pub(in crate::document) high: Option<Limit>,
}

/// One end of a [`Range`].
#[derive(Clone, Copy, Debug)]
pub(in crate::document) struct Limit {
    pub(in crate::document) bound: f64,
    /// Whether the bound itself is not allowed.
    pub(in crate::document) exclusive: bool,
}

impl Range {
    pub(in crate::document) fn of(keywords: &Map<String, Value>) -> Self {
        Self {
            low: Limit::of(keywords, "minimum", "exclusiveMinimum"),
            high: Limit::of(keywords, "maximum", "exclusiveMaximum"),
        }
    }
}

impl Limit {
    /// OpenAPI 3.0 marks a bound as exclusive, 3.1 has a bound of its own for it.
    fn of(keywords: &Map<String, Value>, inclusive: &str, exclusive: &str) -> Option<Self> {
        let bound = |name: &str| keywords.get(name).and_then(Value::as_f64);
        match keywords.get(exclusive) {
            Some(Value::Number(_)) => Some(Self { bound: bound(exclusive)?, exclusive: true }),
            marked => Some(Self { bound: bound(inclusive)?, exclusive: marked == Some(&Value::Bool(true)) }),
        }
    }

    fn excludes(self, beyond: bool, equal: bool) -> bool {
        beyond || (equal && self.exclusive)
    }
}

fn issue(text: String) -> Issue {
    Issue { text, of_type: false }
}
