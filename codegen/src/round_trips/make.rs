//! Values made of schemas.

use super::{fit, scalars};
use crate::load::Document;
use crate::resolve::api::{Discriminator, Object, SchemaId, Schemas, Shape, Union};
use serde_json::{Map, Value, json};

/// How many values one instance has, at most.
const MAX_STEPS: usize = 2000;

/// How many values a member has, at most, that has only what must be there since there is no room for more.
const MAX_OF_LEAST: usize = 100;

/// To which depth an instance has all that a schema names.
const FULL: u32 = 4;

/// How many schemas may stand inside one another.
const MAX_DEPTH: usize = 64;

/// Makes values of schemas.
pub struct Maker<'a> {
    document: &'a Document,
    schemas: &'a Schemas,
    /// How many values the instance may still have.
    steps: usize,
    /// The schemas around a value that has only what must be there: none of them is finite inside itself.
    around: Vec<SchemaId>,
    depth: usize,
}

impl<'a> Maker<'a> {
    /// Of the `schemas` of `document`.
    pub fn new(document: &'a Document, schemas: &'a Schemas) -> Self {
        Self { document, schemas, steps: 0, around: Vec::new(), depth: 0 }
    }

    /// Instances of a model: of an enum each value, of a union each member, else one with only what must be there and
    /// one with everything.
    pub fn instances(&mut self, schema: SchemaId) -> Vec<Value> {
        match &self.schemas.get(schema).shape {
            Shape::TextEnum(known) => known.iter().map(|known| json!(known.value)).collect(),
            Shape::IntegerEnum(known) => known.iter().map(|known| json!(known.value)).collect(),
            Shape::ValueEnum(known) => known.iter().map(|known| known.value.clone()).collect(),
            Shape::Union(union) => {
                let choices = choices(union).into_iter().flat_map(|choice| [(choice, 0), (choice, FULL)]);
                choices.filter_map(|((member, tag), full)| self.fresh().member(union, member, tag, full)).collect()
            }
            Shape::Object(object) if !object.variants.is_empty() => {
                (0..object.variants.len()).flat_map(|varied| self.varied(object, varied)).collect()
            }
            _ => [0, FULL].into_iter().filter_map(|full| self.fresh().shape(schema, full)).collect(),
        }
    }

    /// Instances of an object with each choice of one of its unions.
    fn varied(&mut self, object: &Object, varied: usize) -> Vec<Value> {
        let Some(variant) = object.variants.get(varied) else { return Vec::new() };
        let choices = self.instances(self.schemas.meant(variant.schema).0).into_iter().enumerate();
        let made = choices.filter_map(|(index, choice)| {
            // Of each choice there is one with what must be there, and one with everything.
            let full = if index.is_multiple_of(2) { 0 } else { FULL };
            let mut members = self.fresh().object(object, full)?;
            for (other, variant) in object.variants.iter().enumerate() {
                let value = if other == varied { choice.clone() } else { self.value(variant.schema, full)? };
                members = around(members, value)?;
            }
            Some(Value::Object(members))
        });
        made.collect()
    }

    /// With room for another instance.
    fn fresh(&mut self) -> &mut Self {
        self.steps = MAX_STEPS;
        self
    }

    /// A value of the schema: everything to the depth `full`, only what must be there below.
    fn value(&mut self, schema: SchemaId, full: u32) -> Option<Value> {
        let (meant, nullable) = self.schemas.meant(schema);
        if full == 0 && nullable {
            return Some(Value::Null);
        }
        self.shape(meant, full).or_else(|| nullable.then_some(Value::Null))
    }

    fn shape(&mut self, schema: SchemaId, full: u32) -> Option<Value> {
        self.steps = self.steps.checked_sub(1)?;
        if self.depth == MAX_DEPTH || (full == 0 && self.around.contains(&schema)) {
            return None;
        }
        if full == 0 {
            self.around.push(schema);
        }
        self.depth += 1;
        let made = self.made(schema, full);
        self.depth -= 1;
        if full == 0 {
            self.around.pop();
        }
        made
    }

    fn made(&mut self, schema: SchemaId, full: u32) -> Option<Value> {
        let facts = self.schemas.get(schema);
        if let Some(constant) = &facts.constant {
            return Some(constant.clone());
        }
        let node = self.document.node(&facts.pointer);
        let is_full = full > 0;
        match &facts.shape {
            Shape::Any | Shape::Alias(_) => Some(if is_full { any() } else { json!("") }),
            Shape::Boolean => Some(json!(is_full)),
            Shape::Integer(format) => {
                self.example(schema, node, is_full).or_else(|| Some(scalars::integer(*format, facts, node, is_full)))
            }
            Shape::Number(_) => self.example(schema, node, is_full).or_else(|| Some(scalars::number(node, is_full))),
            Shape::Text | Shape::Binary | Shape::File => {
                self.example(schema, node, is_full).or_else(|| Some(json!(scalars::text(facts, node, is_full))))
            }
            Shape::SensitiveText => None,
            // A text that is no JSON stays as it is; one that is need not be written as it was.
            Shape::JsonText(_) => Some(json!("no JSON")),
            Shape::TextEnum(known) => pick(known, is_full).map(|known| json!(known.value)),
            Shape::IntegerEnum(known) => pick(known, is_full).map(|known| json!(known.value)),
            Shape::ValueEnum(known) => pick(known, is_full).map(|known| known.value.clone()),
            Shape::Array(_) | Shape::Map(_) if full == 0 => {
                Some(if matches!(facts.shape, Shape::Array(_)) { json!([]) } else { json!({}) })
            }
            Shape::Array(item) => {
                let items = [full - 1, 0].into_iter().filter_map(|full| self.value(*item, full));
                Some(Value::Array(items.collect()))
            }
            Shape::Tuple(items, rest) => {
                let items = items.iter().map(|item| self.value(*item, full.saturating_sub(1)));
                let mut items = items.collect::<Option<Vec<_>>>()?;
                let more = rest.filter(|_| is_full).into_iter().flat_map(|rest| [(rest, full - 1), (rest, 0)]);
                items.extend(more.filter_map(|(rest, full)| self.value(rest, full)));
                Some(Value::Array(items))
            }
            Shape::Map(item) => Some(match self.value(*item, full - 1) {
                Some(value) => json!({"a key": value}),
                None => json!({}),
            }),
            Shape::Object(object) => {
                let mut members = self.object(object, full)?;
                for variant in &object.variants {
                    members = around(members, self.value(variant.schema, full)?)?;
                }
                Some(Value::Object(members))
            }
            Shape::Union(union) => self.union(union, full),
        }
    }

    /// The document's own example of a text or a number, where it fits.
    fn example(&self, schema: SchemaId, node: Option<&Value>, is_full: bool) -> Option<Value> {
        let example = node.filter(|_| is_full)?.get("example")?;
        fit::fitted(self.schemas, schema, example)
    }

    fn object(&mut self, object: &Object, full: u32) -> Option<Map<String, Value>> {
        let mut members = Map::new();
        let wanted: Vec<_> = object.properties.iter().filter(|property| full > 0 || property.required).collect();
        for (index, property) in wanted.iter().enumerate() {
            let made = match full {
                _ if property.constant.is_some() => property.constant.clone().map(Value::String),
                0 => self.value(property.schema, 0),
                _ => self.share(property.schema, full - 1, wanted.len() - index),
            };
            match made {
                Some(value) => {
                    members.insert(property.name.clone(), value);
                }
                None if property.required => return None,
                None => {}
            }
        }
        if let Some(rest) = object.rest.filter(|_| full > 0)
            && let Some(value) = self.value(rest, full - 1)
            && object.properties.iter().all(|property| property.name != "another key")
        {
            members.insert("another key".to_owned(), value);
        }
        Some(members)
    }

    /// A value of one of `members` members that share the room: with everything where that fits into its part of it.
    fn share(&mut self, schema: SchemaId, full: u32, members: usize) -> Option<Value> {
        let part = self.steps / members.max(1);
        let others = self.steps - part;
        self.steps = part;
        let made = self.value(schema, full);
        self.steps += others;
        made.or_else(|| {
            let others = self.steps.saturating_sub(MAX_OF_LEAST);
            self.steps -= others;
            let made = self.value(schema, 0);
            self.steps += others;
            made
        })
    }

    /// The first member of which there is a value.
    fn union(&mut self, union: &Union, full: u32) -> Option<Value> {
        choices(union).into_iter().find_map(|(member, tag)| self.member(union, member, tag, full))
    }

    /// A value of one member of a union, which `tag` tells apart.
    fn member(&mut self, union: &Union, member: usize, tag: Option<&str>, full: u32) -> Option<Value> {
        let schema = *union.members.get(member)?;
        let (Some(tag), Some(discriminator)) = (tag, &union.discriminator) else { return self.value(schema, full) };
        // A member that is `null` has no tag.
        let meant = self.schemas.meant(schema).0;
        if let Shape::Union(inner) = &self.schemas.get(meant).shape
            && let Some(choice) = same_tag(inner, discriminator, tag)
        {
            return self.member(inner, choice, Some(tag), full);
        }
        let mut made = self.shape(meant, full)?;
        made.as_object_mut()?.insert(discriminator.property.clone(), json!(tag));
        Some(made)
    }
}

/// The member of a union inside another one that is told apart by the same value.
fn same_tag(inner: &Union, around: &Discriminator, tag: &str) -> Option<usize> {
    let discriminator = inner.discriminator.as_ref().filter(|inner| inner.property == around.property)?;
    discriminator.values.iter().find(|(value, _)| value == tag).map(|(_, member)| *member)
}

/// The object with the members of `variant` as well.
fn around(mut members: Map<String, Value>, variant: Value) -> Option<Map<String, Value>> {
    let Value::Object(variant) = variant else { return None };
    members.extend(variant);
    Some(members)
}

/// The members of a union by their places, with what tells each apart.
fn choices(union: &Union) -> Vec<(usize, Option<&str>)> {
    let values = union.discriminator.iter().flat_map(|discriminator| &discriminator.values);
    let told = values.map(|(value, member)| (*member, Some(value.as_str())));
    told.chain(union.untold().into_iter().map(|member| (member, None))).collect()
}

fn any() -> Value {
    json!({"any": [null, true, -1, 0.5, "text", {}]})
}

/// The last value where everything is wanted, else the first one.
fn pick<T>(known: &[T], is_full: bool) -> Option<&T> {
    if is_full { known.last() } else { known.first() }
}
