//! Parameters, matched by place and name; those of a path by their order in it.

use super::Walk;
use super::site::{Reach, Site};
use crate::diff::catalogue::parameters as kinds;
use crate::diff::effect::Behaviour;
use crate::diff::origin::Origin;
use crate::resolve::api::{In, Operation, Parameter};

/// What is said where arguments that changed places have one type.
const SWAPPED: &str = "Callers that compile hand each value over in the place of another one.";

/// The word for a place.
pub fn place(location: In) -> &'static str {
    match location {
        In::Path => "path",
        In::Query => "query",
        In::Header => "header",
        In::Cookie => "cookie",
    }
}

/// Whether a parameter of one document is one of the other; of variables of a path their indexes are compared.
fn key(operation: &Operation, parameter: &Parameter) -> (In, String) {
    let name = match parameter.location {
        In::Path => {
            let index = operation.template.variables().position(|name| name == parameter.name);
            index.map_or_else(|| parameter.name.clone(), |index| index.to_string())
        }
        // Names of headers are the same in capital letters.
        In::Header => parameter.name.to_lowercase(),
        In::Query | In::Cookie => parameter.name.clone(),
    };
    (parameter.location, name)
}

fn origin(index: usize, parameter: &Parameter) -> Origin {
    Origin::Parameter(index, parameter.location, parameter.name.clone())
}

impl Walk<'_> {
    pub(super) fn parameters(&mut self, (was, old): (usize, &Operation), (is, new): (usize, &Operation), site: &Site) {
        let before: Vec<_> = old.parameters.iter().map(|parameter| (key(old, parameter), parameter)).collect();
        let after: Vec<_> = new.parameters.iter().map(|parameter| (key(new, parameter), parameter)).collect();
        let at = |parameter: &Parameter| {
            let place = format!("{} parameter {}", place(parameter.location), parameter.name);
            site.place(place).reaching(Reach::REQUESTS)
        };
        for (key, parameter) in &after {
            let site = at(parameter);
            match before.iter().find(|(other, _)| other == key) {
                Some((_, known)) => {
                    let site = site.at(Some(&known.pointer), Some(&parameter.pointer)).holding(
                        &kinds::TYPE,
                        vec![origin(was, known)],
                        vec![origin(is, parameter)],
                    );
                    self.parameter((was, known), (is, parameter), &site);
                }
                None => {
                    let entry = if parameter.required { &kinds::REQUIRED_ADDED } else { &kinds::OPTIONAL_ADDED };
                    let origins = self.new.nameless(parameter.schema);
                    let site = site.at(None, Some(&parameter.pointer));
                    let found = self.note(entry, &site, "");
                    found.of_new([origin(is, parameter), Origin::Arguments(is)]).of_new(origins);
                    found.of_old([Origin::Arguments(was)]);
                }
            }
        }
        for (key, parameter) in &before {
            if after.iter().all(|(other, _)| other != key) {
                let entry = if parameter.required { &kinds::REQUIRED_REMOVED } else { &kinds::OPTIONAL_REMOVED };
                let origins = self.old.nameless(parameter.schema);
                let site = at(parameter).at(Some(&parameter.pointer), None);
                let found = self.note(entry, &site, "");
                found.of_old([origin(was, parameter), Origin::Arguments(was)]).of_old(origins);
                found.of_new([Origin::Arguments(is)]);
            }
        }
        let needed =
            |list: &[((In, String), &Parameter)], others: &[((In, String), &Parameter)]| -> Vec<(In, String)> {
                let is_needed = |key: &(In, String)| others.iter().any(|(other, it)| other == key && it.required);
                list.iter().filter(|(key, it)| it.required && is_needed(key)).map(|(key, _)| key.clone()).collect()
            };
        if needed(&before, &after) != needed(&after, &before) {
            self.note(&kinds::ORDER, site, "")
                .behaves(Behaviour::Breaking, SWAPPED)
                .of_old([Origin::ParameterOrder(was)])
                .of_new([Origin::ParameterOrder(is)])
                .wire = crate::diff::effect::Wire::NONE;
        }
    }

    fn parameter(&mut self, (was, old): (usize, &Parameter), (is, new): (usize, &Parameter), site: &Site) {
        if old.location == In::Path && old.name != new.name {
            self.note(&kinds::VARIABLE, site, format!("was `{}`", old.name))
                .of_old(site.old.iter().cloned().chain([Origin::Chain(was)]))
                .of_new(site.new.iter().cloned().chain([Origin::Chain(is)]));
        }
        if old.required != new.required {
            let entry = if new.required { &kinds::BECAME_REQUIRED } else { &kinds::BECAME_OPTIONAL };
            self.note(entry, site, "")
                .of_old(site.old.iter().cloned().chain([Origin::Arguments(was)]))
                .of_new(site.new.iter().cloned().chain([Origin::Arguments(is)]));
        }
        if old.rust_name != new.rust_name {
            let name = new.rust_name.as_deref().unwrap_or("none");
            self.note(&kinds::NAME, site, format!("`{name}`")).of_old(site.old.clone()).of_new(site.new.clone());
        }
        if (old.style, old.explode, old.reserved) != (new.style, new.explode, new.reserved) {
            let shown = |it: &Parameter| {
                let explode = if it.explode { ", each value by itself" } else { "" };
                let reserved = if it.reserved { ", reserved characters as they are" } else { "" };
                format!("{:?}{explode}{reserved}", it.style)
            };
            self.note(&kinds::STYLE, site, format!("{} was {}", shown(new), shown(old)));
        }
        if old.deprecated != new.deprecated {
            let entry = if new.deprecated { &kinds::DEPRECATED } else { &kinds::RESTORED };
            self.note(entry, site, "").of_old(site.old.clone()).of_new(site.new.clone());
        }
        self.text(&kinds::TEXT, site, &[old.description.as_deref()], &[new.description.as_deref()]);
        self.pair(old.schema, new.schema, site);
    }
}
