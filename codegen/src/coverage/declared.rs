//! What a document declares, counted on its tree: each node once, however many references lead to it.

use super::Kind;
use crate::load::Document;
use crate::pointer::Pointer;
use crate::resolve::api::Api;
use crate::resolve::{self, Scope};
use serde_json::Value;
use std::collections::HashSet;

/// What a document declares.
pub(super) struct Declared {
    /// Each node that is counted.
    pub(super) units: Vec<(Kind, Pointer)>,
    /// The parameters, the body and the responses of each operation.
    pub(super) parts: Vec<(Pointer, Vec<Pointer>)>,
}

/// Takes each node once.
#[derive(Default)]
struct Counter {
    units: Vec<(Kind, Pointer)>,
    seen: HashSet<Pointer>,
}

impl Counter {
    fn add(&mut self, kind: Kind, pointer: &Pointer) {
        if self.seen.insert(pointer.clone()) {
            self.units.push((kind, pointer.clone()));
        }
    }
}

impl Declared {
    pub(super) fn of(document: &Document, api: &Api, scope: &Scope) -> Self {
        let mut counter = Counter::default();
        let mut parts = Vec::new();
        let paths = Pointer::root().child("paths");
        for (path, _) in document.members(&paths).filter(|(path, _)| !path.starts_with("x-")) {
            let (nodes, methods) = resolve::listed(document, &paths.child(path));
            for (_, operation) in methods.into_iter().filter(|(_, operation)| scope.takes(operation)) {
                counter.add(Kind::Operations, &operation);
                parts.push((operation.clone(), of_operation(document, &nodes, &operation, &mut counter)));
            }
        }
        let components = Pointer::root().child("components").child("schemas");
        let named = document.members(&components).filter(|(_, schema)| schema.get("$ref").is_none());
        let named = named.map(|(name, _)| components.child(name)).filter(|at| scope.reads(at));
        named.for_each(|at| counter.add(Kind::Schemas, &at));
        // Where a document says nothing of a value, there is no schema to count.
        let reached = api.schemas.iter().map(|(_, schema)| &schema.pointer).filter(|at| document.node(at).is_some());
        reached.for_each(|pointer| counter.add(Kind::Schemas, pointer));
        Self { units: counter.units, parts }
    }
}

fn of_operation(document: &Document, items: &[Pointer], operation: &Pointer, counter: &mut Counter) -> Vec<Pointer> {
    let mut parts: Vec<(Kind, Pointer)> =
        parameters(document, items, operation).into_iter().map(|at| (Kind::Parameters, at)).collect();
    let body = Some(operation.child("requestBody")).filter(|at| document.node(at).is_some());
    let has_content = |at: &Pointer| document.members(&at.child("content")).next().is_some();
    let body = body.map(|at| resolve::target(document, &at).unwrap_or(at));
    parts.extend(body.filter(has_content).map(|at| (Kind::Bodies, at)));
    let responses = operation.child("responses");
    for (status, _) in document.members(&responses).filter(|(status, _)| !status.starts_with("x-")) {
        let at = responses.child(status);
        parts.push((Kind::Responses, resolve::target(document, &at).unwrap_or(at)));
    }
    parts.iter().for_each(|(kind, pointer)| counter.add(*kind, pointer));
    parts.into_iter().map(|(_, pointer)| pointer).collect()
}

/// The parameters of an operation with those of its path: of two for one name in one place, the operation's.
fn parameters(document: &Document, items: &[Pointer], operation: &Pointer) -> Vec<Pointer> {
    let mut parameters: Vec<(Option<(Value, Value)>, Pointer)> = Vec::new();
    for list in items.iter().chain([operation]).map(|holder| holder.child("parameters")) {
        let count = document.node(&list).and_then(Value::as_array).map_or(0, Vec::len);
        for place in (0..count).map(|index| list.item(index)) {
            let at = resolve::target(document, &place).unwrap_or(place);
            let identity =
                document.node(&at).and_then(|node| Some((node.get("in")?.clone(), node.get("name")?.clone())));
            if identity.is_some() {
                parameters.retain(|(known, _)| *known != identity);
            }
            parameters.push((identity, at));
        }
    }
    parameters.into_iter().map(|(_, at)| at).collect()
}
