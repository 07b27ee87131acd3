//! Parameters, one at a time.

use super::api::{In, Parameter, Style};
use super::schema::Reader;
use super::{extension, reference, sensitive};
use crate::diagnostic::{Diagnostics, code};
use crate::load::{Document, lift};
use crate::pointer::Pointer;
use openapiv3::{Parameter as Written, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle};
use serde_json::Value;

/// What became of a parameter.
pub enum Read {
    /// It is generated.
    Parameter(Box<Parameter>),
    /// It is left out, and the operation can do without.
    LeftOut,
    /// It cannot be generated, and the operation needs it.
    Missing,
}

/// Reads the parameter at `place`, or what it refers to.
pub fn read(document: &Document, place: &Pointer, schemas: &mut Reader<'_>, diagnostics: &mut Diagnostics) -> Read {
    let Some(at) = reference::follow(document, place, diagnostics) else { return Read::Missing };
    let Some(node) = document.node(&at) else { return Read::Missing };
    let written: Written = match lift(node, &at) {
        Ok(written) => written,
        Err(message) => return left_out(node, &at, &message, diagnostics),
    };
    let (location, style) = match &written {
        Written::Path { style: PathStyle::Simple, .. } => (In::Path, Style::Simple),
        Written::Path { .. } => {
            return left_out(node, &at, "the styles label and matrix are not generated", diagnostics);
        }
        Written::Query { style, .. } => (In::Query, query_style(style)),
        Written::Header { .. } => (In::Header, Style::Simple),
        Written::Cookie { .. } => (In::Cookie, Style::Form),
    };
    if let Written::Query { allow_reserved: true, .. } = written {
        return left_out(node, &at, "`allowReserved` is not generated", diagnostics);
    }
    let facts = written.parameter_data();
    if location == In::Header && is_set_elsewhere(&facts.name) {
        let message = format!("the header `{}` is set by the client itself, not by a parameter", facts.name);
        diagnostics.warning(code::PARAMETER_IGNORED, &at, message);
        return Read::LeftOut;
    }
    if location == In::Header && http::HeaderName::from_bytes(facts.name.as_bytes()).is_err() {
        return left_out(node, &at, "this is no name of a header", diagnostics);
    }
    parameter(facts, location, style, at, node, schemas, diagnostics)
}

fn parameter(
    facts: ParameterData,
    location: In,
    style: Style,
    at: Pointer,
    node: &Value,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Read {
    if let ParameterSchemaOrContent::Content(_) = facts.format {
        return left_out(node, &at, "`content` is not generated", diagnostics);
    }
    let explode = facts.explode.unwrap_or(style == Style::Form);
    let by_default = match location {
        In::Path | In::Header => !explode,
        In::Query | In::Cookie => true,
    };
    if !by_default {
        return left_out(node, &at, "`explode` is not generated here", diagnostics);
    }
    if extension::flag(node, &at, sensitive::MARK, diagnostics) {
        sensitive::parameter_error(&facts.name, &at, diagnostics);
    }
    Read::Parameter(Box::new(Parameter {
        schema: schemas.at(&at.child("schema"), diagnostics),
        rust_name: facts.extensions.get("x-rust-name").and_then(Value::as_str).map(str::to_owned),
        required: facts.required || location == In::Path,
        name: facts.name,
        location,
        style,
        explode,
        description: facts.description,
        deprecated: facts.deprecated.unwrap_or(false),
        example: facts.example,
        pointer: at,
    }))
}

fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

/// OpenAPI has the first three defined by media types and security (3.0.3, Parameter Object, `name`); the others say how
/// a message is framed (RFC 9112), which is the transport's to know.
fn is_set_elsewhere(header: &str) -> bool {
    const NAMES: [&str; 11] = [
        "accept",
        "content-type",
        "authorization",
        "connection",
        "content-length",
        "expect",
        "host",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    ];
    NAMES.iter().any(|name| header.eq_ignore_ascii_case(name))
}

fn left_out(node: &Value, at: &Pointer, reason: &str, diagnostics: &mut Diagnostics) -> Read {
    let name = node.get("name").and_then(Value::as_str).unwrap_or("without a name");
    let needed = node.get("required").and_then(Value::as_bool).unwrap_or(false)
        || node.get("in").and_then(Value::as_str).is_none_or(|location| location == "path");
    diagnostics.warning(code::PARAMETER_UNSUPPORTED, at, format!("the parameter `{name}` is left out: {reason}"));
    if needed { Read::Missing } else { Read::LeftOut }
}
