//! Unions: one of several types, or a value that is none of them. And types of their own for what holds itself.

use super::scope::Scope;
use super::source::ident;
use super::{Items, docs};
use crate::plan::{Model, Tag, Type, Union};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The enum of `model`, and how it is read and written.
pub fn items(model: &Model, union: &Union, scope: &mut Scope<'_>) -> Items {
    let name = ident(&model.name);
    let head = docs::attributes(&model.docs, "One of several types.");
    let variants: Vec<_> = union.members.iter().map(|member| ident(&member.name)).collect();
    let types: Vec<_> = union.members.iter().map(|member| scope.owned(&member.ty)).collect();
    let heads = union.members.iter().map(|member| docs::plain(&format!("As `{}`.", member.name)));
    let by = union.tag.as_ref().map(|tag| tagged(tag, &variants));
    let tried = match union.tag {
        Some(_) => variants.clone(),
        None => union.tried.iter().filter_map(|index| variants.get(*index)).cloned().collect(),
    };
    vec![
        quote! {
            #head
            #[derive(Clone)]
            #[non_exhaustive]
            pub enum #name {
                #(#heads #variants(#types),)*
                #[doc = " A value that is none of these."]
                Unknown(runtime::Json),
            }
        },
        quote!(runtime::union!(#name { #(#tried),* } #by);),
    ]
}

/// The values by which the members are told apart.
fn tagged(tag: &Tag, variants: &[Ident]) -> TokenStream {
    let property = &tag.property;
    let named =
        |places: &[usize]| -> Vec<Ident> { places.iter().filter_map(|place| variants.get(*place)).cloned().collect() };
    let members = tag.values.iter().map(|(value, places)| {
        let variants = named(places);
        quote!(#value = #(#variants)|*)
    });
    let others = named(&tag.others);
    let others = (!others.is_empty()).then(|| quote!(else { #(#others),* }));
    quote!(by #property { #(#members),* } #others)
}

/// The struct of `model`, which holds itself in a list or a map.
pub fn newtype(model: &Model, ty: &Type, scope: &mut Scope<'_>) -> Items {
    let name = ident(&model.name);
    let head = docs::attributes(&model.docs, "Values that may hold such values.");
    let ty = scope.owned(ty);
    vec![
        quote! {
            #head
            #[derive(Clone)]
            pub struct #name(pub #ty);
        },
        quote!(runtime::newtype!(#name(#ty));),
    ]
}
