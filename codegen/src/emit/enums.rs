//! Enums of texts, whole numbers and mixed values: open, so that a value that is added later still decodes.

use super::constants::literal;
use super::source::ident;
use super::{Items, docs};
use crate::plan::{EnumVariant, Model};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;
use std::fmt::Display;

/// The enum of `model`, whose values are texts.
pub fn text(model: &Model, variants: &[EnumVariant<String>]) -> Items {
    let (name, names) = (ident(&model.name), names(variants));
    let values = variants.iter().map(|variant| variant.value.as_str());
    vec![
        declaration(model, variants, "One of several texts.", &quote!(String)),
        quote!(runtime::string_enum!(#name { #(#names = #values),* });),
    ]
}

/// The enum of `model`, whose values are whole numbers.
pub fn integer(model: &Model, variants: &[EnumVariant<i64>]) -> Items {
    let (name, names) = (ident(&model.name), names(variants));
    let values = variants.iter().map(|variant| proc_macro2::Literal::i64_unsuffixed(variant.value));
    vec![
        declaration(model, variants, "One of several whole numbers.", &quote!(i64)),
        quote!(runtime::integer_enum!(#name { #(#names = #values),* });),
    ]
}

/// The enum of `model`, whose values are texts, numbers and booleans.
pub fn value(model: &Model, variants: &[EnumVariant<Value>]) -> Items {
    let (name, names) = (ident(&model.name), names(variants));
    let values = variants.iter().map(|variant| literal(&variant.value));
    vec![
        declaration(model, variants, "One of several values.", &quote!(runtime::Json)),
        quote!(runtime::value_enum!(#name { #(#names = #values),* });),
    ]
}

fn names<T>(variants: &[EnumVariant<T>]) -> Vec<Ident> {
    variants.iter().map(|variant| ident(&variant.name)).collect()
}

/// The enum itself, whose unknown values are of the type `unknown`.
fn declaration<T: Display>(
    model: &Model,
    variants: &[EnumVariant<T>],
    about: &str,
    unknown: &TokenStream,
) -> TokenStream {
    let name = ident(&model.name);
    let head = docs::attributes(&model.docs, about);
    let names = names(variants);
    let heads = variants.iter().map(|variant| docs::value(&variant.value.to_string(), variant.docs.as_deref()));
    quote! {
        #head
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#heads #names,)*
            #[doc = " A value that the specification does not name."]
            Unknown(#unknown),
        }
    }
}
