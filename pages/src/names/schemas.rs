//! Names of schemas: the operation and the property, and as many places between them as make it unique.

use super::operations::free;
use super::words::{pascal, singular, words};
use super::{Given, NameMap, key};
use crate::document::{Component, ERROR_BODY};
use crate::facts::Operation;
use crate::finding::{Findings, NAMES_CHANGED};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Names the components that the map does not have.
///
/// A name begins with that of its operation, so that it depends on no other page.
pub(super) fn name(
    operations: &[Operation],
    components: &[Vec<Component>],
    map: &mut NameMap,
    findings: &mut Findings,
) -> Vec<Given> {
    let mut taken: HashSet<String> = HashSet::from([ERROR_BODY.to_ascii_lowercase()]);
    taken.extend(map.schemas.values().flat_map(|places| places.values()).map(|name| name.to_ascii_lowercase()));
    let mut given = Vec::new();
    for (operation, components) in operations.iter().zip(components) {
        let key = key(operation);
        let Some(prefix) = map.operations.get(&key).cloned() else { continue };
        if components.is_empty() {
            continue;
        }
        let places = map.schemas.entry(key.clone()).or_default();
        let mut namer = Namer { operation, key: &key, prefix: pascal(&[prefix]), places, taken: &mut taken, findings };
        given.extend(namer.name(components));
    }
    given
}

/// The names of one operation.
struct Namer<'a> {
    operation: &'a Operation,
    key: &'a str,
    prefix: String,
    places: &'a mut BTreeMap<String, String>,
    taken: &'a mut HashSet<String>,
    findings: &'a mut Findings,
}

impl Namer<'_> {
    fn name(&mut self, components: &[Component]) -> Vec<Given> {
        // What each name stands for, and which name each property with its facts has.
        let mut meanings: HashMap<String, &str> = HashMap::new();
        let mut shared: HashMap<(&str, &str), String> = HashMap::new();
        let mut new = Vec::new();
        for component in components {
            let Some(name) = self.places.get(&component.place).cloned() else {
                new.push(component);
                continue;
            };
            if *meanings.entry(name.clone()).or_insert(&component.facts) != component.facts {
                let message = format!(
                    "{} in {} no longer equals the others named `{name}`; it has a new name",
                    component.place, self.key
                );
                self.findings.add(NAMES_CHANGED, &self.operation.file, self.operation.line, message);
                new.push(component);
                continue;
            }
            shared.entry((component.property(), &component.facts)).or_insert(name);
        }
        // Roots come first: nothing below them may take their names.
        new.sort_by_key(|component| component.is_below());
        let mut given = Vec::new();
        for component in new {
            let own = (component.property(), component.facts.as_str());
            let (name, why) = match shared.get(&own).filter(|_| component.is_below()) {
                Some(name) => (name.clone(), Some("shared: the same facts under the same name".to_owned())),
                None => self.new_name(component),
            };
            self.taken.insert(name.to_ascii_lowercase());
            if component.is_below() {
                shared.entry(own).or_insert_with(|| name.clone());
            }
            let what = format!("{} {}", self.key, component.place);
            self.places.insert(component.place.clone(), name.clone());
            given.push(Given { what, name, why });
        }
        given
    }

    fn new_name(&self, component: &Component) -> (String, Option<String>) {
        let candidates = candidates(&self.prefix, component);
        let is_free = |name: &&String| !self.taken.contains(&name.to_ascii_lowercase());
        let first = candidates.first().cloned().unwrap_or_default();
        match candidates.iter().find(is_free) {
            Some(name) if *name == first => (first, None),
            Some(name) => (name.clone(), Some(format!("lengthened: `{first}` is not unique"))),
            None => {
                let last = candidates.last().unwrap_or(&first);
                (
                    free(last, |name| self.taken.contains(name)),
                    Some(format!("numbered: `{last}` has no further words and is taken")),
                )
            }
        }
    }
}

/// The names of a component, the shortest first; never none.
fn candidates(prefix: &str, component: &Component) -> Vec<String> {
    let mut places = component.place.split('.').rev();
    let own = words(places.next().unwrap_or_default());
    let own = pascal(&if component.is_item { singular(&own) } else { own });
    let mut list = vec![format!("{prefix}{own}")];
    let mut between = String::new();
    for place in places {
        between = pascal(&words(place)) + &between;
        list.push(format!("{prefix}{between}{own}"));
    }
    list
}
