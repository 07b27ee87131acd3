//! The function that gives the items of a list.

use super::docs;
use super::operations::arguments;
use super::scope::Scope;
use super::source::ident;
use crate::plan::{Operation, Pages};
use crate::settings::{PagingKind, PagingPlace};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The function for the items of `operation`.
pub fn function(operation: &Operation, pages: &Pages, scope: &mut Scope<'_>) -> TokenStream {
    let called = &operation.name;
    let head = docs::plain(&format!("The items of [`{called}`](Self::{called}), page by page."));
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let (name, call, item) = (ident(&pages.function), ident(&operation.name), scope.owned(&pages.item));
    let arguments = arguments(operation, scope);
    let names = arguments.iter().map(|(name, _)| name);
    let declared = arguments.iter().map(|(name, ty)| quote!(#name: #ty));
    let rule = rule(pages);
    quote! {
        #head
        #deprecated
        pub fn #name(&self, #(#declared),*) -> runtime::Items<#item> {
            self.#call(#(#names),*).items(const { &#rule })
        }
    }
}

fn rule(pages: &Pages) -> TokenStream {
    let rule = &pages.rule;
    let parameter = rule.parameter.as_deref().unwrap_or_default();
    let kind = match (rule.kind, &rule.next, &rule.last) {
        (PagingKind::Cursor, Some(next), _) => quote!(cursor(#parameter, #next)),
        (PagingKind::Cursor, None, last) => {
            let last = last.as_deref().unwrap_or_default();
            quote!(after(#parameter, #last))
        }
        (PagingKind::Page, ..) => {
            let first = Literal::u32_unsuffixed(rule.first.unwrap_or(1));
            quote!(page(#parameter, #first))
        }
        (PagingKind::Offset, ..) => quote!(offset(#parameter)),
        (PagingKind::Link, None, _) => quote!(link()),
        (PagingKind::Link, Some(next), _) => quote!(link_at(#next)),
    };
    let pointer = |name: &str, pointer: Option<&String>| {
        let (name, pointer) = (ident(name), pointer.filter(|pointer| !pointer.is_empty())?);
        Some(quote!(.#name(#pointer)))
    };
    let items = pointer("items", Some(&rule.items));
    let (more, total) = (pointer("more", rule.more.as_ref()), pointer("total", rule.total.as_ref()));
    let in_body = (rule.location == PagingPlace::Body).then(|| quote!(.in_body()));
    quote!(runtime::Paging::#kind #items #more #total #in_body)
}
