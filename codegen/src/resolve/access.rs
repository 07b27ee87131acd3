//! `readOnly` and `writeOnly`.

use super::api::Access;
use super::reference;
use super::schema::Reader;
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;
use serde_json::Value;

/// Which side sends the property at `pointer`, as it says itself or what it refers to.
pub fn access(reader: &Reader<'_>, pointer: &Pointer, diagnostics: &mut Diagnostics) -> Access {
    let (mut places, target) = reference::chain(reader.document, pointer, &mut Diagnostics::default());
    places.extend(target);
    let is = |keyword: &str| {
        let nodes = places.iter().filter_map(|place| reader.document.node(place)?.get(keyword));
        nodes.filter_map(Value::as_bool).any(|is| is)
    };
    match (is("readOnly"), is("writeOnly")) {
        (true, false) => Access::ReadOnly,
        (false, true) => Access::WriteOnly,
        (false, false) => Access::Both,
        (true, true) => {
            let message = "`readOnly` and `writeOnly` exclude each other: requests and answers have this property";
            diagnostics.warning(code::SCHEMA_ONE_WAY, pointer, message).help("remove one of them");
            Access::Both
        }
    }
}
