//! Responses: one enum for each operation, one variant for each status that the document names.

use super::docs;
use super::names::Names;
use super::plan::{Response, Variant};
use super::ty::Type;
use super::types::Types;
use super::words::pascal;
use crate::diagnostic::Diagnostics;
use crate::resolve::api::{self, Codec, Content, Operation, Status};

/// Plans the enum of `operation`.
pub fn plan(operation: &Operation, title: &str, types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> Response {
    // A schema of that name is common; the next candidates are not.
    let name = types.name(&[format!("{title}Response"), format!("{title}Outcome"), format!("{title}Answers")]);
    let mut names = Names::reserving(&["Undocumented"]);
    let variants =
        operation.responses.iter().map(|response| variant(response, title, &mut names, types, diagnostics)).collect();
    Response { name, variants }
}

fn variant(
    response: &api::Response,
    title: &str,
    names: &mut Names,
    types: &mut Types<'_>,
    diagnostics: &mut Diagnostics,
) -> Variant {
    let name = names.take(&[status_name(response.status)]);
    let ty = match &response.content {
        None => Type::Unit,
        Some(content) => body(content, &[format!("{title}{name}"), format!("{title}{name}Body")], types, diagnostics),
    };
    let content = response.content.as_ref().map(|content| (content.media_type.clone(), content.codec));
    Variant { name, status: response.status, content, ty, docs: docs::of_response(response) }
}

fn body(content: &Content, candidates: &[String], types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> Type {
    match (content.codec, content.schema) {
        (Codec::Text, _) => Type::String,
        (Codec::Bytes, _) => Type::Bytes,
        (Codec::Json | Codec::Form, Some(schema)) => types.of(schema, candidates, diagnostics),
        (Codec::Json | Codec::Form, None) => Type::Json,
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
