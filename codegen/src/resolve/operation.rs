//! Operations: what stands below `paths`.

use super::api::{Operation, Response, Status};
use super::parameters::{self, PathItem};
use super::schema::Reader;
use super::select::Scope;
use super::{content, extension, id, member, path, provided, reference, response, sensitive, server};
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use crate::settings::{ClientSettings, OperationServers};
use serde_json::Value;

/// The members of a path item that are operations, each with its method.
pub(crate) const METHODS: [(&str, &str); 8] = [
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
    ("trace", "TRACE"),
];

/// Every operation of the document that is selected and can be generated.
pub fn operations(
    document: &Document,
    scope: &Scope,
    schemas: &mut Reader<'_>,
    client: &ClientSettings,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    let offered = client.operation_servers == OperationServers::Offered;
    let paths = Pointer::root().child("paths");
    let (mut operations, mut holders) = (Vec::new(), Vec::new());
    for (path, _) in document.members(&paths).filter(|(path, _)| !path.starts_with("x-")) {
        let item = path_item(document, path, &paths.child(path), schemas, offered, diagnostics);
        let written = path::parse(path);
        report_path(&item, &written, diagnostics);
        holders.extend(item.nodes.iter().cloned());
        let methods = methods(document, &item.nodes, diagnostics);
        for (method, pointer) in methods.into_iter().filter(|(_, pointer)| scope.takes(pointer)) {
            holders.push(pointer.clone());
            operations.extend(operation(document, &item, &written, method, &pointer, schemas, client, diagnostics));
        }
    }
    if !offered {
        server::report_further(document, &holders, diagnostics);
    }
    id::settle(&mut operations, diagnostics);
    operations
}

fn path_item<'d>(
    document: &Document,
    path: &'d str,
    place: &Pointer,
    schemas: &mut Reader<'_>,
    offered: bool,
    diagnostics: &mut Diagnostics,
) -> PathItem<'d> {
    let nodes = nodes(document, place, diagnostics);
    for node in &nodes {
        sensitive::report_misplaced(document, node, diagnostics);
    }
    let parameters = parameters::shared(document, &nodes, schemas, diagnostics);
    let servers = nodes.iter().rev().find_map(|node| server::of_operation(document, node, offered, diagnostics));
    PathItem { path, place: place.clone(), nodes, parameters, servers }
}

/// The nodes of a path item: what it refers to, and itself.
fn nodes(document: &Document, place: &Pointer, diagnostics: &mut Diagnostics) -> Vec<Pointer> {
    let target = reference::follow(document, place, diagnostics);
    let mut nodes: Vec<Pointer> = target.into_iter().filter(|target| target != place).collect();
    nodes.push(place.clone());
    nodes
}

/// The nodes of the path item at `place`, and the methods of its operations with their places; nothing is said of them.
pub(crate) fn listed(document: &Document, place: &Pointer) -> (Vec<Pointer>, Vec<(&'static str, Pointer)>) {
    let mut unsaid = Diagnostics::default();
    let nodes = nodes(document, place, &mut unsaid);
    let methods = methods(document, &nodes, &mut unsaid);
    (nodes, methods)
}

/// The methods of a path, each with the place of its operation. What stands beside a reference comes first.
fn methods(document: &Document, nodes: &[Pointer], diagnostics: &mut Diagnostics) -> Vec<(&'static str, Pointer)> {
    let mut methods: Vec<(&'static str, Pointer)> = Vec::new();
    for node in nodes {
        for (key, _) in document.members(node) {
            let at = node.child(key);
            let Some((name, method)) = METHODS.iter().find(|(name, _)| key.eq_ignore_ascii_case(name)) else {
                if matches!(key.as_str(), "query" | "additionalOperations") {
                    let message = format!("`{key}` is left out: its method is not generated");
                    diagnostics
                        .warning(code::OPERATION_LEFT_OUT, &at, message)
                        .help("call it with `Client::chain(…).send(…)`");
                }
                continue;
            };
            if name != key {
                let message = format!("`{key}` is read as `{name}`: methods are written in small letters");
                diagnostics.warning(code::DOCUMENT_MALFORMED, &at, message).help(format!("write `{name}`"));
            }
            match methods.iter_mut().find(|(known, _)| known == method) {
                Some(known) => known.1 = at,
                None => methods.push((method, at)),
            }
        }
    }
    methods
}

/// Says what is unusual about a path.
fn report_path(item: &PathItem<'_>, written: &path::Written, diagnostics: &mut Diagnostics) {
    if written.has_stray_brace {
        diagnostics
            .warning(
                code::PATH_MALFORMED,
                &item.place,
                format!("braces of `{}` do not pair up: they are sent as text", item.path),
            )
            .help("a variable is a name between braces, inside one segment: `/cards/{card_id}`");
    }
    if !item.path.starts_with('/') {
        let message = format!("`{0}` does not begin with `/`: it is sent as `/{0}`", item.path);
        diagnostics.warning(code::PATH_MALFORMED, &item.place, message).help("begin the path with `/`");
    }
}

#[allow(clippy::too_many_arguments, reason = "each is a thing of its own, and this is their only meeting")]
fn operation(
    document: &Document,
    item: &PathItem<'_>,
    written: &path::Written,
    method: &'static str,
    pointer: &Pointer,
    schemas: &mut Reader<'_>,
    client: &ClientSettings,
    diagnostics: &mut Diagnostics,
) -> Option<Operation> {
    let node = document.node(pointer)?;
    if !node.is_object() {
        diagnostics.warning(code::OPERATION_LEFT_OUT, pointer, "this operation is left out: it is no object");
        return None;
    }
    sensitive::report_misplaced(document, pointer, diagnostics);
    let (template, parameters) = parameters::read(document, item, written, pointer, schemas, diagnostics);
    let (provided, parameters) = provided::apart(parameters, &client.provided_headers);
    let body = match node.get("requestBody") {
        Some(body) if !body.is_null() => content::body(document, &pointer.child("requestBody"), schemas, diagnostics),
        _ => None,
    };
    let mut text = |name: &str| member::text(node, pointer, name, diagnostics);
    let (id, summary, description) = (text("operationId"), text("summary"), text("description"));
    let offered = client.operation_servers == OperationServers::Offered;
    let servers = server::of_operation(document, pointer, offered, diagnostics).or_else(|| item.servers.clone());
    let responses = response::responses(document, &pointer.child("responses"), method, schemas, diagnostics);
    let mut protocol = extension::texts(node, pointer, "x-protocol", diagnostics);
    protocol.extend(unsigned(&responses));
    Some(Operation {
        // Those without one get theirs when all are known.
        id: id.map(|id| id.trim().to_owned()).unwrap_or_default(),
        rust_name: node.get("x-rust-name").and_then(Value::as_str).map(str::to_owned),
        method,
        path: item.path.to_owned(),
        template,
        servers: servers.unwrap_or_default(),
        summary,
        description,
        tags: tags(node),
        document: document.sources.document(pointer).unwrap_or(&document.file).clone(),
        documentation: node.pointer("/externalDocs/url").and_then(Value::as_str).map(str::to_owned),
        deprecated: member::boolean(node, pointer, "deprecated", diagnostics).unwrap_or(false),
        idempotent: extension::flag(node, pointer, "x-idempotent", diagnostics),
        security: None,
        paging: None,
        protocol,
        provided,
        parameters,
        body,
        responses,
        pointer: pointer.clone(),
    })
}

/// Which answers the service does not sign, as a protocol is told.
fn unsigned(responses: &[Response]) -> Option<(String, String)> {
    let statuses = responses.iter().filter(|response| response.unsigned).map(|response| match response.status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundred) => format!("{hundred}XX"),
        Status::Default => "default".to_owned(),
    });
    let statuses: Vec<String> = statuses.collect();
    (!statuses.is_empty()).then(|| ("unsigned".to_owned(), statuses.join(" ")))
}

fn tags(node: &Value) -> Vec<String> {
    let tags = node.get("tags").and_then(Value::as_array).into_iter().flatten();
    tags.filter_map(Value::as_str).map(str::to_owned).collect()
}
