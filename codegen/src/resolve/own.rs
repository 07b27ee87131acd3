//! The keywords of one schema, without what they lead to.

use super::union;
use serde_json::{Map, Value};

/// What a schema has of its own, before its `allOf` is merged into it.
#[derive(Debug, Default)]
pub struct Own {
    pub properties: Vec<String>,
    pub required: Vec<String>,
    /// The names of `patternProperties`.
    pub patterns: Vec<String>,
    pub additional: Additional,
    pub all_of: usize,
    /// The unions among its keywords.
    pub unions: Vec<&'static str>,
    /// Whether its values are no objects.
    pub is_scalar: bool,
    pub is_object: bool,
}

/// What `additionalProperties` says.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Additional {
    #[default]
    Unsaid,
    None,
    Any,
    Schema,
}

/// Whether no value has the schema `node`: `false` is written so.
pub fn is_never(node: &Value) -> bool {
    let excludes_all = || node.get("not").and_then(Value::as_object).is_some_and(Map::is_empty);
    let says_more = |members: &Map<String, Value>| {
        members.keys().any(|name| !["not", "title", "description"].contains(&name.as_str()))
    };
    *node == false || node.as_object().is_some_and(|members| !says_more(members)) && excludes_all()
}

impl Own {
    /// The parts of the schema `node`.
    pub fn of(node: &Map<String, Value>) -> Self {
        let names = |keyword: &str| -> Vec<String> {
            node.get(keyword).and_then(Value::as_object).into_iter().flatten().map(|(name, _)| name.clone()).collect()
        };
        let length = |keyword: &str| node.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
        let kind = node.get("type").and_then(Value::as_str);
        let required = node.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let has_items = ["items", "prefixItems"].iter().any(|keyword| node.contains_key(*keyword));
        Self {
            properties: names("properties"),
            required: required.map(str::to_owned).collect(),
            patterns: names("patternProperties"),
            additional: match node.get("additionalProperties") {
                None => Additional::Unsaid,
                Some(Value::Bool(false)) => Additional::None,
                Some(Value::Bool(true)) => Additional::Any,
                Some(_) => Additional::Schema,
            },
            all_of: length("allOf"),
            unions: union::KEYWORDS.into_iter().filter(|keyword| length(keyword) > 0).collect(),
            is_scalar: kind.is_some_and(|kind| kind != "object") || (kind.is_none() && has_items),
            is_object: kind == Some("object"),
        }
    }

    /// Whether it names members of an object, or requires some.
    pub fn has_members(&self) -> bool {
        !self.properties.is_empty() || !self.required.is_empty() || !self.patterns.is_empty()
    }

    /// Whether nothing about values is said.
    pub fn is_silent(&self) -> bool {
        let unsaid = matches!(self.additional, Additional::Unsaid | Additional::None);
        !self.has_members() && unsaid && self.all_of == 0 && self.unions.is_empty() && !self.is_scalar
    }
}
