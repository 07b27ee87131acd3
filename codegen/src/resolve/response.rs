//! Responses: by status, and of each the media types and headers.

use super::api::{Codec, Content, Header, Response, Status};
use super::content::{Source, contents, shared};
use super::media::Side;
use super::schema::Reader;
use super::{extension, reference, sensitive};
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;

/// Reads the responses to `method` at `place`: statuses first, then ranges, then the default.
pub fn responses(
    document: &Document,
    place: &Pointer,
    method: &str,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Response> {
    let mut responses: Vec<Response> = Vec::new();
    for (key, _) in document.members(place).filter(|(key, _)| !key.starts_with("x-")) {
        let at = place.child(key);
        let Some(status) = read_status(key, &at, diagnostics) else { continue };
        if responses.iter().any(|known| known.status == status) {
            let message = format!("`{key}` means a status that stands here already: this response is left out");
            diagnostics.warning(code::RESPONSE_STATUS, &at, message).help("describe each status once");
            continue;
        }
        responses.extend(response(document, &at, status, schemas, diagnostics));
    }
    if method == "HEAD" {
        // The content describes what a GET would answer; here there is none (RFC 9110, section 9.3.2).
        responses.iter_mut().for_each(|response| response.contents.clear());
    }
    responses.sort_by_key(|response| response.status);
    responses
}

fn read_status(key: &str, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<Status> {
    let text = key.trim();
    if text.eq_ignore_ascii_case("default") {
        return Some(Status::Default);
    }
    let help = "write a status such as \"200\", a range such as 4XX, or default";
    match status(text) {
        Some((status, true)) => Some(status),
        Some((status, false)) => {
            let meant = match status {
                Status::Code(code) => code.to_string(),
                Status::Range(hundred) => format!("{hundred}XX"),
                Status::Default => "default".to_owned(),
            };
            diagnostics.warning(code::RESPONSE_STATUS, at, format!("`{key}` is read as {meant}")).help(help);
            Some(status)
        }
        None => {
            let message = format!("`{key}` is no status: this response is left out");
            diagnostics.warning(code::RESPONSE_STATUS, at, message).help(help);
            None
        }
    }
}

/// The status that `text` begins with, and whether it is written as one: `4xx` is, `40X` and `200 OK` are not quite.
fn status(text: &str) -> Option<(Status, bool)> {
    let mut characters = text.chars();
    let (first, second, third) = (characters.next()?, characters.next()?, characters.next()?);
    let rest = characters.as_str();
    let hundred = first.to_digit(10).filter(|digit| (1..=9).contains(digit))?;
    let is_any = |character: char| matches!(character, 'x' | 'X' | '*');
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let exact = rest.is_empty();
    let hundred = u16::try_from(hundred).ok()?;
    match (second.to_digit(10), third.to_digit(10)) {
        (Some(second), Some(third)) => {
            Some((Status::Code(hundred * 100 + u16::try_from(second * 10 + third).ok()?), exact))
        }
        (None, None) if is_any(second) && is_any(third) => Some((Status::Range(hundred), exact && second != '*')),
        (Some(_), None) if is_any(third) => Some((Status::Range(hundred), false)),
        _ => None,
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
    if !document.node(&at)?.is_object() {
        diagnostics.warning(code::DOCUMENT_MALFORMED, &at, "this response is left out: it is no object");
        return None;
    }
    let list = at.child("content");
    let contents = match status {
        // RFC 9110, sections 15.2, 15.3.5, 15.3.6 and 15.4.5.
        Status::Code(100..=199 | 204 | 205 | 304) | Status::Range(1) => {
            if document.members(&list).next().is_some() {
                let message = "answers of this status have no body: its content is left out";
                diagnostics.warning(code::RESPONSE_NO_BODY, &list, message).help("describe it at another status");
            }
            Vec::new()
        }
        _ => merged(contents(document, &list, Side::Response, schemas, diagnostics)),
    };
    let beside = super::text(document, &place.child("description"));
    let description = beside.or_else(|| super::text(document, &at.child("description"))).unwrap_or_default();
    let headers = headers(document, &at.child("headers"), schemas, diagnostics);
    let unsigned = document.node(&at).is_some_and(|node| extension::flag(node, &at, "x-unsigned", diagnostics));
    Some(Response { status, description, contents, unsigned, headers, pointer: at })
}

/// Media types that are read alike become one: raw ones, and those of one schema. A range stays by itself, as it would
/// take the answers of all that come after it.
fn merged(contents: Vec<(Content, Source<'_>)>) -> Vec<Content> {
    let mut kept: Vec<(Content, Source<'_>)> = Vec::new();
    for (content, node) in contents {
        let is_range = content.media_type.contains('*');
        let same = kept.iter_mut().find(|(known, other)| {
            let is_raw = matches!(content.codec, Codec::Text | Codec::Bytes);
            known.codec == content.codec && !is_range && (is_raw || *other == node)
        });
        match same {
            Some((known, _)) => known.add(content.media_type),
            None => {
                let schema = shared(&kept, node, content.schema);
                kept.push((Content { schema, ..content }, node));
            }
        }
    }
    kept.into_iter().map(|(content, _)| content).collect()
}

fn headers(
    document: &Document,
    list: &Pointer,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Header> {
    let mut headers = Vec::new();
    for (name, _) in document.members(list) {
        let at = list.child(name);
        // OpenAPI 3.0.3, "Response Object": `Content-Type` is what the media types say already.
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        if http::HeaderName::from_bytes(name.as_bytes()).is_err() {
            let message = format!("`{name}` is no name of a header: it is left out");
            diagnostics.warning(code::RESPONSE_HEADERS, &at, message).help("no answer can have such a header");
            continue;
        }
        sensitive::report_misplaced(document, &at, diagnostics);
        let Some(target) = reference::follow(document, &at, diagnostics) else { continue };
        let own = target.child("schema");
        let content = document.members(&target.child("content")).next().map(|(media_type, _)| media_type.clone());
        let content = content.map(|media_type| target.child("content").child(&media_type).child("schema"));
        let schema = [Some(own), content]
            .into_iter()
            .flatten()
            .find(|at| document.node(at).is_some_and(|node| node.is_object()));
        headers.push(Header {
            name: name.clone(),
            description: super::text(document, &target.child("description")),
            schema: schema.map(|schema| schemas.at(&schema, diagnostics)),
            pointer: target,
        });
    }
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_read_as_they_are_meant() {
        assert_eq!(status("200"), Some((Status::Code(200), true)));
        for range in ["4XX", "4xx", "4Xx"] {
            assert_eq!(status(range), Some((Status::Range(4), true)), "{range}");
        }
        for range in ["40X", "4**", "4XX errors"] {
            assert_eq!(status(range), Some((Status::Range(4), false)), "{range}");
        }
        assert_eq!(status("200 OK"), Some((Status::Code(200), false)));
        for wrong in ["", "2", "2000", "OK", "X00", "4X0", "0XX", "200a", "会员卡"] {
            assert_eq!(status(wrong), None, "{wrong}");
        }
    }
}
