//! Texts that are encrypted on their way: the marks `x-sensitive` and `x-encrypted`.

use std::collections::BTreeSet;
use std::ptr;

use serde_json::{Map, Value};

use super::check::{Checker, Direction};
use super::discriminator::Discriminator;
use super::tree::{Tree, items, reference, step};
use crate::cipher::Cipher;

/// The mark of any document, and that of reference pages, which says with whose key.
fn is_mark(schema: &Value) -> bool {
    schema.get("x-sensitive") == Some(&Value::Bool(true)) || schema.get("x-encrypted").is_some_and(Value::is_string)
}

/// How many schemas are held against an answer, and how deep they may lead into each other.
const MAX_STEPS: u32 = 200_000;
const MAX_DEPTH: usize = 200;

/// Whether the schema, or one that it refers to or is merged from, has the mark.
pub(super) fn is_marked<'d>(tree: Tree<'d>, schema: &'d Value) -> bool {
    let mut seen: Vec<&Value> = Vec::new();
    let mut waiting = vec![schema];
    while let Some(schema) = waiting.pop() {
        if is_mark(schema) {
            return true;
        }
        if !seen.iter().any(|known| ptr::eq(*known, schema)) {
            seen.push(schema);
            waiting.extend(reference(schema).and_then(|target| tree.target(target)));
            waiting.extend(items(schema.get("allOf")));
        }
    }
    false
}

/// Encrypts the marked texts of an answer; an empty one stays empty.
///
/// The error is the JSON Pointer of a text that is too long.
pub(super) fn seal<'d>(tree: Tree<'d>, schema: &'d Value, value: &mut Value, cipher: &Cipher) -> Result<(), String> {
    let mut search = Search { tree, steps_left: MAX_STEPS, found: BTreeSet::new() };
    search.visit(schema, value, "", 0);
    for at in search.found {
        if let Some(Value::String(text)) = value.pointer_mut(&at)
            && !text.is_empty()
        {
            *text = cipher.encrypt(text).map_err(|_| at)?;
        }
    }
    Ok(())
}

/// Looks for marked texts. Their places are a set, since several schemas may describe the same text.
struct Search<'d> {
    tree: Tree<'d>,
    steps_left: u32,
    found: BTreeSet<String>,
}

impl<'d> Search<'d> {
    fn visit(&mut self, schema: &'d Value, value: &Value, at: &str, depth: usize) {
        let Some(keywords) = schema.as_object() else { return };
        if self.steps_left == 0 || depth > MAX_DEPTH {
            return;
        }
        self.steps_left -= 1;
        if value.is_string() && is_marked(self.tree, schema) {
            self.found.insert(at.to_owned());
            return;
        }
        let referred = reference(schema).and_then(|target| self.tree.target(target));
        for part in referred.into_iter().chain(items(keywords.get("allOf"))) {
            self.visit(part, value, at, depth + 1);
        }
        for union in ["oneOf", "anyOf"] {
            for branch in self.branches(keywords, union, value) {
                self.visit(branch, value, at, depth + 1);
            }
        }
        self.visit_inside(keywords, value, at, depth + 1);
    }

    /// The branch that the value names, or the first that it fits; all where there is none, lest a text goes out plain.
    fn branches(&self, keywords: &'d Map<String, Value>, union: &str, value: &Value) -> Vec<&'d Value> {
        let branches: Vec<&Value> = items(keywords.get(union)).collect();
        if branches.is_empty() {
            return branches;
        }
        let named = Discriminator::of(keywords).and_then(|discriminator| discriminator.named_by(self.tree, value));
        let fits = |branch: &&&'d Value| Checker::new(self.tree, Direction::Response).check(branch, value, "").is_ok();
        match named.or_else(|| branches.iter().find(fits).copied()) {
            Some(branch) => vec![branch],
            None => branches,
        }
    }

    fn visit_inside(&mut self, keywords: &'d Map<String, Value>, value: &Value, at: &str, depth: usize) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    let own = keywords.get("properties").and_then(|properties| properties.get(name));
                    if let Some(schema) = own.or(keywords.get("additionalProperties")) {
                        self.visit(schema, member, &format!("{at}/{}", step(name)), depth);
                    }
                }
            }
            Value::Array(entries) => {
                let first: Vec<&Value> = items(keywords.get("prefixItems")).collect();
                for (index, entry) in entries.iter().enumerate() {
                    if let Some(schema) = first.get(index).copied().or(keywords.get("items")) {
                        self.visit(schema, entry, &format!("{at}/{index}"), depth);
                    }
                }
            }
            _ => {}
        }
    }
}
