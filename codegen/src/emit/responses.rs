//! `responses.rs`: what operations answer, by status.

use super::scope::Scope;
use super::source::ident;
use super::{Items, docs};
use crate::plan::{Names, Operation, Plan, Type, Variant};
use crate::resolve::api::{Codec, Status};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The items of `responses.rs`.
pub fn items(plan: &Plan) -> Items {
    let mut scope = Scope::new(plan);
    let mut items = Items::new();
    for operation in &plan.operations {
        items.push(declaration(operation, &mut scope));
        items.push(from_response(operation));
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
    let tests = media_types.iter().map(|(media_type, test)| quote!(let #test = response.is(#media_type);));
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

/// Each media type once, with the name of the variable that says whether a response has it.
fn media_types(variants: &[Variant]) -> Vec<(&str, Ident)> {
    let mut names = Names::default();
    let mut list: Vec<(&str, Ident)> = Vec::new();
    for (media_type, codec) in variants.iter().filter_map(|variant| variant.content.as_ref()) {
        if list.iter().any(|(known, _)| known == media_type) {
            continue;
        }
        let name = match codec {
            Codec::Json | Codec::Form => "json",
            Codec::Text => "text",
            Codec::Bytes => "bytes",
        };
        list.push((media_type, ident(&names.take(&[name.to_owned()]))));
    }
    list
}

fn arm(variant: &Variant, media_types: &[(&str, Ident)]) -> TokenStream {
    let name = ident(&variant.name);
    let statuses = statuses(variant.status);
    let Some((media_type, codec)) = &variant.content else {
        return match variant.is_plain() {
            true => quote!(#statuses => Self::#name,),
            false => quote!(#statuses => Self::#name(response.empty_answer()),),
        };
    };
    let read = match (codec, variant.is_plain()) {
        (Codec::Json | Codec::Form, true) => quote!(response.json()?),
        (Codec::Json | Codec::Form, false) => quote!(response.json_answer()?),
        (Codec::Text, true) => quote!(response.text()?),
        (Codec::Text, false) => quote!(response.text_answer()?),
        (Codec::Bytes, true) => quote!(response.body()),
        (Codec::Bytes, false) => quote!(response.bytes_answer()),
    };
    let test = media_types.iter().find(|(known, _)| known == media_type).map(|(_, test)| quote!(if #test));
    quote!(#statuses #test => Self::#name(#read),)
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
    let successes: Vec<&Variant> = variants.iter().filter(|variant| variant.is_success()).collect();
    let default = variants.iter().find(|variant| variant.status == Status::Default);
    let name = ident(&operation.response.name);
    let (docs, ty, success) = match (successes.as_slice(), default) {
        ([only], _) => one_success(only, scope),
        ([], Some(default)) => default_success(default, scope),
        ([], None) => return None,
        (several, _) => several_successes(several),
    };
    let head = docs::plain(docs);
    let failures = failures(variants);
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

fn several_successes(variants: &[&Variant]) -> Success {
    let patterns = variants.iter().map(|variant| {
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
fn failures(variants: &[Variant]) -> Vec<TokenStream> {
    let mut groups: Vec<(&Type, Vec<TokenStream>)> = Vec::new();
    for variant in variants.iter().filter(|variant| !variant.is_success()) {
        let name = ident(&variant.name);
        let pattern = quote!(Self::#name(answer));
        match groups.iter_mut().find(|(ty, _)| **ty == variant.ty) {
            Some((_, patterns)) => patterns.push(pattern),
            None => groups.push((&variant.ty, vec![pattern])),
        }
    }
    groups.into_iter().map(|(_, patterns)| quote!(#(#patterns)|* => Err(answer.into_error()),)).collect()
}
