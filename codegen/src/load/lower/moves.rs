//! What the lowering put elsewhere: nodes keep the place in the file that they came from, and references find them.

use super::each_inner;
use crate::keywords::Kind;
use crate::pointer::{Pointer, percent_decoded, replaced};
use serde_json::Value;
use std::collections::HashMap;

/// Where nodes went.
#[derive(Debug, Clone, Default)]
pub struct Moves {
    /// From where a node stands to where it stood.
    origin: HashMap<Pointer, Pointer>,
    /// From where a node stood to where it stands.
    place: HashMap<Pointer, Pointer>,
}

impl Moves {
    /// Nothing moved.
    pub fn is_empty(&self) -> bool {
        self.origin.is_empty()
    }

    /// The node that is at `to` was at `from`; both are places in the tree as it is now.
    pub fn record(&mut self, from: &Pointer, to: &Pointer) {
        let from = self.origin(from);
        self.place.insert(from.clone(), to.clone());
        self.origin.insert(to.clone(), from);
    }

    /// A node that was not there before stands at `to`, made of the one at `from`.
    pub fn made(&mut self, from: &Pointer, to: &Pointer) {
        let from = self.origin(from);
        self.origin.insert(to.clone(), from);
    }

    /// Where the node at `at` stood before anything moved.
    pub fn origin(&self, at: &Pointer) -> Pointer {
        replaced(&self.origin, at, Pointer::joined).unwrap_or_else(|| at.clone())
    }

    /// Lets the references in `node` and below lead to where things are now.
    pub fn follow(&self, node: &mut Value, kind: Kind) {
        if let Some(Value::String(reference)) = node.get_mut("$ref")
            && let Some(moved) = self.reference(reference)
        {
            *reference = moved;
        }
        each_inner(node, kind, |inner, kind, _| self.follow(inner, kind));
    }

    fn reference(&self, reference: &str) -> Option<String> {
        let fragment = reference.strip_prefix('#')?;
        // Components themselves never move.
        let inside = fragment.split('/').nth(4).is_some();
        let target = inside.then(|| Pointer::parse(&percent_decoded(fragment))).flatten()?;
        replaced(&self.place, &target, Pointer::joined).map(|place| format!("#{}", place.fragment()))
    }
}
