//! Headers of responses: a constant for each name and type, whichever answers have it.

use super::docs;
use super::names::Names;
use super::plan::Header;
use super::ty::Type;
use super::types::Types;
use super::words::{is_value_name, pascal, shout};
use crate::diagnostic::Diagnostics;
use crate::resolve::api::{self, Api, Shape};

/// Plans a constant for each header that the operations of `api` answer with.
pub fn plan(api: &Api, types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> Vec<Header> {
    let mut names = Names::default();
    let mut headers: Vec<Header> = Vec::new();
    let responses = api.operations.iter().flat_map(|operation| &operation.responses);
    for header in responses.flat_map(|response| &response.headers) {
        let ty = ty(header, types, diagnostics);
        if headers.iter().any(|known| known.wire.eq_ignore_ascii_case(&header.name) && known.ty == ty) {
            continue;
        }
        let name = shout(&header.name, "HEADER");
        let name = if is_value_name(&name) { format!("HEADER_{name}") } else { name };
        headers.push(Header {
            name: names.take(&[name]),
            wire: header.name.clone(),
            ty,
            docs: docs::of_header(header),
        });
    }
    headers
}

/// The type of a header; of a list of values that only this header has, text is enough.
fn ty(header: &api::Header, types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> Type {
    let Some(schema) = header.schema else { return Type::String };
    let meant = types.schemas.get(types.schemas.meant(schema).0);
    if matches!(meant.shape, Shape::TextEnum(_) | Shape::Any) && meant.component.is_none() {
        return Type::String;
    }
    let name = pascal(&header.name, "Header");
    match types.of(schema, &[format!("{name}Header"), format!("{name}HeaderValue")], diagnostics) {
        Type::Nullable(inner) => *inner,
        Type::Json => Type::String,
        other => other,
    }
}
