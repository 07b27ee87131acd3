//! Request bodies, and the media types of bodies.

use super::api::{Body, Codec, Content, Encoding, SchemaId, Style};
use super::media::{self, Side};
use super::schema::Reader;
use super::{reference, sensitive};
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::Value;

/// Reads the request body at `place`, or what it refers to; `None` where it has no content.
pub fn body(
    document: &Document,
    place: &Pointer,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Body> {
    sensitive::report_misplaced(document, place, diagnostics);
    document.node(place).filter(|node| node.is_object())?;
    let Some(at) = reference::follow(document, place, diagnostics) else {
        // Nobody knows what it is, so it may be anything.
        let contents = vec![Content::new("*/*", Codec::Bytes, None)];
        return Some(Body { required: false, contents, description: None, pointer: place.clone() });
    };
    let mut contents = contents(document, &at.child("content"), Side::Request, schemas, diagnostics);
    contents = without_repetition(contents);
    if contents.is_empty() {
        let message = "this body says no media type: the operation sends none";
        diagnostics.warning(code::BODY_EMPTY, &at, message).help("name a media type below `content`");
        return None;
    }
    Some(Body {
        required: document.node(&at.child("required")).and_then(Value::as_bool).unwrap_or(false),
        contents: contents.into_iter().map(|(content, _)| content).collect(),
        description: super::text(document, &at.child("description")),
        pointer: at,
    })
}

/// What a content was read from.
pub type Source<'d> = Option<&'d Value>;

/// The media types below `list`, the preferred first, each with the node of its schema.
pub fn contents<'d>(
    document: &'d Document,
    list: &Pointer,
    side: Side,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<(Content, Source<'d>)> {
    if document.node(list).is_some_and(|node| !node.is_object()) {
        let message = "this is no list of media types, and is left out";
        diagnostics
            .warning(code::DOCUMENT_MALFORMED, list, message)
            .help("write media types, each with a schema below it");
    }
    let mut contents = Vec::new();
    for (key, _) in document.members(list).filter(|(key, _)| !key.starts_with("x-")) {
        contents.push(content(document, list, key, side, schemas, diagnostics));
    }
    // Stable: of equals, the first of the document.
    contents.sort_by_key(|(content, _)| media::rank(&content.media_type, content.codec));
    contents
}

fn content<'d>(
    document: &'d Document,
    list: &Pointer,
    key: &str,
    side: Side,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> (Content, Source<'d>) {
    let place = list.child(key);
    sensitive::report_misplaced(document, &place, diagnostics);
    let schema = place.child("schema");
    let media = media::understood(key, media::kind(document, &schema), side).unwrap_or_else(|| {
        let (meant, what) = match side {
            Side::Request => ("application/octet-stream", "sent"),
            Side::Response => ("*/*", "read"),
        };
        diagnostics
            .warning(code::BODY_UNSUPPORTED, &place, format!("`{key}` is no media type: the body is {what} as bytes"))
            .help("write a media type such as `application/json`");
        media::Media { name: meant.to_owned(), codec: Codec::Bytes }
    });
    let at = match media.codec {
        Codec::Lines | Codec::Events => item(document, &place),
        _ => schema,
    };
    let node = document.node(&at).filter(|node| node.is_object());
    let schema = match media.codec {
        Codec::Text | Codec::Bytes => {
            sensitive::report_raw_body(document, &at, diagnostics);
            None
        }
        _ => node.map(|_| schemas.at(&at, diagnostics)),
    };
    let mut content = Content::new(media.name, media.codec, schema);
    if matches!(media.codec, Codec::Form | Codec::Multipart) {
        content.encodings = encodings(document, &place.child("encoding"), diagnostics);
    }
    (content, node)
}

/// The schema of one item of a body that has many: `itemSchema` of OpenAPI 3.2, or the items of an array.
fn item(document: &Document, place: &Pointer) -> Pointer {
    let own = place.child("itemSchema");
    if document.node(&own).is_some() {
        return own;
    }
    let schema = place.child("schema");
    let target = reference::chain(document, &schema, &mut Diagnostics::default()).1;
    match target.map(|target| target.child("items")) {
        Some(items) if document.node(&items).is_some() => items,
        _ => schema,
    }
}

/// How single properties are written.
fn encodings(document: &Document, list: &Pointer, diagnostics: &mut Diagnostics) -> Vec<Encoding> {
    let mut encodings = Vec::new();
    for (name, node) in document.members(list) {
        let at = list.child(name);
        let explode = node.get("explode").and_then(Value::as_bool);
        let reserved = node.get("allowReserved").and_then(Value::as_bool).unwrap_or(false);
        let style = match node.get("style").and_then(Value::as_str) {
            None => (explode.is_some() || reserved).then_some(Style::Form),
            Some("form") => Some(Style::Form),
            Some("spaceDelimited") => Some(Style::SpaceDelimited),
            Some("pipeDelimited") => Some(Style::PipeDelimited),
            Some("deepObject") => Some(Style::DeepObject),
            Some(other) => {
                diagnostics
                    .warning(
                        code::BODY_ENCODING,
                        &at.child("style"),
                        format!("`{other}` is no style of a form: the default is taken"),
                    )
                    .help("the styles are form, spaceDelimited, pipeDelimited and deepObject");
                None
            }
        };
        let style =
            style.map(|style| (style, explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject)), reserved));
        let media_type = node.get("contentType").and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let media_type = media_type.filter(|text| http::HeaderValue::from_str(text).is_ok()).map(str::to_owned);
        let place = at.child("headers");
        let headers = document.members(&place).map(|(name, _)| name.clone());
        let headers = headers.filter(|name| !name.eq_ignore_ascii_case("content-type")).collect();
        encodings.push(Encoding { name: name.clone(), media_type, style, headers });
    }
    encodings
}

/// Media types of one request that mean the same bytes are one; a header names the others. So do all kinds of bytes,
/// which carry their media type with them.
fn without_repetition(contents: Vec<(Content, Source<'_>)>) -> Vec<(Content, Source<'_>)> {
    let mut kept: Vec<(Content, Source<'_>)> = Vec::new();
    for (content, node) in contents {
        let same = kept.iter_mut().find(|(known, other)| match (known.codec, content.codec) {
            (Codec::Json, Codec::Json) => known.media_type.eq_ignore_ascii_case("application/json") && *other == node,
            (Codec::Bytes, Codec::Bytes) => true,
            _ => false,
        });
        match same {
            Some((known, _)) => known.add(content.media_type),
            None => {
                let schema = shared(&kept, node, content.schema);
                kept.push((Content { schema, ..content }, node));
            }
        }
    }
    kept
}

/// The schema that was read from an equal node before: two media types of one schema have one type.
pub fn shared(known: &[(Content, Source<'_>)], node: Source<'_>, own: Option<SchemaId>) -> Option<SchemaId> {
    let known = known.iter().filter(|(_, other)| other.is_some() && *other == node);
    own.map(|own| known.filter_map(|(content, _)| content.schema).next().unwrap_or(own))
}
