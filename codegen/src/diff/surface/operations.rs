//! The functions of the client, their parameters and bodies.

use super::item::{Item, Part};
use super::types::{borrowed, owned};
use super::{Surface, tiers};
use crate::diff::origin::{Origin, Tiers};
use crate::plan::{self, Body, Operation, Parameter, Type};
use crate::resolve::api::{self, In};
use std::collections::BTreeSet;

impl<'a> Surface<'a> {
    pub(super) fn operations(&mut self) {
        for (index, (planned, operation)) in self.both().into_iter().enumerate() {
            self.function(index, planned, operation);
            self.parameters(index, planned, operation);
            self.bodies(index, planned, operation);
        }
    }

    /// Each operation as it is planned and as it is meant: they stand in one order.
    pub(super) fn both(&self) -> Vec<(&'a Operation, &'a api::Operation)> {
        self.side.plan.operations.iter().zip(&self.side.api.operations).collect()
    }

    fn function(&mut self, index: usize, planned: &Operation, operation: &api::Operation) {
        let own: Tiers = vec![Vec::new(), Vec::new(), vec![Origin::Operation(index)]];
        let arguments = self.arguments(index, planned, operation, true);
        let (order, features) = (vec![vec![Origin::ParameterOrder(index)]], planned.features.iter().cloned().collect());
        let function = |path: String, result: String, origins: Tiers, features: &BTreeSet<String>| {
            let item = Item::new(path, origins.clone()).taking(arguments.clone()).giving(result, origins);
            let (order, features) = (order.clone(), features.clone());
            Item { order, features, deprecated: planned.docs.deprecated, ..item }
        };
        let answer = format!("runtime::Call<{}>", planned.response.name);
        let mut gated = own.clone();
        gated.insert(0, vec![Origin::Tags(index), Origin::Advice(index)]);
        let call = function(format!("Client::{}", planned.name), answer, gated, &features);
        let pages = planned.pages.as_ref().map(|pages| {
            let result = format!("runtime::Items<{}>", owned(self.side.plan, &pages.item));
            let path = format!("Client::{}", pages.function);
            function(
                path,
                result,
                tiers(vec![Origin::Paging(index), Origin::Advice(index)], self.answered(operation), own.concat()),
                &features,
            )
        });
        self.add(call);
        pages.into_iter().for_each(|pages| self.add(pages));
        self.add(Item::new(format!("operations::{}", planned.constant), own));
    }

    /// What the answers of an operation are made of.
    pub(super) fn answered(&self, operation: &api::Operation) -> Vec<Origin> {
        let contents = operation.responses.iter().flat_map(|response| &response.contents);
        self.all_mentioned(contents.filter_map(|content| content.schema))
    }

    /// The arguments of the function, or those that the last step of the chain still takes.
    pub(super) fn arguments(
        &self,
        index: usize,
        planned: &Operation,
        operation: &api::Operation,
        with_path: bool,
    ) -> Vec<Part> {
        let mut list = Vec::new();
        let arguments = planned.arguments.iter().filter(|it| with_path || it.location != In::Path);
        list.extend(arguments.map(|parameter| {
            let text = borrowed(self.side.plan, &parameter.field.ty);
            self.parameter(index, parameter, operation, text)
        }));
        if let Some(body) = &planned.body {
            list.push(self.body(index, body, operation));
        }
        if let Some(parameters) = &planned.parameters {
            let own = parameters.list.iter().map(|it| Origin::Parameter(index, it.location, it.field.wire.clone()));
            list.push(Part {
                key: "parameters".to_owned(),
                name: "parameters".to_owned(),
                text: format!("&{}", parameters.name),
                also: Vec::new(),
                origins: tiers(own.collect(), vec![Origin::Arguments(index)], vec![Origin::Operation(index)]),
            });
        }
        list
    }

    fn parameter(&self, index: usize, planned: &Parameter, operation: &api::Operation, text: String) -> Part {
        let wire = planned.field.wire.clone();
        let declared = operation.parameters.iter().find(|it| it.location == planned.location && it.name == wire);
        let mentioned = declared.map(|it| self.mentioned(it.schema)).unwrap_or_default();
        let variable = operation.template.variables().position(|name| name == wire);
        let key = match (planned.location, variable) {
            (In::Path, Some(variable)) => format!("path {variable}"),
            (In::Header, _) => format!("header {}", wire.to_lowercase()),
            (location, _) => format!("{location:?} {wire}"),
        };
        let own = vec![Origin::Parameter(index, planned.location, wire)];
        let origins = tiers(own, mentioned, vec![Origin::Arguments(index), Origin::Operation(index)]);
        Part { key, name: planned.field.name.clone(), text, also: Vec::new(), origins }
    }

    fn body(&self, index: usize, body: &Body, operation: &api::Operation) -> Part {
        let plan = self.side.plan;
        let first = body.contents.first().map_or(&Type::Unit, |content| &content.ty);
        let (ty, is_converted, also) = match (&body.choice, first) {
            (Some(name), _) => (name.clone(), true, borrowed(plan, first)),
            (None, Type::Upload) => ("runtime::Upload".to_owned(), true, String::new()),
            (None, Type::Multipart) => ("runtime::Multipart".to_owned(), false, String::new()),
            (None, _) => (borrowed(plan, first), false, String::new()),
        };
        let (text, also) = match (body.required, is_converted) {
            (true, true) => (format!("impl Into<{ty}>"), also),
            (true, false) => (ty, String::new()),
            (false, _) => (format!("Option<{ty}>"), String::new()),
        };
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        let own = contents.clone().map(|it| Origin::BodyContent(index, it.media_type.clone()));
        let own = std::iter::once(Origin::Body(index)).chain(own).collect();
        let mentioned = self.all_mentioned(contents.filter_map(|content| content.schema));
        Part {
            key: "body".to_owned(),
            name: "body".to_owned(),
            text,
            also: if also.is_empty() { Vec::new() } else { vec![also] },
            origins: tiers(own, mentioned, vec![Origin::Operation(index)]),
        }
    }

    fn parameters(&mut self, index: usize, planned: &Operation, operation: &api::Operation) {
        let Some(parameters) = &planned.parameters else { return };
        let name = &parameters.name;
        let listed = |it: &Parameter| Origin::Parameter(index, it.location, it.field.wire.clone());
        let own: Vec<Origin> = parameters.list.iter().map(listed).collect();
        let holder = vec![Origin::Operation(index)];
        self.add(Item::new(name, tiers(own.clone(), Vec::new(), holder.clone())).typed("a struct"));
        let mut arguments = Vec::new();
        for parameter in &parameters.list {
            let ty = owned(self.side.plan, &parameter.field.ty);
            let part = self.parameter(index, parameter, operation, ty.clone());
            let written = if parameter.field.required { ty } else { format!("Option<{ty}>") };
            let item = Item::new(format!("{name}.{}", parameter.field.name), part.origins.clone()).below(name);
            self.add(Item { deprecated: parameter.field.docs.deprecated, ..item.typed(written) });
            if parameter.field.required {
                arguments.push(part);
            }
        }
        if arguments.is_empty() {
            let own = vec![Origin::Arguments(index)];
            self.add(Item::new(format!("{name}: Default"), tiers(own, Vec::new(), holder.clone())).below(name));
        }
        let new = Item::new(format!("{name}::new"), tiers(own, Vec::new(), holder)).below(name).taking(arguments);
        self.add(Item { order: vec![vec![Origin::ParameterOrder(index)]], ..new });
    }

    fn bodies(&mut self, index: usize, planned: &Operation, operation: &api::Operation) {
        let Some(plan::Body { contents, choice: Some(name), .. }) = &planned.body else { return };
        let declared: Vec<_> = operation.body.iter().flat_map(|body| &body.contents).collect();
        let all = declared.iter().map(|content| Origin::BodyContent(index, content.media_type.clone()));
        let all: Vec<Origin> = std::iter::once(Origin::Body(index)).chain(all).collect();
        let holder = vec![Origin::Operation(index)];
        self.add(Item::new(name, tiers(all, Vec::new(), holder.clone())).typed("an enum of bodies"));
        for (content, declared) in contents.iter().zip(declared) {
            let own = vec![Origin::BodyContent(index, content.media_type.clone())];
            let mentioned = declared.schema.map(|id| self.mentioned(id)).unwrap_or_default();
            let item = Item::new(format!("{name}::{}", content.name), tiers(own, mentioned, holder.clone()));
            self.add(item.below(name).typed(borrowed(self.side.plan, &content.ty)));
        }
    }
}
