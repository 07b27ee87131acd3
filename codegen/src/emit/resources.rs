//! `resources.rs`: the chain of resources, one small type for each beginning of a path.

use super::bodies;
use super::operations::arguments;
use super::scope::Scope;
use super::source::ident;
use super::{Items, docs};
use crate::plan::{Operation, Plan, Resource, Step};
use crate::resolve::api::In;
use proc_macro2::TokenStream;
use quote::quote;

/// The items of `resources.rs`.
pub fn items(plan: &Plan) -> Items {
    let resources = &plan.resources;
    if resources.roots.is_empty() {
        return Items::new();
    }
    let lifetime = quote!('a);
    let mut scope = Scope::qualified(plan);
    let roots: Vec<_> = resources.roots.iter().map(|step| root(step, plan, &mut scope)).collect();
    let mut list = Vec::new();
    for resource in &resources.list {
        list.push(declaration(resource, &lifetime, &mut scope));
        list.push(functions(resource, plan, &lifetime, &mut scope));
    }
    let models = scope.import();
    let called = resources.list.iter().flat_map(|resource| &resource.operations);
    let called: Vec<_> = called.filter_map(|(_, index)| plan.operations.get(*index)).collect();
    let parameters = called.iter().any(|operation| operation.parameters.is_some());
    let parameters = parameters.then(|| {
        quote!(
            use super::parameters;
        )
    });
    let bodies = called.iter().any(|operation| operation.body.as_ref().is_some_and(|body| body.choice.is_some()));
    let bodies = bodies.then(|| {
        quote!(
            use super::bodies;
        )
    });
    let about = docs::inner(&["The operations by their paths: each segment is a method, each variable an argument."]);
    let mut items = vec![
        quote! {
            #about
            #bodies
            use super::client::Client;
            #models
            #parameters
            use super::responses;
            use openapi_client_runtime as runtime;
        },
        quote!(impl Client { #(#roots)* }),
    ];
    items.extend(list);
    items
}

fn root(step: &Step, plan: &Plan, scope: &mut Scope<'_>) -> TokenStream {
    let lifetime = step.variable.as_ref().map(|_| quote!('a));
    let generics = lifetime.as_ref().map(|lifetime| quote!(<#lifetime>));
    let result = lifetime.clone().unwrap_or_else(|| quote!('_));
    let target = &plan.resources.list[step.resource];
    let head = docs::plain(&format!("`{}`", docs::code_span(&target.path)));
    let (name, ty) = (ident(&step.name), ident(&target.name));
    let variable = variable(step, target, lifetime.as_ref(), scope);
    let values = target.variables.iter().map(|(name, _)| ident(name));
    quote! {
        #head
        #[inline] pub fn #name #generics(&#lifetime self, #variable) -> #ty<#result> { #ty(self, #(#values),*) }
    }
}

fn declaration(resource: &Resource, lifetime: &TokenStream, scope: &mut Scope<'_>) -> TokenStream {
    let head = docs::plain(&format!("`{}`", docs::code_span(&resource.path)));
    let name = ident(&resource.name);
    let fields = fields(resource, lifetime, scope);
    quote! {
        #head
        #[derive(Debug, Clone, Copy)]
        pub struct #name<#lifetime>(&#lifetime Client, #(#fields),*);
    }
}

fn fields(resource: &Resource, lifetime: &TokenStream, scope: &mut Scope<'_>) -> Vec<TokenStream> {
    resource.variables.iter().map(|(_, ty)| scope.borrowed(ty, Some(lifetime))).collect()
}

fn functions(resource: &Resource, plan: &Plan, lifetime: &TokenStream, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&resource.name);
    let steps: Vec<_> = resource.steps.iter().map(|next| step(next, resource, plan, lifetime, scope)).collect();
    let operations: Vec<_> = resource
        .operations
        .iter()
        .filter_map(|(method, index)| Some(call(method, plan.operations.get(*index)?, resource, scope)))
        .collect();
    quote!(impl<#lifetime> #name<#lifetime> { #(#steps)* #(#operations)* })
}

fn step(next: &Step, from: &Resource, plan: &Plan, lifetime: &TokenStream, scope: &mut Scope<'_>) -> TokenStream {
    let target = &plan.resources.list[next.resource];
    let head = docs::plain(&format!("`{}`", docs::code_span(&target.path)));
    let (name, ty) = (ident(&next.name), ident(&target.name));
    let variable = variable(next, target, Some(lifetime), scope);
    let kept = held(from);
    let own = next.variable.as_ref().and(target.variables.last()).map(|(name, _)| ident(name)).into_iter();
    quote! {
        #head
        #[inline] pub fn #name(self, #variable) -> #ty<#lifetime> { #ty(self.0, #(#kept,)* #(#own,)*) }
    }
}

fn variable(
    step: &Step,
    target: &Resource,
    lifetime: Option<&TokenStream>,
    scope: &mut Scope<'_>,
) -> Option<TokenStream> {
    let ty = scope.borrowed(step.variable.as_ref()?, lifetime);
    let name = ident(&target.variables.last()?.0);
    Some(quote!(#name: #ty))
}

/// The variables that a resource holds, behind the client.
fn held(resource: &Resource) -> impl Iterator<Item = TokenStream> + '_ {
    (1..=resource.variables.len()).map(|index| {
        let index = syn::Index::from(index);
        quote!(self.#index)
    })
}

fn call(method: &str, operation: &Operation, resource: &Resource, scope: &mut Scope<'_>) -> TokenStream {
    let function = ident(&operation.name);
    let head = docs::plain(&format!("The same as [`Client::{}`].", operation.name));
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let method = ident(method);
    let generics = bodies::generics(operation);
    let response = ident(&operation.response.name);
    let in_path = operation.arguments.iter().filter(|argument| argument.location == In::Path).count();
    let others: Vec<_> = arguments(operation, scope).into_iter().skip(in_path).collect();
    let declared = others.iter().map(|(name, ty)| quote!(#name: #ty));
    let given = others.iter().map(|(name, _)| quote!(#name));
    let variables = held(resource);
    quote! {
        #head
        #deprecated
        #[inline] pub fn #method #generics(self, #(#declared),*) -> runtime::Call<responses::#response> {
            self.0.#function(#(#variables,)* #(#given),*)
        }
    }
}
