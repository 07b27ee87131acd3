//! `$dynamicRef` and `$recursiveRef`: references to the schema around that says so.
//!
//! JSON Schema lets a schema that refers to this one say anew what is meant; that is not followed. What remains is a
//! plain reference, and that is what documents use them for: schemas that hold themselves.

use super::{Pass, reference};
use crate::diagnostic::code;
use crate::load::Trail;
use crate::pointer::{Pointer, find_mut};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The schemas that can be referred to by a name.
#[derive(Default)]
pub struct Anchors {
    /// Those around the schema that is being read, from the outermost on; `$recursiveAnchor` gives the empty name.
    around: Vec<(String, Pointer)>,
    /// The first one of each name.
    known: HashMap<String, Pointer>,
    /// References to names that are not known yet.
    waiting: Vec<Waiting>,
}

struct Waiting {
    at: Pointer,
    keyword: &'static str,
    name: String,
}

/// Notes that the schema `node` begins; tells whether [`leave`] is to be called when it ends.
pub fn enter(node: &Value, at: &Trail<'_>, pass: &mut Pass<'_>) -> bool {
    let name = match (node.get("$dynamicAnchor"), node.get("$recursiveAnchor")) {
        (Some(Value::String(name)), _) => name.clone(),
        (_, Some(Value::Bool(true))) => String::new(),
        _ => return false,
    };
    let place = at.pointer();
    pass.anchors.known.entry(name.clone()).or_insert_with(|| place.clone());
    pass.anchors.around.push((name, place));
    true
}

/// Notes that a schema ends that began with a name.
pub fn leave(pass: &mut Pass<'_>) {
    pass.anchors.around.pop();
}

/// Writes such a reference as a plain one, once it is known what it means.
pub fn lower(members: &mut Map<String, Value>, at: &Trail<'_>, pass: &mut Pass<'_>) {
    for keyword in ["$dynamicRef", "$recursiveRef"] {
        let Some(text) = members.get(keyword).and_then(Value::as_str) else { continue };
        if reference(members).is_some() {
            continue;
        }
        if text.starts_with("#/") {
            let text = text.to_owned();
            replace(members, keyword, text);
            continue;
        }
        let name = text.trim_start_matches('#').to_owned();
        let around = pass.anchors.around.iter().rev().find(|(known, _)| *known == name);
        let component = || name.is_empty().then(|| component(&at.pointer())).flatten();
        match around.map(|(_, place)| place.clone()).or_else(component) {
            Some(place) => {
                // References are written as they were before anything moved, and follow together.
                let place = pass.moves.origin(&place);
                replace(members, keyword, format!("#{}", place.fragment()));
            }
            None => pass.anchors.waiting.push(Waiting { at: at.pointer(), keyword, name }),
        }
    }
}

/// Writes the references to what stands further behind, and says which of them lead nowhere.
pub fn finish(root: &mut Value, pass: &mut Pass<'_>) {
    for Waiting { at, keyword, name } in std::mem::take(&mut pass.anchors.waiting) {
        let meant = pass.anchors.known.get(&name).map(|place| pass.moves.origin(place));
        match (meant, find_mut(root, at.as_str())) {
            (Some(place), Some(Value::Object(members))) => {
                replace(members, keyword, format!("#{}", place.fragment()));
            }
            _ => {
                let message = format!("the reference `#{name}` leads nowhere: any value is read");
                pass.diagnostics
                    .warning(code::REFERENCE_DANGLING, &at.child(keyword), message)
                    .help(format!("write `$dynamicAnchor: {name}` in the schema that is meant, or use `$ref`"));
            }
        }
    }
}

fn replace(members: &mut Map<String, Value>, keyword: &str, reference: String) {
    members.shift_remove(keyword);
    members.insert("$ref".to_owned(), reference.into());
}

/// The component that the schema at `at` is a part of: `#` means it where nothing around has a name.
fn component(at: &Pointer) -> Option<Pointer> {
    let tokens: Vec<String> = at.tokens().take(3).collect();
    let is_inside = matches!(tokens.as_slice(), [first, second, _] if first == "components" && second == "schemas");
    is_inside.then(|| tokens.iter().fold(Pointer::root(), |at, token| at.child(token)))
}
