//! Responses: one enum for each operation, one variant for each status that the document names, and for each kind of
//! body that an answer of that status may have.

use super::names::Names;
use super::plan::{Response, Variant, VariantContent};
use super::ty::Type;
use super::types::Types;
use super::words::pascal;
use super::{bodies, docs};
use crate::diagnostic::Diagnostics;
use crate::resolve::api::{self, Codec, Content, EventData, Object, Operation, SchemaId, Schemas, Shape, Status};

/// Plans the enum of `operation`.
pub fn plan(operation: &Operation, title: &str, types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> Response {
    // A schema of that name is common; the next candidates are not.
    let name = types.name(&[format!("{title}Response"), format!("{title}Outcome"), format!("{title}Answers")]);
    let mut names = Names::reserving(&["Undocumented"]);
    // The preferred answers have the names of their statuses, whatever else is added.
    let preferred: Vec<String> =
        operation.responses.iter().map(|response| names.take(&[status_name(response.status)])).collect();
    let mut variants = Vec::new();
    for (response, name) in operation.responses.iter().zip(preferred) {
        let several = response.contents.len() > 1;
        let Some((first, others)) = response.contents.split_first() else {
            let docs = docs::of_response(response, None);
            variants.push(Variant {
                name,
                status: response.status,
                preferred: true,
                content: None,
                ty: Type::Unit,
                docs,
            });
            continue;
        };
        let mut add = |name: String, content: &Content, preferred: bool, types: &mut Types<'_>| {
            let candidates = [format!("{title}{name}"), format!("{title}{name}Body")];
            let ty = bodies::value(content, &candidates, types, diagnostics);
            let mut docs = docs::of_response(response, several.then_some(content));
            docs.notes.extend(match content.codec {
                Codec::Events => Some("`events()` of the call reads them as they come.".to_owned()),
                Codec::Lines => Some("`lines()` of the call reads them as they come.".to_owned()),
                _ => None,
            });
            let content = Some(read(content, types.schemas));
            variants.push(Variant { name, status: response.status, preferred, content, ty, docs });
        };
        add(name.clone(), first, true, types);
        for content in others {
            let kinds = match content.codec {
                // Whatever text is added, it is read by the same variant.
                Codec::Text if !content.media_type.contains('*') => vec!["Text".to_owned()],
                _ => bodies::media_names(content),
            };
            let status = status_name(response.status);
            let candidates: Vec<_> = kinds.iter().map(|kind| format!("{status}{kind}")).collect();
            add(names.take(&candidates), content, false, types);
        }
    }
    Response { name, variants }
}

fn read(content: &Content, schemas: &Schemas) -> VariantContent {
    let media_types = std::iter::once(&content.media_type).chain(&content.also).cloned().collect();
    let events = match content.codec {
        Codec::Events => content.schema.map_or(EventData::Text, |schema| event_data(schema, schemas)),
        _ => EventData::Json,
    };
    VariantContent { media_types, codec: content.codec, events }
}

/// What the schema of events describes: their data, or the whole of each.
fn event_data(schema: SchemaId, schemas: &Schemas) -> EventData {
    let is_whole = |object: &Object| {
        let has = |name: &str| object.properties.iter().any(|property| property.name == name);
        has("data") && has("event")
    };
    match &schemas.get(schemas.meant(schema).0).shape {
        Shape::Text | Shape::TextEnum(_) | Shape::Binary => EventData::Text,
        Shape::Object(object) if is_whole(object) => EventData::Whole,
        Shape::Union(union) => {
            let members: Vec<_> = union.members.iter().map(|member| event_data(*member, schemas)).collect();
            match members.iter().all(|member| *member == EventData::Whole) {
                true if !members.is_empty() => EventData::Whole,
                _ => EventData::Json,
            }
        }
        _ => EventData::Json,
    }
}

fn status_name(status: Status) -> String {
    match status {
        Status::Code(code) => {
            let reason = http::StatusCode::from_u16(code).ok().and_then(|status| status.canonical_reason());
            reason.map_or_else(|| format!("Status{code}"), |reason| pascal(&reason.replace('\'', ""), "Status"))
        }
        Status::Range(1) => "Informational".to_owned(),
        Status::Range(2) => "Success".to_owned(),
        Status::Range(3) => "Redirection".to_owned(),
        Status::Range(4) => "ClientError".to_owned(),
        Status::Range(5) => "ServerError".to_owned(),
        Status::Range(hundred) => format!("Status{hundred}xx"),
        Status::Default => "Default".to_owned(),
    }
}

/// The media types of all answers, where they are not `application/json` alone, which is what is accepted by default.
pub fn accept(operation: &api::Operation) -> Option<String> {
    let mut media_types: Vec<&str> = Vec::new();
    for content in operation.responses.iter().flat_map(|response| &response.contents) {
        for media_type in std::iter::once(&content.media_type).chain(&content.also) {
            if !media_types.contains(&media_type.as_str()) {
                media_types.push(media_type);
            }
        }
    }
    (!media_types.is_empty() && media_types != ["application/json"]).then(|| media_types.join(", "))
}
