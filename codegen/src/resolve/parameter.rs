//! Parameters, one at a time.

use super::api::{In, Parameter, Style};
use super::schema::Reader;
use super::{member, reference, sensitive};
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::near;
use crate::pointer::Pointer;
use serde_json::Value;

/// Reads the parameter at `place`, or what it refers to; `None`, with a diagnostic, where it is left out.
pub fn read(
    document: &Document,
    place: &Pointer,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Parameter> {
    let at = reference::follow(document, place, diagnostics)?;
    let node = document.node(&at)?;
    let name = member::text(node, &at, "name", diagnostics).filter(|name| !name.is_empty());
    let Some(name) = name else { return left_out("without a name", &at, "it needs a `name`", diagnostics) };
    let place = member::text(node, &at, "in", diagnostics).unwrap_or_default();
    let location = match place.to_lowercase().as_str() {
        "path" => In::Path,
        "query" => In::Query,
        "header" => In::Header,
        "cookie" => In::Cookie,
        "body" | "formdata" => {
            return left_out(&name, &at, "a body is written as `requestBody` in OpenAPI 3", diagnostics);
        }
        _ => {
            let message = format!(
                "the parameter `{name}` is left out: it stands in `{place}`, which is none of path, query, header and cookie"
            );
            let meant = near::nearest(&place, ["path", "query", "header", "cookie"]);
            diagnostics.warning(code::PARAMETER_UNSUPPORTED, &at, message).help(match meant {
                Some(meant) => format!("did you mean `in: {meant}`?"),
                None => "write `in: path`, `in: query`, `in: header` or `in: cookie`".to_owned(),
            });
            return None;
        }
    };
    if location == In::Header && is_set_elsewhere(&name) {
        let message = format!("the header `{name}` is set by the client itself, not by a parameter");
        diagnostics.warning(code::PARAMETER_IGNORED, &at, message);
        return None;
    }
    if location == In::Header && http::HeaderName::from_bytes(name.as_bytes()).is_err() {
        return left_out(&name, &at, "this is no name of a header", diagnostics);
    }
    if sensitive::has_mark(node, &at, diagnostics) {
        sensitive::parameter_error(&name, &at, diagnostics);
    }
    let content = content(node, &name, &at, diagnostics);
    let (style, explode) = match content {
        Some((Style::Json, _)) => (Style::Json, false),
        Some(_) => default_style(location),
        None => style(node, location, &at, diagnostics),
    };
    let reserved = location == In::Query
        && style != Style::Json
        && member::boolean(node, &at, "allowReserved", diagnostics).unwrap_or(false);
    let schema = content.map_or_else(|| at.child("schema"), |(_, schema)| schema);
    let schema = match document.node(&schema) {
        Some(_) => schemas.at(&schema, diagnostics),
        None => {
            diagnostics
                .warning(code::PARAMETER_UNTYPED, &at, format!("the parameter `{name}` has no schema: it is a text"))
                .help("add `schema: {type: string}`, or the schema that it has");
            schemas.text(schema)
        }
    };
    Some(Parameter {
        schema,
        rust_name: node.get("x-rust-name").and_then(Value::as_str).map(str::to_owned),
        required: location == In::Path || member::boolean(node, &at, "required", diagnostics).unwrap_or(false),
        name,
        location,
        style,
        explode,
        reserved,
        description: member::text(node, &at, "description", diagnostics),
        deprecated: member::boolean(node, &at, "deprecated", diagnostics).unwrap_or(false),
        example: node.get("example").cloned(),
        pointer: at,
    })
}

/// A text that the path needs and the document does not declare.
pub fn undeclared(name: &str, location: In, at: &Pointer, schemas: &mut Reader<'_>) -> Parameter {
    let (style, explode) = default_style(location);
    Parameter {
        name: name.to_owned(),
        rust_name: None,
        location,
        required: location == In::Path,
        style,
        explode,
        reserved: false,
        schema: schemas.text(at.clone()),
        description: None,
        deprecated: false,
        example: None,
        pointer: at.clone(),
    }
}

/// How the first media type of `content` is written, and where its schema stands.
fn content(node: &Value, name: &str, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<(Style, Pointer)> {
    let list = at.child("content");
    let (media_type, _) = node.get("content")?.as_object()?.iter().next()?;
    let schema = list.child(media_type).child("schema");
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_lowercase();
    if essence == "application/json" || essence.ends_with("+json") {
        return Some((Style::Json, schema));
    }
    if !essence.starts_with("text/") {
        let message = format!("the parameter `{name}` is sent as plain text: `{media_type}` is not generated here");
        diagnostics
            .warning(code::PARAMETER_UNSUPPORTED, &list.child(media_type), message)
            .help("JSON is generated; hand over the text that is to be sent");
    }
    Some((Style::Simple, schema))
}

fn default_style(location: In) -> (Style, bool) {
    match location {
        In::Path | In::Header => (Style::Simple, false),
        In::Query | In::Cookie => (Style::Form, true),
    }
}

fn style(node: &Value, location: In, at: &Pointer, diagnostics: &mut Diagnostics) -> (Style, bool) {
    let written = member::text(node, at, "style", diagnostics);
    let style = match (written.as_deref(), location) {
        (None, _) => default_style(location).0,
        (Some("simple"), In::Path | In::Header) => Style::Simple,
        (Some("label"), In::Path) => Style::Label,
        (Some("matrix"), In::Path) => Style::Matrix,
        (Some("form"), In::Query | In::Cookie) => Style::Form,
        (Some("spaceDelimited"), In::Query) => Style::SpaceDelimited,
        (Some("pipeDelimited"), In::Query) => Style::PipeDelimited,
        (Some("deepObject"), In::Query) => Style::DeepObject,
        (Some(other), _) => {
            let default = default_style(location).0;
            let message = format!("`{other}` is no style of this place: the parameter is written as usual there");
            diagnostics
                .warning(code::PARAMETER_STYLE, &at.child("style"), message)
                .help("path: simple, label, matrix; query: form, spaceDelimited, pipeDelimited, deepObject; header: simple; cookie: form");
            default
        }
    };
    let explode = member::boolean(node, at, "explode", diagnostics).unwrap_or(style == Style::Form);
    match style {
        // Exploded, the three are one.
        Style::SpaceDelimited | Style::PipeDelimited if explode => (Style::Form, true),
        // Every member is always written by itself.
        Style::DeepObject => (Style::DeepObject, true),
        _ => (style, explode),
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

fn left_out(name: &str, at: &Pointer, reason: &str, diagnostics: &mut Diagnostics) -> Option<Parameter> {
    diagnostics.warning(code::PARAMETER_UNSUPPORTED, at, format!("the parameter `{name}` is left out: {reason}"));
    None
}
