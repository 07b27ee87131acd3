//! Schemas, by their shapes.

use super::Union;
use crate::pointer::Pointer;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// The schemas of a document; a [`SchemaId`] names one.
#[derive(Debug, Clone, Default)]
pub struct Schemas(pub(in crate::resolve) Vec<Schema>);

/// Names a schema of [`Schemas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub(in crate::resolve) usize);

impl Schemas {
    /// The schema that `id` names.
    pub fn get(&self, id: SchemaId) -> &Schema {
        &self.0[id.0]
    }

    /// The schemas whose values may hold a sensitive text, at any depth.
    pub fn sensitive_holders(&self) -> HashSet<SchemaId> {
        self.holders(|_, schema| matches!(schema.shape, Shape::SensitiveText))
    }

    /// The schemas that are `wanted`, and those that such a schema is a part of, at any depth.
    pub fn holders(&self, wanted: impl Fn(SchemaId, &Schema) -> bool) -> HashSet<SchemaId> {
        let mut waiting: Vec<SchemaId> =
            self.iter().filter(|(id, schema)| wanted(*id, schema)).map(|(id, _)| id).collect();
        if waiting.is_empty() {
            return HashSet::new();
        }
        let mut holders: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
        for (id, schema) in self.iter() {
            for part in schema.shape.parts() {
                holders.entry(part).or_default().push(id);
            }
        }
        let mut found = HashSet::new();
        while let Some(id) = waiting.pop() {
            if found.insert(id) {
                waiting.extend(holders.get(&id).into_iter().flatten());
            }
        }
        found
    }

    pub(in crate::resolve) fn add(&mut self, schema: Schema) -> SchemaId {
        self.0.push(schema);
        SchemaId(self.0.len() - 1)
    }

    pub(in crate::resolve) fn get_mut(&mut self, id: SchemaId) -> &mut Schema {
        &mut self.0[id.0]
    }

    pub(in crate::resolve) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Schema> {
        self.0.iter_mut()
    }

    /// All schemas, named ones first, each group in the order of the document.
    pub fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        self.0.iter().enumerate().map(|(index, schema)| (SchemaId(index), schema))
    }

    /// The default of what stands at `id`: the first one on the way to what is meant there.
    pub fn default_of(&self, id: SchemaId) -> Option<&Value> {
        let mut at = id;
        for _ in 0..=self.0.len() {
            let schema = self.get(at);
            match schema.shape {
                _ if schema.default.is_some() => return schema.default.as_ref(),
                Shape::Alias(target) => at = target,
                _ => return None,
            }
        }
        None
    }

    /// The schema that is meant where `id` stands, and whether `null` is allowed on the way to it.
    pub fn meant(&self, id: SchemaId) -> (SchemaId, bool) {
        let (mut at, mut nullable) = (id, false);
        // An alias may lead around in a circle; no chain of them is longer than the list.
        for _ in 0..=self.0.len() {
            let schema = self.get(at);
            nullable |= schema.nullable;
            match schema.shape {
                Shape::Alias(target) => at = target,
                _ => break,
            }
        }
        (at, nullable)
    }
}

/// A schema: its facts, and its shape.
#[derive(Debug, Clone)]
pub struct Schema {
    /// Where it stands.
    pub pointer: Pointer,
    /// Its name below `components/schemas`, if it stands there.
    pub component: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What its name ends with, where it is made of several places of the document.
    pub suffix: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `nullable`, or an enum with `null` among its values.
    pub nullable: bool,
    /// `format`.
    pub format: Option<String>,
    /// The only value that the document knows.
    pub constant: Option<serde_json::Value>,
    /// `default`: what the service takes where nothing is given.
    pub default: Option<serde_json::Value>,
    /// Limits and formats in words, such as `at most 32 characters`.
    pub limits: Vec<String>,
    /// What is asked of a value that has it: keywords of JSON Schema such as `maxLength`.
    pub rules: Map<String, Value>,
    /// What values have it.
    pub shape: Shape,
}

impl Schema {
    /// The texts that the document knows, where all values are texts and it knows some.
    pub fn known_texts(&self) -> Option<Vec<&str>> {
        match (&self.shape, &self.constant) {
            (Shape::TextEnum(values), _) => Some(values.iter().map(|known| known.value.as_str()).collect()),
            (_, Some(constant)) => constant.as_str().map(|text| vec![text]),
            _ => None,
        }
    }
}

/// What values have a schema.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Any JSON value.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(IntegerFormat),
    /// A number.
    Number(NumberFormat),
    /// Text, whatever its format.
    Text,
    /// Text that the protocol encrypts on its way (`x-sensitive`).
    SensitiveText,
    /// Text that is the JSON of a value of this schema (`x-json-schema`).
    JsonText(SchemaId),
    /// Raw bytes, where a body consists of them.
    Binary,
    /// Raw bytes that are a part of a body.
    File,
    /// One of these texts, or one that comes later.
    TextEnum(Vec<EnumValue<String>>),
    /// One of these whole numbers, or one that comes later.
    IntegerEnum(Vec<EnumValue<i64>>),
    /// One of these texts, numbers and booleans, or one that comes later.
    ValueEnum(Vec<EnumValue<serde_json::Value>>),
    /// An array of items.
    Array(SchemaId),
    /// An array with an item of each of these, and of a fixed length unless there is a schema for those behind them.
    Tuple(Vec<SchemaId>, Option<SchemaId>),
    /// An object with any members, each of this schema.
    Map(SchemaId),
    /// An object with known members.
    Object(Object),
    /// One of several schemas.
    Union(Union),
    /// Another schema, with facts of its own.
    Alias(SchemaId),
}

impl Shape {
    /// The schemas that it is made of.
    pub fn parts(&self) -> Vec<SchemaId> {
        match self {
            Self::Array(part) | Self::Map(part) | Self::Alias(part) | Self::JsonText(part) => vec![*part],
            Self::Object(object) => {
                let properties = object.properties.iter().map(|property| property.schema);
                properties.chain(object.rest).chain(object.variants.iter().map(|it| it.schema)).collect()
            }
            Self::Union(union) => union.members.clone(),
            Self::Tuple(parts, rest) => parts.iter().chain(rest).copied().collect(),
            _ => Vec::new(),
        }
    }

    /// The schemas that it is made of, to be replaced by others.
    pub(in crate::resolve) fn parts_mut(&mut self) -> Vec<&mut SchemaId> {
        match self {
            Self::Array(part) | Self::Map(part) | Self::Alias(part) | Self::JsonText(part) => vec![part],
            Self::Object(object) => {
                let properties = object.properties.iter_mut().map(|property| &mut property.schema);
                let variants = object.variants.iter_mut().map(|variant| &mut variant.schema);
                properties.chain(&mut object.rest).chain(variants).collect()
            }
            Self::Union(union) => union.members.iter_mut().collect(),
            Self::Tuple(parts, rest) => parts.iter_mut().chain(rest).collect(),
            _ => Vec::new(),
        }
    }
}

/// The size of a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntegerFormat {
    /// `int32`, and smaller ones.
    Int32,
    /// `int64`, or no format.
    Int64,
    /// `uint32`, and smaller ones.
    Uint32,
    /// `uint64`.
    Uint64,
}

/// The size of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberFormat {
    /// `float`.
    Float,
    /// `double`, or no format.
    Double,
}

/// One value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue<T> {
    /// The value.
    pub value: T,
    /// Its name in Rust that the settings give.
    pub rust_name: Option<String>,
    /// Its name in `x-enum-varnames`.
    pub name: Option<String>,
    /// What is said about it.
    pub description: Option<String>,
}

/// An object with known members.
#[derive(Debug, Clone, Default)]
pub struct Object {
    /// The members, in the order of the document.
    pub properties: Vec<Property>,
    /// The schema of all other members, where the document asks to keep them.
    pub rest: Option<SchemaId>,
    /// Unions of objects, each of which has some of the members that are not named here.
    pub variants: Vec<Variant>,
}

/// Members of an object that differ from one to another.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The union that has them.
    pub schema: SchemaId,
    /// The members that other unions of the object have, and this one has not.
    pub elsewhere: Vec<String>,
}

/// Which side of a call sends a member of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    /// Both.
    #[default]
    Both,
    /// `readOnly`: the service alone.
    ReadOnly,
    /// `writeOnly`: whoever calls it alone.
    WriteOnly,
}

/// A member of an object.
#[derive(Debug, Clone)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// Its value.
    pub schema: SchemaId,
    /// The only text that it can be here, where its schema does not say so itself.
    pub constant: Option<String>,
    /// Which side sends it.
    pub access: Access,
    /// Where it stands.
    pub pointer: Pointer,
    /// A description beside a reference.
    pub description: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
}

impl Property {
    /// A property of which nothing is known but its schema.
    pub(in crate::resolve) fn new(schema: SchemaId) -> Self {
        Self {
            name: String::new(),
            required: false,
            schema,
            constant: None,
            access: Access::Both,
            pointer: Pointer::root(),
            description: None,
            rust_name: None,
        }
    }
}
