//! `parameters.rs`: the parameters that an operation can do without.

use super::scope::Scope;
use super::source::ident;
use super::{Items, docs, structs};
use crate::plan::{Field, Operation, Parameters, Plan};
use proc_macro2::TokenStream;
use quote::quote;

/// The items of `parameters.rs`.
pub fn items(plan: &Plan) -> Items {
    let mut scope = Scope::new(plan);
    let mut items = Items::new();
    for operation in &plan.operations {
        if let Some(parameters) = &operation.parameters {
            items.extend(structure(operation, parameters, &mut scope));
        }
    }
    if items.is_empty() {
        return items;
    }
    let about = docs::inner(&["The parameters of operations that a call can do without."]);
    let models = scope.import();
    let runtime = needs_runtime(&items).then(|| {
        quote!(
            use openapi_client_runtime as runtime;
        )
    });
    items.insert(0, quote!(#about #models #runtime));
    items
}

fn structure(operation: &Operation, parameters: &Parameters, scope: &mut Scope<'_>) -> [TokenStream; 2] {
    let name = ident(&parameters.name);
    let fields: Vec<Field> = parameters.list.iter().map(|parameter| parameter.field.clone()).collect();
    let head =
        docs::plain(&format!("Parameters of [`Client::{}`](super::Client::{}).", operation.name, operation.name));
    let derives = match structs::is_empty_by_default(&fields) {
        true => quote!(#[derive(Debug, Clone, PartialEq, Default)]),
        false => quote!(#[derive(Debug, Clone, PartialEq)]),
    };
    let declarations: Vec<_> = fields.iter().map(|field| structs::declaration(field, scope)).collect();
    let new = structs::new(&fields, None, scope);
    let setters = structs::setters(&fields, scope);
    [
        quote!(#head #derives #[non_exhaustive] pub struct #name { #(#declarations),* }),
        quote!(impl #name { #new #setters }),
    ]
}

fn needs_runtime(items: &Items) -> bool {
    items.iter().any(|item| item.to_string().contains("runtime ::"))
}
