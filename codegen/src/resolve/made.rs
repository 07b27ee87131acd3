//! Schemas that stand nowhere in the document as they are: made of several places, or of a part of one.

use super::api::SchemaId;
use super::schema::Reader;
use super::{object, union};
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use openapiv3::SchemaData;
use serde_json::Value;
use std::collections::HashMap;

/// How many schemas are made of several places, at most: circles of different lengths, merged, multiply.
const MAX_MERGED: usize = 1_000;

/// A schema that is made of several places, or of a part of one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Made {
    /// What stands at all of these places at once.
    Merged(Vec<Pointer>),
    /// The union below this keyword, without what stands beside it.
    Union(Pointer, &'static str),
    /// The object there, without those that extend it.
    Plain(Pointer),
}

/// The schemas that were made.
#[derive(Default)]
pub struct AllMade {
    by_made: HashMap<Made, SchemaId>,
    made: HashMap<SchemaId, Made>,
    /// How many of these are of several places.
    merged: usize,
}

impl AllMade {
    /// What the schema is made of, where it is made.
    pub fn get(&self, id: SchemaId) -> Option<Made> {
        self.made.get(&id).cloned()
    }
}

impl Reader<'_> {
    /// What stands at all of `places` at once.
    pub(super) fn merged(&mut self, places: Vec<Pointer>, diagnostics: &mut Diagnostics) -> SchemaId {
        let at = places.last().cloned().unwrap_or_default();
        let made = Made::Merged(places);
        let is_new = !self.made.by_made.contains_key(&made);
        if is_new && self.made.merged >= MAX_MERGED {
            let message = "too many schemas are merged with others: this one is read alone";
            diagnostics.warning(code::SCHEMA_ALL_OF, &at, message).help("merge fewer schemas that refer to themselves");
            return self.at(&at, diagnostics);
        }
        self.made.merged += usize::from(is_new);
        self.make(at, made, None)
    }

    /// The union `keyword` of the schema at `at`, without what stands beside it.
    pub(super) fn union_of(&mut self, at: &Pointer, keyword: &'static str) -> SchemaId {
        let node = self.document.node(at).and_then(Value::as_object);
        if node.is_some_and(|node| union::is_alone(node, keyword)) {
            return self.intern(at.clone());
        }
        self.make(at.clone(), Made::Union(at.clone(), keyword), Some("Variant"))
    }

    /// The object at `at` itself, where those that extend it are read in its place.
    pub(super) fn plain(&mut self, at: &Pointer, suffix: &str) -> SchemaId {
        self.make(at.clone(), Made::Plain(at.clone()), Some(suffix))
    }

    fn make(&mut self, at: Pointer, made: Made, suffix: Option<&str>) -> SchemaId {
        if let Some(id) = self.made.by_made.get(&made) {
            return *id;
        }
        let id = self.add(at);
        let schema = self.schema_mut(id);
        schema.component = None;
        schema.suffix = suffix.map(str::to_owned);
        self.made.by_made.insert(made.clone(), id);
        self.made.made.insert(id, made);
        self.wait_for(id);
        id
    }

    pub(super) fn read_made(&mut self, id: SchemaId, at: &Pointer, made: Made, diagnostics: &mut Diagnostics) {
        let places = match made {
            Made::Union(place, keyword) => {
                let written = self.lift(&place, diagnostics).and_then(|schema| schema.schema_data.discriminator);
                let found = union::shape(self, &place, keyword, written.as_ref(), diagnostics);
                let read = self.schema_mut(id);
                read.nullable = found.nullable;
                read.shape = found.shape;
                return;
            }
            Made::Merged(places) => places,
            Made::Plain(place) => vec![place],
        };
        let found = object::merged(self, at, &places, diagnostics);
        let facts = places.iter().rev().filter_map(|place| self.lift(place, diagnostics));
        let facts: Vec<SchemaData> = facts.map(|schema| schema.schema_data).collect();
        let read = self.schema_mut(id);
        read.nullable = found.nullable || facts.iter().any(|facts| facts.nullable);
        read.limits = found.limits;
        read.shape = found.shape;
        read.title = facts.iter().find_map(|facts| facts.title.clone());
        read.description = facts.iter().find_map(|facts| facts.description.clone());
        read.deprecated = facts.iter().any(|facts| facts.deprecated);
    }
}
