//! Features by tag: what only operations of some tags need is compiled only with a feature of one of them.
//!
//! Works on emitted items by the names that stand in them, so that it need not know what they are for.

use super::Items;
use crate::plan::Plan;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use std::collections::{BTreeSet, HashMap, HashSet};
use syn::{File, ImplItem, Item, ItemImpl, Type};

/// What more tags than this need is always compiled: nearly everybody would.
const MOST: usize = 8;

/// The modules whose items are shared between operations.
const SHARED: [&str; 5] = ["bodies.rs", "limits.rs", "models.rs", "parameters.rs", "responses.rs"];
/// The modules that hold functions of operations.
const FUNCTIONS: [&str; 2] = ["operations.rs", "resources.rs"];

/// Features that something is needed with; `None` where it always is.
type Needs = Option<BTreeSet<String>>;

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
    let needs = Needed::of(&parsed, &functions);
    let mut written = parsed.into_iter().map(|(module, files)| {
        let items = files.into_iter().map(|file| gate_file(module, file, &needs, &functions)).collect();
        (module, items)
    });
    Ok(std::array::from_fn(|_| written.next().unwrap_or_default()))
}

/// The features of each operation, by the name of its function and of its static.
fn functions(plan: &Plan) -> HashMap<String, Needs> {
    let mut functions = HashMap::new();
    for operation in &plan.operations {
        let needs = (!operation.features.is_empty()).then(|| operation.features.iter().cloned().collect());
        functions.insert(operation.name.trim_start_matches("r#").to_owned(), needs);
    }
    for operation in &plan.operations {
        let needs = (!operation.features.is_empty()).then(|| operation.features.iter().cloned().collect());
        functions.entry(operation.constant.clone()).or_insert(needs);
    }
    functions
}

/// With which features each shared type is needed.
struct Needed {
    needs: HashMap<String, Needs>,
}

impl Needed {
    fn of(modules: &[(&'static str, Vec<File>)], functions: &HashMap<String, Needs>) -> Self {
        let shared = items(modules, &SHARED);
        let names: HashSet<String> = shared.iter().filter_map(|item| declared(item)).collect();
        // What stands in the items of each shared type.
        let mut inside: HashMap<String, HashSet<String>> = HashMap::new();
        let mut needed = Self { needs: HashMap::new() };
        let mut waiting = Vec::new();
        for item in shared {
            let known = known_in(quote!(#item), &names);
            match owner(item, &names) {
                Some(owner) => inside.entry(owner).or_default().extend(known),
                None => known.into_iter().for_each(|name| needed.add(&name, &None, &mut waiting)),
            }
        }
        for (name, needs) in uses(modules, functions, &names) {
            needed.add(&name, &needs, &mut waiting);
        }
        needed.spread(&inside, waiting);
        // What nothing needs is there for its own sake.
        let unused: Vec<String> = names.into_iter().filter(|name| !needed.needs.contains_key(name)).collect();
        let mut waiting = Vec::new();
        unused.iter().for_each(|name| needed.add(name, &None, &mut waiting));
        needed.spread(&inside, waiting);
        needed
    }

    /// What a type holds is needed where the type is.
    fn spread(&mut self, inside: &HashMap<String, HashSet<String>>, mut waiting: Vec<String>) {
        while let Some(name) = waiting.pop() {
            let needs = self.needs.get(&name).cloned().flatten();
            for part in inside.get(&name).into_iter().flatten().filter(|part| **part != name) {
                self.add(part, &needs, &mut waiting);
            }
        }
    }

    fn add(&mut self, name: &str, needs: &Needs, waiting: &mut Vec<String>) {
        let before = self.needs.get(name);
        let after = match (before, needs) {
            (None, needs) => needs.clone(),
            (Some(Some(before)), Some(needs)) => Some(before | needs),
            (Some(_), _) => None,
        };
        if before != Some(&after) {
            self.needs.insert(name.to_owned(), after);
            waiting.push(name.to_owned());
        }
    }
}

fn items<'m>(modules: &'m [(&'static str, Vec<File>)], wanted: &[&str]) -> Vec<&'m Item> {
    let modules = modules.iter().filter(|(module, _)| wanted.contains(module));
    modules
        .flat_map(|(_, files)| files)
        .flat_map(|file| &file.items)
        .filter(|item| !matches!(item, Item::Use(_)))
        .collect()
}

/// The shared types that functions name, with the features of these; and those that anything else names.
fn uses(
    modules: &[(&'static str, Vec<File>)],
    functions: &HashMap<String, Needs>,
    names: &HashSet<String>,
) -> Vec<(String, Needs)> {
    let mut uses = Vec::new();
    let mut push = |tokens: TokenStream, needs: Needs| {
        uses.extend(known_in(tokens, names).into_iter().map(|name| (name, needs.clone())));
    };
    for item in items(modules, &FUNCTIONS) {
        match item {
            Item::Impl(block) => block.items.iter().for_each(|item| push(quote!(#item), called(item, functions))),
            other => push(quote!(#other), None),
        }
    }
    let others: Vec<&str> = modules
        .iter()
        .map(|(module, _)| *module)
        .filter(|it| !SHARED.contains(it) && !FUNCTIONS.contains(it))
        .collect();
    items(modules, &others).into_iter().for_each(|item| push(quote!(#item), None));
    uses
}

/// The features of the operation that a function is, or hands its arguments to.
fn called(item: &ImplItem, functions: &HashMap<String, Needs>) -> Needs {
    let ImplItem::Fn(function) = item else { return None };
    let own = function.sig.ident.to_string();
    let own = own.trim_start_matches("r#");
    // `self.core.operation(&STATIC)…` is the function itself, `self.0.function(…)` a step of the chain.
    let body = &function.block;
    let words = idents(quote!(#body));
    if words.iter().any(|word| word == "core") {
        return functions.get(own).cloned().flatten();
    }
    let mut called = words.iter().filter(|word| *word != "self");
    called.find_map(|word| functions.get(word.trim_start_matches("r#"))).cloned().flatten()
}

/// The type that an item declares.
fn declared(item: &Item) -> Option<String> {
    Some(match item {
        Item::Struct(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        Item::Macro(item) => super::source::declared(&item.mac.tokens)?,
        _ => return None,
    })
}

/// The type that an item belongs to.
fn owner(item: &Item, names: &HashSet<String>) -> Option<String> {
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

fn known_in(tokens: TokenStream, names: &HashSet<String>) -> HashSet<String> {
    idents(tokens).into_iter().filter(|name| names.contains(name)).collect()
}

fn idents(tokens: TokenStream) -> Vec<String> {
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

fn gate_file(module: &str, file: File, needed: &Needed, functions: &HashMap<String, Needs>) -> TokenStream {
    let attributes = &file.attrs;
    let names: HashSet<String> = needed.needs.keys().cloned().collect();
    let items = file.items.into_iter().map(|item| match item {
        // What is imported may not be there, or not be used.
        Item::Use(item) => every(&item),
        Item::Impl(block) if FUNCTIONS.contains(&module) => gate_functions(block, functions),
        Item::Static(item) => {
            let gate = gate(functions.get(&item.ident.to_string()).and_then(Option::as_ref));
            quote!(#gate #item)
        }
        item => {
            let gate = owner(&item, &names).and_then(|name| gate(needed.needs.get(&name)?.as_ref()));
            quote!(#gate #item)
        }
    });
    quote!(#(#attributes)* #(#items)*)
}

fn gate_functions(mut block: ItemImpl, functions: &HashMap<String, Needs>) -> TokenStream {
    for item in &mut block.items {
        let needs = called(item, functions);
        if let (ImplItem::Fn(function), Some(gate)) = (item, gate(needs.as_ref())) {
            function.attrs.push(syn::parse_quote!(#gate));
        }
    }
    quote!(#block)
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
        let texts = files.map(|(module, file)| gate_file(module, file, &needed, &functions).to_string());
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
