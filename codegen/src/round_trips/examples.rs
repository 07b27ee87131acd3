//! The examples and defaults of a document, for the models that they are instances of.

use super::{ByModel, fit};
use crate::load::Document;
use crate::pointer::Pointer;
use crate::resolve::api::{SchemaId, Schemas, Shape};
use crate::resolve::target;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// How deep lists and maps of models may be.
const MAX_DEPTH: usize = 8;

/// What is kept of the examples of each model, and how many do not fit.
pub fn by_model(document: &Document, schemas: &Schemas, models: &HashSet<SchemaId>) -> (ByModel, usize) {
    let mut found = Found { schemas, models, fitting: ByModel::new(), unfit: 0 };
    let mut places: HashMap<&Pointer, Vec<SchemaId>> = HashMap::new();
    for (id, schema) in schemas.iter() {
        places.entry(&schema.pointer).or_default().push(id);
        let Some(node) = document.node(&schema.pointer) else { continue };
        let list = node.get("examples").and_then(Value::as_array).into_iter().flatten();
        for value in node.get("example").into_iter().chain(list).chain(node.get("default")) {
            found.offer(id, value, MAX_DEPTH);
        }
    }
    for (schema, values) in beside_schemas(document) {
        let Some(target) = target(document, &schema) else { continue };
        for id in places.get(&target).into_iter().flatten() {
            values.iter().for_each(|value| found.offer(*id, value, MAX_DEPTH));
        }
    }
    (found.fitting, found.unfit)
}

struct Found<'a> {
    schemas: &'a Schemas,
    models: &'a HashSet<SchemaId>,
    fitting: ByModel,
    unfit: usize,
}

impl Found<'_> {
    /// Takes `value` as an instance of the schema, if that is a model, or of the models that it is a list or a map of.
    fn offer(&mut self, schema: SchemaId, value: &Value, depth: usize) {
        let (meant, nullable) = self.schemas.meant(schema);
        if depth == 0 || (nullable && value.is_null()) {
            return;
        }
        if self.models.contains(&meant) {
            let fitted = |value: &Value| fit::fitted(self.schemas, meant, value).filter(|value| !value.is_null());
            match fitted(value).or_else(|| fitted(&written_out(value)?)) {
                Some(value) => self.fitting.entry(meant).or_default().push(value),
                None => self.unfit += 1,
            }
            return;
        }
        let written_out = written_out(value);
        match (&self.schemas.get(meant).shape, written_out.as_ref().unwrap_or(value)) {
            (Shape::Array(item), Value::Array(items)) => {
                items.iter().for_each(|value| self.offer(*item, value, depth - 1));
            }
            (Shape::Map(item), Value::Object(members)) => {
                members.values().for_each(|value| self.offer(*item, value, depth - 1));
            }
            _ => {}
        }
    }
}

/// An object or an array that the document has as the text of its JSON.
fn written_out(value: &Value) -> Option<Value> {
    let text = value.as_str().filter(|text| text.trim_start().starts_with(['{', '[']))?;
    serde_json::from_str(text).ok()
}

/// The schemas of media types, parameters and headers that have examples beside them, with these.
fn beside_schemas(document: &Document) -> Vec<(Pointer, Vec<&Value>)> {
    let mut found = Vec::new();
    let mut waiting = vec![(Pointer::root(), &document.root)];
    while let Some((at, node)) = waiting.pop() {
        match node {
            Value::Object(members) => {
                let values = examples(document, &at, node);
                if members.contains_key("schema") && !values.is_empty() {
                    found.push((at.child("schema"), values));
                }
                let inner = members.iter().filter(|(name, _)| !["example", "examples"].contains(&name.as_str()));
                waiting.extend(inner.map(|(name, node)| (at.child(name), node)));
            }
            Value::Array(items) => {
                waiting.extend(items.iter().enumerate().map(|(index, node)| (at.item(index), node)));
            }
            _ => {}
        }
    }
    found.reverse();
    found
}

fn examples<'d>(document: &'d Document, at: &Pointer, node: &'d Value) -> Vec<&'d Value> {
    let named = node.get("examples").and_then(Value::as_object).into_iter().flatten();
    let named = named.filter_map(|(name, _)| {
        let place = target(document, &at.child("examples").child(name))?;
        document.node(&place)?.get("value")
    });
    node.get("example").into_iter().chain(named).collect()
}
