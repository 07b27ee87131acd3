//! The document as a tree in which references lead elsewhere.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use serde_json::Value;

/// The longest chain of references that is followed.
const MAX_HOPS: usize = 32;

/// A document whose `$ref`s can be followed.
#[derive(Clone, Copy)]
pub(super) struct Tree<'d> {
    root: &'d Value,
}

impl<'d> Tree<'d> {
    pub(super) fn new(root: &'d Value) -> Self {
        Self { root }
    }

    pub(super) fn root(self) -> &'d Value {
        self.root
    }

    /// The node that `node` stands for, once its references are followed. `None` where they lead nowhere.
    pub(super) fn follow(self, node: &'d Value) -> Option<&'d Value> {
        let mut node = node;
        for _ in 0..MAX_HOPS {
            match reference(node) {
                Some(target) => node = self.target(target)?,
                None => return Some(node),
            }
        }
        None
    }

    /// What a reference such as `#/components/schemas/Card` points to; only this document is looked at.
    pub(super) fn target(self, reference: &str) -> Option<&'d Value> {
        let pointer: Cow<'_, str> = percent_decode_str(reference.strip_prefix('#')?).decode_utf8().ok()?;
        self.root.pointer(&pointer)
    }

    /// The member `name` of `node`, with references followed on both.
    pub(super) fn member(self, node: &'d Value, name: &str) -> Option<&'d Value> {
        self.follow(self.follow(node)?.get(name)?)
    }
}

/// Where a node refers to.
pub(super) fn reference(node: &Value) -> Option<&str> {
    node.get("$ref")?.as_str()
}

/// The members of a node; none where it is no object.
pub(super) fn members(node: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    node.and_then(Value::as_object).into_iter().flatten()
}

/// The items of a node; none where it is no array.
pub(super) fn items(node: Option<&Value>) -> impl Iterator<Item = &Value> {
    node.and_then(Value::as_array).into_iter().flatten()
}

/// A member's name as a step of a JSON Pointer.
pub(super) fn step(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
