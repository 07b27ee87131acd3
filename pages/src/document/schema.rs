//! Schemas.

use super::Yaml;
use super::components::is_named;
use crate::facts::{Encrypted, Node, Scalar};
use crate::names::NameMap;
use std::collections::BTreeMap;

/// Writes the schemas of one operation.
pub(super) struct Writer<'a> {
    /// What stands for the operation in the name map.
    pub operation: String,
    pub names: &'a NameMap,
    /// The components of the document.
    pub schemas: &'a mut BTreeMap<String, Yaml>,
    pub with_text: bool,
}

impl Writer<'_> {
    /// The schema of a node at a place; one with a name goes among the components.
    pub fn schema(&mut self, node: &Node, place: &str) -> Yaml {
        let mut schema = match node.json {
            // Many texts that hold JSON; but many objects are in one text.
            true if node.kind.scalar == Scalar::String => arrays(self.encoded(node, place), node),
            true => self.encoded(node, place),
            false => arrays(self.value(node, place), node),
        };
        if !node.words.text.is_empty() {
            self.describe(&mut schema, &node.words.text);
        }
        schema
    }

    /// An object of these members, among the components.
    pub fn object(&mut self, rows: &[Node], place: &str) -> Yaml {
        let schema = self.members(rows, place);
        self.component(schema, place)
    }

    /// The part of a form that holds a file, or several.
    pub fn file(&mut self, node: &Node) -> Yaml {
        let mut schema = arrays(Yaml::map([("type", Yaml::text("string")), ("format", Yaml::text("binary"))]), node);
        if !node.words.text.is_empty() {
            self.describe(&mut schema, &node.words.text);
        }
        schema
    }

    /// A string that holds JSON.
    fn encoded(&mut self, node: &Node, place: &str) -> Yaml {
        let mut schema = Yaml::map([("type", Yaml::text("string"))]);
        values(&mut schema, node);
        encrypted(&mut schema, node);
        let decoded = match node.children.is_empty() {
            true if node.kind.scalar == Scalar::Object => Yaml::map([("type", Yaml::text("object"))]),
            true => Yaml::Map(Vec::new()),
            false => self.object(&node.children, place),
        };
        let decoded = if node.kind.scalar == Scalar::String { decoded } else { arrays(decoded, node) };
        schema.put("x-json-schema", decoded);
        schema
    }

    fn value(&mut self, node: &Node, place: &str) -> Yaml {
        if !node.children.is_empty() {
            return self.object(&node.children, place);
        }
        let mut schema = Yaml::Map(Vec::new());
        if let Some(name) = node.kind.scalar.name() {
            schema.put("type", Yaml::text(name));
        }
        values(&mut schema, node);
        encrypted(&mut schema, node);
        if is_named(node) { self.component(schema, place) } else { schema }
    }

    pub fn members(&mut self, rows: &[Node], place: &str) -> Yaml {
        let properties = rows.iter().map(|row| {
            let place = format!("{place}.{}", row.name);
            (row.name.clone(), self.schema(row, &place))
        });
        let properties = Yaml::Map(properties.collect());
        with_required(properties, rows)
    }

    /// Puts a schema among the components, if its place has a name.
    pub fn component(&mut self, schema: Yaml, place: &str) -> Yaml {
        let Some(name) = self.names.schemas.get(&self.operation).and_then(|places| places.get(place)) else {
            return schema;
        };
        self.schemas.entry(name.clone()).or_insert(schema);
        Yaml::reference("schemas", name)
    }

    /// Adds a description, to the component where the schema is a reference to one.
    pub fn describe(&mut self, schema: &mut Yaml, text: &str) {
        if !self.with_text {
            return;
        }
        let name = match schema.get("$ref") {
            Some(Yaml::Text(reference)) => reference.rsplit('/').next().map(str::to_owned),
            _ => None,
        };
        let target = match name {
            Some(name) => self.schemas.get_mut(&name),
            None => Some(schema),
        };
        if let Some(target) = target.filter(|target| target.get("description").is_none()) {
            target.put("description", Yaml::text(text));
        }
    }
}

/// The schema of as many arrays around a schema as the node has.
fn arrays(mut schema: Yaml, node: &Node) -> Yaml {
    for _ in 0..node.kind.arrays {
        schema = Yaml::map([("type", Yaml::text("array")), ("items", schema)]);
    }
    schema
}

/// An object with its properties, and which of them must be there.
pub(super) fn with_required(properties: Yaml, rows: &[Node]) -> Yaml {
    let required = rows.iter().filter(|row| row.required).map(|row| Yaml::text(row.name.clone()));
    let required: Vec<Yaml> = required.collect();
    let mut schema = Yaml::map([("type", Yaml::text("object"))]);
    if !required.is_empty() {
        schema.put("required", Yaml::List(required));
    }
    schema.put("properties", properties);
    schema
}

fn values(schema: &mut Yaml, node: &Node) {
    if !node.words.values.is_empty() {
        schema.put("enum", Yaml::List(node.words.values.iter().map(|text| literal(text, node.kind.scalar)).collect()));
    }
    if let Some(default) = &node.words.default {
        schema.put("default", literal(default, node.kind.scalar));
    }
}

fn encrypted(schema: &mut Yaml, node: &Node) {
    if let Some(key) = node.encrypted {
        let key = match key {
            Encrypted::WechatPay => "wechatpay",
            Encrypted::Merchant => "merchant",
        };
        schema.put("x-encrypted", Yaml::text(key));
    }
}

/// A value as its type has it. What does not fit the type stays the text that it is.
fn literal(text: &str, scalar: Scalar) -> Yaml {
    let is_number = |text: &str| serde_json::from_str::<serde_json::Number>(text).is_ok() && !text.contains(['e', 'E']);
    match (scalar, text) {
        (Scalar::Integer | Scalar::Number, digits) if is_number(digits) => Yaml::Number(digits.to_owned()),
        (Scalar::Boolean, "true") => Yaml::Bool(true),
        (Scalar::Boolean, "false") => Yaml::Bool(false),
        (_, text) => Yaml::text(text),
    }
}
