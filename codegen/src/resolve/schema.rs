//! Reading schemas, one node after the other: a queue instead of recursion, so that no depth is too deep.

use super::api::{NumberFormat, Schema, SchemaId, Schemas, Shape};
use super::enumeration::{Enumeration, enumeration};
use super::select::Scope;
use super::sensitive::{self, Marks};
use super::{limits, object, reference, scalar, tidy, union, words};
use crate::diagnostic::{Diagnostics, code};
use crate::load::{Document, Lifted};
use crate::pointer::Pointer;
use openapiv3::{AnySchema, SchemaData, SchemaKind, Type};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet, VecDeque};

/// Gives every schema that is asked for an id, and reads each of them once.
pub struct Reader<'d> {
    pub(super) document: &'d Document,
    schemas: Vec<Schema>,
    by_pointer: HashMap<Pointer, SchemaId>,
    waiting: VecDeque<SchemaId>,
    /// Where ignored keywords were told of: a node may be lifted several times.
    told: HashSet<Pointer>,
    pub(super) marks: Marks,
}

impl<'d> Reader<'d> {
    /// A reader of the schemas of `document`.
    pub fn new(document: &'d Document) -> Self {
        Self {
            document,
            schemas: Vec::new(),
            by_pointer: HashMap::new(),
            waiting: VecDeque::new(),
            told: HashSet::new(),
            marks: Marks::default(),
        }
    }

    /// Asks for every schema below `components/schemas` that is read.
    pub fn read_components(&mut self, scope: &Scope, diagnostics: &mut Diagnostics) {
        let section = Pointer::root().child("components").child("schemas");
        let names: Vec<String> = self.document.members(&section).map(|(name, _)| name.clone()).collect();
        for name in names {
            let at = section.child(&name);
            if !scope.reads(&at) {
                continue;
            }
            if reference::reference_at(self.document, &at).is_some() {
                reference::follow(self.document, &at, diagnostics);
            } else {
                self.intern(at);
            }
        }
    }

    /// The schema that is meant at `at`; any value, with a diagnostic, where a reference cannot be followed.
    pub fn at(&mut self, at: &Pointer, diagnostics: &mut Diagnostics) -> SchemaId {
        if let Some(id) = self.by_pointer.get(at) {
            return *id;
        }
        let (references, target) = reference::chain(self.document, at, diagnostics);
        let marked = sensitive::is_beside(self.document, &references, diagnostics);
        let schema = match target {
            Some(target) => self.intern(target),
            None => self.any(at.clone()),
        };
        if marked { self.sensitive(at, schema) } else { schema }
    }

    /// The schema `meant` with a mark that a reference at `at` has beside it.
    fn sensitive(&mut self, at: &Pointer, meant: SchemaId) -> SchemaId {
        let id = self.add(at.clone());
        self.schemas[id.0].shape = Shape::Alias(meant);
        self.by_pointer.insert(at.clone(), id);
        self.marks.mark(id);
        id
    }

    /// Reads all that was asked for, and all that this asks for.
    pub fn finish(mut self, diagnostics: &mut Diagnostics) -> Schemas {
        while let Some(id) = self.waiting.pop_front() {
            self.read(id, diagnostics);
        }
        let mut schemas = Schemas(self.schemas);
        self.marks.settle(&mut schemas, diagnostics);
        schemas
    }

    fn intern(&mut self, at: Pointer) -> SchemaId {
        if let Some(id) = self.by_pointer.get(&at) {
            return *id;
        }
        let id = self.add(at.clone());
        self.by_pointer.insert(at, id);
        self.waiting.push_back(id);
        id
    }

    /// Any value, at a place where the document does not say more.
    pub(super) fn any(&mut self, at: Pointer) -> SchemaId {
        self.add(at)
    }

    /// A text, at a place where the document says nothing of a value that is sent as text.
    pub fn text(&mut self, at: Pointer) -> SchemaId {
        let id = self.add(at);
        self.schemas[id.0].shape = Shape::Text;
        id
    }

    fn add(&mut self, pointer: Pointer) -> SchemaId {
        let id = SchemaId(self.schemas.len());
        self.schemas.push(Schema {
            component: pointer.component("schemas"),
            pointer,
            rust_name: None,
            title: None,
            description: None,
            deprecated: false,
            nullable: false,
            format: None,
            constant: None,
            limits: Vec::new(),
            rules: Map::new(),
            shape: Shape::Any,
        });
        id
    }

    fn read(&mut self, id: SchemaId, diagnostics: &mut Diagnostics) {
        let at = self.schemas[id.0].pointer.clone();
        let marked = sensitive::is_at(self.document, &at, diagnostics);
        if marked {
            self.marks.mark(id);
        }
        let Some(schema) = self.lift(&at, diagnostics) else {
            if !marked {
                sensitive::report_unread(self.document, &at, diagnostics);
            }
            return;
        };
        let words = match &schema.schema_kind {
            SchemaKind::Type(kind) => words::limits(kind),
            _ => Vec::new(),
        };
        let known = match self.document.node(&at) {
            Some(node) => enumeration(&at, node, diagnostics),
            None => Enumeration::default(),
        };
        let nullable = schema.schema_data.nullable || known.nullable;
        let named =
            self.schemas[id.0].component.is_some() || schema.schema_data.extensions.contains_key("x-enum-varnames");
        let shape = match (&known.constant, known.shape) {
            // A type of its own for a value that is always the same would help nobody.
            (Some(constant), Some(_)) if !named => scalar::of_value(constant),
            (_, Some(shape)) => shape,
            (_, None) => self.shape(&at, &schema, diagnostics),
        };
        let format = self.document.node(&at).and_then(|node| node.get("format")?.as_str()).map(str::to_owned);
        // A value that is always the same has the limits that it has.
        let limited = self.document.node(&at).filter(|_| known.constant.is_none());
        let rules = limited.map(|node| limits::of(node, &shape)).unwrap_or_default();
        let facts = schema.schema_data;
        let read = &mut self.schemas[id.0];
        read.rust_name = extension_text(&facts, "x-rust-name");
        read.title = facts.title;
        read.description = facts.description;
        read.deprecated = facts.deprecated;
        read.nullable = nullable;
        read.format = format;
        read.constant = known.constant;
        read.limits = words;
        read.rules = rules;
        read.shape = shape;
    }

    /// The schema at `at` as `openapiv3` types it, or a diagnostic.
    pub(super) fn lift(&mut self, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<openapiv3::Schema> {
        let (schema, ignored) = match lifted(self.document, at)? {
            Ok(read) => read,
            Err(message) => {
                diagnostics
                    .warning(code::SCHEMA_UNREADABLE, at, format!("this schema is read as any JSON value: {message}"))
                    .help("write it as OpenAPI 3.0 has it");
                return None;
            }
        };
        if !ignored.is_empty() && self.told.insert(at.clone()) {
            for tidy::Ignored { keyword, reason } in ignored {
                let code = if keyword == "not" { code::SCHEMA_NOT } else { code::SCHEMA_IGNORED_KEYWORD };
                diagnostics.warning(code, &at.child(&keyword), format!("`{keyword}` is ignored: it {reason}"));
            }
        }
        Some(schema)
    }

    fn shape(&mut self, at: &Pointer, schema: &openapiv3::Schema, diagnostics: &mut Diagnostics) -> Shape {
        let facts = &schema.schema_data;
        match &schema.schema_kind {
            SchemaKind::Type(Type::Object(_)) => {
                if facts.discriminator.is_some() {
                    diagnostics
                        .warning(
                            code::SCHEMA_DISCRIMINATOR,
                            &at.child("discriminator"),
                            "a discriminator without `oneOf` is ignored: the schema is read as a plain object",
                        )
                        .help("list the alternatives in a `oneOf` beside the discriminator");
                }
                object::shape(self, at, schema, diagnostics)
            }
            SchemaKind::AllOf { .. } => object::shape(self, at, schema, diagnostics),
            SchemaKind::Type(Type::Array(array)) => self.array(at, array.items.is_some(), diagnostics),
            SchemaKind::Type(kind) => scalar::shape(kind),
            SchemaKind::OneOf { one_of } => {
                union::shape(self, at, "oneOf", one_of.len(), facts.discriminator.as_ref(), diagnostics)
            }
            SchemaKind::AnyOf { any_of } => {
                union::shape(self, at, "anyOf", any_of.len(), facts.discriminator.as_ref(), diagnostics)
            }
            SchemaKind::Not { .. } => {
                diagnostics.warning(code::SCHEMA_NOT, &at.child("not"), "`not` is ignored: any value is read");
                Shape::Any
            }
            SchemaKind::Any(any) => self.mixed(at, any, schema, diagnostics),
        }
    }

    fn array(&mut self, at: &Pointer, has_items: bool, diagnostics: &mut Diagnostics) -> Shape {
        let items = at.child("items");
        Shape::Array(if has_items { self.at(&items, diagnostics) } else { self.any(items) })
    }

    /// A schema whose keywords belong to several types, or to none.
    fn mixed(
        &mut self,
        at: &Pointer,
        any: &AnySchema,
        schema: &openapiv3::Schema,
        diagnostics: &mut Diagnostics,
    ) -> Shape {
        let facts = &schema.schema_data;
        if any.not.is_some() {
            diagnostics.warning(code::SCHEMA_NOT, &at.child("not"), "`not` is ignored");
        }
        for (keyword, count) in [("oneOf", any.one_of.len()), ("anyOf", any.any_of.len())] {
            if count > 0 {
                if !any.properties.is_empty() || !any.all_of.is_empty() {
                    diagnostics
                        .warning(
                            code::SCHEMA_UNION_PROPERTIES,
                            &at.child(keyword),
                            format!("what stands beside `{keyword}` is ignored"),
                        )
                        .help(format!("repeat those properties in each member of `{keyword}`"));
                }
                return union::shape(self, at, keyword, count, facts.discriminator.as_ref(), diagnostics);
            }
        }
        let object_like = !any.properties.is_empty() || !any.all_of.is_empty() || any.additional_properties.is_some();
        match any.typ.as_deref() {
            Some("object") => object::shape(self, at, schema, diagnostics),
            None if object_like => object::shape(self, at, schema, diagnostics),
            Some("array") => self.array(at, any.items.is_some(), diagnostics),
            None if any.items.is_some() => self.array(at, true, diagnostics),
            Some("string") => Shape::Text,
            Some("integer") => Shape::Integer(scalar::integer_format(any.format.as_deref())),
            Some("number") => Shape::Number(NumberFormat::Double),
            Some("boolean") => Shape::Boolean,
            Some("file") => Shape::Binary,
            Some("null") => Shape::Any,
            Some(other) => {
                diagnostics
                    .warning(
                        code::SCHEMA_UNREADABLE,
                        &at.child("type"),
                        format!("`{other}` is no type: any value is read"),
                    )
                    .help("the types are string, integer, number, boolean, array and object");
                Shape::Any
            }
            None => Shape::Any,
        }
    }
}

/// The schema at `at` as `openapiv3` types it, and what of it is ignored; `None` where there is no node.
#[allow(clippy::type_complexity, reason = "used twice, and named by its parts")]
pub fn lifted(document: &Document, at: &Pointer) -> Option<Result<(openapiv3::Schema, Vec<tidy::Ignored>), String>> {
    let mut members = match document.node(at)? {
        Value::Object(members) => openapiv3::Schema::lifted(members, at),
        Value::Bool(true) => serde_json::Map::new(),
        other => return Some(Err(format!("an object is expected here, not {other}"))),
    };
    let ignored = tidy::tidy(&mut members);
    let read = serde_json::from_value(Value::Object(members));
    Some(read.map(|schema| (schema, ignored)).map_err(|error| error.to_string()))
}

/// A text in an extension.
pub fn extension_text(facts: &SchemaData, name: &str) -> Option<String> {
    facts.extensions.get(name)?.as_str().map(str::to_owned)
}
