//! A test for an emitted crate: instances of each model, read and written again, give the same JSON.
//!
//! Instances are the document's own examples and defaults, as far as they fit their schemas, and values that are made of
//! the schemas. They are made without knowledge of the plan's types, so that a mistake is not made on both sides.

mod examples;
mod fit;
mod make;
mod scalars;
mod source;
#[cfg(test)]
mod tests;

use crate::emit::Files;
use crate::load::Document;
use crate::plan::{Model, Plan};
use crate::resolve::api::{Api, SchemaId};
use make::Maker;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

/// How many bytes of instances there are of one model, at most.
const MAX_OF_MODEL: usize = 64 << 10;

/// How many bytes of instances there are of all models, at most.
const MAX_OF_ALL: usize = 8 << 20;

/// The test, and what it holds.
#[derive(Debug, Clone, Default)]
pub struct RoundTrips {
    /// The instances of each model that has some, by its name, each as one line of JSON.
    pub instances: Vec<(String, Vec<String>)>,
    /// Models without instances, since sensitive texts are written by calls alone.
    pub sensitive: Vec<String>,
    /// Models of which no value could be made and for which no example fits.
    pub empty: Vec<String>,
    /// How many examples and defaults do not fit their schemas.
    pub unfit: usize,
    /// How many instances were left out since there are enough.
    pub surplus: usize,
}

impl RoundTrips {
    /// Makes instances of every model of `plan`, which comes of `api`, which comes of `document`.
    pub fn new(document: &Document, api: &Api, plan: &Plan) -> Self {
        let sensitive = api.schemas.sensitive_holders();
        let (mut examples, unfit) = examples::by_model(document, &api.schemas, &models(plan));
        let mut maker = Maker::new(document, &api.schemas);
        let mut trips = Self { unfit, ..Self::default() };
        let mut room = MAX_OF_ALL;
        for model in &plan.models {
            let Some(schema) = model.schema else { continue };
            if sensitive.contains(&schema) {
                trips.sensitive.push(model.name.clone());
                continue;
            }
            let values = maker.instances(schema).into_iter().chain(examples.remove(&schema).unwrap_or_default());
            trips.add(model, values, &mut room);
        }
        trips
    }

    fn add(&mut self, model: &Model, values: impl Iterator<Item = Value>, room: &mut usize) {
        let mut left = MAX_OF_MODEL.min(*room);
        let mut known = HashSet::new();
        let mut lines = Vec::new();
        for line in values.map(|value| value.to_string()) {
            if known.contains(&line) {
                continue;
            }
            match left.checked_sub(line.len()) {
                Some(rest) => {
                    (left, *room) = (rest, *room - line.len());
                    known.insert(line.clone());
                    lines.push(line);
                }
                None => self.surplus += 1,
            }
        }
        match lines.is_empty() {
            true => self.empty.push(model.name.clone()),
            false => self.instances.push((model.name.clone(), lines)),
        }
    }

    /// The files of the test, for one folder; none without instances. `models` is the path of the emitted module, such as
    /// `pet_client::models`. Where `features` says that parts of the crate are compiled by features, all of them are
    /// needed.
    pub fn files(&self, models: &str, features: bool) -> Files {
        if self.instances.is_empty() {
            return Files::new();
        }
        let names: Vec<&str> = self.instances.iter().map(|(name, _)| name.as_str()).collect();
        Files::from([
            (PathBuf::from("round_trips.json"), self.json()),
            (PathBuf::from("round_trips.rs"), source::test(&names, models, features)),
        ])
    }

    /// The instances as one JSON object, each in a line of its own.
    pub fn json(&self) -> String {
        let mut text = format!("{{\"{}\": []", source::MARK);
        for (name, lines) in &self.instances {
            text.push_str(&format!(",\n\"{name}\": [\n{}\n]", lines.join(",\n")));
        }
        text.push_str("}\n");
        text
    }

    /// What there is to say of it, in one line.
    pub fn summary(&self) -> String {
        let count: usize = self.instances.iter().map(|(_, lines)| lines.len()).sum();
        let mut text = format!("round trips: {count} instances of {} models", self.instances.len());
        let left_out = [
            (self.sensitive.len(), "models with sensitive texts"),
            (self.empty.len(), "models without any instance"),
            (self.unfit, "examples that do not fit their schemas"),
            (self.surplus, "instances that were too many"),
        ];
        let left_out: Vec<String> =
            left_out.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if !left_out.is_empty() {
            text.push_str(&format!("; left out: {}", left_out.join(", ")));
        }
        text
    }
}

/// The schemas that are models.
fn models(plan: &Plan) -> HashSet<SchemaId> {
    plan.models.iter().filter_map(|model| model.schema).collect()
}

/// What is found of each model.
type ByModel = HashMap<SchemaId, Vec<Value>>;
