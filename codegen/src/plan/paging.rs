//! Pages: a function more for each operation whose answer is one page of a list.

use super::names::{Kind, Names};
use super::operations::RESERVED;
use super::plan::{Model, ModelKind, Operation, Pages, Struct, Variant};
use super::ty::Type;
use crate::diagnostic::{Diagnostics, code};
use crate::near;
use crate::pointer::Pointer;
use crate::resolve::api::{Api, Codec};
use crate::settings::Settings;

/// Plans the functions that give the items of lists.
pub fn plan(
    api: &Api,
    operations: &mut [Operation],
    models: &[Model],
    settings: &Settings,
    diagnostics: &mut Diagnostics,
) {
    let taken: Vec<String> = operations.iter().map(|operation| operation.name.clone()).collect();
    let mut names = Names::reserving(&RESERVED.into_iter().chain(taken.iter().map(String::as_str)).collect::<Vec<_>>());
    for (operation, facts) in operations.iter_mut().zip(&api.operations) {
        let Some(rule) = &facts.paging else { continue };
        match item(operation, &rule.items, models) {
            Ok(item) => {
                let wanted = format!("{}_items", operation.name.trim_start_matches("r#"));
                let function = names.take_for(Kind::Value, None, &[wanted], &facts.pointer, diagnostics);
                operation.pages = Some(Pages { function, item, rule: rule.clone() });
            }
            Err((problem, help)) => {
                let message = format!("the pages of `{}` are left out: {problem}", facts.id);
                let diagnostic = match settings.paging.contains_key(&facts.id) {
                    true => diagnostics.settings_warning(code::PAGING_UNUSABLE, settings.file.as_deref(), message),
                    false => diagnostics.warning(code::PAGING_UNUSABLE, &facts.pointer.child("x-paging"), message),
                };
                diagnostic.help(help);
            }
        }
    }
}

type Problem = (String, String);

/// The type of the items that stand at `items` of a success.
fn item(operation: &Operation, items: &str, models: &[Model]) -> Result<Type, Problem> {
    let is_json = |variant: &Variant| variant.content.as_ref().is_some_and(|content| content.codec == Codec::Json);
    let variants = &operation.response.variants;
    let success = variants.iter().find(|variant| variant.is_success() && is_json(variant));
    // A default stands for a success where there is no other one.
    let default =
        || variants.last().filter(|variant| is_json(variant) && variants.iter().all(|other| !other.is_success()));
    let Some(success) = success.or_else(default) else {
        return Err(("no success of it is JSON".to_owned(), "describe the body of the success".to_owned()));
    };
    let mut ty = &success.ty;
    for token in Pointer::parse(items).iter().flat_map(|pointer| pointer.tokens().collect::<Vec<_>>()) {
        ty = match bare(ty) {
            Type::Model(model) | Type::Boxed(model) => match models.get(model.0).map(|model| &model.kind) {
                Some(ModelKind::Struct(structure)) => match member(structure, &token) {
                    Some(ty) => ty,
                    None => return Err(missing(structure, &token, items)),
                },
                _ => return Ok(Type::Json),
            },
            Type::Map(value) => value,
            Type::Vec(item) if token.parse::<usize>().is_ok() => item,
            Type::Json | Type::Path(_) => return Ok(Type::Json),
            _ => return Err(no_list(items)),
        };
    }
    match bare(ty) {
        Type::Vec(item) => Ok((**item).clone()),
        Type::Json | Type::Path(_) => Ok(Type::Json),
        _ => Err(no_list(items)),
    }
}

fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Nullable(inner) => bare(inner),
        other => other,
    }
}

fn member<'m>(structure: &'m Struct, name: &str) -> Option<&'m Type> {
    let field = structure.fields.iter().find(|field| field.wire == name).map(|field| &field.ty);
    field.or(structure.rest.as_ref().map(|(_, ty)| ty))
}

fn missing(structure: &Struct, name: &str, items: &str) -> Problem {
    let help = match near::nearest(name, structure.fields.iter().map(|field| field.wire.as_str())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "let `items` lead to the array in the body of the success".to_owned(),
    };
    (format!("the answer has no `{name}` at `{items}`"), help)
}

fn no_list(items: &str) -> Problem {
    (format!("what stands at `{items}` of the answer is no array"), "let `items` lead to the array of items".to_owned())
}
