//! Objects: their properties, matched by name.

use super::Walk;
use super::schemas::Facts;
use super::site::Site;
use crate::diff::catalogue::properties as kinds;
use crate::diff::effect::Behaviour;
use crate::diff::origin::Origin;
use crate::resolve::api::{Access, Object, Property, SchemaId};
use serde_json::Value;

/// What is said where arguments that changed places have one type.
const SWAPPED: &str = "Callers that compile give each property the value of another one.";

impl Walk<'_> {
    pub(super) fn objects(&mut self, (was, old): (SchemaId, &Object), (is, new): (SchemaId, &Object), site: &Site) {
        for property in &new.properties {
            let origin = Origin::Property(is, property.name.clone());
            let site = site.part(&format!(".{}", property.name));
            let Some(known) = old.properties.iter().find(|other| other.name == property.name) else {
                let entry = if property.required { &kinds::REQUIRED_ADDED } else { &kinds::OPTIONAL_ADDED };
                let parts = self.new.nameless(property.schema);
                let site = site.at(None, Some(&property.pointer));
                let found = self.note(entry, &site, "").of_new([origin]).of_new(parts);
                if property.required {
                    found.of_old([Origin::Required(was)]).of_new([Origin::Required(is)]);
                }
                continue;
            };
            let site = site.at(Some(&known.pointer), Some(&property.pointer));
            let before = vec![Origin::Property(was, property.name.clone())];
            self.property((was, known), (is, property), &site.holding(&kinds::TYPE, before, vec![origin]));
        }
        for property in &old.properties {
            if new.properties.iter().all(|other| other.name != property.name) {
                let entry = if property.required { &kinds::REQUIRED_REMOVED } else { &kinds::OPTIONAL_REMOVED };
                let parts = self.old.nameless(property.schema);
                let site = site.part(&format!(".{}", property.name)).at(Some(&property.pointer), None);
                let origin = Origin::Property(was, property.name.clone());
                let found = self.note(entry, &site, "").of_old([origin]).of_old(parts);
                if property.required {
                    found.of_old([Origin::Required(was)]).of_new([Origin::Required(is)]);
                }
            }
        }
        self.order((was, old), (is, new), site);
        self.others((was, old), (is, new), site);
    }

    fn property(&mut self, (was, old): (SchemaId, &Property), (is, new): (SchemaId, &Property), site: &Site) {
        if old.required != new.required {
            let entry = if new.required { &kinds::BECAME_REQUIRED } else { &kinds::BECAME_OPTIONAL };
            self.note(entry, site, "")
                .of_old(site.old.iter().cloned().chain([Origin::Required(was)]))
                .of_new(site.new.iter().cloned().chain([Origin::Required(is)]));
        }
        if old.access != new.access {
            let shown = |access: Access| match access {
                Access::Both => "both sides",
                Access::ReadOnly => "the service alone",
                Access::WriteOnly => "callers alone",
            };
            self.note(&kinds::ACCESS, site, format!("sent by {}, before by {}", shown(new.access), shown(old.access)));
        }
        if old.rust_name != new.rust_name {
            let name = new.rust_name.as_deref().unwrap_or("none");
            self.note(&kinds::NAME, site, format!("`{name}`")).of_old(site.old.clone()).of_new(site.new.clone());
        }
        self.text(&kinds::TEXT, site, &[old.description.as_deref()], &[new.description.as_deref()]);
        let says = |it: &Property| Facts { constant: it.constant.clone().map(Value::from), ..Facts::default() };
        self.pair_of((old.schema, says(old)), (new.schema, says(new)), site);
    }

    /// The order of what `new` takes on both sides.
    fn order(&mut self, (was, old): (SchemaId, &Object), (is, new): (SchemaId, &Object), site: &Site) {
        let needed = |list: &Object, others: &Object| -> Vec<String> {
            let is_needed = |name: &str| others.properties.iter().any(|other| other.name == name && other.required);
            let both = list.properties.iter().filter(|property| property.required && is_needed(&property.name));
            both.map(|property| property.name.clone()).collect()
        };
        if needed(old, new) != needed(new, old) {
            self.note(&kinds::ORDER, site, "")
                .behaves(Behaviour::Breaking, SWAPPED)
                .of_old([Origin::PropertyOrder(was)])
                .of_new([Origin::PropertyOrder(is)]);
        }
    }

    /// Members that are not named here.
    fn others(&mut self, (was, old): (SchemaId, &Object), (is, new): (SchemaId, &Object), site: &Site) {
        match (old.rest, new.rest) {
            (Some(before), Some(after)) => {
                let site = site.part(".*").holding(&kinds::TYPE, vec![Origin::Rest(was)], vec![Origin::Rest(is)]);
                self.pair(before, after, &site);
            }
            (None, Some(after)) => {
                let parts = self.new.nameless(after);
                self.note(&kinds::REST_ADDED, site, "").of_new([Origin::Rest(is)]).of_new(parts);
            }
            (Some(before), None) => {
                let parts = self.old.nameless(before);
                self.note(&kinds::REST_REMOVED, site, "").of_old([Origin::Rest(was)]).of_old(parts);
            }
            (None, None) => {}
        }
        if old.variants.len() != new.variants.len() {
            let detail = match (old.variants.len(), new.variants.len()) {
                (0, _) => "has members that differ from one to another",
                (_, 0) => "has no members that differ from one to another",
                _ => "has other members that differ from one to another",
            };
            let (before, after) = (self.old.with_parts(was), self.new.with_parts(is));
            let site = site.clone().holding(site.type_changed, before, after);
            return self.type_changed(Some(was), Some(is), &site, detail);
        }
        for (before, after) in old.variants.iter().zip(&new.variants) {
            self.pair(before.schema, after.schema, site);
        }
    }
}
