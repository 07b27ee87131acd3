//! What two documents mean, compared.

mod bodies;
mod document;
mod found;
mod objects;
mod operations;
mod parameters;
mod relation;
mod responses;
mod scalars;
mod schemas;
mod security;
mod servers;
mod site;
mod uses;
mod values;
mod webhooks;

pub use found::Found;

use super::Side;
use super::catalogue::Entry;
use super::origin::Origin;
use crate::resolve::api::{Api, Schema, SchemaId};
use site::{Reach, Site};
use std::collections::{HashMap, HashSet};
use uses::Uses;

/// What differs between the documents of the two sides.
pub fn compare(old: Side<'_>, new: Side<'_>) -> Vec<Found> {
    let mut walk = Walk {
        old: Reader::of(old),
        new: Reader::of(new),
        found: Vec::new(),
        compared: HashSet::new(),
        renamed: HashSet::new(),
    };
    walk.document();
    walk.servers();
    walk.security();
    walk.operations();
    walk.webhooks();
    walk.components();
    walk.found
}

/// A document that is compared, with what has to be looked up in it.
struct Reader<'a> {
    api: &'a Api,
    uses: Uses,
    components: HashMap<&'a str, SchemaId>,
    /// The name in Rust of each schema that is a type of its own.
    models: HashMap<SchemaId, &'a str>,
}

impl<'a> Reader<'a> {
    fn of(side: Side<'a>) -> Self {
        let components = side.api.schemas.iter().filter_map(|(id, schema)| Some((schema.component.as_deref()?, id)));
        let models = side.plan.models.iter().filter_map(|model| Some((model.schema?, model.name.as_str())));
        Self { api: side.api, uses: Uses::of(side.api), components: components.collect(), models: models.collect() }
    }

    fn schema(&self, id: SchemaId) -> &'a Schema {
        self.api.schemas.get(id)
    }

    /// `id` and the nameless schemas below it, as origins: what comes and goes with it.
    fn with_parts(&self, id: SchemaId) -> Vec<Origin> {
        let mut found = Vec::new();
        let mut waiting = vec![id];
        let mut seen = HashSet::new();
        while let Some(id) = waiting.pop() {
            if seen.insert(id) {
                found.push(Origin::Schema(id));
                let parts = self.schema(id).shape.parts();
                waiting.extend(parts.into_iter().filter(|part| self.schema(*part).component.is_none()));
            }
        }
        found
    }

    /// The same of what stands in a place: a named schema there does not come and go with the place.
    fn nameless(&self, id: SchemaId) -> Vec<Origin> {
        if self.schema(id).component.is_some() { Vec::new() } else { self.with_parts(id) }
    }
}

/// The comparison: what was found, and what need not be compared again.
struct Walk<'a> {
    old: Reader<'a>,
    new: Reader<'a>,
    found: Vec<Found>,
    /// Pairs of schemas, with the place where they were compared unless that is their own.
    compared: HashSet<(SchemaId, SchemaId, Option<String>)>,
    /// Pairs whose names differ.
    renamed: HashSet<(SchemaId, SchemaId)>,
}

impl Walk<'_> {
    /// Notes a change at `site`, whose effects are those of its kind.
    fn note(&mut self, entry: &'static Entry, site: &Site, detail: impl Into<String>) -> &mut Found {
        let wire = site.reach.of(entry.requests, entry.answers);
        self.found.push(Found {
            entry,
            subject: site.subject.clone(),
            place: site.place.clone(),
            detail: detail.into(),
            old_pointer: site.old_pointer.clone(),
            new_pointer: site.new_pointer.clone(),
            wire,
            behaviour: entry.behaviour,
            behaves: entry.behaves.to_owned(),
            old: Vec::new(),
            new: Vec::new(),
        });
        // It was pushed just now.
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Compares what people read; its words are not repeated.
    fn text(&mut self, entry: &'static Entry, site: &Site, old: &[Option<&str>], new: &[Option<&str>]) {
        let words = |texts: &[Option<&str>]| -> Vec<String> {
            texts.iter().map(|text| text.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")).collect()
        };
        if words(old) != words(new) {
            self.note(entry, site, "");
        }
    }

    /// What schemas of either side are used for.
    fn reach(&self, old: Option<SchemaId>, new: Option<SchemaId>) -> Reach {
        let old = old.map(|id| self.old.uses.reach(id)).unwrap_or_default();
        let new = new.map(|id| self.new.uses.reach(id)).unwrap_or_default();
        old.and(new)
    }
}
