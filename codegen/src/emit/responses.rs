//! `responses.rs`: what operations answer, by status.

use super::scope::Scope;
use super::source::ident;
use super::{Items, docs};
use crate::plan::{Operation, Plan, Type, Variant};
use crate::resolve::api::{Codec, EventData, Status};
use proc_macro2::TokenStream;
use quote::quote;

/// The items of `responses.rs`.
pub fn items(plan: &Plan) -> Items {
    let mut scope = Scope::new(plan);
    let mut items = Items::new();
    for operation in &plan.operations {
        items.push(answers(operation, &mut scope));
        items.extend(streams(operation, &mut scope));
    }
    if items.is_empty() {
        return items;
    }
    let about = docs::inner(&["What operations answer: one variant for each status that the specification names."]);
    let models = scope.import();
    items.insert(0, quote!(#about #models use openapi_client_runtime as runtime;));
    items
}

/// The facts of the answers; the runtime's macro makes the enum, and how a response becomes one of them.
fn answers(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&operation.response.name);
    let method = operation.name.as_str();
    let head = docs::plain(&format!("What [`Client::{method}`](super::Client::{method}) answers."));
    let variants: Vec<_> = operation.response.variants.iter().map(|variant| fact(variant, scope)).collect();
    let ok = success(operation, scope);
    quote!(runtime::answers! { #head pub enum #name { #(#variants,)* } #ok })
}

fn fact(variant: &Variant, scope: &mut Scope<'_>) -> TokenStream {
    let head = docs::of_field(&variant.docs);
    let (status, name) = (statuses(variant.status), ident(&variant.name));
    let ty = scope.owned(&variant.ty);
    let held = match (variant.is_plain(), &variant.ty) {
        (true, Type::Unit) => return quote!(#head #status => #name),
        (true, _) => quote!((#ty)),
        (false, _) => quote!([#ty]),
    };
    let read = read(variant);
    quote!(#head #status => #name #held as #read)
}

/// How the body is read, and its media types where these are not the usual one.
fn read(variant: &Variant) -> TokenStream {
    let Some(content) = &variant.content else { return quote!(empty) };
    let codec = match content.codec {
        Codec::Json | Codec::Form | Codec::Multipart => quote!(json),
        Codec::Text => quote!(text),
        Codec::Bytes => quote!(bytes),
        Codec::Lines => quote!(lines),
        Codec::Events => {
            let data = event_data(content.events);
            quote!(events(#data))
        }
    };
    let media_types = content.media_types.iter();
    match content.media_types.as_slice() {
        [only] if only == "application/json" => codec,
        _ => quote!(#codec #(#media_types)*),
    }
}

fn event_data(data: EventData) -> TokenStream {
    match data {
        EventData::Json => quote!(Json),
        EventData::Text => quote!(Text),
        EventData::Whole => quote!(Whole),
    }
}

/// What of the answers is read piece by piece by `Call::events` and `Call::lines`.
fn streams(operation: &Operation, scope: &mut Scope<'_>) -> Items {
    let name = ident(&operation.response.name);
    let mut items = Items::new();
    let variants = operation.response.variants.iter();
    let successes = variants.filter(|variant| variant.is_success() || variant.status == Status::Default);
    let first = |codec: Codec| {
        let is_read = |variant: &&Variant| variant.content.as_ref().is_some_and(|content| content.codec == codec);
        successes.clone().find(is_read)
    };
    if let Some(variant) = first(Codec::Events)
        && let (Type::Events(data), Some(content)) = (&variant.ty, &variant.content)
    {
        let (ty, form) = (scope.owned(data), event_data(content.events));
        items.push(quote! {
            impl runtime::AnswersEvents for #name {
                type Data = #ty;
                const DATA: runtime::EventData = runtime::EventData::#form;
            }
        });
    }
    if let Some(variant) = first(Codec::Lines)
        && let Type::Vec(item) = &variant.ty
    {
        let ty = scope.owned(item);
        items.push(quote!(impl runtime::AnswersLines for #name { type Item = #ty; }));
    }
    items
}

fn statuses(status: Status) -> TokenStream {
    let number = proc_macro2::Literal::u16_unsuffixed;
    match status {
        Status::Code(code) => {
            let code = number(code);
            quote!(#code)
        }
        Status::Range(hundred) => {
            let (first, last) = (number(hundred * 100), number(hundred * 100 + 99));
            quote!(#first..=#last)
        }
        Status::Default => quote!(_),
    }
}

/// What `ok()` gives: the success alone.
fn success(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let variants = &operation.response.variants;
    // Further media types of one status are no further successes: the first of them is what `ok` is for.
    let successes: Vec<&Variant> =
        variants.iter().filter(|variant| variant.is_success() && variant.preferred).collect();
    let default = variants.iter().find(|variant| variant.status == Status::Default);
    match (successes.as_slice(), default) {
        ([only], _) => {
            let (name, ty) = (ident(&only.name), scope.owned(&only.ty));
            Some(match (only.is_plain(), &only.ty) {
                (true, Type::Unit) => quote!(ok #name;),
                (true, _) => quote!(ok #name -> #ty;),
                (false, _) => quote!(ok #name -> runtime::Answer<#ty>;),
            })
        }
        ([], Some(default)) => {
            let (name, ty) = (ident(&default.name), scope.owned(&default.ty));
            Some(quote!(ok if #name -> runtime::Answer<#ty>;))
        }
        ([], None) => None,
        _ => {
            let names = variants.iter().filter(|variant| variant.is_success()).map(|variant| ident(&variant.name));
            Some(quote!(ok any #(#names)*;))
        }
    }
}
