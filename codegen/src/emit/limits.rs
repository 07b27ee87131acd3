//! `limits.rs`: what is asked of values, as data.

use super::source::ident;
use super::{Items, docs};
use crate::plan::Plan;
use proc_macro2::TokenStream;
use quote::quote;
use std::fmt::Write as _;

/// The items of `limits.rs`.
pub fn items(plan: &Plan) -> Items {
    if plan.limits.is_empty() {
        return Items::new();
    }
    let head =
        docs::inner(&["The limits of values. Nothing checks them but `validate`, of the trait `runtime::Validate`."]);
    let models: Vec<_> = plan.limits.iter().map(|limits| ident(&limits.model)).collect();
    let text = text(plan);
    // Where features decide which models there are, each is named by itself, and there may be none.
    let is_gated = plan.operations.iter().any(|operation| !operation.features.is_empty());
    let allowed = is_gated.then(|| quote!(#[allow(dead_code)]));
    let head = quote! {
        #head
        use super::models::*;
        use openapi_client_runtime as runtime;
    };
    let mut items =
        vec![head, quote!(#allowed static LIMITS: runtime::ValueLimits = runtime::ValueLimits::new(#text);)];
    match is_gated {
        true => items.extend(models.iter().map(|model| quote!(runtime::limited!(LIMITS: #model);))),
        false => items.push(quote!(runtime::limited!(LIMITS: #(#models),*);)),
    }
    items
}

/// One line for each model: JSON as a raw literal.
fn text(plan: &Plan) -> TokenStream {
    let lines: Vec<String> = plan
        .limits
        .iter()
        .map(|limits| format!("{}: {}", quoted(&limits.model), ascii(&limits.rules.to_string())))
        .collect();
    let text = format!("{{\n{}\n}}", lines.join(",\n"));
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let literal = format!("r{hashes}\"{text}\"{hashes}").parse();
    literal.unwrap_or_else(|_| quote!(#text))
}

fn quoted(name: &str) -> String {
    ascii(&serde_json::Value::from(name).to_string())
}

/// JSON with characters of ASCII alone: no other has a place in code that nobody reads.
fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for character in json.chars() {
        if character.is_ascii() && character != '\u{7f}' {
            text.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // A string takes every text.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text
}
