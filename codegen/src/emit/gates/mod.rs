//! Features by tag: what only operations of some tags need is compiled only with a feature of one of them.
//!
//! Works on emitted items by the names that stand in them, so that it need not know what they are for.

mod chain;
mod names;
mod needs;

use super::Items;
use crate::plan::Plan;
use names::{idents, owner};
use needs::{Needed, Needs, called, functions};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeSet, HashMap, HashSet};
use syn::{File, ImplItem, Item, ItemImpl};

/// What more tags than this need is always compiled: nearly everybody would.
const MOST: usize = 8;

/// The modules whose items are shared between operations.
const SHARED: [&str; 5] = ["bodies.rs", "limits.rs", "models.rs", "parameters.rs", "responses.rs"];
/// The modules that hold functions of operations.
const FUNCTIONS: [&str; 2] = ["operations.rs", "resources.rs"];

/// The modules with `#[cfg(feature = "…")]` before what only operations with a feature need.
///
/// # Errors
///
/// Where an item is not Rust.
pub fn gated<const N: usize>(
    modules: [(&'static str, Items); N],
    plan: &Plan,
) -> Result<[(&'static str, Items); N], syn::Error> {
    if plan.operations.iter().all(|operation| operation.features.is_empty()) {
        return Ok(modules);
    }
    let mut parsed: Vec<(&'static str, Vec<File>)> = Vec::with_capacity(N);
    for (name, items) in modules {
        parsed.push((name, items.into_iter().map(syn::parse2).collect::<Result<_, _>>()?));
    }
    let functions = functions(plan);
    let mut needs = Needed::of(&parsed, &functions);
    needs.steps = chain::needs(&parsed, &functions);
    let names = needs.needs.keys().cloned().collect();
    let mut written = parsed.into_iter().map(|(module, files)| {
        let items = files.into_iter().map(|file| gate_file(module, file, &needs, &names, &functions)).collect();
        (module, items)
    });
    Ok(std::array::from_fn(|_| written.next().unwrap_or_default()))
}

/// `names` are those of the shared types.
fn gate_file(
    module: &str,
    file: File,
    needed: &Needed,
    names: &HashSet<String>,
    functions: &HashMap<String, Needs>,
) -> TokenStream {
    let attributes = &file.attrs;
    let items = file.items.into_iter().map(|item| match item {
        // What is imported may not be there, or not be used.
        Item::Use(item) => every(&item),
        Item::Impl(block) if FUNCTIONS.contains(&module) => gate_functions(block, needed, functions),
        Item::Static(item) => {
            let gate = gate(functions.get(&item.ident.to_string()).and_then(Option::as_ref));
            quote!(#gate #item)
        }
        Item::Struct(item) if module == chain::MODULE => {
            let gate = gate(needed.steps.get(&item.ident.to_string()).and_then(Option::as_ref));
            quote!(#gate #item)
        }
        item => {
            let gate = owner(&item, names).and_then(|name| gate(needed.needs.get(&name)?.as_ref()));
            quote!(#gate #item)
        }
    });
    quote!(#(#attributes)* #(#items)*)
}

fn gate_functions(mut block: ItemImpl, needed: &Needed, functions: &HashMap<String, Needs>) -> TokenStream {
    let around = chain::owner(&block).and_then(|name| needed.steps.get(&name)).cloned().flatten();
    for item in &mut block.items {
        let needs = chain::led_to(item).and_then(|name| needed.steps.get(&name).cloned());
        let needs = needs.unwrap_or_else(|| called(item, functions));
        // What the whole block needs is there inside of it.
        let needs = needs.filter(|needs| Some(needs) != around.as_ref());
        if let (ImplItem::Fn(function), Some(gate)) = (item, gate(needs.as_ref())) {
            function.attrs.push(syn::parse_quote!(#gate));
        }
    }
    let gate = gate(around.as_ref());
    quote!(#gate #block)
}

/// `use super::models::{A, B};` as `use super::models::*;`.
fn every(item: &syn::ItemUse) -> TokenStream {
    let tokens = quote!(#item);
    let module = SHARED.iter().map(|file| file.trim_end_matches(".rs")).find(|module| {
        let words = idents(tokens.clone());
        words.iter().take(3).eq(["use", "super", module].iter())
    });
    match module.map(|module| syn::Ident::new(module, proc_macro2::Span::call_site())) {
        // The module itself is imported: what stands in it is named through it.
        Some(_) if !tokens.to_string().contains('{') && idents(tokens.clone()).len() == 3 => tokens,
        Some(module) => quote!(use super::#module::*;),
        None => tokens,
    }
}

fn gate(needs: Option<&BTreeSet<String>>) -> Option<TokenStream> {
    let needs = needs.filter(|needs| needs.len() <= MOST)?;
    Some(if needs.len() == 1 {
        quote!(#[cfg(#(feature = #needs)*)])
    } else {
        quote!(#[cfg(any(#(feature = #needs),*))])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Every item that has a gate, by its first words.
    fn gates(modules: [(&'static str, Items); 4], functions: &[(&str, &[&str])]) -> Vec<String> {
        let needs = |features: &[&str]| -> Needs {
            (!features.is_empty()).then(|| features.iter().map(|it| (*it).to_owned()).collect::<BTreeSet<_>>())
        };
        let functions = functions.iter().map(|(name, features)| ((*name).to_owned(), needs(features))).collect();
        let parse = |items: Items| items.into_iter().map(|item| syn::parse2(item).unwrap()).collect();
        let parsed: Vec<(&'static str, Vec<File>)> =
            modules.into_iter().map(|(module, items)| (module, parse(items))).collect();
        let needed = Needed::of(&parsed, &functions);
        let files = parsed.into_iter().flat_map(|(module, files)| files.into_iter().map(move |file| (module, file)));
        let names = needed.needs.keys().cloned().collect();
        let texts = files.map(|(module, file)| gate_file(module, file, &needed, &names, &functions).to_string());
        texts.flat_map(|text| text.split("# [cfg").skip(1).map(first_words).collect::<Vec<_>>()).collect()
    }

    fn first_words(text: &str) -> String {
        let (gate, rest) = text.split_once(']').unwrap();
        let rest: Vec<&str> = rest.split_whitespace().filter(|word| *word != "pub").take(2).collect();
        let gate: String = gate.split('"').skip(1).step_by(2).collect::<Vec<_>>().join("+");
        format!("{gate}: {}", rest.join(" "))
    }

    #[test]
    fn what_only_some_operations_need_is_gated_with_all_that_belongs_to_it() {
        let models = vec![
            quote!(
                use openapi_client_runtime as runtime;
            ),
            quote!(pub struct Pet { owner: Option<Owner>, toy: Toy } impl Pet {} impl runtime::Decode for Pet {}),
            quote!(runtime::serde_impls!(Pet);),
            quote!(
                pub struct Owner {}
            ),
            quote!(
                pub enum Toy {
                    Again(Box<Toy>),
                }
            ),
            quote!(
                pub struct Error {}
            ),
            quote!(
                pub struct Unused {
                    inner: Inner,
                }
            ),
            quote!(
                pub struct Inner {}
            ),
        ];
        let responses = vec![
            quote!(
                use super::models::{Error, Owner, Pet};
            ),
            quote!(
                pub enum PetResponse {
                    Ok(Pet),
                    Bad(Error),
                }
            ),
            quote!(
                pub enum OwnerResponse {
                    Ok(Owner),
                    Bad(Error),
                }
            ),
            quote!(
                pub enum PingResponse {
                    Bad(Error),
                }
            ),
        ];
        let operations = vec![
            quote!(
                static PET: runtime::Operation = 1;
            ),
            quote!(impl Client {
                pub fn pet(&self) -> runtime::Call<PetResponse> { self.core.operation(&PET).call() }
                pub fn pet_items(&self) -> runtime::Items<Toy> { self.pet().items(1) }
                pub fn owner(&self) -> runtime::Call<OwnerResponse> { self.core.operation(&OWNER).call() }
                pub fn ping(&self) -> runtime::Call<PingResponse> { self.core.operation(&PING).call() }
            }),
        ];
        let resources = vec![quote!(
            impl<'a> Pets<'a> {
                pub fn get(self) -> runtime::Call<responses::PetResponse> {
                    self.0.pet()
                }
                pub fn id(self) -> PetsId<'a> {
                    PetsId(self.0)
                }
                pub fn named(self, pet: &'a str) -> PetsNamed<'a> {
                    PetsNamed(self.0, pet)
                }
            }
        )];
        let functions: [(&str, &[&str]); 4] =
            [("pet", &["pets"]), ("PET", &["pets"]), ("owner", &["owners"]), ("ping", &[])];
        let modules = [
            ("models.rs", models),
            ("operations.rs", operations),
            ("resources.rs", resources),
            ("responses.rs", responses),
        ];
        let expected = [
            "pets: struct Pet",
            "pets: impl Pet",
            "pets: impl runtime",
            "pets: runtime ::",
            "owners+pets: struct Owner",
            "pets: enum Toy",
            "pets: static PET",
            "pets: fn pet",
            "pets: fn pet_items",
            "owners: fn owner",
            "pets: fn get",
            "pets: enum PetResponse",
            "owners: enum OwnerResponse",
        ];
        assert_eq!(gates(modules, &functions), expected);
    }

    #[test]
    fn lists_of_imports_become_all_there_is() {
        let import = |text: &str| every(&syn::parse_str(text).unwrap()).to_string().replace(' ', "");
        assert_eq!(import("use super::models::{A, B};"), "usesuper::models::*;");
        assert_eq!(import("use super::models::A;"), "usesuper::models::*;");
        assert_eq!(import("use super::responses;"), "usesuper::responses;");
        assert_eq!(import("use super::client::Client;"), "usesuper::client::Client;");
    }
}
