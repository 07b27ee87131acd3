//! Objects made from schemas.

use serde_json::{Map, Value};

use super::Sampler;
use super::shape::Shape;
use crate::document::tree::{Tree, items, members};

/// The most members that are made up to reach `minProperties`.
const MAX_MADE_UP: u64 = 32;

impl<'d> Sampler<'d> {
    pub(super) fn object(&mut self, shape: &Shape<'d>) -> Option<Value> {
        let mut object: Map<String, Value> =
            shape.tags.iter().rev().map(|(name, tag)| ((*name).to_owned(), Value::from(*tag))).collect();
        let required: Vec<&str> =
            shape.keywords("required").flat_map(|names| items(Some(names))).filter_map(Value::as_str).collect();
        for name in known_names(shape) {
            self.add_known(shape, name, required.contains(&name), &mut object)?;
        }
        self.add_unknown(shape, &required, &mut object)?;
        Some(Value::Object(object))
    }

    /// Adds a member that has a schema of its own. `None` where it must be there and cannot be made.
    fn add_known(
        &mut self,
        shape: &Shape<'d>,
        name: &str,
        required: bool,
        object: &mut Map<String, Value>,
    ) -> Option<()> {
        let schemas: Vec<&Value> = shape.keywords("properties").filter_map(|properties| properties.get(name)).collect();
        let full = shape.least("maxProperties").is_some_and(|most| object.len() as u64 >= most);
        let left_out = !required && (full || !self.is_generous());
        if object.contains_key(name) || left_out || self.is_excluded(&schemas) {
            return Some(());
        }
        let value = self.value(&schemas, name);
        let value = value.or_else(|| (required && self.is_nullable(&schemas)).then_some(Value::Null));
        match value {
            Some(value) => drop(object.insert(name.to_owned(), value)),
            None if required => return None,
            None => {}
        }
        Some(())
    }

    /// Adds the members that must be there and have no schema of their own, or one to show what they look like.
    fn add_unknown(&mut self, shape: &Shape<'d>, required: &[&str], object: &mut Map<String, Value>) -> Option<()> {
        let schemas: Vec<&Value> = shape.keywords("additionalProperties").filter(|schema| schema.is_object()).collect();
        let known = known_names(shape);
        for name in required.iter().filter(|name| !known.contains(name)) {
            if !object.contains_key(*name) {
                let value = self.value(&schemas, name)?;
                object.insert((*name).to_owned(), value);
            }
        }
        let least = shape.most("minProperties").unwrap_or(0).min(MAX_MADE_UP);
        let shown = u64::from(known.is_empty() && !schemas.is_empty() && self.is_generous());
        for number in 1..=least.max(shown) {
            if object.len() as u64 >= least.max(shown) {
                break;
            }
            match self.value(&schemas, "value") {
                Some(value) => drop(object.insert(made_up_name(self.tree, shape, number), value)),
                None if least == 0 => break,
                None => return None,
            }
        }
        Some(())
    }

    /// Whether a member does not travel this way.
    fn is_excluded(&self, schemas: &[&'d Value]) -> bool {
        self.is_any_true(schemas, self.direction.excluded_by())
    }

    fn is_nullable(&self, schemas: &[&'d Value]) -> bool {
        self.is_any_true(schemas, "nullable")
            || schemas.iter().all(|schema| self.checker().check(schema, &Value::Null, "").is_ok())
    }

    fn is_any_true(&self, schemas: &[&'d Value], keyword: &str) -> bool {
        let is_true = |schema: &Value| schema.get(keyword) == Some(&Value::Bool(true));
        schemas.iter().any(|schema| is_true(schema) || self.tree.follow(schema).is_some_and(is_true))
    }
}

/// The name of a member that only `additionalProperties` speaks of.
fn made_up_name(tree: Tree<'_>, shape: &Shape<'_>, number: u64) -> String {
    let names = shape.keyword("propertyNames").and_then(|names| tree.member(names, "enum"));
    let listed = items(names).filter_map(Value::as_str).nth(number as usize - 1);
    listed.map_or_else(|| format!("key{number}"), str::to_owned)
}

/// The members that have schemas of their own, each once, in the document's order.
fn known_names<'d>(shape: &Shape<'d>) -> Vec<&'d str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in shape.keywords("properties").flat_map(|properties| members(Some(properties))) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}
