//! Lists and maps that hold themselves: a type without a name would never end.

use super::circles::circles;
use crate::resolve::api::{SchemaId, Schemas, Shape};
use std::collections::{HashMap, HashSet};

/// The lists, maps and tuples that need a name: one at least in each circle of them, those of the document where it gives
/// names.
pub fn of(schemas: &Schemas) -> HashSet<SchemaId> {
    let mut chosen = HashSet::new();
    loop {
        let looping = looping(schemas, &chosen);
        if looping.is_empty() {
            return chosen;
        }
        let named = looping.iter().copied().filter(|id| schemas.get(*id).component.is_some());
        let named: Vec<SchemaId> = named.collect();
        chosen.extend(if named.is_empty() { looping } else { named });
    }
}

/// Those that are in a circle of schemas without a name; what is `chosen` has one.
fn looping(schemas: &Schemas, chosen: &HashSet<SchemaId>) -> Vec<SchemaId> {
    let ids: Vec<SchemaId> = schemas.iter().map(|(id, _)| id).collect();
    let index: HashMap<SchemaId, usize> = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    let held = |id: &SchemaId| -> Vec<usize> {
        let parts = match &schemas.get(*id).shape {
            _ if chosen.contains(id) => Vec::new(),
            Shape::Array(part) | Shape::Map(part) => vec![*part],
            Shape::Tuple(parts, rest) => parts.iter().chain(rest).copied().collect(),
            _ => Vec::new(),
        };
        parts.into_iter().filter_map(|part| index.get(&schemas.meant(part).0).copied()).collect()
    };
    let edges: Vec<Vec<usize>> = ids.iter().map(held).collect();
    let circles = circles(&edges);
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    circles.iter().for_each(|circle| *sizes.entry(*circle).or_default() += 1);
    let is_looping = |at: usize| {
        let held = edges.get(at).is_some_and(|held| held.contains(&at));
        held || circles.get(at).is_some_and(|circle| sizes.get(circle).is_some_and(|size| *size > 1))
    };
    ids.iter().enumerate().filter(|(at, _)| is_looping(*at)).map(|(_, id)| *id).collect()
}
