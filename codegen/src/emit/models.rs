//! `models.rs`: the types of values.

use super::scope::Scope;
use super::{Items, docs, enums, structs, unions};
use crate::plan::{ModelKind, Plan};
use quote::quote;

/// The items of `models.rs`.
pub fn items(plan: &Plan) -> Items {
    if plan.models.is_empty() {
        return Items::new();
    }
    let head = docs::inner(&["The values that requests and responses hold."]);
    let mut items = vec![quote!(#head use openapi_client_runtime as runtime;)];
    let mut scope = Scope::new(plan);
    for model in &plan.models {
        items.extend(match &model.kind {
            ModelKind::Struct(structure) => structs::items(model, structure, &mut scope),
            ModelKind::TextEnum(variants) => enums::text(model, variants),
            ModelKind::IntegerEnum(variants) => enums::integer(model, variants),
            ModelKind::ValueEnum(variants) => enums::value(model, variants),
            ModelKind::Newtype(ty) => unions::newtype(model, ty, &mut scope),
            ModelKind::Union(union) => unions::items(model, union, &mut scope),
        });
    }
    items
}
