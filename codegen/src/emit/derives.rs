//! Derives that the settings ask for, on every model that can have them.

use super::{Items, source};
use crate::plan;
use crate::settings::Derive;
use quote::quote;
use std::collections::{BTreeSet, HashMap};
use syn::punctuated::Punctuated;
use syn::{Attribute, File, GenericArgument, Item, Path, PathArguments, Token, Type};

/// What the standard library derives where every field has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standard {
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Copy,
}

impl Standard {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "Eq" => Self::Eq,
            "Hash" => Self::Hash,
            "PartialOrd" => Self::PartialOrd,
            "Ord" => Self::Ord,
            "Copy" => Self::Copy,
            _ => return None,
        })
    }
}

/// The items with `#[derive(…)]` before each struct and enum that can have one of `wanted`.
///
/// # Errors
///
/// Where an item is not Rust.
pub fn added(items: Items, wanted: &[Derive]) -> Result<Items, syn::Error> {
    if wanted.is_empty() {
        return Ok(items);
    }
    let mut files: Vec<File> = items.into_iter().map(syn::parse2).collect::<Result<_, _>>()?;
    let types: Vec<Declared> = files.iter().flat_map(|file| &file.items).filter_map(Declared::of).collect();
    let able: Vec<(&Derive, BTreeSet<String>)> = wanted.iter().map(|derive| (derive, able(derive, &types))).collect();
    for item in files.iter_mut().flat_map(|file| &mut file.items) {
        let Some(name) = Declared::of(item).map(|declared| declared.name) else { continue };
        let has = attributes(item).map(|attributes| derives(attributes)).unwrap_or_default();
        let new =
            able.iter().filter(|(derive, able)| able.contains(&name) && !has.iter().any(|it| it == derive.name()));
        let new: Vec<Path> = new.map(|(derive, _)| syn::parse_str(derive.as_str())).collect::<Result<_, _>>()?;
        if new.is_empty() {
            continue;
        }
        if let Item::Macro(item) = item {
            let facts = &item.mac.tokens;
            item.mac.tokens = quote!(#[derive(#(#new),*)] #facts);
        } else if let Some(attributes) = attributes(item) {
            attributes.push(syn::parse_quote!(#[derive(#(#new),*)]));
        }
    }
    Ok(files.into_iter().map(|file| quote!(#file)).collect())
}

/// A struct or an enum, with the types of its fields.
struct Declared {
    name: String,
    fields: Vec<Type>,
}

impl Declared {
    fn of(item: &Item) -> Option<Self> {
        let (name, fields) = match item {
            Item::Struct(item) => {
                (item.ident.to_string(), item.fields.iter().filter_map(|field| copied(&field.ty)).collect())
            }
            Item::Enum(item) => {
                let fields = item.variants.iter().flat_map(|variant| &variant.fields);
                (item.ident.to_string(), fields.filter_map(|field| copied(&field.ty)).collect())
            }
            Item::Macro(item) => (source::declared(&item.mac.tokens)?, source::types(&item.mac.tokens)),
            _ => return None,
        };
        Some(Self { name, fields })
    }
}

fn copied(ty: &Type) -> Option<Type> {
    syn::parse2(quote!(#ty)).ok()
}

fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Struct(item) => Some(&mut item.attrs),
        Item::Enum(item) => Some(&mut item.attrs),
        _ => None,
    }
}

/// The last words of what is derived already.
fn derives(attributes: &[Attribute]) -> Vec<String> {
    let lists = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let paths = lists.filter_map(|it| it.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok());
    paths.flatten().filter_map(|path| Some(path.segments.last()?.ident.to_string())).collect()
}

/// The types that can have the derive: all of them, where it is not one of the standard library's.
fn able(derive: &Derive, types: &[Declared]) -> BTreeSet<String> {
    let mut able: BTreeSet<String> = types.iter().map(|declared| declared.name.clone()).collect();
    let Some(standard) = Standard::of(derive.as_str()) else { return able };
    let fields: HashMap<&str, &[Type]> = types.iter().map(|it| (it.name.as_str(), it.fields.as_slice())).collect();
    loop {
        let unable: Vec<String> = able
            .iter()
            .filter(|name| {
                !fields.get(name.as_str()).is_some_and(|types| types.iter().all(|ty| has(ty, standard, &able)))
            })
            .cloned()
            .collect();
        if unable.is_empty() {
            return able;
        }
        able.retain(|name| !unable.contains(name));
    }
}

/// Whether the type is known to have it.
fn has(ty: &Type, standard: Standard, able: &BTreeSet<String>) -> bool {
    let path = match ty {
        Type::Path(path) => &path.path,
        Type::Tuple(tuple) => return tuple.elems.iter().all(|ty| has(ty, standard, able)),
        _ => return false,
    };
    let Some(last) = path.segments.last() else { return false };
    let inner = || match &last.arguments {
        PathArguments::AngleBracketed(arguments) => arguments.args.iter().all(|argument| match argument {
            GenericArgument::Type(ty) => has(ty, standard, able),
            _ => false,
        }),
        _ => true,
    };
    let of_runtime = path.segments.first().is_some_and(|first| first.ident == "runtime");
    match (last.ident.to_string().as_str(), path.segments.len()) {
        ("bool" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64", 1) => true,
        ("f32" | "f64", 1) => matches!(standard, Standard::PartialOrd | Standard::Copy),
        ("String", 1) | ("Bytes", 2) => standard != Standard::Copy,
        // A `Text` is as its text, whatever it is meant as.
        (name, 2) if of_runtime && (name == "Text" || plan::is_format(name)) => {
            matches!(standard, Standard::Eq | Standard::Hash)
        }
        ("Nullable", 2) if of_runtime => matches!(standard, Standard::Eq | Standard::Hash | Standard::Copy) && inner(),
        ("JsonText", 2) if of_runtime => matches!(standard, Standard::Eq | Standard::Hash) && inner(),
        ("Number", 2) if of_runtime => matches!(standard, Standard::PartialOrd | Standard::Hash),
        ("Option", 1) => inner(),
        ("Vec" | "Box", 1) => standard != Standard::Copy && inner(),
        (name, 1) => able.contains(name),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(asked: &[&str]) -> String {
        let items = vec![
            quote!(
                #[derive(Debug, Clone, PartialEq)]
                pub struct Pet {
                    name: Option<String>,
                    owner: Box<Owner>,
                }
            ),
            quote!(
                #[derive(Debug, Hash)]
                pub enum Owner {
                    Known(String),
                    Unknown(runtime::Bytes),
                }
            ),
            quote!(
                pub struct Price(f64);
            ),
            quote!(
                pub struct Moment {
                    at: runtime::Nullable<runtime::DateTime>,
                    socket: runtime::Text<std::net::SocketAddr>,
                }
            ),
            quote!(
                pub struct Other {
                    id: crate::Uuid,
                }
            ),
            quote!(pub struct Basket { prices: Vec<Price>, next: Option<Box<Basket>> } impl Basket {}),
            quote!(
                pub struct Chain {
                    next: Option<Box<Chain>>,
                    any: runtime::Json,
                }
            ),
        ];
        let wanted: Vec<Derive> = asked.iter().map(|text| Derive::try_from((*text).to_owned()).unwrap()).collect();
        let items = added(items, &wanted).unwrap();
        let mut file: File = syn::parse2(quote!(#(#items)*)).unwrap();
        let lines = file.items.iter_mut().filter_map(|item| {
            let name = Declared::of(item)?.name;
            Some(format!("{name} {}", derives(attributes(item)?).join(",")))
        });
        lines.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_standard_derive_stands_where_all_fields_have_it() {
        assert_eq!(
            with(&["Eq", "Hash"]),
            "Pet Debug,Clone,PartialEq,Eq,Hash; Owner Debug,Hash,Eq; Price ; Moment Eq,Hash; Other ; Basket ; Chain "
        );
        assert_eq!(
            with(&["PartialOrd"]),
            "Pet Debug,Clone,PartialEq,PartialOrd; Owner Debug,Hash,PartialOrd; Price PartialOrd; Moment ; Other ; Basket PartialOrd; Chain "
        );
        assert_eq!(
            with(&["Copy"]),
            "Pet Debug,Clone,PartialEq; Owner Debug,Hash; Price Copy; Moment ; Other ; Basket ; Chain "
        );
    }

    #[test]
    fn another_derive_stands_everywhere() {
        assert_eq!(with(&["a::Form"]).matches("Form").count(), 7);
    }

    #[test]
    fn what_a_macro_declares_is_looked_at_too() {
        let items = vec![
            quote!(runtime::object! { pub struct Kept constant { kind: String = "kind" is "kept" } }),
            quote!(runtime::object! { pub struct Weighed optional { on: bool = "on" is true, kg: f64 = "kg" } }),
        ];
        let items = added(items, &[Derive::try_from("Eq".to_owned()).unwrap()]).unwrap();
        let has: Vec<bool> = items.iter().map(|item| item.to_string().contains("derive")).collect();
        assert_eq!(has, [true, false]);
    }
}
