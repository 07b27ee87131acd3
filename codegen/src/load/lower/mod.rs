//! JSON Schema as OpenAPI 3.1 has it, written as OpenAPI 3.0 has it.
//!
//! The tree is changed in place, so that all stages after this one know a single dialect. What 3.0 has no word for and
//! `resolve` reads by itself (`prefixItems`, `patternProperties`, `dependentRequired`, `webhooks`) stays as it is; what
//! nothing reads is reported where it stands.

mod content;
mod dynamic;
mod ignored;
mod moves;
mod nulls;
mod schema;
mod siblings;
#[cfg(test)]
mod tests;
mod types;
mod values;

pub use moves::Moves;

use super::Trail;
use crate::diagnostic::Diagnostics;
use crate::keywords::Kind;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// How the document means what both versions have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// OpenAPI 3.0: what stands beside a `$ref` is ignored.
    V30,
    /// OpenAPI 3.1 and 3.2: it counts.
    V31,
}

/// One walk over a document.
struct Pass<'a> {
    dialect: Dialect,
    /// The types of the components, by what refers to them.
    types: HashMap<String, String>,
    moves: Moves,
    anchors: dynamic::Anchors,
    diagnostics: &'a mut Diagnostics,
}

/// Lowers every schema of the document `root`, and tells what moved.
pub fn lower(root: &mut Value, dialect: Dialect, diagnostics: &mut Diagnostics) -> Moves {
    let types = types::of_components(root);
    let mut pass = Pass { dialect, types, moves: Moves::default(), anchors: dynamic::Anchors::default(), diagnostics };
    walk(root, Kind::Document, &Trail::Root, &mut pass);
    dynamic::finish(root, &mut pass);
    let moves = pass.moves;
    if !moves.is_empty() {
        moves.follow(root, Kind::Document);
    }
    moves
}

/// The loader bounds how deep `node` is nested.
fn walk(node: &mut Value, kind: Kind, at: &Trail<'_>, pass: &mut Pass<'_>) {
    let is_schema = matches!(kind, Kind::Schema);
    let has_name = is_schema && dynamic::enter(node, at, pass);
    if is_schema {
        schema::lower(node, at, pass);
    }
    each_inner(node, kind, |inner, kind, step| match step {
        Step::Member(name) => walk(inner, kind, &Trail::Member(at, name), pass),
        Step::Item(index) => walk(inner, kind, &Trail::Item(at, index), pass),
    });
    if has_name {
        dynamic::leave(pass);
    }
}

/// How a node is reached from the one around it.
#[derive(Clone, Copy)]
pub enum Step<'a> {
    /// As a member of an object.
    Member(&'a str),
    /// As an item of an array.
    Item(usize),
}

/// Gives each node below `node` that OpenAPI has words for, with what it is. Values of the service's own are no such nodes.
pub fn each_inner(node: &mut Value, kind: Kind, mut visit: impl FnMut(&mut Value, Kind, Step<'_>)) {
    match (node, kind) {
        (_, Kind::Data) => {}
        (Value::Array(items), _) => {
            for (index, item) in items.iter_mut().enumerate() {
                visit(item, kind, Step::Item(index));
            }
        }
        (Value::Object(members), _) => {
            for (name, member) in members {
                if let Some(inner) = kind.inner(name, member) {
                    visit(member, inner, Step::Member(name));
                }
            }
        }
        _ => {}
    }
}

/// The text of the reference that the object is.
fn reference(members: &Map<String, Value>) -> Option<&str> {
    members.get("$ref").and_then(Value::as_str)
}

/// Whether something in `node` or below is to be encrypted: it must not be lost in silence.
fn holds_mark(node: &Value) -> bool {
    match node {
        Value::Object(members) => {
            let is_mark = |name: &str| matches!(name, "x-sensitive" | "x-encrypted");
            members.iter().any(|(name, member)| (is_mark(name) && *member != false) || holds_mark(member))
        }
        Value::Array(items) => items.iter().any(holds_mark),
        _ => false,
    }
}
