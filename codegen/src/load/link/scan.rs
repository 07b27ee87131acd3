//! References, as they stand in a tree.

use crate::keywords::Kind;
use crate::load::Trail;
use crate::pointer::{Pointer, find, percent_decoded};
use serde_json::Value;

/// The member of a node that is a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Member {
    /// `$ref`.
    Reference,
    /// A value of the discriminator of a schema.
    Mapping(String),
}

/// A reference that is to be linked.
#[derive(Debug, Clone)]
pub struct Found {
    /// The node that it stands in, in the tree.
    pub at: Pointer,
    /// Which member of the node it is.
    pub member: Member,
    /// What the node is to be.
    pub kind: Kind,
    /// The file whose text it is.
    pub file: usize,
}

impl Found {
    /// The place of the reference itself.
    pub fn place(&self) -> Pointer {
        match &self.member {
            Member::Reference => self.at.child("$ref"),
            Member::Mapping(value) => self.at.child("discriminator").child("mapping").child(value),
        }
    }
}

/// The references of the document `root` that do not lead straight to a place in it, and those that stand where no
/// component can be referred to: what they mean is put in their place.
pub fn irregular(root: &Value) -> Vec<Found> {
    let mut found = Vec::new();
    let is_wanted = |text: &str, kind: Kind, member: &Member| match text.strip_prefix('#') {
        Some(fragment) => super::section(kind).is_none() || !leads_somewhere(root, fragment),
        None => *member == Member::Reference || is_path(text),
    };
    Scan { file: 0, is_wanted: &is_wanted, found: &mut found }.walk(root, Kind::Document, &Trail::Root);
    found
}

/// All references in `node`, which is put at `at` of the tree from the file `file`.
pub fn all(node: &Value, kind: Kind, at: &Pointer, file: usize) -> Vec<Found> {
    let mut found = Vec::new();
    let is_wanted = |_: &str, _: Kind, _: &Member| true;
    Scan { file, is_wanted: &is_wanted, found: &mut found }.walk(node, kind, &Trail::At(at));
    found
}

/// A value of a discriminator may be the bare name of a component, which need not be linked.
fn is_path(text: &str) -> bool {
    text.contains(['/', '#']) || [".yaml", ".yml", ".json"].iter().any(|end| text.ends_with(end))
}

fn leads_somewhere(root: &Value, fragment: &str) -> bool {
    match fragment.contains('%') {
        true => find(root, &percent_decoded(fragment)).is_some(),
        false => find(root, fragment).is_some(),
    }
}

struct Scan<'s> {
    file: usize,
    is_wanted: &'s dyn Fn(&str, Kind, &Member) -> bool,
    found: &'s mut Vec<Found>,
}

impl Scan<'_> {
    /// The loader bounds how deep `node` is nested.
    fn walk(&mut self, node: &Value, kind: Kind, at: &Trail<'_>) {
        match node {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.walk(item, kind, &Trail::Item(at, index));
                }
            }
            Value::Object(members) => {
                if let Some(Value::String(text)) = members.get("$ref") {
                    self.note(text, kind, at, Member::Reference);
                }
                if let (Kind::Schema, Some(discriminator)) = (kind, members.get("discriminator")) {
                    self.mapping(discriminator, kind, at);
                }
                for (name, member) in members {
                    if let Some(inner) = kind.inner(name, member) {
                        self.walk(member, inner, &Trail::Member(at, name));
                    }
                }
            }
            _ => {}
        }
    }

    fn mapping(&mut self, discriminator: &Value, kind: Kind, at: &Trail<'_>) {
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        for (value, target) in mapping.into_iter().flatten() {
            if let Some(text) = target.as_str() {
                self.note(text, kind, at, Member::Mapping(value.clone()));
            }
        }
    }

    fn note(&mut self, text: &str, kind: Kind, at: &Trail<'_>, member: Member) {
        if (self.is_wanted)(text, kind, &member) {
            self.found.push(Found { at: at.pointer(), member, kind, file: self.file });
        }
    }
}
