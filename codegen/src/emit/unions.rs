//! Unions: one of several types, or a value that is none of them.

use super::scope::Scope;
use super::source::ident;
use super::{Items, docs};
use crate::plan::{Model, Tag, Union};
use proc_macro2::TokenStream;
use quote::quote;

/// The enum of `model`, and how it is read and written.
pub fn items(model: &Model, union: &Union, scope: &mut Scope<'_>) -> Items {
    let name = ident(&model.name);
    let head = docs::attributes(&model.docs, "One of several types.");
    let variants: Vec<_> = union.members.iter().map(|member| ident(&member.name)).collect();
    let types: Vec<_> = union.members.iter().map(|member| scope.owned(&member.ty)).collect();
    let read = match &union.tag {
        Some(tag) => tagged(tag, &variants),
        None => quote!(reader.one_of(&[#(|reader| Ok(Self::#variants(reader.read()?))),*], Self::Unknown)),
    };
    let heads = union.members.iter().map(|member| docs::plain(&format!("As `{}`.", member.name)));
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
        quote! {
            impl runtime::Decode for #name {
                fn decode(reader: &mut runtime::Reader<'_>) -> runtime::Decoded<Self> { #read }
            }
        },
        quote! {
            impl runtime::Encode for #name {
                fn encode(&self, writer: &mut runtime::Writer) {
                    match self {
                        #(Self::#variants(value) => runtime::Encode::encode(value, writer),)*
                        Self::Unknown(value) => runtime::Encode::encode(value, writer),
                    }
                }
            }
        },
        quote!(runtime::model_impls!(#name);),
    ]
}

fn tagged(tag: &Tag, variants: &[proc_macro2::Ident]) -> TokenStream {
    let property = &tag.property;
    let members = tag.values.iter().filter_map(|(value, member)| {
        let variant = variants.get(*member)?;
        Some(quote!((#value, |reader| Ok(Self::#variant(reader.read()?)))))
    });
    quote!(reader.tagged(#property, &[#(#members),*], Self::Unknown))
}
