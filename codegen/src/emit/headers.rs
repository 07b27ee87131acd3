//! `headers.rs`: the headers of answers.

use super::scope::Scope;
use super::source::ident;
use super::{Items, docs};
use crate::plan::Plan;
use quote::quote;

/// The items of `headers.rs`.
pub fn items(plan: &Plan) -> Items {
    let mut scope = Scope::new(plan);
    let mut items = Items::new();
    for header in &plan.headers {
        let head = docs::attributes(&header.docs, &format!("`{}`", docs::code_span(&header.wire)));
        let (name, ty, wire) = (ident(&header.name), scope.owned(&header.ty), header.wire.as_str());
        items.push(quote!(#head pub const #name: runtime::Header<#ty> = runtime::Header::new(#wire);));
    }
    if items.is_empty() {
        return items;
    }
    let about = docs::inner(&["The headers of answers: `answer.header(NAME)` reads one, where it is there."]);
    let models = scope.import();
    items.insert(0, quote!(#about #models use openapi_client_runtime as runtime;));
    items
}
