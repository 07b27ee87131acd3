//! Lists of types.

use super::{Dialect, Pass, nulls};
use crate::load::Trail;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// The keywords that say something of one type alone; `number` stands for `integer` as well.
const OF_ONE_TYPE: [(&str, &[&str]); 4] = [
    ("string", &["minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType", "contentSchema"]),
    ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    (
        "array",
        &[
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "uniqueItems",
            "contains",
            "minContains",
            "maxContains",
            "unevaluatedItems",
            "additionalItems",
        ],
    ),
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "unevaluatedProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "dependentRequired",
            "dependentSchemas",
            "dependencies",
        ],
    ),
];

/// One type in place of a list of them: `nullable` for `null`, `anyOf` for what is left of several.
pub fn lower(members: &mut Map<String, Value>, at: &Trail<'_>, pass: &mut Pass<'_>) {
    let mut names = match members.get("type") {
        Some(Value::String(name)) if name == "null" => return nulls::only(members),
        Some(Value::Null) if pass.dialect == Dialect::V31 => return nulls::only(members),
        Some(Value::Array(list)) => distinct(list),
        _ => return,
    };
    let listed = names.len();
    names.retain(|name| name != "null");
    let nullable = names.len() < listed;
    if names.iter().any(|name| name == "number") {
        names.retain(|name| name != "integer");
    }
    if nullable {
        if names.is_empty() {
            return nulls::only(members);
        }
        members.insert("nullable".to_owned(), true.into());
    }
    match names.as_slice() {
        [only] => {
            members.insert("type".to_owned(), only.as_str().into());
        }
        _ if is_any(&names) || has_alternatives(members) => {
            members.shift_remove("type");
        }
        _ => split(members, &names, at, pass),
    }
}

/// The types of the components, by what refers to them.
pub fn of_components(root: &Value) -> HashMap<String, String> {
    let schemas = root.get("components").and_then(|components| components.get("schemas")).and_then(Value::as_object);
    let known = schemas.into_iter().flatten().filter_map(|(name, schema)| {
        Some((format!("#/components/schemas/{name}"), schema.get("type")?.as_str()?.to_owned()))
    });
    known.collect()
}

fn distinct(list: &[Value]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(list.len());
    for name in list.iter().filter_map(|name| name.as_str().or(name.is_null().then_some("null"))) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whether no value is left out.
fn is_any(names: &[String]) -> bool {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    names.is_empty() || ["string", "number", "boolean", "array", "object"].into_iter().all(has)
}

/// Whether values or schemas are listed that have types of their own.
fn has_alternatives(members: &Map<String, Value>) -> bool {
    ["enum", "oneOf", "anyOf"].iter().any(|keyword| members.contains_key(*keyword))
}

/// One schema for each type, with the keywords that are about this type.
fn split(members: &mut Map<String, Value>, names: &[String], at: &Trail<'_>, pass: &mut Pass<'_>) {
    let here = at.pointer();
    let list = here.child("anyOf");
    let mut schemas = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let place = list.item(index);
        pass.moves.made(&here, &place);
        let mut schema = Map::new();
        schema.insert("type".to_owned(), name.as_str().into());
        for keyword in keywords_of(name) {
            if let Some(value) = members.shift_remove(*keyword) {
                pass.moves.record(&here.child(keyword), &place.child(keyword));
                schema.insert((*keyword).to_owned(), value);
            }
        }
        if let Some(format) = members.get("format").filter(|format| is_format_of(format, name)).cloned() {
            schema.insert("format".to_owned(), format);
        }
        schemas.push(Value::Object(schema));
    }
    members.shift_remove("type");
    members.shift_remove("format");
    members.insert("anyOf".to_owned(), json!(schemas));
}

fn keywords_of(name: &str) -> &'static [&'static str] {
    let name = if name == "integer" { "number" } else { name };
    OF_ONE_TYPE.iter().find(|(typ, _)| *typ == name).map_or(&[], |(_, keywords)| keywords)
}

fn is_format_of(format: &Value, name: &str) -> bool {
    const NUMERIC: [&str; 12] = [
        "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "float", "double", "decimal",
    ];
    let is_numeric = format.as_str().is_some_and(|format| NUMERIC.contains(&format));
    match name {
        "integer" | "number" => is_numeric,
        "string" => !is_numeric,
        _ => false,
    }
}
