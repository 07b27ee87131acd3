//! Texts that the protocol encrypts on their way: the marks `x-sensitive: true`, and `x-encrypted` with the name of whose
//! key it is.
//!
//! A mark that is not understood is an error and never a warning: what somebody meant to be encrypted would be sent in
//! clear text.

use super::api::{Codec, Content, Operation, SchemaId, Schemas, Shape};
use super::{extension, reference};
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::Value;

/// The name of the mark.
pub const MARK: &str = "x-sensitive";

/// The name of the mark that says for whom. Which key that is, the protocol knows.
const FOR_WHOM: &str = "x-encrypted";

/// The names of both.
const MARKS: [&str; 2] = [MARK, FOR_WHOM];

/// The marks of schemas, as they are found.
#[derive(Default)]
pub struct Marks {
    marked: Vec<(SchemaId, &'static str)>,
    replaced: Vec<Replaced>,
}

/// A property of an `allOf` in the place of another one.
struct Replaced {
    pointer: Pointer,
    before: SchemaId,
    after: SchemaId,
}

impl Marks {
    /// The schema has a mark, whatever its shape turns out to be.
    pub fn mark(&mut self, schema: SchemaId, mark: Option<&'static str>) {
        self.marked.push((schema, mark.unwrap_or(MARK)));
    }

    /// The property at `pointer` has the schema `after`, and takes the place of one that has `before`.
    pub fn replace(&mut self, pointer: Pointer, before: SchemaId, after: SchemaId) {
        self.replaced.push(Replaced { pointer, before, after });
    }

    /// Makes what is marked a sensitive text, once all shapes are known.
    pub fn settle(self, schemas: &mut Schemas, diagnostics: &mut Diagnostics) {
        for (id, mark) in &self.marked {
            settle_one(*id, mark, schemas, diagnostics);
        }
        let holders = schemas.sensitive_holders();
        let lost = |replaced: &&Replaced| holders.contains(&replaced.before) && !holders.contains(&replaced.after);
        for replaced in self.replaced.iter().filter(lost) {
            let message = "this property takes the place of one that is encrypted, and would be sent in clear text";
            diagnostics
                .error(code::SCHEMA_SENSITIVE_LOST, &replaced.pointer, message)
                .help("write `x-sensitive` or `x-encrypted` here as well");
        }
    }
}

fn settle_one(id: SchemaId, mark: &str, schemas: &mut Schemas, diagnostics: &mut Diagnostics) {
    let (meant, nullable) = schemas.meant(id);
    if matches!(schemas.get(meant).shape, Shape::Text | Shape::SensitiveText) {
        let schema = schemas.get_mut(id);
        schema.nullable |= nullable;
        schema.shape = Shape::SensitiveText;
        return;
    }
    let place = schemas.get(id).pointer.child(mark);
    let message = format!("`{mark}` is for text alone: this would be sent in clear text");
    diagnostics.error(code::SCHEMA_SENSITIVE, &place, message).help(
        "write `type: string` without `enum` or `format: binary` beside it, or move the mark to the texts inside",
    );
}

/// Whether one of the references that stand at `hops` has the mark beside it.
pub fn is_beside(document: &Document, hops: &[Pointer], diagnostics: &mut Diagnostics) -> bool {
    hops.iter().any(|hop| is_at(document, hop, diagnostics))
}

/// Whether the schema or the reference that stands at `at` has the mark.
pub fn is_at(document: &Document, at: &Pointer, diagnostics: &mut Diagnostics) -> bool {
    document.node(at).is_some_and(|node| has_mark(node, at, diagnostics))
}

/// Whether the node, which stands at `at`, has the mark.
pub fn has_mark(node: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> bool {
    let for_whom = extension::word(node, at, FOR_WHOM, diagnostics);
    extension::flag(node, at, MARK, diagnostics) || for_whom.is_some()
}

/// The mark that the node at `at` has, or that has something in its place that it is not.
pub fn mentioned(document: &Document, at: &Pointer) -> Option<&'static str> {
    mark_of(document.node(at)?)
}

/// Whether the node at `at` has the mark, or something in its place.
pub fn is_mentioned(document: &Document, at: &Pointer) -> bool {
    mentioned(document, at).is_some()
}

fn mark_of(node: &Value) -> Option<&'static str> {
    MARKS.into_iter().find(|mark| !matches!(node.get(mark), None | Some(Value::Bool(false))))
}

/// Says that the schema at `at`, which is read as any value, has a mark somewhere inside.
pub fn report_unread(document: &Document, at: &Pointer, diagnostics: &mut Diagnostics) {
    let mut waiting: Vec<&Value> = document.node(at).into_iter().collect();
    while let Some(node) = waiting.pop() {
        match node {
            Value::Object(_) if mark_of(node).is_some() => {
                let mark = mark_of(node).unwrap_or(MARK);
                let message = format!("`{mark}` inside of this schema is lost: it is read as any value");
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
    for (at, mark) in places.iter().filter_map(|at| Some((at, mentioned(document, at)?))) {
        diagnostics
            .error(code::EXTENSION_MISPLACED, &at.child(mark), format!("`{mark}` says nothing here"))
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
    for body in operations.iter().filter_map(|operation| operation.body.as_ref()) {
        let is_lost = |content: &Content| {
            let is_encrypted = matches!(content.codec, Codec::Json | Codec::Form | Codec::Multipart);
            !is_encrypted && content.schema.is_some_and(|schema| holders.contains(&schema))
        };
        if body.contents.iter().any(is_lost) {
            body_error(&body.pointer, diagnostics);
        }
    }
}

/// Says that the mark stands beside the parameter `name` and not beside what it is.
pub fn parameter_error(name: &str, at: &Pointer, diagnostics: &mut Diagnostics) {
    let message = format!("the parameter `{name}` has a mark of what is encrypted beside it, where it says nothing");
    diagnostics.error(code::PARAMETER_SENSITIVE, at, message).help("move the mark into the `schema` of the parameter");
}

fn body_error(at: &Pointer, diagnostics: &mut Diagnostics) {
    let message = "this body holds a text that is to be encrypted, but only JSON, forms and parts are";
    diagnostics
        .error(code::BODY_SENSITIVE, at, message)
        .help("remove the mark if the service takes it in clear text; if not, leave this operation out");
}
