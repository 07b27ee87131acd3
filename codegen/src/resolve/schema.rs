//! Reading schemas, one node after the other: a queue instead of recursion, so that no depth is too deep.

use super::api::{Schema, SchemaId, Schemas, Shape};
use super::enumeration::enumeration;
use super::made::AllMade;
use super::outline::{Outline, Outlines};
use super::parent::Parents;
use super::select::Scope;
use super::sensitive::{self, Marks};
use super::{json_text, limits, reference, scalar, settle, words};
use crate::diagnostic::Diagnostics;
use crate::load::Document;
use crate::pointer::Pointer;
use openapiv3::{SchemaData, SchemaKind};
use serde_json::Map;
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

/// Gives every schema that is asked for an id, and reads each of them once.
pub struct Reader<'d> {
    pub(super) document: &'d Document,
    schemas: Vec<Schema>,
    by_pointer: HashMap<Pointer, SchemaId>,
    pub(super) made: AllMade,
    waiting: VecDeque<SchemaId>,
    outlines: Outlines,
    parents: Option<Rc<Parents>>,
    /// Where ignored keywords were told of: a node may be lifted several times.
    pub(super) told: HashSet<Pointer>,
    pub(super) marks: Marks,
}

impl<'d> Reader<'d> {
    /// A reader of the schemas of `document`.
    pub fn new(document: &'d Document) -> Self {
        Self {
            document,
            schemas: Vec::new(),
            by_pointer: HashMap::new(),
            made: AllMade::default(),
            waiting: VecDeque::new(),
            outlines: Outlines::default(),
            parents: None,
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
        let mark = references.iter().find_map(|hop| sensitive::mentioned(self.document, hop));
        let schema = match target {
            Some(target) => self.intern(target),
            None => self.any(at.clone()),
        };
        if marked { self.sensitive(at, schema, mark) } else { schema }
    }

    /// The schema `meant` with a mark that a reference at `at` has beside it.
    fn sensitive(&mut self, at: &Pointer, meant: SchemaId, mark: Option<&'static str>) -> SchemaId {
        let id = self.add(at.clone());
        self.schemas[id.0].shape = Shape::Alias(meant);
        self.by_pointer.insert(at.clone(), id);
        self.marks.mark(id, mark);
        id
    }

    /// Reads all that was asked for, and all that this asks for.
    pub fn finish(mut self, diagnostics: &mut Diagnostics) -> Schemas {
        while let Some(id) = self.waiting.pop_front() {
            self.read(id, diagnostics);
        }
        let mut schemas = Schemas(self.schemas);
        self.marks.settle(&mut schemas, diagnostics);
        settle::settle(&mut schemas);
        schemas
    }

    pub(super) fn intern(&mut self, at: Pointer) -> SchemaId {
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

    pub(super) fn add(&mut self, pointer: Pointer) -> SchemaId {
        let id = SchemaId(self.schemas.len());
        self.schemas.push(Schema {
            component: pointer.component("schemas"),
            pointer,
            rust_name: None,
            suffix: None,
            title: None,
            description: None,
            deprecated: false,
            nullable: false,
            format: None,
            constant: None,
            default: None,
            limits: Vec::new(),
            rules: Map::new(),
            shape: Shape::Any,
        });
        id
    }

    pub(super) fn schema_mut(&mut self, id: SchemaId) -> &mut Schema {
        &mut self.schemas[id.0]
    }

    /// Lets the schema be read in its turn.
    pub(super) fn wait_for(&mut self, id: SchemaId) {
        self.waiting.push_back(id);
    }

    /// What can be told at a glance of what is meant at `at`.
    pub(super) fn outline(&mut self, at: &Pointer) -> Rc<Outline> {
        self.outlines.of(self.document, at)
    }

    /// Who extends whom.
    pub(super) fn parents(&mut self) -> Rc<Parents> {
        let parents = self.parents.get_or_insert_with(|| Rc::new(Parents::of(self.document)));
        Rc::clone(parents)
    }

    fn read(&mut self, id: SchemaId, diagnostics: &mut Diagnostics) {
        let at = self.schemas[id.0].pointer.clone();
        match self.made.get(id) {
            None => self.read_node(id, &at, diagnostics),
            Some(made) => self.read_made(id, &at, made, diagnostics),
        }
    }

    fn read_node(&mut self, id: SchemaId, at: &Pointer, diagnostics: &mut Diagnostics) {
        let marked = sensitive::is_at(self.document, at, diagnostics);
        if marked {
            self.marks.mark(id, sensitive::mentioned(self.document, at));
        }
        let Some(schema) = self.lift(at, diagnostics) else {
            if !marked {
                sensitive::report_unread(self.document, at, diagnostics);
            }
            return;
        };
        let node = self.document.node(at);
        let mut words = match &schema.schema_kind {
            SchemaKind::Type(kind) => words::limits(kind),
            _ => Vec::new(),
        };
        let known = node.map(|node| enumeration(at, node, diagnostics)).unwrap_or_default();
        let mut nullable = schema.schema_data.nullable || known.nullable;
        let named =
            self.schemas[id.0].component.is_some() || schema.schema_data.extensions.contains_key("x-enum-varnames");
        let shape = match (&known.constant, known.shape) {
            // A type of its own for a value that is always the same would help nobody.
            (Some(constant), Some(_)) if !named => scalar::of_value(constant),
            (_, Some(shape)) => shape,
            (_, None) => {
                let found = self.shape(at, &schema, diagnostics);
                nullable |= found.nullable;
                words.extend(found.limits);
                found.shape
            }
        };
        let shape = json_text::of(self, at, shape, diagnostics);
        let format = node.and_then(|node| node.get("format")?.as_str()).map(str::to_owned);
        // A value that is always the same has the limits that it has.
        let limited = node.filter(|_| known.constant.is_none());
        let rules = limited.map(|node| limits::of(node, &shape)).unwrap_or_default();
        let default = node.and_then(|node| node.get("default")).filter(|default| !default.is_null()).cloned();
        let facts = schema.schema_data;
        let read = &mut self.schemas[id.0];
        read.rust_name = extension_text(&facts, "x-rust-name");
        read.title = facts.title;
        read.description = facts.description;
        read.deprecated = facts.deprecated;
        read.nullable = nullable;
        read.format = format;
        read.constant = known.constant;
        read.default = default;
        read.limits = words;
        read.rules = rules;
        read.shape = shape;
    }
}

/// A text in an extension.
pub fn extension_text(facts: &SchemaData, name: &str) -> Option<String> {
    facts.extensions.get(name)?.as_str().map(str::to_owned)
}
