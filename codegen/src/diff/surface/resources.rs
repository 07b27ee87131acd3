//! The chain of resources.

use super::Surface;
use super::item::{Item, Part};
use super::types::borrowed;
use crate::diff::origin::{Origin, Tiers};
use crate::plan::{Resource, Step};
use std::collections::HashSet;

impl Surface<'_> {
    pub(super) fn resources(&mut self) {
        let resources = &self.side.plan.resources;
        for step in &resources.roots {
            self.step("Client", None, step);
        }
        for resource in &resources.list {
            let path = format!("resources::{}", resource.name);
            self.add(Item::new(&path, self.below(resource)).typed("a step of the chain"));
            for step in &resource.steps {
                self.step(&path, Some(&path), step);
            }
            for (method, index) in &resource.operations {
                self.call(&path, method, *index);
            }
        }
    }

    /// The operations that the chain leads to from here.
    fn below(&self, resource: &Resource) -> Tiers {
        let list = &self.side.plan.resources.list;
        let mut waiting = vec![resource];
        let (mut seen, mut found) = (HashSet::new(), Vec::new());
        while let Some(resource) = waiting.pop() {
            if seen.insert(&resource.name) {
                found.extend(resource.operations.iter().map(|(_, index)| Origin::Operation(*index)));
                waiting.extend(resource.steps.iter().filter_map(|step| list.get(step.resource)));
            }
        }
        let chain = found.iter().filter_map(|origin| match origin {
            Origin::Operation(index) => Some(Origin::Chain(*index)),
            _ => None,
        });
        vec![chain.collect(), found]
    }

    fn step(&mut self, from: &str, parent: Option<&str>, step: &Step) {
        let Some(target) = self.side.plan.resources.list.get(step.resource) else { return };
        let origins = self.below(target);
        let item = Item::new(format!("{from}::{}", step.name), origins.clone());
        let variable = step.variable.as_ref().map(|ty| {
            let text = borrowed(self.side.plan, ty);
            let name = target.variables.last().map(|(name, _)| name.clone()).unwrap_or_default();
            let mut origins = self.variables(target);
            origins.push(self.below(target).concat());
            Part { key: "variable".to_owned(), name, text, also: Vec::new(), origins }
        });
        let item = item.taking(variable.into_iter().collect()).giving(format!("resources::{}", target.name), origins);
        self.add(Item { parent: parent.map(str::to_owned), ..item });
    }

    /// The parameters of the operations below that stand in their paths.
    fn variables(&self, target: &Resource) -> Tiers {
        let below = self.below(target).concat();
        let both = self.both();
        let mut own = Vec::new();
        let mut mentioned = Vec::new();
        for (index, (_, operation)) in both.iter().enumerate() {
            if below.contains(&Origin::Operation(index)) {
                for parameter in operation.parameters.iter().filter(|it| it.location == crate::resolve::api::In::Path) {
                    own.push(Origin::Parameter(index, parameter.location, parameter.name.clone()));
                    mentioned.extend(self.mentioned(parameter.schema));
                }
            }
        }
        vec![own, mentioned]
    }

    fn call(&mut self, path: &str, method: &str, index: usize) {
        let both = self.both();
        let Some((planned, operation)) = both.get(index) else { return };
        let own: Tiers = vec![vec![Origin::Advice(index)], vec![Origin::Operation(index)]];
        let arguments = self.arguments(index, planned, operation, false);
        let result = format!("runtime::Call<responses::{}>", planned.response.name);
        let item =
            Item::new(format!("{path}::{method}"), own.clone()).below(path).taking(arguments).giving(result, own);
        let order = vec![vec![Origin::ParameterOrder(index)]];
        self.add(Item { order, deprecated: planned.docs.deprecated, ..item });
    }
}
