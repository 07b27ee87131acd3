//! Schemas as documents have them become schemas as `openapiv3` reads them: a bad keyword costs that keyword alone.

use serde_json::{Map, Number, Value, json};

/// A keyword that is ignored, and why.
pub struct Ignored {
    /// The keyword.
    pub keyword: String,
    /// What is wrong with it, such as `is no number`.
    pub reason: String,
}

/// What a keyword's value must be.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Text,
    Flag,
    Count,
    Number,
    Bound,
    Names,
    Object,
    List,
    ObjectOrFlag,
    Mapping,
}

const KEYWORDS: [(&str, Wanted); 27] = [
    ("title", Wanted::Text),
    ("description", Wanted::Text),
    ("format", Wanted::Text),
    ("pattern", Wanted::Text),
    ("nullable", Wanted::Flag),
    ("readOnly", Wanted::Flag),
    ("writeOnly", Wanted::Flag),
    ("deprecated", Wanted::Flag),
    ("uniqueItems", Wanted::Flag),
    ("exclusiveMinimum", Wanted::Bound),
    ("exclusiveMaximum", Wanted::Bound),
    ("minLength", Wanted::Count),
    ("maxLength", Wanted::Count),
    ("minItems", Wanted::Count),
    ("maxItems", Wanted::Count),
    ("minProperties", Wanted::Count),
    ("maxProperties", Wanted::Count),
    ("minimum", Wanted::Number),
    ("maximum", Wanted::Number),
    ("multipleOf", Wanted::Number),
    ("required", Wanted::Names),
    ("properties", Wanted::Object),
    ("additionalProperties", Wanted::ObjectOrFlag),
    ("discriminator", Wanted::Mapping),
    ("oneOf", Wanted::List),
    ("anyOf", Wanted::List),
    ("allOf", Wanted::List),
];

/// The keywords that say something of values of one type alone.
const BELONGING: [(&str, &[&str]); 16] = [
    ("pattern", &["string"]),
    ("minLength", &["string"]),
    ("maxLength", &["string"]),
    ("format", &["string", "integer", "number"]),
    ("minimum", &["integer", "number"]),
    ("maximum", &["integer", "number"]),
    ("exclusiveMinimum", &["integer", "number"]),
    ("exclusiveMaximum", &["integer", "number"]),
    ("multipleOf", &["integer", "number"]),
    ("items", &["array"]),
    ("minItems", &["array"]),
    ("maxItems", &["array"]),
    ("uniqueItems", &["array"]),
    ("properties", &["object"]),
    ("required", &["object"]),
    ("additionalProperties", &["object"]),
];

const COMPOSING: [&str; 3] = ["oneOf", "anyOf", "allOf"];

/// Mends what can be mended in `schema`, and takes out what cannot. `enum` is taken out as well: it is read as it stands.
pub fn tidy(schema: &mut Map<String, Value>) -> Vec<Ignored> {
    let mut ignored = Vec::new();
    schema.shift_remove("enum");
    // Facts for people and tools; nothing is generated of them, so their form is no matter.
    for facts in ["example", "externalDocs", "xml"] {
        schema.shift_remove(facts);
    }
    types(schema, &mut ignored);
    bounds(schema);
    for (keyword, wanted) in KEYWORDS {
        let Some(value) = schema.get_mut(keyword) else { continue };
        if let Err(reason) = mend(value, wanted) {
            schema.shift_remove(keyword);
            ignored.push(Ignored { keyword: keyword.to_owned(), reason });
        }
    }
    belonging(schema, &mut ignored);
    whole_bounds(schema, &mut ignored);
    ignored
}

/// `type` becomes one text, or goes.
fn types(schema: &mut Map<String, Value>, ignored: &mut Vec<Ignored>) {
    let Some(written) = schema.get("type") else { return };
    if written.is_string() {
        return;
    }
    let names: Vec<&str> = written.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let nullable = names.contains(&"null");
    let names: Vec<String> = names.into_iter().filter(|name| *name != "null").map(str::to_owned).collect();
    match names.as_slice() {
        [only] => {
            schema.insert("type".to_owned(), only.as_str().into());
        }
        _ => {
            let reason = if names.is_empty() { "is no text" } else { "names several types" };
            ignored.push(Ignored { keyword: "type".to_owned(), reason: reason.to_owned() });
            schema.shift_remove("type");
        }
    }
    if nullable {
        schema.insert("nullable".to_owned(), true.into());
    }
}

/// A number as exclusive bound becomes the bound and a flag.
fn bounds(schema: &mut Map<String, Value>) {
    for (exclusive, inclusive) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if let Some(Value::Number(bound)) = schema.get(exclusive)
            && !schema.contains_key(inclusive)
        {
            let bound = bound.clone();
            schema.insert(inclusive.to_owned(), bound.into());
            schema.insert(exclusive.to_owned(), true.into());
        }
    }
}

fn mend(value: &mut Value, wanted: Wanted) -> Result<(), String> {
    let mended = match (wanted, &*value) {
        (Wanted::Text, Value::String(_))
        | (Wanted::Flag | Wanted::Bound | Wanted::ObjectOrFlag, Value::Bool(_))
        | (Wanted::Object | Wanted::ObjectOrFlag, Value::Object(_))
        | (Wanted::List, Value::Array(_))
        | (Wanted::Number, Value::Number(_)) => return Ok(()),
        (Wanted::Text, Value::Number(_) | Value::Bool(_)) => Some(value.to_string().into()),
        (Wanted::Flag | Wanted::Bound | Wanted::ObjectOrFlag, Value::String(text)) => {
            text.to_ascii_lowercase().parse::<bool>().ok().map(Value::Bool)
        }
        (Wanted::Count, count) => number(count).and_then(|number| whole(&number)).map(Value::from),
        (Wanted::Number, Value::String(_)) => number(value).map(Value::Number),
        (Wanted::Names, Value::Array(names)) => Some(names.iter().filter(|name| name.is_string()).cloned().collect()),
        (Wanted::Mapping, Value::String(property)) => Some(json!({ "propertyName": property })),
        (Wanted::Mapping, Value::Object(members)) => discriminator(members),
        _ => None,
    };
    match mended {
        Some(mended) => {
            *value = mended;
            Ok(())
        }
        None => Err(format!("is no {}", name(wanted))),
    }
}

fn name(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Text => "text",
        Wanted::Flag | Wanted::Bound => "`true` or `false`",
        Wanted::Count => "whole number from 0 on",
        Wanted::Number => "number",
        Wanted::Names => "list of names",
        Wanted::Object | Wanted::ObjectOrFlag => "object",
        Wanted::List => "list of schemas",
        Wanted::Mapping => "object with `propertyName`",
    }
}

fn discriminator(members: &Map<String, Value>) -> Option<Value> {
    let property = members.get("propertyName")?.as_str()?;
    let mapping = members.get("mapping").and_then(Value::as_object).into_iter().flatten();
    let mapping: Map<String, Value> = mapping
        .filter(|(_, target)| target.is_string())
        .map(|(value, target)| (value.clone(), target.clone()))
        .collect();
    Some(json!({ "propertyName": property, "mapping": mapping }))
}

/// A number, also where it is written as a text.
fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()),
        Value::String(text) => serde_json::from_str(text.trim()).ok(),
        _ => None,
    }
}

fn whole(number: &Number) -> Option<u64> {
    const MOST: f64 = 9e15;
    let float = || number.as_f64().filter(|float| float.fract() == 0.0 && (0.0..MOST).contains(float));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked just before")]
    number.as_u64().or_else(|| float().map(|float| float as u64))
}

/// Takes out what says nothing of values of the type beside it.
fn belonging(schema: &mut Map<String, Value>, ignored: &mut Vec<Ignored>) {
    if COMPOSING.iter().any(|keyword| schema.contains_key(*keyword)) {
        return;
    }
    let Some(kind) = schema.get("type").and_then(Value::as_str).map(str::to_owned) else { return };
    if !["string", "integer", "number", "boolean", "array", "object"].contains(&kind.as_str()) {
        return;
    }
    for (keyword, kinds) in BELONGING {
        if kinds.contains(&kind.as_str()) {
            continue;
        }
        // `uniqueItems: false` and its like say nothing anywhere.
        if schema.shift_remove(keyword).is_some_and(|value| !value.is_null() && value != false) {
            let reason = format!("says nothing of a value of the type {kind}");
            ignored.push(Ignored { keyword: keyword.to_owned(), reason });
        }
    }
    schema.shift_remove("not").inspect(|_| {
        ignored.push(Ignored { keyword: "not".to_owned(), reason: "is not checked".to_owned() });
    });
}

/// Bounds of whole numbers become whole numbers themselves.
fn whole_bounds(schema: &mut Map<String, Value>, ignored: &mut Vec<Ignored>) {
    if schema.get("type").and_then(Value::as_str) != Some("integer") {
        return;
    }
    for keyword in ["minimum", "maximum", "multipleOf"] {
        let Some(Value::Number(bound)) = schema.get(keyword) else { continue };
        if bound.is_i64() {
            continue;
        }
        let is_fraction = bound.as_f64().is_some_and(|bound| bound.fract() != 0.0);
        let rounded = bound.as_f64().map(|bound| if keyword == "minimum" { bound.ceil() } else { bound.floor() });
        // Not every `f64` near the ends of `i64` is one.
        const MOST: f64 = 9e18;
        match rounded.filter(|bound| bound.abs() < MOST && (keyword != "multipleOf" || *bound >= 1.0)) {
            #[allow(clippy::cast_possible_truncation, reason = "checked just before")]
            Some(bound) => {
                schema.insert(keyword.to_owned(), (bound as i64).into());
                if is_fraction {
                    // The next whole number is not excluded.
                    schema.shift_remove(if keyword == "minimum" { "exclusiveMinimum" } else { "exclusiveMaximum" });
                }
            }
            None => {
                schema.shift_remove(keyword);
                ignored.push(Ignored { keyword: keyword.to_owned(), reason: "is no number of 64 bits".to_owned() });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openapiv3::{Schema, SchemaKind, Type};

    fn tidied(schema: Value) -> (Value, Vec<String>) {
        let Value::Object(mut schema) = schema else { panic!("{schema}") };
        let ignored = tidy(&mut schema).into_iter().map(|ignored| format!("{} {}", ignored.keyword, ignored.reason));
        let ignored = ignored.collect();
        let schema = Value::Object(schema);
        serde_json::from_value::<Schema>(schema.clone()).unwrap();
        (schema, ignored)
    }

    #[test]
    fn what_is_meant_is_taken() {
        let (schema, ignored) = tidied(json!({
            "type": ["string", "null"], "minLength": 1.0, "maxLength": "5", "nullable": "false", "description": 404,
        }));
        assert_eq!(schema["type"], "string");
        assert_eq!((&schema["minLength"], &schema["maxLength"]), (&json!(1), &json!(5)));
        assert_eq!((&schema["nullable"], &schema["description"]), (&json!(true), &json!("404")));
        assert!(ignored.is_empty(), "{ignored:?}");
        let (schema, _) = tidied(json!({"type": "integer", "exclusiveMinimum": 0.5, "maximum": 7.9}));
        assert_eq!(schema, json!({"type": "integer", "maximum": 7, "minimum": 1}));
        let (schema, _) = tidied(json!({"oneOf": [], "discriminator": "kind"}));
        assert_eq!(schema["discriminator"]["propertyName"], "kind");
    }

    #[test]
    fn a_bad_keyword_costs_itself() {
        let (schema, ignored) = tidied(json!({
            "type": "integer", "maximum": 1e30, "minimum": "low", "required": true, "pattern": ["a"], "format": "int32",
            "discriminator": {}, "externalDocs": "https://example.org", "not": {},
        }));
        assert_eq!(schema, json!({"type": "integer", "format": "int32"}));
        assert_eq!(ignored.len(), 6, "{ignored:?}");
        assert!(ignored.contains(&"maximum is no number of 64 bits".to_owned()), "{ignored:?}");
    }

    #[test]
    fn a_type_keeps_its_own_keywords() {
        let (schema, ignored) = tidied(json!({"type": "string", "format": "date", "minimum": 3, "properties": {}}));
        let schema: Schema = serde_json::from_value(schema).unwrap();
        assert!(matches!(schema.schema_kind, SchemaKind::Type(Type::String(_))));
        assert_eq!(ignored.len(), 2);
    }
}
