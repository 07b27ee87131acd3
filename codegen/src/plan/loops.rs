//! Lists and maps that need a name: those that hold themselves, for their type would never end without one, and those
//! that are nested so deep that no compiler would read their type.

use super::circles::circles;
use crate::resolve::api::{SchemaId, Schemas, Shape};
use std::collections::{HashMap, HashSet};

/// How many lists, maps and tuples stand in each other at most until one of them has a name. Clippy calls more of them
/// complex, and rustc gives up at fewer than a hundred.
const DEEPEST: usize = 5;

/// The lists, maps and tuples that need a name: one at least in each circle of them, those of the document where it gives
/// names; and each that holds too many others without a name.
pub fn of(schemas: &Schemas) -> HashSet<SchemaId> {
    let ids: Vec<SchemaId> = schemas.iter().map(|(id, _)| id).collect();
    let mut chosen = HashSet::new();
    loop {
        let edges = edges(schemas, &ids, &chosen);
        let looping = looping(&ids, &edges);
        if looping.is_empty() {
            let deep = deep(&edges).into_iter().filter_map(|at| ids.get(at));
            chosen.extend(deep);
            return chosen;
        }
        let named = looping.iter().copied().filter(|id| schemas.get(*id).component.is_some());
        let named: Vec<SchemaId> = named.collect();
        chosen.extend(if named.is_empty() { looping } else { named });
    }
}

/// What each schema holds without a name between, by the places in `ids`; what is `chosen` has one.
fn edges(schemas: &Schemas, ids: &[SchemaId], chosen: &HashSet<SchemaId>) -> Vec<Vec<usize>> {
    let index: HashMap<SchemaId, usize> = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    let held = |id: &SchemaId| -> Vec<usize> {
        let parts = match &schemas.get(*id).shape {
            _ if chosen.contains(id) => Vec::new(),
            Shape::Array(part) | Shape::Map(part) | Shape::JsonText(part) => vec![*part],
            Shape::Tuple(parts, rest) => parts.iter().chain(rest).copied().collect(),
            _ => Vec::new(),
        };
        parts.into_iter().filter_map(|part| index.get(&schemas.meant(part).0).copied()).collect()
    };
    ids.iter().map(held).collect()
}

/// Those that are in a circle of schemas without a name.
fn looping(ids: &[SchemaId], edges: &[Vec<usize>]) -> Vec<SchemaId> {
    let circles = circles(edges);
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    circles.iter().for_each(|circle| *sizes.entry(*circle).or_default() += 1);
    let is_looping = |at: usize| {
        let held = edges.get(at).is_some_and(|held| held.contains(&at));
        held || circles.get(at).is_some_and(|circle| sizes.get(circle).is_some_and(|size| *size > 1))
    };
    ids.iter().enumerate().filter(|(at, _)| is_looping(*at)).map(|(_, id)| *id).collect()
}

/// Where a name is needed in what holds no circle, with a stack of its own: chains may be long.
fn deep(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut chosen = Vec::new();
    // How many stand in each other from here on.
    let mut levels: Vec<Option<usize>> = vec![None; edges.len()];
    for start in 0..edges.len() {
        let mut path = vec![start];
        while let Some(&at) = path.last() {
            let held = edges.get(at).map_or(&[][..], Vec::as_slice);
            let level = |at: &usize| levels.get(*at).copied().flatten();
            let unknown = held.iter().copied().filter(|part| level(part).is_none());
            let before = path.len();
            path.extend(unknown);
            if path.len() > before {
                continue;
            }
            path.pop();
            let own = held.iter().filter_map(level).max().map_or(0, |inner| inner + 1);
            let is_new = level(&at).is_none();
            if let Some(known) = levels.get_mut(at) {
                *known = Some(if own < DEEPEST { own } else { 0 });
            }
            if own >= DEEPEST && is_new {
                chosen.push(at);
            }
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_so_many_levels_there_is_a_name() {
        let chain = |length: usize| -> Vec<Vec<usize>> {
            (1..=length).map(|next| if next < length { vec![next] } else { vec![] }).collect()
        };
        assert!(deep(&chain(DEEPEST)).is_empty());
        assert_eq!(deep(&chain(DEEPEST + 1)), [0]);
        let long = deep(&chain(100_000));
        assert!(long.windows(2).all(|pair| pair[0] - pair[1] == DEEPEST), "{long:?}");
        assert_eq!(long.len(), 99_999 / DEEPEST);
    }

    #[test]
    fn what_is_held_twice_is_looked_at_once() {
        // Each holds the next one twice: 2^60 ways lead to the last.
        let edges: Vec<Vec<usize>> = (0..60).map(|at| if at < 59 { vec![at + 1, at + 1] } else { vec![] }).collect();
        assert_eq!(deep(&edges).len(), 59 / DEEPEST);
    }
}
