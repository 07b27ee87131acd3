//! `webhooks.rs` and `callbacks.rs`: what the service sends.

use super::scope::Scope;
use super::source::ident;
use super::{Items, docs};
use crate::plan::{AnyWebhook, Docs, ModelKind, Payload, Plan, Type, Webhook, WebhookGroup};
use crate::resolve::api::Codec;
use proc_macro2::TokenStream;
use quote::quote;

/// The items of `webhooks.rs`.
pub fn webhooks(plan: &Plan) -> Items {
    let groups = plan.webhooks.iter().filter(|group| group.operation.is_none());
    items("What the service sends by itself: a constant for each webhook, which reads its body.", groups, plan)
}

/// The items of `callbacks.rs`.
pub fn callbacks(plan: &Plan) -> Items {
    let groups = plan.webhooks.iter().filter(|group| group.operation.is_some());
    items("What operations make the service send: a constant for each callback, which reads its body.", groups, plan)
}

fn items<'p>(about: &str, groups: impl Iterator<Item = &'p WebhookGroup>, plan: &'p Plan) -> Items {
    let mut scope = Scope::qualified(plan);
    let mut items = Items::new();
    for group in groups {
        items.extend(group.list.iter().map(|webhook| constant(webhook, plan, &mut scope)));
        items.extend(group.any.as_ref().map(|any| choice(any, group, &mut scope)));
    }
    if items.is_empty() {
        return items;
    }
    let about = docs::inner(&[about, "Verify first that a request is the service's, where it offers a way to."]);
    let models = scope.import();
    items.insert(0, quote!(#about #models use openapi_client_runtime as runtime;));
    items
}

fn constant(webhook: &Webhook, plan: &Plan, scope: &mut Scope<'_>) -> TokenStream {
    let mut notes = webhook.docs.notes.clone();
    notes.extend(webhook.answers.iter().map(|(text, body)| match body {
        None => text.clone(),
        Some((media_type, ty)) => {
            let ty = scope.owned(ty).to_string().replace(' ', "");
            let separator = if text.ends_with('.') { "" } else { "." };
            format!("{text}{separator} Its body is a `{ty}` as `{}`.", docs::code_span(media_type))
        }
    }));
    let head = docs::attributes(&Docs { notes, ..webhook.docs.clone() }, "A request of the service.");
    let (name, ty, value) = (ident(&webhook.constant), scope.owned(&webhook.payload.ty), value(webhook, plan));
    quote!(#head pub const #name: runtime::Webhook<#ty> = #value;)
}

fn value(webhook: &Webhook, plan: &Plan) -> TokenStream {
    let (key, method) = (&webhook.key, ident(webhook.method));
    let fields = form_fields(&webhook.payload, plan);
    let Some((media_type, codec)) = webhook.payload.media_types.first() else {
        return quote!(runtime::Webhook::empty(#key, runtime::Method::#method));
    };
    match codec {
        Codec::Form => quote!(runtime::Webhook::form(#key, runtime::Method::#method, &[#(#fields),*])),
        Codec::Json => {
            let also_form = webhook.payload.media_types.iter().any(|(_, codec)| *codec == Codec::Form);
            let form = also_form.then(|| quote!(.or_form(&[#(#fields),*])));
            quote!(runtime::Webhook::json(#key, runtime::Method::#method, #media_type)#form)
        }
        Codec::Text => quote!(runtime::Webhook::text(#key, runtime::Method::#method, #media_type)),
        _ => quote!(runtime::Webhook::bytes(#key, runtime::Method::#method, #media_type)),
    }
}

/// The fields of a form that are no plain text, with how each is read.
fn form_fields(payload: &Payload, plan: &Plan) -> Vec<TokenStream> {
    let Type::Model(model) = &payload.ty else { return Vec::new() };
    let Some(ModelKind::Struct(structure)) = plan.models.get(model.0).map(|model| &model.kind) else {
        return Vec::new();
    };
    let fields = structure.fields.iter().filter_map(|field| {
        let kind = ident(match &field.ty {
            Type::Vec(item) if is_text(item, plan) => "Texts",
            Type::Vec(_) => "Values",
            ty if is_text(ty, plan) => return None,
            _ => "Value",
        });
        let wire = &field.wire;
        Some(quote!((#wire, runtime::FormField::#kind)))
    });
    fields.collect()
}

/// Whether a value is a text in JSON.
fn is_text(ty: &Type, plan: &Plan) -> bool {
    match ty {
        Type::Format("Number") => false,
        Type::String | Type::Format(_) | Type::Text(_) | Type::Sensitive | Type::JsonText(_) => true,
        Type::Nullable(inner) => is_text(inner, plan),
        Type::Model(model) => {
            matches!(plan.models.get(model.0).map(|model| &model.kind), Some(ModelKind::TextEnum(_)))
        }
        _ => false,
    }
}

/// The enum of all webhooks of a group, and how one of them is read.
fn choice(any: &AnyWebhook, group: &WebhookGroup, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&any.name);
    let head = docs::plain(&match &group.operation {
        None => "Any of the webhooks.".to_owned(),
        Some(operation) => format!("Any callback of [`Client::{operation}`](super::Client::{operation})."),
    });
    let mut variants = Vec::with_capacity(group.list.len());
    let mut arms = Vec::with_capacity(group.list.len());
    for webhook in &group.list {
        let (variant, constant, key) = (ident(&webhook.variant), ident(&webhook.constant), &webhook.key);
        let head = docs::plain(&format!("[`{}`].", webhook.constant));
        if webhook.payload.ty == Type::Unit {
            variants.push(quote!(#head #variant));
            arms.push(quote!(#key => Self::#variant));
        } else {
            let ty = scope.owned(&webhook.payload.ty);
            variants.push(quote!(#head #variant(#ty)));
            arms.push(quote!(#key => Self::#variant(#constant.read(headers, body)?)));
        }
    }
    let all_empty = group.list.iter().all(|webhook| webhook.payload.ty == Type::Unit);
    let unused = all_empty.then(|| quote!(let _ = (headers, body);));
    let by_tag = any.tag.as_ref().map(|(property, values)| by_tag(property, values));
    quote! {
        #head
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " One of this name, which the specification does not know."]
            Unknown(String),
        }
        impl #name {
            #[doc = " Reads the one that the specification calls `name`."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " When the body is not what the specification says."]
            #[inline] pub fn read(
                name: &str,
                headers: &runtime::HeaderMap,
                body: &[u8],
            ) -> Result<Self, runtime::WebhookError> {
                #unused
                Ok(match name { #(#arms,)* _ => Self::Unknown(name.to_owned()) })
            }
            #by_tag
        }
    }
}

fn by_tag(property: &str, values: &[(String, String)]) -> TokenStream {
    let head = docs::plain(&format!(
        "Reads whichever it is: the member `{}` of the body says so.\n\n# Errors\n\nAs [`read`](Self::read).",
        docs::code_span(property)
    ));
    let renamed: Vec<_> =
        values.iter().filter(|(value, key)| value != key).map(|(value, key)| quote!(#value => #key)).collect();
    let name = match renamed.is_empty() {
        true => quote!(&tag),
        false => quote!(match tag.as_str() { #(#renamed,)* other => other }),
    };
    quote! {
        #head
        #[inline] pub fn read_any(headers: &runtime::HeaderMap, body: &[u8]) -> Result<Self, runtime::WebhookError> {
            let tag = runtime::webhook_tag(body, #property)?;
            Self::read(#name, headers, body)
        }
    }
}
