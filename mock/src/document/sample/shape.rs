//! A schema together with all that it refers to and is merged from.

use std::collections::VecDeque;
use std::ptr;

use serde_json::{Map, Value};

use crate::document::check::{Checker, Direction, types};
use crate::document::discriminator::Discriminator;
use crate::document::tree::{Tree, items, reference};

/// The longest chain of references and `allOf`s that is followed.
const MAX_NESTING: usize = 32;

/// All schemas that describe one value, with the unions that are still to be decided.
#[derive(Clone, Default)]
pub(super) struct Shape<'d> {
    /// The schemas, outer ones first.
    pub(super) parts: Vec<&'d Value>,
    /// Those that describe all of the value, so that their example is an example of the whole.
    pub(super) whole: Vec<&'d Value>,
    /// The members that tell the branches of unions apart, and their values.
    pub(super) tags: Vec<(&'d str, &'d str)>,
    unions: VecDeque<Union<'d>>,
}

/// Schemas of which one is to be chosen.
#[derive(Clone)]
pub(super) struct Union<'d> {
    pub(super) branches: Vec<&'d Value>,
    discriminator: Option<Discriminator<'d>>,
    whole: bool,
}

/// Reads schemas into a shape.
struct Reading<'s, 'd> {
    shape: &'s mut Shape<'d>,
    tree: Tree<'d>,
    around: &'s [&'d Value],
}

impl<'d> Shape<'d> {
    /// `None` where a schema allows nothing, or is one of those around it.
    pub(super) fn of(tree: Tree<'d>, schemas: &[&'d Value], around: &[&'d Value]) -> Option<Self> {
        let mut shape = Self::default();
        let mut reading = Reading { shape: &mut shape, tree, around };
        for schema in schemas {
            reading.add(schema, schemas.len() == 1, 0)?;
        }
        Some(shape)
    }

    /// Takes the next union that is to be decided.
    pub(super) fn next_union(&mut self) -> Option<Union<'d>> {
        self.unions.pop_front()
    }

    /// This shape, with `union` decided. `None` as for [`of`](Self::of).
    pub(super) fn with_branch(
        &self,
        tree: Tree<'d>,
        union: &Union<'d>,
        branch: &'d Value,
        around: &[&'d Value],
    ) -> Option<Self> {
        let mut shape = self.clone();
        Reading { shape: &mut shape, tree, around }.add(branch, union.whole, 0)?;
        if let Some(discriminator) = union.discriminator {
            let added = &shape.parts[self.parts.len()..];
            // A branch that is a union in turn has no name of its own.
            let is_leaf = shape.unions.len() == self.unions.len();
            let name = reference(branch).filter(|_| is_leaf).and_then(|target| target.rsplit('/').next());
            if let Some(tag) = discriminator.tag_of(tree, added).or(name) {
                shape.add_tag(tree, discriminator.property, tag);
            }
        }
        Some(shape)
    }

    /// Sets the member that says which branch was chosen, unless the branch itself knows better.
    fn add_tag(&mut self, tree: Tree<'d>, property: &'d str, tag: &'d str) {
        let checker = Checker::new(tree, Direction::Response);
        let mut schemas = self.keywords("properties").filter_map(|properties| properties.get(property));
        let fits = schemas.all(|schema| checker.check(schema, &Value::from(tag), "").is_ok());
        drop(schemas);
        if fits {
            self.tags.push((property, tag));
        }
    }

    /// The type of the value; empty where any is allowed.
    pub(super) fn kind(&self) -> &'d str {
        let named: Vec<&str> = self.parts.iter().filter_map(|part| part.as_object()).flat_map(types).collect();
        if let Some(name) = named.iter().find(|name| **name != "null") {
            return name;
        }
        let has = |names: &[&str]| names.iter().any(|name| self.keyword(name).is_some());
        match () {
            () if has(&["properties", "additionalProperties", "required"]) => "object",
            () if has(&["items", "prefixItems", "minItems"]) => "array",
            () if has(&["minLength", "maxLength", "pattern", "format"]) => "string",
            () if has(&["minimum", "maximum", "multipleOf"]) => "number",
            () if named.is_empty() => "",
            () => "null",
        }
    }

    /// The first part's value of a keyword.
    pub(super) fn keyword(&self, name: &str) -> Option<&'d Value> {
        self.parts.iter().find_map(|part| part.get(name))
    }

    /// All parts' values of a keyword.
    pub(super) fn keywords<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'d Value> + use<'s, 'd> {
        self.parts.iter().filter_map(move |part| part.get(name))
    }

    /// The largest of all parts' values of a keyword that counts.
    pub(super) fn most(&self, name: &str) -> Option<u64> {
        self.keywords(name).filter_map(Value::as_u64).max()
    }

    /// The smallest likewise.
    pub(super) fn least(&self, name: &str) -> Option<u64> {
        self.keywords(name).filter_map(Value::as_u64).min()
    }
}

impl<'d> Reading<'_, 'd> {
    fn add(&mut self, schema: &'d Value, whole: bool, nesting: usize) -> Option<()> {
        let keywords = match schema {
            Value::Object(keywords) => keywords,
            Value::Bool(false) => return None,
            _ => return Some(()),
        };
        if holds(&self.shape.parts, schema) {
            return Some(());
        }
        if holds(self.around, schema) || nesting > MAX_NESTING {
            return None;
        }
        self.shape.parts.push(schema);
        if whole {
            self.shape.whole.push(schema);
        }
        if let Some(target) = reference(schema).and_then(|target| self.tree.target(target)) {
            self.add(target, whole, nesting + 1)?;
        }
        let alone = keywords.get("allOf").is_some_and(|parts| items(Some(parts)).count() == 1);
        for part in items(keywords.get("allOf")) {
            self.add(part, whole && alone && !keywords.contains_key("properties"), nesting + 1)?;
        }
        self.add_unions(keywords, whole && !keywords.contains_key("properties"));
        Some(())
    }

    fn add_unions(&mut self, keywords: &'d Map<String, Value>, whole: bool) {
        let discriminator = Discriminator::of(keywords);
        let mut unions: Vec<Vec<&Value>> = Vec::new();
        for name in ["oneOf", "anyOf"] {
            let branches: Vec<&Value> = items(keywords.get(name)).collect();
            let filled: Vec<&Value> = branches.iter().copied().filter(|branch| !is_null(branch)).collect();
            unions.push(if filled.is_empty() { branches } else { filled });
        }
        unions.retain(|branches| !branches.is_empty());
        match discriminator {
            Some(discriminator) if unions.is_empty() => self.add_mapping(discriminator),
            _ => self.shape.unions.extend(unions.into_iter().map(|branches| Union { branches, discriminator, whole })),
        }
    }

    /// A discriminator without a union: the value follows one of the schemas that its mapping names.
    fn add_mapping(&mut self, discriminator: Discriminator<'d>) {
        if let Some(tag) = discriminator.tag_of(self.tree, &self.shape.parts) {
            self.shape.add_tag(self.tree, discriminator.property, tag);
            return;
        }
        let branches: Vec<&Value> = discriminator.mapped(self.tree).map(|(_, schema)| schema).collect();
        if !branches.is_empty() {
            self.shape.unions.push_back(Union { branches, discriminator: Some(discriminator), whole: false });
        }
    }
}

fn holds(schemas: &[&Value], schema: &Value) -> bool {
    schemas.iter().any(|known| ptr::eq(*known, schema))
}

fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|name| name == "null")
}
