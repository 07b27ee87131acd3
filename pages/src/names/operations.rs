//! Names of operations.

use super::candidates::{Candidate, candidates};
use super::{Given, NameMap, key};
use crate::facts::Operation;
use std::collections::HashMap;

/// An operation, and how long its name has become.
struct New {
    key: String,
    candidates: Vec<Candidate>,
    level: usize,
}

/// Names the operations that the map does not have.
///
/// Where names are the same, all of them take a longer one, so that it does not matter which was looked at first. Those
/// that the map has take part in that, so that it does not matter either which of them were imported first.
pub(super) fn name(operations: &[Operation], map: &mut NameMap) -> Vec<Given> {
    let mut taken: Taken = map.operations.iter().map(|(key, name)| (name.to_ascii_lowercase(), key.clone())).collect();
    let all = operations.iter().map(|operation| (key(operation), candidates(operation)));
    let mut all: Vec<New> = all.map(|(key, candidates)| New { key, candidates, level: 0 }).collect();
    while lengthen(&mut all, &taken) {}
    let mut given = Vec::new();
    for operation in
        all.into_iter().filter(|operation| !map.operations.contains_key(&operation.key)).collect::<Vec<_>>()
    {
        let candidate = operation.current();
        let name = free(&candidate.name, |name| taken.contains_key(name));
        taken.insert(name.to_ascii_lowercase(), operation.key.clone());
        given.push(Given { what: operation.key.clone(), why: why(&operation, &name), name: name.clone() });
        map.operations.insert(operation.key, name);
    }
    given
}

/// Which operation has a name, by the name in lower case.
type Taken = HashMap<String, String>;

impl New {
    fn current(&self) -> Candidate {
        let nothing = || Candidate { name: "call".to_owned(), left_out: Vec::new() };
        self.candidates.get(self.level).cloned().unwrap_or_else(nothing)
    }
}

/// Lets every name that is not unique take one more word; whether any could.
fn lengthen(new: &mut [New], taken: &Taken) -> bool {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for operation in new.iter() {
        *counts.entry(operation.current().name.to_ascii_lowercase()).or_default() += 1;
    }
    let mut any = false;
    for operation in new.iter_mut() {
        let name = operation.current().name.to_ascii_lowercase();
        let is_own = taken.get(&name).is_none_or(|owner| *owner == operation.key);
        let unique = counts.get(&name) == Some(&1) && is_own;
        if !unique && operation.level + 1 < operation.candidates.len() {
            operation.level += 1;
            any = true;
        }
    }
    any
}

/// `name`, or with the first number that makes it unique.
pub(super) fn free(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let is_free = |name: &String| !is_taken(&name.to_ascii_lowercase());
    let numbered = (2_usize..).map(|number| format!("{name}{number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_else(|| name.to_owned())
}

fn why(operation: &New, name: &str) -> Option<String> {
    let candidate = operation.current();
    if candidate.name != name {
        return Some(format!("numbered: `{}` has no further words and is taken", candidate.name));
    }
    if let Some(first) = operation.candidates.first().filter(|_| operation.level > 0) {
        return Some(format!("lengthened: `{}` is not unique", first.name));
    }
    let left_out = candidate.left_out.join(", ");
    Some(format!("shortened: without {left_out}")).filter(|_| !left_out.is_empty())
}
