//! Request bodies and responses.

use super::api::{Body, Codec, Content, Response, Status};
use super::schema::Reader;
use super::{reference, sensitive};
use crate::diagnostic::{Diagnostics, code};
use crate::load::{Document, lift};
use crate::pointer::Pointer;
use openapiv3::StatusCode;
use serde_json::Value;

/// An operation whose body cannot be generated; the diagnostic is made.
pub struct Unsupported;

/// Reads the request body at `place`, or what it refers to; `None` where it has no content.
pub fn body(
    document: &Document,
    place: &Pointer,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Body>, Unsupported> {
    sensitive::report_misplaced(document, place, diagnostics);
    let at = reference::follow(document, place, diagnostics).ok_or(Unsupported)?;
    let node = document.node(&at).ok_or(Unsupported)?;
    let written: openapiv3::RequestBody = lift(node, &at).map_err(|message| {
        diagnostics.warning(code::BODY_UNSUPPORTED, &at, format!("the operation is left out: {message}"));
        Unsupported
    })?;
    let list = at.child("content");
    let media_types: Vec<&str> = written.content.keys().map(String::as_str).collect();
    if media_types.is_empty() {
        return Ok(None);
    }
    let Some((media_type, codec)) = choose(&media_types, Side::Request) else {
        let place = list.child(media_types[0]);
        diagnostics
            .warning(
                code::BODY_UNSUPPORTED,
                &place,
                format!("the operation is left out: its body `{}` is not generated", media_types[0]),
            )
            .help("JSON, application/x-www-form-urlencoded, text and application/octet-stream are");
        return Err(Unsupported);
    };
    if media_types.len() > 1 {
        let message = format!("of the media types of this body, `{media_type}` is generated");
        diagnostics.warning(code::BODY_ONE_OF_SEVERAL, &list, message);
    }
    if document.node(&list.child(media_type).child("encoding")).is_some() {
        diagnostics.warning(
            code::BODY_ENCODING,
            &list.child(media_type).child("encoding"),
            "`encoding` is ignored: the properties are written in the default way",
        );
    }
    let content = content(&list, media_type, codec, document, schemas, diagnostics);
    Ok(Some(Body { required: written.required, content, description: written.description, pointer: at }))
}

/// Reads the responses to `method` at `place`: statuses first, then ranges, then the default.
pub fn responses(
    document: &Document,
    place: &Pointer,
    method: &str,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Response> {
    let mut responses = Vec::new();
    for (key, _) in document.members(place).filter(|(key, _)| !key.starts_with("x-")) {
        let at = place.child(key);
        match status(key) {
            Some(status) => responses.extend(response(document, &at, status, schemas, diagnostics)),
            None => {
                diagnostics
                    .warning(code::DOCUMENT_MALFORMED, &at, format!("`{key}` is no status: this response is left out"))
                    .help("write a status such as \"200\", a range such as 4XX, or default");
            }
        }
    }
    if method == "HEAD" {
        // The content describes what a GET would answer; here there is none (RFC 9110, section 9.3.2).
        responses.iter_mut().for_each(|response: &mut Response| response.content = None);
    }
    responses.sort_by_key(|response| response.status);
    responses
}

fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    match serde_json::from_value::<StatusCode>(key.into()).ok()? {
        StatusCode::Code(code) => Some(Status::Code(code)),
        StatusCode::Range(hundred) => Some(Status::Range(hundred)),
    }
}

fn response(
    document: &Document,
    place: &Pointer,
    status: Status,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Response> {
    sensitive::report_misplaced(document, place, diagnostics);
    let at = reference::follow(document, place, diagnostics)?;
    let written: openapiv3::Response = match lift(document.node(&at)?, &at) {
        Ok(written) => written,
        Err(message) => {
            diagnostics.warning(code::DOCUMENT_MALFORMED, &at, format!("this response is left out: {message}"));
            return None;
        }
    };
    if !written.headers.is_empty() {
        diagnostics
            .warning(code::RESPONSE_HEADERS, &at.child("headers"), "headers of responses are not typed")
            .help("read them from `Answer::headers`");
    }
    let list = at.child("content");
    let media_types: Vec<&str> = written.content.keys().map(String::as_str).collect();
    let chosen = choose(&media_types, Side::Response);
    if let (Some((media_type, _)), true) = (chosen, media_types.len() > 1) {
        let message =
            format!("of the media types of this response, `{media_type}` is generated; others arrive as undocumented");
        diagnostics.warning(code::RESPONSE_ONE_OF_SEVERAL, &list, message);
    }
    let content = chosen.map(|(name, codec)| content(&list, name, codec, document, schemas, diagnostics));
    Some(Response { status, description: written.description, content, pointer: at })
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Request,
    Response,
}

/// The media type that is generated: JSON before forms before text before bytes.
fn choose<'a>(media_types: &[&'a str], side: Side) -> Option<(&'a str, Codec)> {
    let rank = |codec: &Codec| match codec {
        Codec::Json => 0,
        Codec::Form => 1,
        Codec::Text => 2,
        Codec::Bytes => 3,
    };
    let known = media_types.iter().filter_map(|name| Some((*name, codec(name, side)?)));
    known.min_by_key(|(_, codec)| rank(codec))
}

fn codec(media_type: &str, side: Side) -> Option<Codec> {
    http::HeaderValue::from_str(media_type).ok()?;
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let bytes_of_any_kind = (side == Side::Response).then_some(Codec::Bytes);
    match essence.as_str() {
        "*/*" | "application/*" if side == Side::Response => Some(Codec::Json),
        essence if essence == "application/json" || essence.ends_with("+json") => Some(Codec::Json),
        "application/x-www-form-urlencoded" if side == Side::Request => Some(Codec::Form),
        "application/octet-stream" => Some(Codec::Bytes),
        essence if essence.starts_with("text/") && essence != "text/event-stream" => Some(Codec::Text),
        _ => bytes_of_any_kind,
    }
}

fn content(
    list: &Pointer,
    media_type: &str,
    codec: Codec,
    document: &Document,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Content {
    sensitive::report_misplaced(document, &list.child(media_type), diagnostics);
    let at = list.child(media_type).child("schema");
    let schema = match codec {
        Codec::Json | Codec::Form => {
            document.node(&at).filter(|node: &&Value| node.is_object()).map(|_| schemas.at(&at, diagnostics))
        }
        Codec::Text | Codec::Bytes => {
            sensitive::report_raw_body(document, &at, diagnostics);
            None
        }
    };
    Content { media_type: media_type.to_owned(), codec, schema }
}
