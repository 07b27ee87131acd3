//! Webhooks and callbacks: what stands below `webhooks`, and below `callbacks` of an operation.
//!
//! These are requests that somebody else sends: what is said of them is less than what is said of an operation, and
//! nothing in them is a reason to leave one out.

use super::api::{
    Codec, Content, ExpectedAnswer, Operation, Schemas, SentParameter, Shape, Subscription, Webhook, WebhookGroup,
    WebhookTag,
};
use super::schema::Reader;
use super::{Scope, operation, reference};
use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::Value;

/// Where webhooks stand: documents of OpenAPI 3.0 have them in an extension.
pub(super) const SECTIONS: [&str; 2] = ["webhooks", "x-webhooks"];

/// The webhooks of the document, and the callbacks of each of its `operations`.
pub fn groups<'d>(
    document: &'d Document,
    scope: &Scope,
    operations: &[Operation],
    schemas: &mut Reader<'d>,
    diagnostics: &mut Diagnostics,
) -> Vec<WebhookGroup> {
    let mut context = Context { document, scope, schemas, diagnostics };
    let callbacks = operations.iter().enumerate().map(|(index, operation)| {
        let mut list = Vec::new();
        for at in context.entries(&operation.pointer.child("callbacks")) {
            let name = at.tokens().last().unwrap_or_default();
            let Some(callback) = reference::follow(document, &at, context.diagnostics) else { continue };
            for item in context.entries(&callback) {
                let url = item.tokens().last().unwrap_or_default();
                let subscription = Subscription { operation: index, url };
                list.extend(context.item(&name, Some(&subscription), &item));
            }
        }
        list
    });
    let callbacks: Vec<_> = callbacks.collect();
    let groups = std::iter::once(context.webhooks()).chain(callbacks);
    groups.filter(|list| !list.is_empty()).map(|list| WebhookGroup { list, tag: None }).collect()
}

/// Finds out by which member of their bodies the webhooks of each group are told apart.
pub fn tell_apart(groups: &mut [WebhookGroup], schemas: &Schemas) {
    for group in groups.iter_mut().filter(|group| group.list.len() > 1) {
        group.tag = tag(&group.list, schemas);
    }
}

/// Where webhooks are read from and to.
struct Context<'c, 'd> {
    document: &'d Document,
    scope: &'c Scope,
    schemas: &'c mut Reader<'d>,
    diagnostics: &'c mut Diagnostics,
}

impl Context<'_, '_> {
    /// Those below `webhooks`, and those that a document of OpenAPI 3.0 has below `x-webhooks`.
    fn webhooks(&mut self) -> Vec<Webhook> {
        let mut list: Vec<Webhook> = Vec::new();
        for section in SECTIONS {
            for item in self.entries(&Pointer::root().child(section)) {
                let name = item.tokens().last().unwrap_or_default();
                // Some documents repeat one section in the other.
                if section == SECTIONS[0] || !list.iter().any(|known| known.name == name) {
                    list.extend(self.item(&name, None, &item));
                }
            }
        }
        list
    }

    /// The places of the members of the object at `at` that are no extensions.
    fn entries(&self, at: &Pointer) -> Vec<Pointer> {
        let members = self.document.members(at).filter(|(key, value)| !key.starts_with("x-") && value.is_object());
        members.map(|(key, _)| at.child(key)).collect()
    }

    /// One webhook for each operation of the path item at `place`.
    fn item(&mut self, name: &str, subscription: Option<&Subscription>, place: &Pointer) -> Vec<Webhook> {
        if reference::follow(self.document, place, self.diagnostics).is_none() {
            return Vec::new();
        }
        let (nodes, methods) = operation::listed(self.document, place);
        let is_reference = reference::reference_at(self.document, place).is_some();
        // What stands beside a reference goes before what it leads to.
        let beside = is_reference.then(|| self.text(place, "description")).flatten();
        let taken = methods.into_iter().filter(|(_, at)| self.scope.takes(at));
        let taken: Vec<_> = taken.collect();
        let webhooks =
            taken.into_iter().map(|(method, at)| self.webhook(name, subscription, &nodes, at, method, beside.as_ref()));
        webhooks.collect()
    }

    fn webhook(
        &mut self,
        name: &str,
        subscription: Option<&Subscription>,
        nodes: &[Pointer],
        at: Pointer,
        method: &'static str,
        beside: Option<&String>,
    ) -> Webhook {
        if self.document.members(&at.child("callbacks")).next().is_some() {
            let message = "callbacks of a webhook are not generated; the webhook is";
            self.diagnostics
                .warning(code::WEBHOOK_CALLBACKS, &at.child("callbacks"), message)
                .help("write them as webhooks of their own");
        }
        let mut parameters: Vec<_> = nodes.iter().flat_map(|node| self.parameters(node)).collect();
        parameters.extend(self.parameters(&at));
        Webhook {
            name: name.to_owned(),
            rust_name: self.text(&at, "x-rust-name"),
            subscription: subscription.cloned(),
            method,
            summary: self.text(&at, "summary"),
            description: beside.cloned().or_else(|| self.text(&at, "description")),
            documentation: self.text(&at.child("externalDocs"), "url"),
            deprecated: self.document.node(&at.child("deprecated")).and_then(Value::as_bool).unwrap_or(false),
            parameters,
            payloads: self.payloads(&at.child("requestBody")),
            security: self.security(&at),
            answers: self.answers(&at.child("responses")),
            pointer: at,
        }
    }

    fn text(&self, at: &Pointer, key: &str) -> Option<String> {
        super::text(self.document, &at.child(key))
    }

    fn parameters(&mut self, holder: &Pointer) -> Vec<SentParameter> {
        let list = holder.child("parameters");
        let count = self.document.node(&list).and_then(Value::as_array).map_or(0, Vec::len);
        let mut parameters = Vec::with_capacity(count);
        for index in 0..count {
            let Some(at) = reference::follow(self.document, &list.item(index), self.diagnostics) else { continue };
            if let (Some(name), Some(location)) = (self.text(&at, "name"), self.text(&at, "in")) {
                let required = self.document.node(&at.child("required")).and_then(Value::as_bool).unwrap_or(false);
                let description = self.text(&at, "description");
                parameters.push(SentParameter { name, location, required, description });
            }
        }
        parameters
    }

    /// The names of the schemes by which the service identifies itself, one text for each alternative.
    fn security(&self, at: &Pointer) -> Vec<String> {
        let listed = self.document.node(&at.child("security")).and_then(Value::as_array).into_iter().flatten();
        let alternatives = listed.filter_map(Value::as_object).filter(|schemes| !schemes.is_empty());
        let names = alternatives.map(|schemes| schemes.keys().map(String::as_str).collect::<Vec<_>>().join(" and "));
        names.collect()
    }

    fn payloads(&mut self, place: &Pointer) -> Vec<Content> {
        if self.document.node(place).is_none() {
            return Vec::new();
        }
        let Some(at) = reference::follow(self.document, place, self.diagnostics) else { return Vec::new() };
        let mut payloads = Vec::new();
        for media in self.entries(&at.child("content")) {
            let media_type = media.tokens().last().unwrap_or_default();
            let codec = codec(&media_type);
            let schema = match codec {
                Codec::Json | Codec::Form => self.schema(&media),
                _ => None,
            };
            payloads.push(Content::new(media_type, codec, schema));
        }
        payloads.sort_by_key(|content| match content.codec {
            Codec::Json => 0,
            Codec::Form => 1,
            Codec::Text => 2,
            _ => 3,
        });
        payloads
    }

    fn schema(&mut self, media: &Pointer) -> Option<super::api::SchemaId> {
        let at = media.child("schema");
        self.document.node(&at).filter(|node| node.is_object())?;
        Some(self.schemas.at(&at, self.diagnostics))
    }

    fn answers(&mut self, list: &Pointer) -> Vec<ExpectedAnswer> {
        let mut answers = Vec::new();
        for place in self.entries(list) {
            let Some(at) = reference::follow(self.document, &place, self.diagnostics) else { continue };
            let media = self.entries(&at.child("content")).into_iter();
            let media = media.map(|at| (at.tokens().last().unwrap_or_default(), at));
            let json = media.into_iter().find(|(media_type, _)| codec(media_type) == Codec::Json);
            let body = json.and_then(|(media_type, at)| Some((media_type, self.schema(&at)?)));
            answers.push(ExpectedAnswer {
                status: place.tokens().last().unwrap_or_default(),
                description: self.text(&at, "description").unwrap_or_default(),
                body,
            });
        }
        answers
    }
}

/// How a body that arrives is read; whatever is not known is bytes.
fn codec(media_type: &str) -> Codec {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/json" | "*/*" | "application/*" => Codec::Json,
        "application/x-www-form-urlencoded" => Codec::Form,
        essence if essence.ends_with("+json") => Codec::Json,
        essence if essence.starts_with("text/") => Codec::Text,
        _ => Codec::Bytes,
    }
}

/// A member that every body must have, and that has other values in each: known ones, as constants are.
fn tag(list: &[Webhook], schemas: &Schemas) -> Option<WebhookTag> {
    let first = list.first()?;
    let candidates = object(first, schemas)?.properties.iter().filter(|property| property.required);
    candidates.into_iter().find_map(|property| tag_of(list, &property.name, schemas))
}

fn tag_of(list: &[Webhook], property: &str, schemas: &Schemas) -> Option<WebhookTag> {
    let mut values: Vec<(String, usize)> = Vec::new();
    for (index, webhook) in list.iter().enumerate() {
        let mut members = object(webhook, schemas)?.properties.iter();
        let member = members.find(|member| member.required && member.name == property)?;
        for value in schemas.get(schemas.meant(member.schema).0).known_texts()? {
            if values.iter().any(|(taken, _)| taken == value) {
                return None;
            }
            values.push((value.to_owned(), index));
        }
    }
    Some(WebhookTag { property: property.to_owned(), values })
}

/// The object that the body of a webhook is, where it is JSON and nothing else.
fn object<'s>(webhook: &Webhook, schemas: &'s Schemas) -> Option<&'s super::api::Object> {
    let [Content { codec: Codec::Json, schema: Some(schema), .. }] = webhook.payloads.as_slice() else { return None };
    match &schemas.get(schemas.meant(*schema).0).shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}
