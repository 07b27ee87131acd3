//! What callers can name in the emitted code, and how two such lists differ.

mod compare;
mod item;
mod models;
mod operations;
mod others;
mod resources;
mod responses;
mod types;

pub use compare::{Difference, compare};
pub use item::Item;

use super::Side;
use super::origin::{Origin, Tiers};
use crate::plan::ModelId;
use crate::resolve::api::SchemaId;
use std::collections::{HashMap, HashSet};

/// All that callers of one side can name.
pub fn of(side: Side<'_>) -> Vec<Item> {
    let mut surface = Surface::new(side);
    surface.operations();
    surface.responses();
    surface.resources();
    surface.models();
    surface.headers();
    surface.security();
    surface.servers();
    surface.webhooks();
    surface.features();
    surface.items
}

/// The list as it grows.
struct Surface<'a> {
    side: Side<'a>,
    /// The schemas that are types of their own.
    models: HashMap<SchemaId, ModelId>,
    items: Vec<Item>,
}

impl<'a> Surface<'a> {
    fn new(side: Side<'a>) -> Self {
        let models = side.plan.models.iter().enumerate();
        let models = models.filter_map(|(index, model)| Some((model.schema?, ModelId(index)))).collect();
        Self { side, models, items: Vec::new() }
    }

    fn add(&mut self, item: Item) {
        self.items.push(item);
    }

    /// The schemas that make the type of what stands where `id` does: it and its parts, down to types with a name.
    fn mentioned(&self, id: SchemaId) -> Vec<Origin> {
        let mut waiting = vec![id];
        let mut seen = HashSet::new();
        let mut found = Vec::new();
        while let Some(id) = waiting.pop() {
            if seen.insert(id) {
                found.push(Origin::Schema(id));
                if !self.models.contains_key(&id) {
                    waiting.extend(self.side.api.schemas.get(id).shape.parts());
                }
            }
        }
        found
    }

    /// The same of several.
    fn all_mentioned(&self, ids: impl IntoIterator<Item = SchemaId>) -> Vec<Origin> {
        ids.into_iter().flat_map(|id| self.mentioned(id)).collect()
    }
}

/// First `own`, then what the type is made of, then what holds it.
fn tiers(own: Vec<Origin>, mentioned: Vec<Origin>, holder: Vec<Origin>) -> Tiers {
    vec![own, mentioned, holder]
}
