//! Objects.

use super::scope::Scope;
use super::source::ident;
use super::{Items, constants, docs};
use crate::plan::{Field, Model, Struct};
use proc_macro2::TokenStream;
use quote::quote;

/// The facts of `model`; the runtime's macro makes the struct, its functions, and how it is read and written.
pub fn items(model: &Model, structure: &Struct, scope: &mut Scope<'_>) -> Items {
    let name = ident(&model.name);
    let head = docs::attributes(&model.docs, "An object.");
    let of = |kind: fn(&Field) -> bool, scope: &mut Scope<'_>| -> Vec<TokenStream> {
        structure.fields.iter().filter(|field| kind(field)).map(|field| fact(field, scope)).collect()
    };
    let required = group("required", &of(|field| field.required && field.constant.is_none(), scope));
    let constant = group("constant", &of(|field| field.required && field.constant.is_some(), scope));
    let optional = group("optional", &of(|field| !field.required, scope));
    let rest = structure.rest.as_ref().map(|(rest, ty)| {
        let (rest, written) = (ident(rest), scope.owned(ty));
        let head = docs::plain(match ty.is_sensitive() {
            true => "All other members, by name. Their values are encrypted on their way by the protocol.",
            false => "All other members, by name.",
        });
        quote!(rest { #head #rest: #written })
    });
    if structure.variants.is_empty() {
        return vec![quote!(runtime::object! { #head pub struct #name #required #constant #optional #rest })];
    }
    let variants = structure.variants.iter().map(|variant| {
        let (field, ty, elsewhere) = (ident(&variant.name), scope.owned(&variant.ty), &variant.elsewhere);
        let elsewhere = (!elsewhere.is_empty()).then(|| quote!(= without [#(#elsewhere),*]));
        quote!(#field: #ty #elsewhere)
    });
    vec![quote!(
        runtime::object_around! { #head pub struct #name #required #constant #optional variant { #(#variants),* } }
    )]
}

/// `name: T = "name on the wire"`, with the value that it has where it can have one only.
fn fact(field: &Field, scope: &mut Scope<'_>) -> TokenStream {
    let (entry, wire) = (entry(field, scope), field.wire.as_str());
    let known = match field.required {
        true => field.constant.as_ref().map(constants::value),
        false => constants::known(field),
    };
    let known = known.map(|known| quote!(is #known));
    quote!(#entry = #wire #known,)
}

/// `optional { … }`; nothing without fields.
pub fn group(name: &str, fields: &[TokenStream]) -> TokenStream {
    let name = ident(name);
    if fields.is_empty() { TokenStream::new() } else { quote!(#name { #(#fields)* }) }
}

/// `name: T`, documented.
pub fn entry(field: &Field, scope: &mut Scope<'_>) -> TokenStream {
    let head = docs::of_field(&field.docs);
    let (name, ty) = (ident(&field.name), scope.owned(&field.ty));
    quote!(#head #name: #ty)
}
