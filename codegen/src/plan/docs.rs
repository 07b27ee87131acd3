//! What is said about items: the document's words, short facts, and where they come from.

use super::plan::Docs;
use super::ty::Type;
use crate::resolve::api::{
    Content, ExpectedAnswer, Header, Operation, Parameter, Property, Response, Schema, SchemaId, Schemas, Shape,
    Status, Webhook,
};
use serde_json::Value;

const SENSITIVE: &str = "Encrypted on its way by the protocol, and never shown by `Debug`.";

const REPEATED: &str =
    "Repeated by itself after failures, where that is safe: sent twice, it does no more than sent once.";

/// About a model.
pub fn of_schema(schema: &Schema) -> Docs {
    Docs {
        text: schema.description.clone().or_else(|| schema.title.clone()),
        facts: schema.limits.clone(),
        source: Some(format!("#{}", schema.pointer)),
        deprecated: schema.deprecated,
        ..Docs::default()
    }
}

/// About a field of the type `ty`: the words beside the reference before those of the schema that is referred to.
pub fn of_property(schemas: &Schemas, property: &Property, ty: &Type) -> Docs {
    let schema = schemas.get(property.schema);
    let is_own = schema.component.is_none();
    let mut text = property.description.clone();
    let always = property.constant.as_ref().map(|constant| format!("always `{}`", span(constant)));
    if is_own {
        text = text.or_else(|| schema.description.clone()).or_else(|| schema.title.clone());
    }
    Docs {
        text,
        facts: facts_beside(schemas, property.schema, ty).into_iter().chain(always.clone()).collect(),
        default: (always.is_none() && !property.required).then(|| default(schemas, property.schema)).flatten(),
        notes: ty.is_sensitive().then(|| SENSITIVE.to_owned()).into_iter().collect(),
        deprecated: is_own && schema.deprecated,
        ..Docs::default()
    }
}

/// The longest default that is worth a line.
const MAX_DEFAULT: usize = 80;

/// What the service takes where no value of the schema is given.
fn default(schemas: &Schemas, id: SchemaId) -> Option<String> {
    let meant = schemas.get(schemas.meant(id).0);
    let value = schemas.default_of(id).filter(|_| meant.constant.is_none())?;
    let text = match value {
        Value::String(text) if text.trim().is_empty() => value.to_string(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    (text.chars().count() <= MAX_DEFAULT).then(|| span(&text))
}

/// About a parameter of the type `ty`.
pub fn of_parameter(schemas: &Schemas, parameter: &Parameter, ty: &Type) -> Docs {
    let schema = schemas.get(parameter.schema);
    let mut facts = facts_beside(schemas, parameter.schema, ty);
    facts.extend(parameter.example.as_ref().map(|example| format!("such as {}", plain(example))));
    Docs {
        text: parameter.description.clone().or_else(|| schema.description.clone()),
        facts,
        default: (!parameter.required).then(|| default(schemas, parameter.schema)).flatten(),
        deprecated: parameter.deprecated,
        ..Docs::default()
    }
}

/// About a function of the client.
pub fn of_operation(operation: &Operation) -> Docs {
    let parts = [operation.summary.as_deref(), operation.description.as_deref()];
    let documentation = operation.documentation.as_ref().map(|url| format!("Documentation: {url}"));
    let text: Vec<&str> = parts.into_iter().flatten().chain(documentation.as_deref()).collect();
    Docs {
        text: (!text.is_empty()).then(|| text.join("\n\n")),
        notes: notes(operation),
        source: Some(format!("{} {}", operation.method, operation.path)),
        deprecated: operation.deprecated,
        ..Docs::default()
    }
}

/// What the extensions of an operation mean to a caller.
fn notes(operation: &Operation) -> Vec<String> {
    let mut notes = Vec::new();
    if operation.idempotent {
        notes.push(REPEATED.to_owned());
    }
    for name in &operation.provided {
        notes.push(format!("The header `{}` is set by the client's protocol.", span(name)));
    }
    if let (Some(server), true) = (&operation.servers.own, operation.servers.required) {
        notes.push(format!("Only `{}` knows it.", span(server)));
    }
    for server in &operation.servers.offered {
        notes.push(format!("Also at `{0}`: `.server(\"{0}\")` of the call.", span(server)));
    }
    if !operation.protocol.is_empty() {
        let told = operation.protocol.iter();
        let told: Vec<_> = told.map(|(name, value)| format!("`{}` is `{}`", span(name), span(value))).collect();
        notes.push(format!("The protocol is told: {}.", told.join(", ")));
    }
    notes
}

/// About a variant of a response.
pub fn of_response(response: &Response, content: Option<&Content>) -> Docs {
    let status = match response.status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundred) => format!("{hundred}XX"),
        Status::Default => "Any other status".to_owned(),
    };
    let description = response.description.trim();
    let media_types = content.iter().flat_map(|content| std::iter::once(&content.media_type).chain(&content.also));
    let media_types: Vec<_> = media_types.map(|media_type| format!("`{}`", span(media_type))).collect();
    let status = match media_types.is_empty() {
        true => status,
        false => format!("{status} as {}", media_types.join(", ")),
    };
    let mut text = if description.is_empty() { format!("{status}.") } else { format!("{status}: {description}") };
    if content.is_none_or(|content| response.contents.first().is_some_and(|first| std::ptr::eq(first, content)))
        && !response.headers.is_empty()
    {
        let headers: Vec<_> = response.headers.iter().map(|header| format!("`{}`", span(&header.name))).collect();
        text.push_str(&format!("\n\nHeaders: {}.", headers.join(", ")));
    }
    Docs { text: Some(text), ..Docs::default() }
}

/// About a header of answers.
pub fn of_header(header: &Header) -> Docs {
    let text = header.description.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let text = text.map(|text| format!("`{}`: {text}", span(&header.name)));
    Docs { text: Some(text.unwrap_or_else(|| format!("`{}`", span(&header.name)))), ..Docs::default() }
}

/// About a webhook, or a callback of the function `operation`.
pub fn of_webhook(webhook: &Webhook, operation: Option<&str>) -> Docs {
    let documentation = webhook.documentation.as_ref().map(|url| format!("Documentation: {url}"));
    let parts = [webhook.summary.as_deref(), webhook.description.as_deref(), documentation.as_deref()];
    let text: Vec<&str> = parts.into_iter().flatten().collect();
    let parameters = webhook.parameters.iter().map(|parameter| {
        let needed = if parameter.required { "" } else { ", if at all" };
        let text =
            parameter.description.as_deref().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        let text = if text.is_empty() { ".".to_owned() } else { format!(": {text}") };
        format!("Sent in the {}{needed}: `{}`{text}", parameter.location, span(&parameter.name))
    });
    let identified = (!webhook.security.is_empty()).then(|| {
        let schemes: Vec<_> = webhook.security.iter().map(|schemes| format!("`{}`", span(schemes))).collect();
        format!("The sender identifies itself by {}.", schemes.join(" or "))
    });
    let sent = webhook.subscription.as_ref().zip(operation).map(|(subscription, operation)| {
        let operation = operation.trim_start_matches("r#");
        format!("Asked for by the function `{operation}`, and sent to `{}`.", span(&subscription.url))
    });
    Docs {
        text: (!text.is_empty()).then(|| text.join("\n\n")),
        notes: sent.into_iter().chain(parameters).chain(identified).collect(),
        source: Some(format!("{} #{}", webhook.method, webhook.pointer)),
        deprecated: webhook.deprecated,
        ..Docs::default()
    }
}

/// About an answer that the service expects.
pub fn of_expected(answer: &ExpectedAnswer) -> String {
    let text = answer.description.split_whitespace().collect::<Vec<_>>().join(" ");
    let status = span(&answer.status);
    if text.is_empty() { format!("Answer with {status}.") } else { format!("Answer with {status}: {text}") }
}

/// The limits of a schema, but for a format that the type says.
fn facts_beside(schemas: &Schemas, id: SchemaId, ty: &Type) -> Vec<String> {
    let mut facts = facts(schemas, id);
    if ty.says_format() {
        facts.retain(|fact| !fact.starts_with("format `"));
    }
    facts
}

/// The limits of a schema, and of the items of an array.
fn facts(schemas: &Schemas, id: SchemaId) -> Vec<String> {
    let schema = schemas.get(id);
    if schema.component.is_some() {
        return Vec::new();
    }
    let mut facts = schema.limits.clone();
    facts.extend(schema.constant.as_ref().map(|constant| format!("always {}", plain(constant))));
    if let Shape::Array(item) = schema.shape {
        let item = schemas.get(item);
        if item.component.is_none() && !item.limits.is_empty() {
            facts.push(format!("each item: {}", item.limits.join(", ")));
        }
    }
    facts
}

/// The value as code.
fn plain(example: &Value) -> String {
    match example {
        Value::String(text) => format!("`{}`", span(text)),
        other => format!("`{}`", span(&other.to_string())),
    }
}

/// What can stand between back quotes: one line without any.
fn span(text: &str) -> String {
    text.replace('`', "'").split_whitespace().collect::<Vec<_>>().join(" ")
}
