//! `parameters.rs`: the parameters that an operation can do without.

use super::scope::Scope;
use super::source::ident;
use super::{Items, docs, structs};
use crate::plan::{Operation, Parameters, Plan};
use proc_macro2::TokenStream;
use quote::quote;

/// The items of `parameters.rs`.
pub fn items(plan: &Plan) -> Items {
    let mut scope = Scope::new(plan);
    let mut items = Items::new();
    for operation in &plan.operations {
        if let Some(parameters) = &operation.parameters {
            items.push(structure(operation, parameters, &mut scope));
        }
    }
    if items.is_empty() {
        return items;
    }
    let about = docs::inner(&["The parameters of operations that a call can do without."]);
    let models = scope.import();
    items.insert(0, quote!(#about #models use openapi_client_runtime as runtime;));
    items
}

fn structure(operation: &Operation, parameters: &Parameters, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&parameters.name);
    let head =
        docs::plain(&format!("Parameters of [`Client::{}`](super::Client::{}).", operation.name, operation.name));
    let fields = |required: bool, scope: &mut Scope<'_>| {
        let fields = parameters.list.iter().filter(|parameter| parameter.field.required == required);
        let fields = fields.map(|parameter| {
            let entry = structs::entry(&parameter.field, scope);
            quote!(#entry,)
        });
        fields.collect::<Vec<_>>()
    };
    let required = structs::group("required", &fields(true, scope));
    let optional = structs::group("optional", &fields(false, scope));
    quote!(runtime::parameters! { #head pub struct #name #required #optional })
}
