//! What a reference means: exactly, or as far as can be told.

use super::text::{self, Target};
use super::{Linker, Node, section};
use crate::keywords::Kind;
use crate::pointer::{Pointer, find, percent_decoded};
use serde_json::Value;
use std::path::Path;

/// How many references may stand on the way of one.
const MAX_HOPS: usize = 64;

/// What a reference leads to.
pub struct Located {
    /// The node.
    pub node: Node,
    /// How the reference should have been written, where it was not written so.
    pub inexact: Option<String>,
}

/// Why a reference leads to nothing.
pub enum Lost {
    /// The file has no such node.
    Nowhere,
    /// The file is not read, and why.
    Unread(String),
}

impl Linker<'_> {
    /// What `reference` in the file `from` means, where a node of this kind is wanted.
    pub(super) fn locate(&mut self, reference: &str, from: usize, kind: Kind) -> Result<Located, Lost> {
        let read = text::read(reference);
        if let Some(located) = self.bare_name(reference, &read.target, from, kind) {
            return Ok(located);
        }
        let file = match self.files.open(&read.target, from) {
            Ok(file) => file,
            // The sign before the pointer is forgotten easily.
            Err(reason) => return self.without_sign(reference, from).ok_or(Lost::Unread(reason)),
        };
        if let Some(node) = self.exact(file, read.fragment) {
            return Ok(Located { node, inexact: None });
        }
        let node = self.walk(file, &percent_decoded(read.fragment), 0);
        let Some(node) = node else { return self.by_name(file, read.fragment, kind).ok_or(Lost::Nowhere) };
        Ok(Located { node, inexact: None })
    }

    fn exact(&self, file: usize, fragment: &str) -> Option<Node> {
        let at = Pointer::parse(&percent_decoded(fragment))?;
        find(self.files.root(file), at.as_str())?;
        Some(Node { file, at })
    }

    /// A name such as `Pet` means the component, unless there is a file of this name.
    fn bare_name(&self, reference: &str, target: &Target, from: usize, kind: Kind) -> Option<Located> {
        let Target::Relative(path) = target else { return None };
        let at = Pointer::root().child("components").child(section(kind)?).child(reference);
        let is_component = find(self.files.root(from), at.as_str()).is_some();
        (is_component && !self.files.exists(path, from)).then(|| inexact(from, at))
    }

    /// `components/schemas/Pet` or `/components/schemas/Pet`, without the `#`.
    fn without_sign(&self, reference: &str, from: usize) -> Option<Located> {
        let rest = reference.trim_start_matches('/');
        let is_known = ["components/", "paths/", "definitions/"].iter().any(|start| rest.starts_with(start));
        let node = is_known.then(|| self.exact(from, &format!("/{rest}"))).flatten()?;
        Some(inexact(from, node.at))
    }

    /// `#Pet`: the schema with this anchor, or the component of this name. `#components/…`: a slash is missing.
    fn by_name(&self, file: usize, fragment: &str, kind: Kind) -> Option<Located> {
        if fragment.is_empty() || fragment.starts_with('/') {
            return None;
        }
        if let Some(at) = anchored(self.files.root(file), fragment, &Pointer::root()) {
            return Some(Located { node: Node { file, at }, inexact: None });
        }
        if let Some(node) = self.exact(file, &format!("/{fragment}")) {
            return Some(inexact(file, node.at));
        }
        let at = Pointer::root().child("components").child(section(kind)?).child(fragment);
        find(self.files.root(file), at.as_str()).map(|_| inexact(file, at))
    }

    /// Goes along `pointer` through references that stand on the way, and names with slashes that are not escaped.
    fn walk(&mut self, file: usize, pointer: &str, hops: usize) -> Option<Node> {
        let mut here = Node { file, at: Pointer::root() };
        let mut rest = pointer;
        while let Some(tail) = rest.strip_prefix('/') {
            let node = find(self.files.root(here.file), here.at.as_str())?;
            if let Some((name, behind)) = step(node, tail) {
                here.at = here.at.child(&name);
                rest = behind;
                continue;
            }
            let reference = node.get("$ref").and_then(Value::as_str).filter(|_| hops < MAX_HOPS)?.to_owned();
            let read = text::read(&reference);
            let file = self.files.open(&read.target, here.file).ok()?;
            let beginning = percent_decoded(read.fragment);
            return self.walk(file, &format!("{beginning}{rest}"), hops + 1);
        }
        rest.is_empty().then_some(here)
    }
}

fn inexact(file: usize, at: Pointer) -> Located {
    let meant = format!("#{}", at.fragment());
    Located { node: Node { file, at }, inexact: Some(meant) }
}

/// The member or item of `node` that `tail` begins with, and what is left of it.
fn step<'t>(node: &Value, tail: &'t str) -> Option<(String, &'t str)> {
    let end = tail.find('/').unwrap_or(tail.len());
    let name = tail[..end].replace("~1", "/").replace("~0", "~");
    match node {
        Value::Array(items) => {
            let index: usize = name.parse().ok()?;
            (index < items.len()).then_some((name, &tail[end..]))
        }
        Value::Object(members) if members.contains_key(&name) => Some((name, &tail[end..])),
        Value::Object(members) => {
            let fits = |key: &&String| {
                tail.strip_prefix(key.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            let longest = members.keys().filter(|key| key.contains('/')).filter(fits).max_by_key(|key| key.len())?;
            Some((longest.clone(), &tail[longest.len()..]))
        }
        _ => None,
    }
}

/// The first schema with this `$anchor` or `$dynamicAnchor`; the loader bounds how deep `node` is nested.
fn anchored(node: &Value, name: &str, at: &Pointer) -> Option<Pointer> {
    match node {
        Value::Object(members) => {
            let is_it = |key: &str| members.get(key).is_some_and(|anchor| anchor == name);
            if is_it("$anchor") || is_it("$dynamicAnchor") {
                return Some(at.clone());
            }
            members.iter().find_map(|(key, member)| anchored(member, name, &at.child(key)))
        }
        Value::Array(items) => items.iter().enumerate().find_map(|(index, item)| anchored(item, name, &at.item(index))),
        _ => None,
    }
}

/// The name of a file without its extension, for names of what it holds.
pub fn stem(path: &Path) -> String {
    let name = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    match name(path).unwrap_or_default() {
        index if matches!(index.trim_start_matches('_'), "index" | "main" | "root" | "") => {
            path.parent().and_then(name).unwrap_or(index)
        }
        other => other,
    }
}
