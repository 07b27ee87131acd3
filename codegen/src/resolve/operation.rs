//! Operations: what stands below `paths`.

use super::api::{In, Operation, Parameter};
use super::schema::Reader;
use super::{content, extension, parameter, path, reference, sensitive, server};
use crate::diagnostic::{Diagnostics, code};
use crate::load::{Document, lift};
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::HashMap;

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

/// A path item: the node that holds the operations of one path.
struct PathItem<'d> {
    path: &'d str,
    at: Pointer,
}

/// Every operation of the document that can be generated.
pub fn operations(document: &Document, schemas: &mut Reader<'_>, diagnostics: &mut Diagnostics) -> Vec<Operation> {
    let paths = Pointer::root().child("paths");
    let mut operations = Vec::new();
    let mut ids = HashMap::new();
    for (path, _) in document.members(&paths).filter(|(path, _)| !path.starts_with("x-")) {
        let Some(at) = reference::follow(document, &paths.child(path), diagnostics) else { continue };
        let item = PathItem { path, at };
        sensitive::report_misplaced(document, &item.at, diagnostics);
        let methods: Vec<String> = document.members(&item.at).map(|(key, _)| key.clone()).collect();
        for (key, method) in methods.iter().filter_map(|key| METHODS.iter().find(|(name, _)| name == key)) {
            if let Some(operation) = operation(document, &item, key, method, schemas, diagnostics)
                && is_new(&operation, &mut ids, diagnostics)
            {
                operations.push(operation);
            }
        }
    }
    operations
}

fn is_new(operation: &Operation, ids: &mut HashMap<String, Pointer>, diagnostics: &mut Diagnostics) -> bool {
    match ids.insert(operation.id.clone(), operation.pointer.clone()) {
        None => true,
        Some(first) => {
            diagnostics
                .error(
                    code::OPERATION_DUPLICATE_ID,
                    &operation.pointer.child("operationId"),
                    format!("the operation id `{}` is taken by {first}", operation.id),
                )
                .help("give each operation an id of its own");
            false
        }
    }
}

fn operation(
    document: &Document,
    item: &PathItem<'_>,
    key: &str,
    method: &'static str,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Operation> {
    let pointer = item.at.child(key);
    let node = document.node(&pointer)?;
    let facts: openapiv3::Operation = match lift(node, &pointer) {
        Ok(facts) => facts,
        Err(message) => {
            diagnostics.warning(code::OPERATION_LEFT_OUT, &pointer, format!("this operation is left out: {message}"));
            return None;
        }
    };
    sensitive::report_misplaced(document, &pointer, diagnostics);
    if item.path.contains(['?', '#']) {
        diagnostics
            .warning(
                code::PATH_MALFORMED,
                &item.at,
                format!("`{}` is left out: it holds a query or a fragment", item.path),
            )
            .help("write the query as parameters");
        return None;
    }
    let parameters = parameters(document, item, &pointer, schemas, diagnostics)?;
    let body = match facts.request_body {
        Some(_) => content::body(document, &pointer.child("requestBody"), schemas, diagnostics).ok()?,
        None => None,
    };
    let own_server = server::of_operation(document, &pointer, diagnostics);
    let server = own_server.or(server::of_operation(document, &item.at, diagnostics));
    Some(Operation {
        id: facts.operation_id.unwrap_or_else(|| format!("{key} {}", item.path)),
        rust_name: facts.extensions.get("x-rust-name").and_then(Value::as_str).map(str::to_owned),
        method,
        path: item.path.to_owned(),
        sent_path: path::encoded(item.path),
        server,
        summary: facts.summary,
        description: facts.description,
        documentation: facts.external_docs.map(|documentation| documentation.url),
        deprecated: facts.deprecated,
        idempotent: extension::flag(node, &pointer, "x-idempotent", diagnostics),
        protocol: extension::texts(node, &pointer, "x-protocol", diagnostics),
        parameters,
        body,
        responses: content::responses(document, &pointer.child("responses"), method, schemas, diagnostics),
        pointer,
    })
}

/// The parameters of the operation, with those of its path item; `None` where a required one cannot be generated.
fn parameters(
    document: &Document,
    item: &PathItem<'_>,
    operation: &Pointer,
    schemas: &mut Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Parameter>> {
    let Some(variables) = path::variables(item.path) else {
        diagnostics
            .error(code::PATH_MALFORMED, &item.at, format!("the braces of `{}` do not pair up", item.path))
            .help("a variable is a name between braces, inside one segment: `/cards/{card_id}`");
        return None;
    };
    let mut parameters: Vec<Parameter> = Vec::new();
    for place in listed(document, &item.at).chain(listed(document, operation)) {
        let parameter = match parameter::read(document, &place, schemas, diagnostics) {
            parameter::Read::Parameter(parameter) => *parameter,
            parameter::Read::LeftOut => continue,
            parameter::Read::Missing => {
                diagnostics
                    .warning(
                        code::OPERATION_LEFT_OUT,
                        operation,
                        "this operation is left out: it needs a parameter that is not generated",
                    )
                    .help("the diagnostic before this one names the parameter");
                return None;
            }
        };
        let same = |known: &Parameter| known.location == parameter.location && known.name == parameter.name;
        match parameters.iter().position(same) {
            Some(index) => parameters[index] = parameter,
            None => parameters.push(parameter),
        }
    }
    let complete = declared(item, &variables, &parameters, diagnostics);
    parameters.retain(|parameter| is_used(item, &variables, parameter, diagnostics));
    parameters.sort_by_key(|parameter| match parameter.location {
        In::Path => variables.iter().position(|name| *name == parameter.name).unwrap_or(usize::MAX),
        In::Query | In::Header | In::Cookie => usize::MAX,
    });
    complete.then_some(parameters)
}

fn listed(document: &Document, holder: &Pointer) -> impl Iterator<Item = Pointer> + use<> {
    let list = holder.child("parameters");
    let count = document.node(&list).and_then(Value::as_array).map_or(0, Vec::len);
    (0..count).map(move |index| list.item(index))
}

fn declared(item: &PathItem<'_>, variables: &[&str], parameters: &[Parameter], diagnostics: &mut Diagnostics) -> bool {
    let is_declared = |name: &str| parameters.iter().any(|known| known.location == In::Path && known.name == name);
    let mut complete = true;
    for variable in variables.iter().filter(|name| !is_declared(name)) {
        complete = false;
        let message = format!("the variable `{variable}` of the path `{}` is not declared", item.path);
        let diagnostic = diagnostics.error(code::PATH_UNDECLARED, &item.at, message);
        let unused =
            parameters.iter().find(|known| known.location == In::Path && !variables.contains(&known.name.as_str()));
        diagnostic.help(match unused {
            Some(unused) => format!("did you mean `{}`, which is declared and not in the path?", unused.name),
            None => format!(
                "add `- {{name: {variable}, in: path, required: true, schema: {{type: string}}}}` to the parameters"
            ),
        });
    }
    complete
}

fn is_used(item: &PathItem<'_>, variables: &[&str], parameter: &Parameter, diagnostics: &mut Diagnostics) -> bool {
    let used = parameter.location != In::Path || variables.contains(&parameter.name.as_str());
    if !used {
        let message = format!("the parameter `{}` is not in the path `{}` and is left out", parameter.name, item.path);
        diagnostics.warning(code::PATH_UNUSED, &parameter.pointer, message);
    }
    used
}
