//! Arrays, and those whose items differ by their places.

use super::api::{SchemaId, Shape};
use super::schema::Reader;
use super::sensitive;
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use serde_json::{Map, Value};

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
    if is_closed && first <= MAX_LENGTH {
        return Shape::Tuple(places.iter().map(|place| reader.at(place, diagnostics)).collect());
    }
    let rest = if has_items && !is_closed { vec![items] } else { Vec::new() };
    let all: Vec<Pointer> = places.into_iter().chain(rest).collect();
    let alike = |place: &Pointer| reader.document.node(place) == reader.document.node(&list.item(0));
    if all.iter().all(alike) && (has_items || is_closed) {
        let item: SchemaId = reader.at(&list.item(0), diagnostics);
        return Shape::Array(item);
    }
    diagnostics
        .warning(
            code::SCHEMA_IGNORED_KEYWORD,
            &list,
            "`prefixItems` of an array that has no fixed length, or a large one, is ignored: any items are read",
        )
        .help("say `items: false`, where no more items follow");
    all.iter().for_each(|place| sensitive::report_unread(reader.document, place, diagnostics));
    Shape::Array(reader.any(list))
}

/// Whether no item follows the first `count` ones.
fn ends_after(node: &Value, count: usize) -> bool {
    let most = node.get("maxItems").and_then(Value::as_u64).and_then(|most| usize::try_from(most).ok());
    let has_none = |items: &Value| {
        let not = items.get("not").and_then(Value::as_object);
        *items == false || not.is_some_and(Map::is_empty)
    };
    most == Some(count) || node.get("items").is_some_and(has_none)
}
