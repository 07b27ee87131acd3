//! Operations.

use super::components::{REQUEST, RESPONSE, parameter};
use super::schema::{Writer, with_required};
use super::{Yaml, tag};
use crate::facts::{Answer, Body, Node, Operation, Place, Scalar, Server, Variable};

const JSON: &str = "application/json";

/// An operation.
pub(super) fn write(id: &str, product: &str, operation: &Operation, writer: &mut Writer<'_>) -> Yaml {
    let mut entry = Yaml::map([("operationId", Yaml::text(id)), ("tags", Yaml::List(vec![Yaml::text(tag(product))]))]);
    if writer.with_text {
        words(operation, &mut entry);
    }
    if operation.deprecated {
        entry.put("deprecated", Yaml::Bool(true));
    }
    links(operation, &mut entry);
    entry.put("x-page", Yaml::text(operation.page.clone()));
    if !operation.servers.is_empty() {
        entry.put("servers", Yaml::List(operation.servers.iter().map(server).collect()));
    }
    let parameters: Vec<Yaml> = operation.parameters.iter().map(|variable| self::variable(variable, writer)).collect();
    if !parameters.is_empty() {
        entry.put("parameters", Yaml::List(parameters));
    }
    if let Some(body) = &operation.body {
        entry.put("requestBody", self::body(body, writer));
    }
    let (status, answer) = answer(&operation.answer, writer);
    let refusal = Yaml::reference("responses", "Error");
    entry.put("responses", Yaml::Map(vec![(status, answer), ("default".to_owned(), refusal)]));
    entry
}

fn words(operation: &Operation, entry: &mut Yaml) {
    if !operation.title.is_empty() {
        entry.put("summary", Yaml::text(operation.title.clone()));
    }
    if !operation.description.is_empty() {
        entry.put("description", Yaml::text(operation.description.join("\n\n")));
    }
}

fn links(operation: &Operation, entry: &mut Yaml) {
    let Some(first) = operation.links.first() else { return };
    let address = |link: &String| link.starts_with("https://") || link.starts_with("http://");
    let first = operation.links.iter().find(|link| address(link)).unwrap_or(first);
    entry.put("externalDocs", Yaml::map([("url", Yaml::text(first.clone()))]));
    entry.put("x-sources", Yaml::List(operation.links.iter().cloned().map(Yaml::text).collect()));
}

fn server(server: &Server) -> Yaml {
    let mut entry = Yaml::map([("url", Yaml::text(server.url.clone()))]);
    if server.required {
        entry.put("x-required", Yaml::Bool(true));
    }
    entry
}

fn variable(variable: &Variable, writer: &mut Writer<'_>) -> Yaml {
    let Variable { place, node } = variable;
    let mut entry = Yaml::map([("name", Yaml::text(node.name.clone())), ("in", Yaml::text(place.name()))]);
    if node.required {
        entry.put("required", Yaml::Bool(true));
    }
    if *place == Place::Query && node.is_object() {
        // As the samples send it: `name[member]=value`.
        entry.put("style", Yaml::text("deepObject"));
        entry.put("explode", Yaml::Bool(true));
    }
    let schema = writer.schema(node, &format!("{}.{}", parameter(*place), node.name));
    entry.put("schema", schema);
    entry
}

fn body(body: &Body, writer: &mut Writer<'_>) -> Yaml {
    let (required, media, schema) = match body {
        Body::Json { required, content } => (*required, JSON, writer.schema(content, REQUEST)),
        Body::Multipart { required, parts } => (*required, "multipart/form-data", form(parts, writer)),
    };
    let mut entry = Yaml::Map(Vec::new());
    if required {
        entry.put("required", Yaml::Bool(true));
    }
    entry.put("content", content(media, schema));
    entry
}

/// A form: a part of the type `object` is a file, `meta` is a string that holds JSON.
fn form(parts: &[Node], writer: &mut Writer<'_>) -> Yaml {
    let properties = parts.iter().map(|part| {
        let place = format!("{REQUEST}.{}", part.name);
        let schema = match part.name.as_str() {
            "meta" => writer.schema(&Node { json: true, ..part.clone() }, &place),
            _ if part.kind.scalar == Scalar::Object && part.children.is_empty() && !part.json => writer.file(part),
            _ if part.is_object() => writer.schema(&Node { json: true, ..part.clone() }, &place),
            _ => writer.schema(part, &place),
        };
        (part.name.clone(), schema)
    });
    let properties = Yaml::Map(properties.collect());
    let schema = with_required(properties, parts);
    writer.component(schema, REQUEST)
}

fn answer(answer: &Answer, writer: &mut Writer<'_>) -> (String, Yaml) {
    let success =
        |status: u16, description: &str| (status.to_string(), Yaml::map([("description", Yaml::text(description))]));
    match answer {
        Answer::Empty(status) => success(*status, "Done. There is no content."),
        Answer::Binary(media) => {
            let (status, mut entry) = success(200, "The bytes of a file. The answer is not signed.");
            entry.put("x-unsigned", Yaml::Bool(true));
            let schema = Yaml::map([("type", Yaml::text("string")), ("format", Yaml::text("binary"))]);
            entry.put("content", content(media, schema));
            (status, entry)
        }
        Answer::Object(rows) => {
            let (status, mut entry) = success(200, "Done.");
            let schema = match rows.is_empty() {
                true => Yaml::map([("type", Yaml::text("object"))]),
                false => writer.object(rows, RESPONSE),
            };
            entry.put("content", content(JSON, schema));
            (status, entry)
        }
        Answer::Unknown => {
            let (status, mut entry) = success(200, "Done.");
            entry.put("content", content(JSON, Yaml::Map(Vec::new())));
            (status, entry)
        }
    }
}

fn content(media: &str, schema: Yaml) -> Yaml {
    Yaml::Map(vec![(media.to_owned(), Yaml::map([("schema", schema)]))])
}
