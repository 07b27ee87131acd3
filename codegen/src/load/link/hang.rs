//! Where nodes of other files are put in the tree.

use super::name::component_name;
use super::scan::{self, Found, Member};
use super::{Linker, Node, section};
use crate::keywords::Kind;
use crate::pointer::{Pointer, find, find_mut};
use serde_json::{Map, Value};

/// How many nodes of other files are put into the tree with all that is below them.
const MAX_COPIES: usize = 10_000;

/// Whether what is meant can be put in place of the reference: it stands where the document names a component or a path,
/// or where no component can be referred to.
pub fn is_natural(found: &Found, tree: &Value) -> bool {
    if found.member != Member::Reference {
        return false;
    }
    if in_place(found) {
        return true;
    }
    let alone = find(tree, found.at.as_str()).and_then(Value::as_object).is_some_and(|members| members.len() == 1);
    let tokens: Vec<String> = found.at.tokens().collect();
    let is_named = match tokens.as_slice() {
        [first, _] => first == "paths" || first == "webhooks",
        [first, _, _] => first == "components",
        _ => false,
    };
    alone && is_named
}

/// Whether a reference cannot stay: what uses the document looks for the node itself.
fn in_place(found: &Found) -> bool {
    section(found.kind).is_none() || matches!(found.at.as_str(), "/paths" | "/webhooks")
}

impl Linker<'_> {
    /// Where the node is in the tree, for the reference to lead there; none where it took the place of the reference.
    pub(super) fn put(&mut self, found: &Found, node: &Node) -> Result<Option<Pointer>, String> {
        let place = self.place(node);
        let is_list = find(self.files.root(node.file), node.at.as_str()).is_some_and(Value::is_array);
        let in_place = in_place(found) || is_list;
        if found.member == Member::Reference && in_place {
            return self.replace(found, node).map(|()| None);
        }
        if place.is_some() {
            return Ok(place);
        }
        if is_natural(found, &self.tree) {
            return self.replace(found, node).map(|()| None);
        }
        self.hang(found.kind, node).map(Some)
    }

    /// Where the node is, by itself or inside of another one.
    fn place(&self, node: &Node) -> Option<Pointer> {
        if node.file == 0 {
            return Some(node.at.clone());
        }
        let mut around = Some(node.at.clone());
        while let Some(at) = around {
            around = at.parent();
            let behind = &node.at.as_str()[at.as_str().len()..];
            if let Some(place) = self.places.get(&Node { file: node.file, at }) {
                return Pointer::parse(&format!("{place}{behind}"));
            }
        }
        None
    }

    /// Puts a copy of the node in place of the reference.
    fn replace(&mut self, found: &Found, node: &Node) -> Result<(), String> {
        if self.is_inside_itself(&found.at, node) {
            return Err("it leads back to itself".to_owned());
        }
        let copy = self.copy(node)?;
        let Some(here) = find_mut(&mut self.tree, found.at.as_str()) else { return Ok(()) };
        *here = copy;
        if node.file > 0 {
            self.places.entry(node.clone()).or_insert_with(|| found.at.clone());
        }
        self.mount(&found.at, node, found.kind);
        Ok(())
    }

    fn is_inside_itself(&self, at: &Pointer, node: &Node) -> bool {
        let mut around = Some(at.clone());
        while let Some(at) = around {
            if self.mounts.get(&at) == Some(node) || (node.file == 0 && at == node.at) {
                return true;
            }
            around = at.parent();
        }
        false
    }

    /// Makes a component of the node, or of what it is a part of.
    fn hang(&mut self, kind: Kind, node: &Node) -> Result<Pointer, String> {
        let (whole, kind) = self.whole(node, kind);
        let section = section(kind).unwrap_or("schemas");
        let copy = self.copy(&whole)?;
        let components = object(&mut self.tree, "components").ok_or("`components` is no object")?;
        let members = member(components, section).ok_or_else(|| format!("`components/{section}` is no object"))?;
        let name = component_name(&whole.at, self.files.path(whole.file), members);
        members.insert(name.clone(), copy);
        let place = Pointer::root().child("components").child(section).child(&name);
        self.places.insert(whole.clone(), place.clone());
        self.mount(&place, &whole, kind);
        self.place(node).ok_or_else(|| "it has no place".to_owned())
    }

    /// The component of its file that the node is a part of, so that both are one in the tree as well.
    fn whole(&self, node: &Node, kind: Kind) -> (Node, Kind) {
        let tokens: Vec<String> = node.at.tokens().collect();
        let is_flat = is_collection(self.files.root(node.file));
        let count = match tokens.as_slice() {
            [first, second, _, ..] if first == "components" => match Kind::Components.inner(second, &Value::Null) {
                Some(Kind::Names(inner)) if super::section(*inner).is_some() => {
                    return (beginning(node, &tokens, 3), *inner);
                }
                _ => tokens.len(),
            },
            [first, ..]
                if is_flat && matches!(kind, Kind::Schema) && !["components", "paths"].contains(&first.as_str()) =>
            {
                let grouped = ["schemas", "definitions", "$defs"].contains(&first.as_str());
                1 + usize::from(grouped)
            }
            tokens => {
                let last = tokens.iter().rposition(|token| token == "definitions" || token == "$defs");
                last.map_or(tokens.len(), |index| index + 2)
            }
        };
        (beginning(node, &tokens, count.min(tokens.len())), kind)
    }

    fn copy(&mut self, node: &Node) -> Result<Value, String> {
        let root = self.files.root(node.file);
        let meant = find(root, node.at.as_str()).ok_or("there is no such node in it")?;
        let size = size(meant);
        if size > self.budget || self.mounts.len() >= MAX_COPIES {
            return Err("what the files of this document refer to unfolds to too much".to_owned());
        }
        self.budget -= size;
        Ok(meant.clone())
    }

    /// Notes where the subtree at `place` comes from, and links the references in it.
    fn mount(&mut self, place: &Pointer, node: &Node, kind: Kind) {
        self.mounts.insert(place.clone(), node.clone());
        let found = match find(&self.tree, place.as_str()) {
            Some(subtree) => scan::all(subtree, kind, place, node.file),
            None => Vec::new(),
        };
        self.sort(found);
    }
}

fn beginning(node: &Node, tokens: &[String], count: usize) -> Node {
    let at = tokens.iter().take(count).fold(Pointer::root(), |at, token| at.child(token));
    Node { file: node.file, at }
}

/// Whether a file is a list of named schemas, and not a schema itself.
fn is_collection(root: &Value) -> bool {
    const OF_A_SCHEMA: [&str; 8] = ["$ref", "type", "properties", "items", "allOf", "oneOf", "anyOf", "enum"];
    root.as_object().is_some_and(|members| !OF_A_SCHEMA.iter().any(|keyword| members.contains_key(*keyword)))
}

fn object<'t>(tree: &'t mut Value, name: &str) -> Option<&'t mut Map<String, Value>> {
    member(tree.as_object_mut()?, name)
}

fn member<'t>(members: &'t mut Map<String, Value>, name: &str) -> Option<&'t mut Map<String, Value>> {
    members.entry(name).or_insert_with(|| Value::Object(Map::new())).as_object_mut()
}

/// How many nodes there are; long texts count as several.
fn size(node: &Value) -> usize {
    match node {
        Value::Object(members) => members.iter().map(|(name, member)| 1 + name.len() / 64 + size(member)).sum(),
        Value::Array(items) => items.iter().map(|item| 1 + size(item)).sum(),
        Value::String(text) => 1 + text.len() / 64,
        _ => 1,
    }
}
