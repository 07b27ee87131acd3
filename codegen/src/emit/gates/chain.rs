//! The chain of resources: a step is needed where an operation behind it is.

use super::needs::{Needs, called};
use std::collections::{BTreeSet, HashMap, HashSet};
use syn::{File, ImplItem, Item, ItemImpl, ReturnType, Type};

/// The module that holds the chain.
pub(super) const MODULE: &str = "resources.rs";

/// The step that the block is about.
pub(super) fn owner(block: &ItemImpl) -> Option<String> {
    named(&block.self_ty)
}

/// The type that a function gives, which may be a step.
pub(super) fn led_to(item: &ImplItem) -> Option<String> {
    let ImplItem::Fn(function) = item else { return None };
    let ReturnType::Type(_, ty) = &function.sig.output else { return None };
    named(ty)
}

/// The name of a type without a path.
fn named(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    match path.path.segments.len() {
        1 => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

/// With which features each step is needed.
pub(super) fn needs(
    modules: &[(&'static str, Vec<File>)],
    functions: &HashMap<String, Needs>,
) -> HashMap<String, Needs> {
    let files = modules.iter().filter(|(module, _)| *module == MODULE).flat_map(|(_, files)| files);
    let items: Vec<&Item> = files.flat_map(|file| &file.items).collect();
    let steps: HashSet<String> = items
        .iter()
        .filter_map(|item| match item {
            Item::Struct(item) => Some(item.ident.to_string()),
            _ => None,
        })
        .collect();
    // Of each step its own operations, and the steps behind it.
    let mut needs: HashMap<String, Needs> = HashMap::new();
    let mut before: HashMap<String, Vec<String>> = HashMap::new();
    let mut waiting: Vec<(String, Needs)> = Vec::new();
    for item in items {
        let Item::Impl(block) = item else { continue };
        let Some(step) = owner(block).filter(|step| steps.contains(step)) else { continue };
        for item in &block.items {
            match led_to(item).filter(|next| steps.contains(next)) {
                Some(next) => before.entry(next).or_default().push(step.clone()),
                None => waiting.push((step.clone(), called(item, functions))),
            }
        }
    }
    while let Some((step, further)) = waiting.pop() {
        let known = needs.get(&step);
        let both = match (known, &further) {
            (None, further) => further.clone(),
            (Some(Some(known)), Some(further)) => Some(known.union(further).cloned().collect::<BTreeSet<_>>()),
            (Some(_), _) => None,
        };
        if known != Some(&both) {
            needs.insert(step.clone(), both.clone());
            waiting.extend(before.get(&step).into_iter().flatten().map(|earlier| (earlier.clone(), both.clone())));
        }
    }
    needs
}
