//! How much of the documentation is emitted.

use super::Items;
use crate::settings::DocsLevel;
use proc_macro2::{Group, TokenStream, TokenTree};
use quote::quote;

/// The items with as much documentation as `level` says.
pub fn documented(items: Items, level: DocsLevel) -> Items {
    match level {
        DocsLevel::Full => items,
        DocsLevel::Brief | DocsLevel::None => items.into_iter().map(|item| reduced(item, level)).collect(),
    }
}

/// The tokens with their runs of `#[doc = "…"]` or `#![doc = "…"]` made shorter.
fn reduced(tokens: TokenStream, level: DocsLevel) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut written = TokenStream::new();
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        let mut lines = Vec::new();
        let mut first = None;
        while let Some((length, line)) = doc(tokens.get(index..).unwrap_or_default()) {
            // Documentation of a module ends where that of its first item begins.
            if *first.get_or_insert(length) != length {
                break;
            }
            lines.push((line, tokens.get(index..index + length).unwrap_or_default()));
            index += length;
        }
        if lines.is_empty() {
            index += 1;
            written.extend([match token {
                TokenTree::Group(group) => inside(group, level),
                other => other.clone(),
            }]);
        } else if level == DocsLevel::Brief {
            let texts: Vec<&str> = lines.iter().map(|(line, _)| line.as_str()).collect();
            brief(&texts).for_each(|kept| written.extend(lines[kept].1.iter().cloned()));
        }
    }
    written
}

fn inside(group: &Group, level: DocsLevel) -> TokenTree {
    let mut inner = Group::new(group.delimiter(), reduced(group.stream(), level));
    inner.set_span(group.span());
    TokenTree::Group(inner)
}

/// The line of documentation that `tokens` begin with, and how many of them it takes.
fn doc(tokens: &[TokenTree]) -> Option<(usize, String)> {
    let is_inner = matches!(tokens.get(1), Some(TokenTree::Punct(mark)) if mark.as_char() == '!');
    let at = if is_inner { 2 } else { 1 };
    let (Some(TokenTree::Punct(hash)), Some(TokenTree::Group(group))) = (tokens.first(), tokens.get(at)) else {
        return None;
    };
    let attribute = group.stream();
    let mut parts = attribute.clone().into_iter();
    let is_doc = hash.as_char() == '#' && matches!(parts.next(), Some(TokenTree::Ident(name)) if name == "doc");
    if !is_doc {
        return None;
    }
    let syn::Meta::NameValue(pair) = syn::parse2(quote!(#attribute)).ok()? else { return None };
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = pair.value else { return None };
    Some((at + 1, text.value()))
}

/// The first paragraph, and the last one where it says where the item comes from.
fn brief(lines: &[&str]) -> impl Iterator<Item = usize> {
    let first = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
    let source = lines.len().checked_sub(2).filter(|at| *at >= first && lines[*at].is_empty());
    let source = source.filter(|at| lines[at + 1].starts_with(" `"));
    (0..first).chain(source.into_iter().flat_map(|at| [at, at + 1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(level: DocsLevel) -> String {
        let item = quote! {
            #![doc = " Head."]
            #![doc = ""]
            #![doc = " More."]
            #[doc = " A pet."]
            #[doc = " It barks."]
            #[doc = ""]
            #[doc = " Limits: none."]
            #[doc = ""]
            #[doc = " `#/components/schemas/Pet`"]
            #[derive(Debug)]
            pub struct Pet {
                #[doc = " Its name."]
                #[doc = ""]
                #[doc = " Limits: 3."]
                name: String,
            }
        };
        documented(vec![item], level).remove(0).to_string().replace(' ', "")
    }

    #[test]
    fn brief_is_a_paragraph_and_the_source() {
        let brief = at(DocsLevel::Brief);
        for kept in ["Head.", "Apet.", "Itbarks.", "`#/components/schemas/Pet`", "Itsname.", "derive(Debug)"] {
            assert!(brief.contains(kept), "no {kept} in {brief}");
        }
        assert!(!brief.contains("Limits") && !brief.contains("More"), "{brief}");
        assert_eq!(brief.matches("doc=\"\"").count(), 1);
    }

    #[test]
    fn none_is_code_alone() {
        assert_eq!(at(DocsLevel::None), "#[derive(Debug)]pubstructPet{name:String,}");
        assert!(at(DocsLevel::Full).contains("Limits:3."));
    }
}
