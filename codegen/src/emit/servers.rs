//! `servers.rs`: the servers of the document, where a caller can choose.

use super::source::ident;
use super::{Items, docs, enums};
use crate::plan::{ModelKind, Plan, ServerChoice, ServerSetter};
use proc_macro2::TokenStream;
use quote::quote;

/// The items of `servers.rs`.
pub fn items(plan: &Plan) -> Items {
    let Some(choice) = &plan.servers.choice else { return Items::new() };
    let name = ident(&choice.name);
    let about = docs::inner(&["The servers that the specification names, and their variables."]);
    let head = docs::plain(&format!(
        "A server of the specification: `Client::builder().server({}::MAIN)` is what is taken by itself.",
        choice.name.trim_start_matches("r#")
    ));
    let constants = constants(choice);
    let setters = choice.setters.iter().map(setter);
    let mut items = vec![
        quote! {
            #about
            use openapi_client_runtime as runtime;
        },
        quote! {
            #head
            #[derive(Debug, Clone, PartialEq, Eq)]
            pub struct #name(runtime::Server);
        },
        quote!(impl #name { #constants #(#setters)* }),
        quote! {
            impl From<#name> for runtime::Server {
                fn from(server: #name) -> Self {
                    server.0
                }
            }
        },
    ];
    for model in choice.setters.iter().filter_map(|setter| setter.model.as_ref()) {
        if let ModelKind::TextEnum(variants) = &model.kind {
            items.extend(enums::text(model, variants));
        }
    }
    items
}

fn constants(choice: &ServerChoice) -> TokenStream {
    let constants = choice.list.iter().map(|server| {
        let head = docs::attributes(&server.docs, "A server.");
        let (name, url) = (ident(&server.constant), server.url.as_str());
        quote!(#head pub const #name: Self = Self(runtime::Server::new(#url));)
    });
    match choice.list.as_slice() {
        // Beside others it has a name of its own, which stays when the order changes.
        [first, _, ..] => {
            let first = ident(&first.constant);
            quote!(#[doc = " The first one."] pub const MAIN: Self = Self::#first; #(#constants)*)
        }
        list => {
            let constants = list.iter().map(|server| {
                let head = docs::attributes(&server.docs, "The only one.");
                let url = server.url.as_str();
                quote!(#head pub const MAIN: Self = Self(runtime::Server::new(#url));)
            });
            quote!(#(#constants)*)
        }
    }
}

fn setter(setter: &ServerSetter) -> TokenStream {
    let head = docs::attributes(&setter.docs, &format!("The variable `{}`.", docs::code_span(&setter.wire)));
    let (name, wire) = (ident(&setter.name), setter.wire.as_str());
    match &setter.model {
        Some(model) => {
            let model = ident(&model.name);
            quote! {
                #head
                pub fn #name(self, value: impl Into<#model>) -> Self {
                    Self(self.0.with(#wire, value.into().as_str()))
                }
            }
        }
        None => quote! {
            #head
            pub fn #name(self, value: impl Into<String>) -> Self {
                Self(self.0.with(#wire, value))
            }
        },
    }
}
