//! `bodies.rs`: request bodies of operations that take several media types.

use super::scope::{Scope, is_copy};
use super::source::ident;
use super::{Items, docs};
use crate::plan::{Body, BodyContent, Operation, Plan, Type};
use crate::resolve::api::Codec;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The items of `bodies.rs`.
pub fn items(plan: &Plan) -> Items {
    let mut scope = Scope::new(plan);
    let mut items = Items::new();
    for operation in &plan.operations {
        if let Some(body) = &operation.body
            && let Some(name) = &body.choice
        {
            items.extend(choice(operation, body, &ident(name), &mut scope));
        }
    }
    if items.is_empty() {
        return items;
    }
    let about = docs::inner(&["The bodies of requests that may be of several media types."]);
    let models = scope.import();
    items.insert(0, quote!(#about #models use openapi_client_runtime as runtime;));
    items
}

/// The lifetime that the enum of `body` has as an argument: no other one is called like this, and an `impl` needs a
/// name for it. None where it borrows nothing, or where it is no enum or can be inferred.
pub fn lifetime(body: &Body) -> Option<TokenStream> {
    match (borrows(body), body.required) {
        (false, _) => None,
        (true, true) => Some(quote!('b)),
        (true, false) => Some(quote!('_)),
    }
}

/// The generics of a function that takes such an enum.
pub fn generics(operation: &Operation) -> Option<TokenStream> {
    let body = operation.body.as_ref().filter(|body| body.choice.is_some() && body.required)?;
    let lifetime = lifetime(body)?;
    Some(quote!(<#lifetime>))
}

fn borrows(body: &Body) -> bool {
    body.contents.iter().any(|content| !is_owned(&content.ty))
}

fn is_owned(ty: &Type) -> bool {
    is_copy(ty) || matches!(ty, Type::Upload | Type::Multipart)
}

fn choice(operation: &Operation, body: &Body, name: &Ident, scope: &mut Scope<'_>) -> Items {
    let lifetime = borrows(body).then(|| quote!('a));
    let generics = lifetime.as_ref().map(|lifetime| quote!(<#lifetime>));
    let elided = lifetime.as_ref().map(|_| quote!(<'_>));
    let head = docs::plain(&format!("The body of [`Client::{0}`](super::Client::{0}).", operation.name));
    let types: Vec<_> = body.contents.iter().map(|content| ty(content, lifetime.as_ref(), scope)).collect();
    let names: Vec<_> = body.contents.iter().map(|content| ident(&content.name)).collect();
    let heads: Vec<_> = body.contents.iter().map(about).collect();
    let puts = body.contents.iter().map(|content| {
        let (name, put) = (ident(&content.name), put(content, true, &quote!(body)));
        quote!(Self::#name(body) => draft #put,)
    });
    let mut items = vec![
        quote! {
            #head
            #[derive(Debug, Clone)]
            #[non_exhaustive]
            pub enum #name #generics { #(#heads #names(#types),)* }
        },
        quote! {
            impl runtime::Body for #name #elided {
                #[inline] fn put(self, draft: runtime::Draft) -> runtime::Draft { match self { #(#puts)* } }
            }
        },
    ];
    if let (Some(ty), Some(variant)) = (types.first(), names.first()) {
        items.push(quote! {
            impl #generics From<#ty> for #name #generics {
                #[inline] fn from(body: #ty) -> Self { Self::#variant(body) }
            }
        });
    }
    items
}

fn ty(content: &BodyContent, lifetime: Option<&TokenStream>, scope: &mut Scope<'_>) -> TokenStream {
    match is_owned(&content.ty) {
        true => scope.owned(&content.ty),
        false => scope.borrowed(&content.ty, lifetime),
    }
}

/// The media types of a variant.
fn about(content: &BodyContent) -> TokenStream {
    docs::plain(&media_types(content))
}

/// The media type of a body, and which others its bytes may have.
pub fn media_types(content: &BodyContent) -> String {
    let first = format!("`{}`", docs::code_span(&content.media_type));
    if content.also.is_empty() {
        return first;
    }
    let others: Vec<_> = content.also.iter().map(|media| format!("`{}`", docs::code_span(media))).collect();
    let how = match content.codec {
        Codec::Bytes => "by `Upload::media_type`",
        _ => "by the header `Content-Type`",
    };
    format!("{first}; {how} also {}", others.join(", "))
}

/// How a body is handed to the runtime.
pub fn put(content: &BodyContent, required: bool, body: &TokenStream) -> TokenStream {
    let media_type = content.media_type.as_str();
    let value = match (is_copy(&content.ty), required) {
        (true, true) => quote!(&#body),
        (true, false) => quote!(#body.as_ref()),
        (false, _) => quote!(#body),
    };
    let method = |name: &str| if required { ident(name) } else { format_ident!("{name}_opt") };
    let name = match content.codec {
        Codec::Json if media_type == "application/json" => {
            let method = method("json");
            return quote!(.#method(#value));
        }
        Codec::Form => {
            let method = method("form");
            return quote!(.#method(#value));
        }
        Codec::Json => "json_as",
        Codec::Multipart if content.ty == Type::Multipart => "multipart_as",
        Codec::Multipart => "parts",
        Codec::Lines => "lines",
        Codec::Text | Codec::Events => "text",
        Codec::Bytes => "upload",
    };
    let method = method(name);
    quote!(.#method(#media_type, #value))
}
