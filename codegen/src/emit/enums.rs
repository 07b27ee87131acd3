//! Enums of texts and of whole numbers: open, so that a value that is added later still decodes.

use super::source::ident;
use super::{Items, docs};
use crate::plan::{IntegerVariant, Model, TextVariant};
use quote::quote;

/// The enum of `model`, whose values are texts.
pub fn text(model: &Model, variants: &[TextVariant]) -> Items {
    let name = ident(&model.name);
    let head = docs::attributes(&model.docs, "One of several texts.");
    let names: Vec<_> = variants.iter().map(|variant| ident(&variant.name)).collect();
    let values: Vec<_> = variants.iter().map(|variant| variant.value.as_str()).collect();
    let heads = values.iter().map(|value| docs::plain(&format!("`{}`", docs::code_span(value))));
    vec![
        quote! {
            #head
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#heads #names,)*
                #[doc = " A value that the specification does not name."]
                Unknown(String),
            }
        },
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
pub fn integer(model: &Model, variants: &[IntegerVariant]) -> Items {
    let name = ident(&model.name);
    let head = docs::attributes(&model.docs, "One of several whole numbers.");
    let names: Vec<_> = variants.iter().map(|variant| ident(&variant.name)).collect();
    let values: Vec<_> = variants.iter().map(|variant| proc_macro2::Literal::i64_unsuffixed(variant.value)).collect();
    let heads = variants.iter().map(|variant| docs::plain(&format!("`{}`", variant.value)));
    vec![
        quote! {
            #head
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#heads #names,)*
                #[doc = " A value that the specification does not name."]
                Unknown(i64),
            }
        },
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
