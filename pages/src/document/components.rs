//! Which schemas of an operation have names: objects whose members are known, and lists of several values.

use crate::facts::{Answer, Body, Node, Operation, Place, Variable};

/// The place of what is sent.
pub(super) const REQUEST: &str = "request";
/// The place of what is answered.
pub(super) const RESPONSE: &str = "response";

/// A schema that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// Where it stands in its operation: `request`, `response.data`, `query.status`.
    pub place: String,
    /// Whether it is what an array holds.
    pub is_item: bool,
    /// All facts of it as one text: components of the same facts can be one.
    pub facts: String,
}

impl Component {
    /// The property that has it.
    pub(crate) fn property(&self) -> &str {
        self.place.rsplit('.').next().unwrap_or_default()
    }

    /// Whether it stands below the request or the answer.
    pub(crate) fn is_below(&self) -> bool {
        self.place.contains('.')
    }
}

/// Whether the schema of a node, or of its items, has a name of its own.
pub(super) fn is_named(node: &Node) -> bool {
    !node.children.is_empty() || (!node.json && node.words.values.len() > 1)
}

/// The components of an operation, in the order of its rows.
pub fn components(operation: &Operation) -> Vec<Component> {
    let mut list = Vec::new();
    for Variable { place, node } in &operation.parameters {
        below(node, parameter(*place), &mut list);
    }
    match &operation.body {
        Some(Body::Json { content, .. }) => at(content, REQUEST.to_owned(), &mut list),
        Some(Body::Multipart { parts, .. }) => object(parts, REQUEST, &mut list),
        None => {}
    }
    match &operation.answer {
        Answer::Object(rows) if !rows.is_empty() => object(rows, RESPONSE, &mut list),
        _ => {}
    }
    list
}

/// The place of parameters of a kind.
pub(super) fn parameter(place: Place) -> &'static str {
    place.name()
}

fn object(rows: &[Node], place: &str, list: &mut Vec<Component>) {
    let facts = rows.iter().map(facts).collect();
    list.push(Component { place: place.to_owned(), is_item: false, facts });
    for row in rows {
        below(row, place, list);
    }
}

fn below(node: &Node, place: &str, list: &mut Vec<Component>) {
    at(node, format!("{place}.{}", node.name), list);
}

fn at(node: &Node, place: String, list: &mut Vec<Component>) {
    if is_named(node) {
        let facts = own(node);
        list.push(Component { place: place.clone(), is_item: node.kind.arrays > 0, facts });
    }
    for child in &node.children {
        below(child, &place, list);
    }
}

/// What a node says as a property.
fn facts(node: &Node) -> String {
    let Node { name, required, kind, json, .. } = node;
    format!("{name} {required} {} {json} {};", kind.arrays, own(node))
}

/// What a node says of a single value.
fn own(node: &Node) -> String {
    let Node { kind, words, encrypted, children, .. } = node;
    let children: String = children.iter().map(facts).collect();
    format!("({:?} {:?} {:?} {encrypted:?} [{children}])", kind.scalar, words.values, words.default)
}
