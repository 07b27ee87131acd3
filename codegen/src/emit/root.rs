//! `lib.rs` or `mod.rs`: what the source consists of.

use super::source::ident;
use super::{Items, docs};
use crate::plan::{ModelKind, Plan};
use crate::settings::{Root, Settings};
use quote::quote;

/// The items of the root, with the modules that are `present`.
pub fn items(plan: &Plan, settings: &Settings, present: &[&str]) -> Items {
    let title = format!("{} {}: a typed client.", plan.title, plan.version);
    let usage =
        " Each operation is a function of [`Client`], which returns a [`runtime::Call`]: await it, or call `wait()`.";
    let description = plan.description.as_deref().unwrap_or_default();
    let about = docs::inner(
        &[&title, description].map(str::trim).into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>(),
    );
    let unsafety = (settings.root == Root::Crate).then(|| quote!(#![forbid(unsafe_code)]));
    let names = (settings.root == Root::Crate && has_foreign_names(plan))
        .then(|| quote!(#![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)]));
    let gated = plan.operations.iter().any(|operation| !operation.features.is_empty());
    let unused = (settings.root == Root::Module || gated)
        .then(|| quote!(#![allow(dead_code, unused_imports, reason = "a program need not use all of it")]));
    let head = quote! {
        #about
        #![doc = ""]
        #![doc = #usage]
        #unsafety
        #names
        #unused
        #![allow(
            clippy::derived_hash_with_manual_eq,
            clippy::disallowed_names,
            clippy::enum_variant_names,
            clippy::large_enum_variant,
            clippy::should_implement_trait,
            clippy::too_many_arguments,
            clippy::wrong_self_convention,
            missing_docs,
            reason = "shapes and names are those of the specification"
        )]
        pub use openapi_client_runtime as runtime;
    };
    let deprecated = is_anything_deprecated(plan).then(|| quote!(#[allow(deprecated)]));
    let modules = present.iter().map(|module| {
        let name = ident(module);
        match *module {
            // So that formatting a project never makes these files differ from what the generator emits.
            "client" | "limits" => quote!(#[rustfmt::skip] #deprecated mod #name;),
            _ => quote!(#[rustfmt::skip] #deprecated pub mod #name;),
        }
    });
    let shared = present
        .iter()
        .filter(|module| ["bodies", "models", "parameters", "responses", "servers"].contains(module))
        .map(|module| {
            let name = ident(module);
            quote!(pub use #name::*;)
        });
    vec![
        head,
        quote!(#(#modules)*),
        quote! {
            pub use client::Client;
            #(#shared)*
        },
    ]
}

fn has_foreign_names(plan: &Plan) -> bool {
    let models = plan.models.iter().any(|model| {
        let inside = match &model.kind {
            ModelKind::Struct(structure) => structure.fields.iter().all(|field| field.name.is_ascii()),
            ModelKind::TextEnum(variants) => variants.iter().all(|variant| variant.name.is_ascii()),
            ModelKind::IntegerEnum(variants) => variants.iter().all(|variant| variant.name.is_ascii()),
            ModelKind::ValueEnum(variants) => variants.iter().all(|variant| variant.name.is_ascii()),
            ModelKind::Newtype(_) => true,
            ModelKind::Union(union) => union.members.iter().all(|member| member.name.is_ascii()),
        };
        !(inside && model.name.is_ascii())
    });
    let operations = plan.operations.iter().any(|operation| {
        let parameters = operation.parameters.iter().flat_map(|parameters| &parameters.list);
        !operation.name.is_ascii()
            || operation.arguments.iter().chain(parameters).any(|parameter| !parameter.field.name.is_ascii())
    });
    let webhooks = plan.webhooks.iter().flat_map(|group| &group.list).any(|webhook| !webhook.variant.is_ascii());
    let schemes = plan.security.schemes.iter().any(|scheme| !scheme.function.is_ascii());
    schemes || models || operations || webhooks || plan.resources.list.iter().any(|resource| !resource.name.is_ascii())
}

fn is_anything_deprecated(plan: &Plan) -> bool {
    let models = plan.models.iter().any(|model| {
        let fields = match &model.kind {
            ModelKind::Struct(structure) => structure.fields.as_slice(),
            _ => &[],
        };
        model.docs.deprecated || fields.iter().any(|field| field.docs.deprecated)
    });
    let operations = plan.operations.iter().any(|operation| {
        let parameters = operation.parameters.iter().flat_map(|parameters| &parameters.list);
        operation.docs.deprecated || parameters.into_iter().any(|parameter| parameter.field.docs.deprecated)
    });
    let mut webhooks = plan.webhooks.iter().flat_map(|group| &group.list);
    models || operations || webhooks.any(|webhook| webhook.docs.deprecated)
}
