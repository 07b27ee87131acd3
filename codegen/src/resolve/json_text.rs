//! Texts that hold the JSON of a value: the extension `x-json-schema`.

use super::api::Shape;
use super::schema::Reader;
use crate::diagnostic::{Diagnostics, code};
use crate::pointer::Pointer;

/// The name of the extension.
const NAME: &str = "x-json-schema";

/// The shape of the schema at `at`, which is `shape` but for the extension.
pub fn of(reader: &mut Reader<'_>, at: &Pointer, shape: Shape, diagnostics: &mut Diagnostics) -> Shape {
    let place = at.child(NAME);
    let Some(inner) = reader.document.node(&place) else { return shape };
    let reason = match (&shape, inner.is_object()) {
        (Shape::Text, true) => return Shape::JsonText(reader.at(&place, diagnostics)),
        (Shape::Text, false) => "it is no schema",
        _ => "it stands beside a schema that is no `type: string`",
    };
    diagnostics
        .warning(code::SCHEMA_JSON_TEXT, &place, format!("`{NAME}` is ignored: {reason}"))
        .help("write the schema of the value below it, beside `type: string` without `enum`");
    shape
}
