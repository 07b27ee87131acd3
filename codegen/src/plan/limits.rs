//! The limits of models, as the runtime reads them.

use super::pattern;
use super::types::Types;
use crate::diagnostic::{Diagnostics, code};
use crate::resolve::api::{Schema, SchemaId, Schemas, Shape, Union};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};

/// Arrays and maps inside one another, at most.
const MAX_DEPTH: usize = 32;

/// The limits of one model.
#[derive(Debug, Clone)]
pub struct ModelLimits {
    /// Its name.
    pub model: String,
    /// What is asked of it.
    pub rules: Value,
}

/// The limits of each model that has some, itself or in a part.
pub fn plan(types: &Types<'_>, diagnostics: &mut Diagnostics) -> Vec<ModelLimits> {
    let limited = types.schemas.holders(|_, schema| !schema.rules.is_empty());
    let mut limits = Limits { types, limited, patterns: HashMap::new(), reported: HashSet::new(), diagnostics };
    let named = types.named.iter().filter(|(id, _)| limits.limited.contains(id));
    let named: Vec<(SchemaId, String)> = named.cloned().collect();
    let found = named.into_iter().map(|(id, model)| ModelLimits { model, rules: limits.model(id).into() });
    found.collect()
}

struct Limits<'a, 'd> {
    types: &'a Types<'a>,
    limited: HashSet<SchemaId>,
    patterns: HashMap<String, Result<String, String>>,
    /// The schemas whose patterns cannot be read.
    reported: HashSet<SchemaId>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a> Limits<'a, '_> {
    fn schemas(&self) -> &'a Schemas {
        self.types.schemas
    }

    /// What is asked of a model.
    fn model(&mut self, id: SchemaId) -> Map<String, Value> {
        let schema = self.schemas().get(id);
        let mut rules = self.own(id, schema);
        match &schema.shape {
            Shape::Object(object) => {
                let values = object.rest.and_then(|rest| self.place(rest, 0));
                let mut properties = Map::new();
                for property in &object.properties {
                    match self.place(property.schema, 0) {
                        Some(place) => properties.insert(property.name.clone(), place),
                        // Without a place of its own it would have that of other members.
                        None if values.is_some() => properties.insert(property.name.clone(), json!({})),
                        None => None,
                    };
                }
                if !properties.is_empty() {
                    rules.insert("properties".to_owned(), properties.into());
                }
                rules.extend(values.map(|values| ("values".to_owned(), values)));
                let mut unions = object.variants.iter().filter_map(|variant| {
                    match &self.schemas().get(self.schemas().meant(variant.schema).0).shape {
                        Shape::Union(union) => Some(union),
                        _ => None,
                    }
                });
                let (first, others): (Option<&Union>, Vec<&Union>) = (unions.next(), unions.collect());
                first.into_iter().for_each(|union| self.union(union, &mut rules));
                let others = others.into_iter().map(|union| {
                    let mut rules = Map::new();
                    self.union(union, &mut rules);
                    rules
                });
                let others: Vec<Value> = others.filter(|rules| !rules.is_empty()).map(Value::Object).collect();
                if !others.is_empty() {
                    rules.insert("allOf".to_owned(), others.into());
                }
            }
            Shape::Union(union) => self.union(union, &mut rules),
            _ => {}
        }
        rules
    }

    fn union(&mut self, union: &Union, rules: &mut Map<String, Value>) {
        if let Some(discriminator) = &union.discriminator {
            let others = self.alternatives(union, &union.untold());
            let mut tagged = Map::new();
            for (value, members) in discriminator.members_by_value() {
                let place = match members.as_slice() {
                    [only] => union.members.get(*only).and_then(|member| self.place(*member, 0)),
                    several => self.alternatives(union, several).map(|members| json!({"oneOf": members})),
                };
                // Without a place of its own it would have that of the others.
                tagged.extend(place.or(others.as_ref().map(|_| json!({}))).map(|place| (value.to_owned(), place)));
            }
            if !tagged.is_empty() {
                rules.insert("tag".to_owned(), discriminator.property.clone().into());
                rules.insert("tagged".to_owned(), tagged.into());
            }
            rules.extend(others.map(|others| ("oneOf".to_owned(), others)));
            return;
        }
        let all: Vec<usize> = (0..union.members.len()).collect();
        rules.extend(self.alternatives(union, &all).map(|members| ("oneOf".to_owned(), members)));
    }

    /// What is asked of each of these members of a union, where something is asked of one.
    fn alternatives(&mut self, union: &Union, places: &[usize]) -> Option<Value> {
        let members: Vec<SchemaId> = places.iter().filter_map(|place| union.members.get(*place)).copied().collect();
        members
            .iter()
            .any(|member| self.limited.contains(member))
            .then(|| members.iter().map(|member| self.member(*member)).collect())
    }

    /// A member of a union: what a value must be to be one, and what is asked of it then.
    fn member(&mut self, id: SchemaId) -> Value {
        let mut rules = match self.place(id, 0) {
            Some(Value::Object(rules)) => rules,
            Some(model) => Map::from_iter([("model".to_owned(), model)]),
            None => Map::new(),
        };
        let meant = self.schemas().get(self.schemas().meant(id).0);
        if let Shape::Object(object) = &meant.shape {
            let required = object.properties.iter().filter(|property| property.required);
            let required: Vec<&str> = required.map(|property| property.name.as_str()).collect();
            if !required.is_empty() {
                rules.insert("has".to_owned(), required.into());
            }
            let says = object.properties.iter().filter_map(|property| {
                let schema = self.schemas().get(self.schemas().meant(property.schema).0);
                let text = schema.constant.clone().or_else(|| property.constant.clone().map(Value::String));
                Some((property.name.clone(), text.filter(Value::is_string)?))
            });
            let says: Map<String, Value> = says.collect();
            if !says.is_empty() {
                rules.insert("says".to_owned(), says.into());
            }
        }
        let is = match &meant.shape {
            Shape::Boolean => "boolean",
            Shape::Integer(_) | Shape::Number(_) | Shape::IntegerEnum(_) => "number",
            Shape::Text | Shape::SensitiveText | Shape::JsonText(_) | Shape::TextEnum(_) | Shape::Binary => "string",
            Shape::Array(_) | Shape::Tuple(..) => "array",
            Shape::Map(_) | Shape::Object(_) => "object",
            Shape::Any | Shape::File | Shape::ValueEnum(_) | Shape::Union(_) | Shape::Alias(_) => return rules.into(),
        };
        rules.insert("is".to_owned(), is.into());
        rules.into()
    }

    /// What is asked of a value at a place that has the schema; `None` where that is nothing.
    fn place(&mut self, id: SchemaId, depth: usize) -> Option<Value> {
        if !self.limited.contains(&id) || depth == MAX_DEPTH {
            return None;
        }
        let (meant, _) = self.schemas().meant(id);
        let mut parts: Vec<Map<String, Value>> = Vec::new();
        let mut at = id;
        while at != meant {
            parts.push(self.own(at, self.schemas().get(at)));
            match self.schemas().get(at).shape {
                Shape::Alias(next) if parts.len() <= MAX_DEPTH => at = next,
                _ => break,
            }
        }
        let model = self.types.model_name(meant).map(str::to_owned);
        let model = model.filter(|_| self.limited.contains(&meant));
        if model.is_none() {
            let schema = self.schemas().get(meant);
            let mut rules = self.own(meant, schema);
            let below = match schema.shape {
                Shape::Array(item) => Some(("items", item)),
                Shape::Map(value) => Some(("values", value)),
                _ => None,
            };
            if let Some((keyword, below)) = below
                && let Some(place) = self.place(below, depth + 1)
            {
                rules.insert(keyword.to_owned(), place);
            }
            parts.push(rules);
        }
        parts.retain(|rules| !rules.is_empty());
        merged(parts, model)
    }

    /// What a schema itself asks.
    fn own(&mut self, id: SchemaId, schema: &Schema) -> Map<String, Value> {
        let mut rules = schema.rules.clone();
        if let Some(Value::String(written)) = rules.get("pattern") {
            let read = self.patterns.entry(written.clone()).or_insert_with_key(|written| pattern::translated(written));
            match read.clone() {
                Ok(pattern) => rules.insert("pattern".to_owned(), pattern.into()),
                Err(reason) => {
                    self.report(id, schema, &reason);
                    rules.shift_remove("pattern")
                }
            };
        }
        rules
    }

    fn report(&mut self, id: SchemaId, schema: &Schema, reason: &str) {
        if self.reported.insert(id) {
            let message = format!("the pattern is not checked: {reason}");
            self.diagnostics
                .warning(code::SCHEMA_PATTERN, &schema.pointer.child("pattern"), message)
                .help("look-around and references to groups are not read; check such values before sending");
        }
    }
}

/// All of `parts`, and what is asked of the model.
fn merged(parts: Vec<Map<String, Value>>, model: Option<String>) -> Option<Value> {
    let mut all = Vec::new();
    let mut rules = Map::new();
    for part in parts {
        match part.keys().any(|keyword| rules.contains_key(keyword)) {
            true => all.push(part.into()),
            false => rules.extend(part),
        }
    }
    if !all.is_empty() {
        rules.insert("allOf".to_owned(), Value::Array(all));
    }
    match (model, rules.is_empty()) {
        (Some(model), true) => Some(model.into()),
        (Some(model), false) => {
            rules.insert("model".to_owned(), model.into());
            Some(rules.into())
        }
        (None, true) => None,
        (None, false) => Some(rules.into()),
    }
}
