//! Texts that the protocol encrypts on their way: the mark `x-sensitive`.
//!
//! A mark that is not understood is an error and never a warning: what somebody meant to be encrypted would be sent in
//! clear text.

use super::api::{Codec, Operation, SchemaId, Schemas, Shape};
use super::{extension, reference};
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::HashSet;

/// The name of the mark.
pub const MARK: &str = "x-sensitive";

/// The marks of schemas, as they are found.
#[derive(Default)]
pub struct Marks {
    marked: Vec<SchemaId>,
    replaced: Vec<Replaced>,
}

/// A property of an `allOf` in the place of another one.
struct Replaced {
    pointer: Pointer,
    before: SchemaId,
    after: SchemaId,
}

impl Marks {
    /// The schema has the mark, whatever its shape turns out to be.
    pub fn mark(&mut self, schema: SchemaId) {
        self.marked.push(schema);
    }

    /// The property at `pointer` has the schema `after`, and takes the place of one that has `before`.
    pub fn replace(&mut self, pointer: Pointer, before: SchemaId, after: SchemaId) {
        self.replaced.push(Replaced { pointer, before, after });
    }

    /// Makes what is marked a sensitive text, once all shapes are known.
    pub fn settle(self, schemas: &mut Schemas, diagnostics: &mut Diagnostics) {
        for id in &self.marked {
            settle_one(*id, schemas, diagnostics);
        }
        let holders = schemas.sensitive_holders();
        let lost = |replaced: &&Replaced| holders.contains(&replaced.before) && !holders.contains(&replaced.after);
        for replaced in self.replaced.iter().filter(lost) {
            let message =
                format!("this property takes the place of one with `{MARK}`, and would be sent in clear text");
            diagnostics
                .error(code::SCHEMA_SENSITIVE_LOST, &replaced.pointer, message)
                .help(format!("write `{MARK}: true` here as well"));
        }
    }
}

fn settle_one(id: SchemaId, schemas: &mut Schemas, diagnostics: &mut Diagnostics) {
    let (meant, nullable) = schemas.meant(id);
    if matches!(schemas.get(meant).shape, Shape::Text | Shape::SensitiveText) {
        let schema = schemas.get_mut(id);
        schema.nullable |= nullable;
        schema.shape = Shape::SensitiveText;
        return;
    }
    let place = schemas.get(id).pointer.child(MARK);
    diagnostics
        .error(code::SCHEMA_SENSITIVE, &place, format!("`{MARK}` is for text alone: this would be sent in clear text"))
        .help(
            "write `type: string` without `enum` or `format: binary` beside it, or move the mark to the texts inside",
        );
}

/// Whether one of the references that stand at `hops` has the mark beside it.
pub fn is_beside(document: &Document, hops: &[Pointer], diagnostics: &mut Diagnostics) -> bool {
    hops.iter().any(|hop| is_at(document, hop, diagnostics))
}

/// Whether the schema or the reference that stands at `at` has the mark.
pub fn is_at(document: &Document, at: &Pointer, diagnostics: &mut Diagnostics) -> bool {
    document.node(at).is_some_and(|node| extension::flag(node, at, MARK, diagnostics))
}

/// Whether the node at `at` has the mark, or something in its place that is neither true nor false.
pub fn is_mentioned(document: &Document, at: &Pointer) -> bool {
    let mark = document.node(at).and_then(|node| node.get(MARK));
    !matches!(mark, None | Some(Value::Bool(false)))
}

/// Says that the schema at `at`, which is read as any value, has a mark somewhere inside.
pub fn report_unread(document: &Document, at: &Pointer, diagnostics: &mut Diagnostics) {
    let mut waiting: Vec<&Value> = document.node(at).into_iter().collect();
    while let Some(node) = waiting.pop() {
        match node {
            Value::Object(members) if !matches!(members.get(MARK), None | Some(Value::Bool(false))) => {
                let message = format!("`{MARK}` inside of this schema is lost: it is read as any value");
                diagnostics
                    .error(code::SCHEMA_SENSITIVE_LOST, at, message)
                    .help("write the schema as OpenAPI 3.0 has it, so that it can be read");
                return;
            }
            Value::Object(members) => waiting.extend(members.values()),
            Value::Array(items) => waiting.extend(items),
            _ => {}
        }
    }
}

/// Says that the mark stands at `place`, or at what it refers to, where it says nothing.
pub fn report_misplaced(document: &Document, place: &Pointer, diagnostics: &mut Diagnostics) {
    let (mut places, target) = reference::chain(document, place, &mut Diagnostics::default());
    places.extend(target);
    for at in places.iter().filter(|at| is_mentioned(document, at)) {
        diagnostics
            .error(code::EXTENSION_MISPLACED, &at.child(MARK), format!("`{MARK}` says nothing here"))
            .help("put it beside each `type: string` that is to be encrypted");
    }
}

/// Says that the schema at `place` has the mark, where a body is no JSON and so not encrypted.
pub fn report_raw_body(document: &Document, place: &Pointer, diagnostics: &mut Diagnostics) {
    let (mut places, target) = reference::chain(document, place, &mut Diagnostics::default());
    places.extend(target);
    if is_beside(document, &places, diagnostics) {
        body_error(place, diagnostics);
    }
}

/// Says where an operation would send a sensitive text in clear.
pub fn report_clear_text(operations: &[Operation], schemas: &Schemas, diagnostics: &mut Diagnostics) {
    let holders = schemas.sensitive_holders();
    for operation in operations {
        report_parameters(operation, &holders, diagnostics);
        let Some(body) = &operation.body else { continue };
        let is_held = |schema: SchemaId| holders.contains(&schema);
        if body.contents.iter().any(|content| content.codec != Codec::Json && content.schema.is_some_and(is_held)) {
            body_error(&body.pointer, diagnostics);
        }
    }
}

fn report_parameters(operation: &Operation, holders: &HashSet<SchemaId>, diagnostics: &mut Diagnostics) {
    for parameter in operation.parameters.iter().filter(|parameter| holders.contains(&parameter.schema)) {
        parameter_error(&parameter.name, &parameter.pointer, diagnostics);
    }
}

/// Says that the parameter `name` is to be encrypted.
pub fn parameter_error(name: &str, at: &Pointer, diagnostics: &mut Diagnostics) {
    let message = format!("the parameter `{name}` has `{MARK}`, but parameters are sent in clear text");
    diagnostics
        .error(code::PARAMETER_SENSITIVE, at, message)
        .help("only texts of JSON bodies are encrypted: remove the mark if the service takes this one in clear text");
}

fn body_error(at: &Pointer, diagnostics: &mut Diagnostics) {
    let message = format!("this body holds a text with `{MARK}`, but only bodies of JSON are encrypted");
    diagnostics
        .error(code::BODY_SENSITIVE, at, message)
        .help("remove the mark if the service takes it in clear text; if not, leave this operation out");
}
