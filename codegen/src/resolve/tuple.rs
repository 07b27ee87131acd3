//! Arrays, and those whose items differ by their places.

use super::api::{SchemaId, Shape};
use super::own::is_never;
use super::schema::Reader;
use super::sensitive;
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use serde_json::Value;

/// The longest tuples that the standard library knows how to compare and to show.
const MAX_LENGTH: usize = 12;

/// The shape of the array at `at`.
pub fn array(reader: &mut Reader<'_>, at: &Pointer, diagnostics: &mut Diagnostics) -> Shape {
    let node = reader.document.node(at);
    let items = at.child("items");
    let has_items = node.is_some_and(|node| node.get("items").is_some());
    let first = node.and_then(|node| node.get("prefixItems")).and_then(Value::as_array).map_or(0, Vec::len);
    if first == 0 {
        return Shape::Array(if has_items { reader.at(&items, diagnostics) } else { reader.any(items) });
    }
    let is_closed = node.is_some_and(|node| ends_after(node, first));
    let list = at.child("prefixItems");
    let places: Vec<Pointer> = (0..first).map(|index| list.item(index)).collect();
    let rest = (has_items && !is_closed).then(|| items.clone());
    let alike = |place: &Pointer| reader.document.node(place) == reader.document.node(&list.item(0));
    // Those behind the first ones may be anything, where nothing is said of them.
    let is_list = !is_closed && has_items && places.iter().chain(&rest).all(alike);
    let may_be_short = node.and_then(|node| node.get("minItems")?.as_u64()).is_some_and(|least| least < first as u64);
    if first <= MAX_LENGTH && !is_list && (is_closed || !may_be_short) {
        let parts = places.iter().map(|place| reader.at(place, diagnostics)).collect();
        let rest = (!is_closed).then(|| match &rest {
            Some(rest) => reader.at(rest, diagnostics),
            None => reader.any(items),
        });
        return Shape::Tuple(parts, rest);
    }
    let all: Vec<Pointer> = places.into_iter().chain(rest).collect();
    if all.iter().all(alike) && (has_items || is_closed) {
        let item: SchemaId = reader.at(&list.item(0), diagnostics);
        return Shape::Array(item);
    }
    diagnostics
        .warning(
            code::SCHEMA_IGNORED_KEYWORD,
            &list,
            "`prefixItems` of an array that may end before them, or has many, is ignored: any items are read",
        )
        .help("say by `minItems` that all of them are there");
    all.iter().for_each(|place| sensitive::report_unread(reader.document, place, diagnostics));
    Shape::Array(reader.any(list))
}

/// Whether no item follows the first `count` ones.
fn ends_after(node: &Value, count: usize) -> bool {
    let most = node.get("maxItems").and_then(Value::as_u64).and_then(|most| usize::try_from(most).ok());
    most == Some(count) || node.get("items").is_some_and(is_never)
}
