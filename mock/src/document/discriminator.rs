//! The member by which a union's value says which schema it follows.

use std::borrow::Cow;
use std::ptr;

use serde_json::{Map, Value};

use super::tree::{Tree, members};

/// A schema's `discriminator`.
#[derive(Clone, Copy)]
pub(super) struct Discriminator<'d> {
    /// The member that holds the tag.
    pub(super) property: &'d str,
    mapping: Option<&'d Value>,
}

impl<'d> Discriminator<'d> {
    pub(super) fn of(keywords: &'d Map<String, Value>) -> Option<Self> {
        let discriminator = keywords.get("discriminator")?;
        Some(Self { property: discriminator.get("propertyName")?.as_str()?, mapping: discriminator.get("mapping") })
    }

    /// The schema that the tag in `value` names.
    pub(super) fn named_by(&self, tree: Tree<'d>, value: &Value) -> Option<&'d Value> {
        let tag = value.get(self.property)?.as_str()?;
        let mapped = self.mapped(tree).find(|(name, _)| *name == tag);
        mapped.map(|(_, schema)| schema).or_else(|| tree.target(&reference_to(tag)))
    }

    /// The tag of the first of these schemas that has one.
    pub(super) fn tag_of(&self, tree: Tree<'d>, schemas: &[&'d Value]) -> Option<&'d str> {
        let tag = |schema: &Value| self.mapped(tree).find(|(_, mapped)| ptr::eq(*mapped, schema)).map(|(tag, _)| tag);
        schemas.iter().find_map(|schema| tag(schema))
    }

    /// The tags and their schemas.
    pub(super) fn mapped(&self, tree: Tree<'d>) -> impl Iterator<Item = (&'d str, &'d Value)> + use<'d> {
        members(self.mapping)
            .filter_map(move |(tag, target)| Some((tag.as_str(), tree.target(&as_reference(target.as_str()?))?)))
    }
}

/// A mapping's value is a reference, or the bare name of a schema.
fn as_reference(target: &str) -> Cow<'_, str> {
    if target.contains(['#', '/']) { Cow::Borrowed(target) } else { Cow::Owned(reference_to(target)) }
}

fn reference_to(name: &str) -> String {
    format!("#/components/schemas/{name}")
}
