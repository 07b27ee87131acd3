//! Gives each difference of the emitted code to the changes that cause it.

use super::catalogue::document::{RUST_ADDED, RUST_CHANGED, RUST_REMOVED};
use super::effect::{Behaviour, RustEffect, Wire};
use super::origin::{Origin, Tiers};
use super::surface::Difference;
use super::wire::Found;
use super::{Change, Item};
use std::collections::HashMap;

/// How names that differ without a cause in the documents are called in reports.
const NAMES: &str = "names in Rust";
/// What is said where callers compile and hand over one thing for another.
const SILENT: &str = "Callers that compile hand over one value in the place of another.";

/// The changes with the items of the code that each of them changes.
pub fn join(found: Vec<Found>, differences: Vec<Difference>) -> Vec<Change> {
    let (before, after) = (index(&found, |found| &found.old), index(&found, |found| &found.new));
    let mut changes: Vec<Change> = found.into_iter().map(change).collect();
    for difference in differences {
        let mut causes = causes(&difference.old, &before);
        causes.extend(causes_of_new(&difference, &after));
        causes.sort_unstable();
        causes.dedup();
        let Difference { path, effect, how, is_silent, .. } = difference;
        let item = Item { path, effect, how };
        if causes.is_empty() {
            changes.push(by_itself(item, is_silent));
            continue;
        }
        for cause in causes {
            if let Some(change) = changes.get_mut(cause) {
                change.items.push(item.clone());
                if is_silent && change.behaviour != Behaviour::Breaking {
                    change.behaviour = Behaviour::Breaking;
                    SILENT.clone_into(&mut change.behaves);
                }
            }
        }
    }
    grouped(changes)
}

/// The changes by what they concern.
fn index(found: &[Found], of: impl Fn(&Found) -> &Vec<Origin>) -> HashMap<Origin, Vec<usize>> {
    let mut index: HashMap<Origin, Vec<usize>> = HashMap::new();
    for (number, found) in found.iter().enumerate() {
        for origin in of(found) {
            index.entry(origin.clone()).or_default().push(number);
        }
    }
    index
}

/// The changes that concern the first of `tiers` that any does.
fn causes(tiers: &Tiers, index: &HashMap<Origin, Vec<usize>>) -> Vec<usize> {
    let of = |tier: &Vec<Origin>| tier.iter().filter_map(|origin| index.get(origin)).flatten().copied().collect();
    tiers.iter().map(of).find(|causes: &Vec<usize>| !causes.is_empty()).unwrap_or_default()
}

fn causes_of_new(difference: &Difference, index: &HashMap<Origin, Vec<usize>>) -> Vec<usize> {
    causes(&difference.new, index)
}

fn change(found: Found) -> Change {
    let pointer = |pointer: Option<crate::pointer::Pointer>| pointer.map(|pointer| format!("#{}", pointer.as_str()));
    Change {
        entry: found.entry,
        subject: found.subject,
        place: found.place,
        detail: found.detail,
        old: pointer(found.old_pointer),
        new: pointer(found.new_pointer),
        wire: found.wire,
        items: Vec::new(),
        behaviour: found.behaviour,
        behaves: found.behaves,
    }
}

/// A difference that nothing in the documents causes.
fn by_itself(item: Item, is_silent: bool) -> Change {
    let entry = match (item.effect, item.how.as_str()) {
        (RustEffect::Additive, "is new") => &RUST_ADDED,
        (RustEffect::Breaking, "is gone") => &RUST_REMOVED,
        _ => &RUST_CHANGED,
    };
    let behaves = if is_silent { SILENT } else { "" };
    Change {
        entry,
        subject: NAMES.to_owned(),
        place: item.path.clone(),
        detail: String::new(),
        old: None,
        new: None,
        wire: Wire::NONE,
        items: vec![item],
        behaviour: if is_silent { Behaviour::Breaking } else { Behaviour::None },
        behaves: behaves.to_owned(),
    }
}

/// The changes of one subject together, in the order in which subjects first come.
fn grouped(changes: Vec<Change>) -> Vec<Change> {
    let mut order: HashMap<String, usize> = HashMap::new();
    let mut numbered: Vec<(usize, Change)> = Vec::with_capacity(changes.len());
    for change in changes {
        let next = order.len();
        let number = *order.entry(change.subject.clone()).or_insert(next);
        numbered.push((number, change));
    }
    numbered.sort_by_key(|(number, _)| *number);
    numbered.into_iter().map(|(_, change)| change).collect()
}
