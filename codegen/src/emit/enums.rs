//! Enums of texts and of whole numbers: open, so that a value that is added later still decodes.

use super::source::ident;
use super::{Items, docs};
use crate::plan::{EnumVariant, Model};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::fmt::Display;

/// The enum of `model`, whose values are texts.
pub fn text(model: &Model, variants: &[EnumVariant<String>]) -> Items {
    let (name, names) = (ident(&model.name), names(variants));
    let values: Vec<_> = variants.iter().map(|variant| variant.value.as_str()).collect();
    vec![
        declaration(model, variants, "One of several texts.", &quote!(String)),
        quote! {
            impl #name {
                #[doc = " The value as it is sent."]
                pub fn as_str(&self) -> &str {
                    match self { #(Self::#names => #values,)* Self::Unknown(value) => value }
                }
            }
        },
        quote! {
            impl From<&str> for #name {
                fn from(value: &str) -> Self {
                    match value { #(#values => Self::#names,)* other => Self::Unknown(other.to_owned()) }
                }
            }
        },
        quote!(runtime::string_enum!(#name);),
    ]
}

/// The enum of `model`, whose values are whole numbers.
pub fn integer(model: &Model, variants: &[EnumVariant<i64>]) -> Items {
    let (name, names) = (ident(&model.name), names(variants));
    let values: Vec<_> = variants.iter().map(|variant| proc_macro2::Literal::i64_unsuffixed(variant.value)).collect();
    vec![
        declaration(model, variants, "One of several whole numbers.", &quote!(i64)),
        quote! {
            impl #name {
                #[doc = " The value as it is sent."]
                pub fn as_i64(&self) -> i64 {
                    match self { #(Self::#names => #values,)* Self::Unknown(value) => *value }
                }
            }
        },
        quote! {
            impl From<i64> for #name {
                fn from(value: i64) -> Self {
                    match value { #(#values => Self::#names,)* other => Self::Unknown(other) }
                }
            }
        },
        quote!(runtime::integer_enum!(#name);),
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
    let heads =
        variants.iter().map(|variant| docs::plain(&format!("`{}`", docs::code_span(&variant.value.to_string()))));
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
