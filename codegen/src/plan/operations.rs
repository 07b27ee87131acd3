//! Operations: the functions of the client.

use super::names::{Kind, Names};
use super::plan::{Body, Operation};
use super::ty::Type;
use super::types::Types;
use super::words::{is_value_name, pascal, shout, snake};
use super::{docs, parameters, responses};
use crate::diagnostic::Diagnostics;
use crate::resolve::api::{self, Api, Codec, Servers};

/// What the client has besides the functions of operations.
const RESERVED: [&str; 7] = ["as_ref", "builder", "chain", "clone", "core", "from", "index"];

/// Plans a function for each operation.
pub fn plan(api: &Api, types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> Vec<Operation> {
    let mut names = Names::reserving(&RESERVED);
    let mut constants = Names::default();
    let only = only_server(&api.servers);
    api.operations
        .iter()
        .map(|operation| {
            let name = names.take_for(
                Kind::Value,
                operation.rust_name.as_deref(),
                &[snake(&operation.id, "call")],
                &operation.pointer,
                diagnostics,
            );
            let constant = constants.take(&[constant(name.trim_start_matches("r#"))]);
            let mut function = function(operation, name, constant, types, diagnostics);
            function.server = function.server.filter(|server| only.as_ref() != Some(server));
            function
        })
        .collect()
}

/// The server that calls go to by themselves, where there is no other one: an operation need not repeat it.
fn only_server(servers: &Servers) -> Option<String> {
    match servers.list.as_slice() {
        [only] if servers.backup.is_none() => Some(only.with_defaults()),
        _ => None,
    }
}

/// In scripts without capital letters the name of the function, which an argument may have as well.
fn constant(function: &str) -> String {
    let name = shout(function, "OPERATION");
    if is_value_name(&name) { format!("OPERATION_{name}") } else { name }
}

fn function(
    operation: &api::Operation,
    name: String,
    constant: String,
    types: &mut Types<'_>,
    diagnostics: &mut Diagnostics,
) -> Operation {
    let title = pascal(name.trim_start_matches("r#"), "Call");
    let body = operation.body.as_ref().map(|body| request_body(body, &title, types, diagnostics));
    let (arguments, parameters) = parameters::plan(operation, &title, body.is_some(), types, diagnostics);
    Operation {
        response: responses::plan(operation, &title, types, diagnostics),
        docs: docs::of_operation(operation),
        name,
        constant,
        id: operation.id.clone(),
        method: operation.method,
        path: operation.path.clone(),
        sent_path: operation.template.sent(),
        accept: accept(operation),
        server: operation.server.clone(),
        idempotent: operation.idempotent,
        security: None,
        protocol: operation.protocol.clone(),
        arguments,
        parameters,
        body,
    }
}

/// The media types of all answers, where they are not `application/json` alone, which is what is accepted by default.
fn accept(operation: &api::Operation) -> Option<String> {
    let mut media_types: Vec<&str> = Vec::new();
    for content in operation.responses.iter().filter_map(|response| response.content.as_ref()) {
        if !media_types.contains(&content.media_type.as_str()) {
            media_types.push(&content.media_type);
        }
    }
    (!media_types.is_empty() && media_types != ["application/json"]).then(|| media_types.join(", "))
}

fn request_body(body: &api::Body, title: &str, types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> Body {
    let candidates = [format!("{title}Request"), format!("{title}Body")];
    let ty = match (body.content.codec, body.content.schema) {
        (Codec::Text, _) => Type::String,
        (Codec::Bytes, _) => Type::Bytes,
        (Codec::Json | Codec::Form, Some(schema)) => types.of(schema, &candidates, diagnostics),
        (Codec::Json | Codec::Form, None) => Type::Json,
    };
    Body { codec: body.content.codec, media_type: body.content.media_type.clone(), ty, required: body.required }
}
