//! An item that callers can name.

use crate::diff::origin::Tiers;
use std::collections::BTreeSet;

/// An item that callers can name.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// Its name, as callers write it.
    pub path: String,
    /// The item that it comes and goes with.
    pub parent: Option<String>,
    /// What it takes.
    pub arguments: Vec<Part>,
    /// What it is or gives: a type, or the kind of a type. An item that is only there or not has none.
    pub ty: Option<Part>,
    /// What it stands for on the wire, where another value would be another meaning.
    pub value: Option<String>,
    /// Whether callers are warned.
    pub deprecated: bool,
    /// The features of Cargo that compile it; none where it is always there.
    pub features: BTreeSet<String>,
    /// What it comes of.
    pub origins: Tiers,
    /// What the order of its arguments comes of.
    pub order: Tiers,
}

/// A type in a signature.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// What the argument is known by on both sides.
    pub key: String,
    /// Its name, for people.
    pub name: String,
    /// The type as it is written.
    pub text: String,
    /// Other types that become it by themselves.
    pub also: Vec<String>,
    /// What it comes of.
    pub origins: Tiers,
}

impl Item {
    /// An item that is there.
    pub fn new(path: impl Into<String>, origins: Tiers) -> Self {
        Self { path: path.into(), origins, ..Self::default() }
    }

    /// It comes and goes with another one.
    pub fn below(self, parent: &str) -> Self {
        Self { parent: Some(parent.to_owned()), ..self }
    }

    /// It has a type, which comes of what it comes of.
    pub fn typed(self, text: impl Into<String>) -> Self {
        let origins = self.origins.clone();
        self.giving(text, origins)
    }

    /// It gives a type.
    pub fn giving(self, text: impl Into<String>, origins: Tiers) -> Self {
        Self { ty: Some(Part { text: text.into(), origins, ..Part::default() }), ..self }
    }

    /// It takes arguments.
    pub fn taking(self, arguments: Vec<Part>) -> Self {
        Self { arguments, ..self }
    }
}
