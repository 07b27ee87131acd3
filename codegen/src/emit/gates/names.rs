//! The names that stand in items.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::HashSet;
use syn::{Item, ItemImpl, Type};

/// The type that an item declares.
pub(super) fn declared(item: &Item) -> Option<String> {
    Some(match item {
        Item::Struct(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        Item::Macro(item) => crate::emit::source::declared(&item.mac.tokens)?,
        _ => return None,
    })
}

/// The type that an item belongs to.
pub(super) fn owner(item: &Item, names: &HashSet<String>) -> Option<String> {
    let of_impl = |item: &ItemImpl| match &*item.self_ty {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    };
    declared(item).or_else(|| match item {
        Item::Impl(item) => of_impl(item).filter(|name| names.contains(name)),
        Item::Macro(item) => idents(item.mac.tokens.clone()).into_iter().find(|name| names.contains(name)),
        _ => None,
    })
}

pub(super) fn known_in(tokens: TokenStream, names: &HashSet<String>) -> HashSet<String> {
    idents(tokens).into_iter().filter(|name| names.contains(name)).collect()
}

pub(super) fn idents(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => found.push(ident.to_string()),
            TokenTree::Group(group) => found.extend(idents(group.stream())),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    found
}
