//! `responses.rs`: what operations answer, by status.

use super::scope::Scope;
use super::source::ident;
use super::{Items, docs};
use crate::plan::{Names, Operation, Plan, Type, Variant};
use crate::resolve::api::{Codec, EventData, Status};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The items of `responses.rs`.
pub fn items(plan: &Plan) -> Items {
    let mut scope = Scope::new(plan);
    let mut items = Items::new();
    for operation in &plan.operations {
        items.push(declaration(operation, &mut scope));
        items.push(from_response(operation));
        items.extend(streams(operation, &mut scope));
        items.extend(shorthand(operation, &mut scope));
    }
    if items.is_empty() {
        return items;
    }
    let about = docs::inner(&["What operations answer: one variant for each status that the specification names."]);
    let models = scope.import();
    items.insert(0, quote!(#about #models use openapi_client_runtime as runtime;));
    items
}

fn declaration(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&operation.response.name);
    let method = operation.name.as_str();
    let head = docs::plain(&format!("What [`Client::{method}`](super::Client::{method}) answers."));
    let variants: Vec<_> = operation.response.variants.iter().map(|variant| declared(variant, scope)).collect();
    quote! {
        #head
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A status or a media type that the specification does not name: nothing is decoded, nothing is lost."]
            Undocumented(runtime::Response),
        }
    }
}

fn declared(variant: &Variant, scope: &mut Scope<'_>) -> TokenStream {
    let head = docs::attributes(&variant.docs, "");
    let name = ident(&variant.name);
    let ty = scope.owned(&variant.ty);
    match (variant.is_plain(), &variant.ty) {
        (true, Type::Unit) => quote!(#head #name),
        (true, _) => quote!(#head #name(#ty)),
        (false, _) => quote!(#head #name(runtime::Answer<#ty>)),
    }
}

fn from_response(operation: &Operation) -> TokenStream {
    let name = ident(&operation.response.name);
    let variants = &operation.response.variants;
    let media_types = media_types(variants);
    let tests = media_types.iter().map(|(media_types, test)| match media_types {
        [only] => quote!(let #test = response.is(#only);),
        several => quote!(let #test = response.is_any(&[#(#several),*]);),
    });
    let arms = variants.iter().map(|variant| arm(variant, &media_types));
    // A default without a body takes every answer.
    let takes_all = variants.iter().any(|variant| variant.status == Status::Default && variant.content.is_none());
    let others = (!takes_all).then(|| quote!(_ => Self::Undocumented(response),));
    let read = match variants.is_empty() {
        true => quote!(Ok(Self::Undocumented(response))),
        false => quote! {
            #(#tests)*
            let answer = match response.status().as_u16() {
                #(#arms)*
                #others
            };
            Ok(answer)
        },
    };
    quote! {
        impl runtime::FromResponse for #name {
            fn from_response(response: runtime::Response) -> runtime::Result<Self> { #read }
        }
    }
}

/// Each group of media types once, with the name of the variable that says whether a response has one of them.
fn media_types(variants: &[Variant]) -> Vec<(&[String], Ident)> {
    let mut names = Names::reserving(&["answer", "response"]);
    let mut list: Vec<(&[String], Ident)> = Vec::new();
    for content in variants.iter().filter_map(|variant| variant.content.as_ref()) {
        if list.iter().any(|(known, _)| *known == content.media_types) {
            continue;
        }
        let name = match content.codec {
            Codec::Json | Codec::Form | Codec::Multipart => "json",
            Codec::Text => "text",
            Codec::Bytes => "bytes",
            Codec::Lines => "lines",
            Codec::Events => "events",
        };
        list.push((&content.media_types, ident(&names.take(&[name.to_owned()]))));
    }
    list
}

fn arm(variant: &Variant, media_types: &[(&[String], Ident)]) -> TokenStream {
    let name = ident(&variant.name);
    let statuses = statuses(variant.status);
    let Some(content) = &variant.content else {
        return match variant.is_plain() {
            true => quote!(#statuses => Self::#name,),
            false => quote!(#statuses => Self::#name(response.empty_answer()),),
        };
    };
    let events = event_data(content.events);
    let read = match (content.codec, variant.is_plain()) {
        (Codec::Json | Codec::Form | Codec::Multipart, true) => quote!(response.json()?),
        (Codec::Json | Codec::Form | Codec::Multipart, false) => quote!(response.json_answer()?),
        (Codec::Text, true) => quote!(response.text()?),
        (Codec::Text, false) => quote!(response.text_answer()?),
        (Codec::Bytes, true) => quote!(response.body()),
        (Codec::Bytes, false) => quote!(response.bytes_answer()),
        (Codec::Lines, true) => quote!(response.lines()?),
        (Codec::Lines, false) => quote!(response.lines_answer()?),
        (Codec::Events, true) => quote!(response.events(#events)),
        (Codec::Events, false) => quote!(response.events_answer(#events)),
    };
    let test = media_types.iter().find(|(known, _)| *known == content.media_types).map(|(_, test)| quote!(if #test));
    quote!(#statuses #test => Self::#name(#read),)
}

fn event_data(data: EventData) -> TokenStream {
    match data {
        EventData::Json => quote!(runtime::EventData::Json),
        EventData::Text => quote!(runtime::EventData::Text),
        EventData::Whole => quote!(runtime::EventData::Whole),
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
                const DATA: runtime::EventData = #form;
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

/// `ok()`: the success alone, and everything else as an error.
fn shorthand(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let variants = &operation.response.variants;
    // Further media types of one status are no further successes: the first of them is what `ok` is for.
    let successes: Vec<&Variant> =
        variants.iter().filter(|variant| variant.is_success() && variant.preferred).collect();
    let default = variants.iter().find(|variant| variant.status == Status::Default);
    let name = ident(&operation.response.name);
    let is_taken = |variant: &Variant| match successes.as_slice() {
        [only] => variant.name == only.name,
        _ => variant.is_success(),
    };
    let (docs, ty, success) = match (successes.as_slice(), default) {
        ([only], _) => one_success(only, scope),
        ([], Some(default)) => default_success(default, scope),
        ([], None) => return None,
        _ => several_successes(variants.iter().filter(|variant| variant.is_success())),
    };
    let head = docs::plain(docs);
    let failures = failures(variants.iter().filter(|variant| !is_taken(variant)));
    Some(quote! {
        impl #name {
            #head
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " Any other answer is an error of kind [`Status`](runtime::ErrorKind::Status) that holds it whole."]
            pub fn ok(self) -> runtime::Result<#ty> {
                match self { #success #(#failures)* Self::Undocumented(response) => Err(response.into_error()), }
            }
        }
    })
}

type Success = (&'static str, TokenStream, TokenStream);

fn one_success(variant: &Variant, scope: &mut Scope<'_>) -> Success {
    let name = ident(&variant.name);
    let ty = scope.owned(&variant.ty);
    match (variant.is_plain(), &variant.ty) {
        (true, Type::Unit) => ("Whether the call succeeded.", ty, quote!(Self::#name => Ok(()),)),
        (true, _) => ("The body of the success.", ty, quote!(Self::#name(body) => Ok(body),)),
        (false, _) => (
            "The success, with its status and headers.",
            quote!(runtime::Answer<#ty>),
            quote!(Self::#name(answer) => Ok(answer),),
        ),
    }
}

fn default_success(variant: &Variant, scope: &mut Scope<'_>) -> Success {
    let name = ident(&variant.name);
    let ty = scope.owned(&variant.ty);
    (
        "The answer, where its status is a success.",
        quote!(runtime::Answer<#ty>),
        quote!(Self::#name(answer) if answer.status().is_success() => Ok(answer),),
    )
}

fn several_successes<'v>(variants: impl Iterator<Item = &'v Variant>) -> Success {
    let patterns = variants.map(|variant| {
        let name = ident(&variant.name);
        match (variant.is_plain(), &variant.ty) {
            (true, Type::Unit) => quote!(Self::#name),
            _ => quote!(Self::#name(_)),
        }
    });
    (
        "The answer itself, where it is one of the successes.",
        quote!(Self),
        quote!(success @ (#(#patterns)|*) => Ok(success),),
    )
}

/// Failures of one type share an arm.
fn failures<'v>(variants: impl Iterator<Item = &'v Variant>) -> Vec<TokenStream> {
    let mut groups: Vec<(&Type, Vec<TokenStream>)> = Vec::new();
    for variant in variants {
        let name = ident(&variant.name);
        let pattern = quote!(Self::#name(answer));
        match groups.iter_mut().find(|(ty, _)| **ty == variant.ty) {
            Some((_, patterns)) => patterns.push(pattern),
            None => groups.push((&variant.ty, vec![pattern])),
        }
    }
    groups.into_iter().map(|(_, patterns)| quote!(#(#patterns)|* => Err(answer.into_error()),)).collect()
}
