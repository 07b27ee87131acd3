//! With which features what is emitted is needed.

use super::names::{declared, idents, known_in, owner};
use super::{FUNCTIONS, SHARED};
use crate::plan::Plan;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeSet, HashMap, HashSet};
use syn::{File, ImplItem, Item};

/// Features that something is needed with; `None` where it always is.
pub(super) type Needs = Option<BTreeSet<String>>;

/// The features of each operation, by the name of its function and of its static.
pub(super) fn functions(plan: &Plan) -> HashMap<String, Needs> {
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
pub(super) struct Needed {
    pub(super) needs: HashMap<String, Needs>,
    /// The same of each step of the chain of resources.
    pub(super) steps: HashMap<String, Needs>,
}

impl Needed {
    pub(super) fn of(modules: &[(&'static str, Vec<File>)], functions: &HashMap<String, Needs>) -> Self {
        let shared = items(modules, &SHARED);
        let names: HashSet<String> = shared.iter().filter_map(|item| declared(item)).collect();
        // What stands in the items of each shared type.
        let mut inside: HashMap<String, HashSet<String>> = HashMap::new();
        let mut needed = Self { needs: HashMap::new(), steps: HashMap::new() };
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
pub(super) fn called(item: &ImplItem, functions: &HashMap<String, Needs>) -> Needs {
    let ImplItem::Fn(function) = item else { return None };
    let own = function.sig.ident.to_string();
    let own = own.trim_start_matches("r#");
    let body = &function.block;
    let words = idents(quote!(#body));
    // `self.core.operation(&STATIC)…` is the function itself; `self.function(…)` and `self.0.function(…)` hand on to it.
    match words.as_slice() {
        words if words.iter().any(|word| word == "core") => functions.get(own).cloned().flatten(),
        [holder, function, ..] if holder == "self" => {
            functions.get(function.trim_start_matches("r#")).cloned().flatten()
        }
        _ => None,
    }
}
