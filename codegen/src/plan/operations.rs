//! Operations: the functions of the client.

use super::names::{Kind, Names};
use super::parameters::{self, Planned};
use super::plan::Operation;
use super::types::Types;
use super::words::{is_value_name, pascal, shout, snake};
use super::{bodies, docs, responses};
use crate::diagnostic::Diagnostics;
use crate::resolve::api::{self, Api, Codec, Encoding, Servers};

/// What the client has besides the functions of operations.
pub const RESERVED: [&str; 7] = ["as_ref", "builder", "chain", "clone", "core", "from", "index"];

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
            let is_usual = |server: &String| only.as_ref() == Some(server);
            function.server = function.server.filter(|server| function.server_is_required || !is_usual(server));
            function.offered_servers.retain(|server| !is_main(server, &api.servers));
            function
        })
        .collect()
}

/// Whether the URL is that of the server that calls go to anyway.
fn is_main(url: &str, servers: &Servers) -> bool {
    let trimmed = |url: &str| url.trim_end_matches('/').to_owned();
    servers.main().is_some_and(|main| trimmed(&main.with_defaults()) == trimmed(url))
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
    let body = operation.body.as_ref().map(|body| bodies::plan(body, &title, types, diagnostics));
    let Planned { arguments, parameters, constants } =
        parameters::plan(operation, &title, body.is_some(), types, diagnostics);
    Operation {
        response: responses::plan(operation, &title, types, diagnostics),
        docs: docs::of_operation(operation),
        name,
        constant,
        id: operation.id.clone(),
        method: operation.method,
        path: operation.path.clone(),
        sent_path: operation.template.sent(),
        accept: responses::accept(operation),
        server: operation.servers.own.clone(),
        server_is_required: operation.servers.required,
        offered_servers: operation.servers.offered.clone(),
        idempotent: operation.idempotent,
        security: None,
        pages: None,
        protocol: operation.protocol.clone(),
        features: Vec::new(),
        arguments,
        constants,
        parameters,
        body,
        form_encodings: encodings(operation, Codec::Form),
        part_encodings: encodings(operation, Codec::Multipart),
    }
}

/// What is said of single properties of the body of this kind.
fn encodings(operation: &api::Operation, codec: Codec) -> Vec<Encoding> {
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    let encodings = contents.filter(|content| content.codec == codec).flat_map(|content| &content.encodings);
    encodings.filter(|encoding| encoding.media_type.is_some() || encoding.style.is_some()).cloned().collect()
}
