//! Webhooks and callbacks: a constant for each, and an enum of each group.

use super::docs;
use super::names::{Kind, Names};
use super::plan::{AnyWebhook, Operation, Payload, Webhook, WebhookGroup};
use super::ty::Type;
use super::types::Types;
use super::words::{is_value_name, pascal, shout};
use crate::diagnostic::{Diagnostics, code};
use crate::resolve::api::{self, Api, Codec};

/// Plans the webhooks of the document, and the callbacks of its `operations`.
pub fn plan(
    api: &Api,
    operations: &[Operation],
    types: &mut Types<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<WebhookGroup> {
    let mut webhook_names = Names::default();
    let mut callback_names = Names::default();
    // Enums of callbacks stand in one module; those of webhooks are one.
    let mut enum_names = Names::reserving(&["Webhook"]);
    let mut groups = Vec::with_capacity(api.webhooks.len());
    for group in &api.webhooks {
        let subscription = group.list.first().and_then(|webhook| webhook.subscription.as_ref());
        let operation = subscription.and_then(|subscription| operations.get(subscription.operation));
        let title = operation.map(|operation| pascal(operation.name.trim_start_matches("r#"), "Call"));
        let names = if operation.is_some() { &mut callback_names } else { &mut webhook_names };
        let keys = keys(&group.list);
        let mut variants = Names::reserving(&["Unknown"]);
        let mut list = Vec::with_capacity(group.list.len());
        for (webhook, key) in group.list.iter().zip(&keys) {
            let operation = operation.map(|operation| operation.name.as_str());
            let variant = variants.take_for(
                Kind::Type,
                webhook.rust_name.as_deref(),
                &[pascal(key, "Webhook")],
                &webhook.pointer,
                diagnostics,
            );
            let title = format!("{}{variant}", title.as_deref().unwrap_or_default());
            list.push(Webhook {
                constant: names.take(&[constant(&title)]),
                docs: docs::of_webhook(webhook, operation),
                payload: payload(webhook, &title, types, diagnostics),
                answers: answers(webhook, &title, types, diagnostics),
                key: key.clone(),
                method: webhook.method,
                variant,
            });
        }
        let name = title.map_or("Webhook".to_owned(), |title| enum_names.take(&[format!("{title}Callback")]));
        let tag = group.tag.as_ref().map(|tag| {
            let named = tag.values.iter().filter_map(|(value, index)| Some((value.clone(), keys.get(*index)?.clone())));
            (tag.property.clone(), named.collect())
        });
        let any = (list.len() > 1).then_some(AnyWebhook { name, tag });
        groups.push(WebhookGroup { operation: operation.map(|operation| operation.name.clone()), list, any });
    }
    groups
}

/// The name of each webhook; with its method, and then with its URL, where another one has the same.
fn keys(list: &[api::Webhook]) -> Vec<String> {
    let url = |webhook: &api::Webhook| webhook.subscription.as_ref().map(|subscription| subscription.url.clone());
    let key = |webhook: &api::Webhook| {
        let namesakes: Vec<_> = list.iter().filter(|other| other.name == webhook.name).collect();
        let same_method = namesakes.iter().filter(|other| other.method == webhook.method).count();
        match (namesakes.len(), same_method) {
            (..=1, _) => webhook.name.clone(),
            (_, ..=1) => format!("{} {}", webhook.name, webhook.method),
            _ => format!("{} {} {}", webhook.name, webhook.method, url(webhook).unwrap_or_default()),
        }
    };
    let mut names = Names::default();
    list.iter().map(|webhook| names.take(&[key(webhook)])).collect()
}

/// In scripts without capital letters with a prefix, as a constant must not look like a function.
fn constant(title: &str) -> String {
    let name = shout(title, "WEBHOOK");
    if is_value_name(&name) { format!("WEBHOOK_{name}") } else { name }
}

fn payload(webhook: &api::Webhook, title: &str, types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> Payload {
    let candidates = [format!("{title}Payload"), format!("{title}WebhookPayload")];
    let typed = webhook.payloads.iter().map(|content| {
        let ty = match (content.codec, content.schema) {
            (Codec::Text, _) => Type::String,
            (Codec::Json | Codec::Form, Some(schema)) => types.of(schema, &candidates, diagnostics),
            (Codec::Json | Codec::Form, None) => Type::Json,
            _ => Type::Bytes,
        };
        (content.media_type.clone(), content.codec, ty)
    });
    let typed: Vec<_> = typed.collect();
    let Some((_, codec, ty)) = typed.first().cloned() else {
        return Payload { media_types: Vec::new(), ty: Type::Unit };
    };
    let is_read = |other: &(String, Codec, Type)| other.2 == ty && (other.1 == codec || other.1 == Codec::Form);
    let media_types: Vec<_> =
        typed.iter().filter(|other| is_read(other)).map(|(media, codec, _)| (media.clone(), *codec)).collect();
    if media_types.len() < typed.len() {
        let read: Vec<_> = media_types.iter().map(|(media_type, _)| format!("`{media_type}`")).collect();
        diagnostics
            .warning(
                code::WEBHOOK_ONE_OF_SEVERAL,
                &webhook.pointer,
                format!("of the media types of this webhook, {} is read", read.join(", ")),
            )
            .help("give all media types one schema, or read the others by hand");
    }
    Payload { media_types, ty }
}

/// A line on each answer that the service expects, and the type of its body.
fn answers(
    webhook: &api::Webhook,
    title: &str,
    types: &mut Types<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, Option<(String, Type)>)> {
    let answers = webhook.answers.iter().map(|answer| {
        let body = answer.body.as_ref().map(|(media_type, schema)| {
            (media_type.clone(), types.of(*schema, &[format!("{title}Answer")], diagnostics))
        });
        (docs::of_expected(answer), body)
    });
    answers.collect()
}
