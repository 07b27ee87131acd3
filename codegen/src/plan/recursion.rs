//! A type that would hold itself holds itself behind a pointer.

use super::circles::{circles, closing};
use super::plan::{Model, ModelKind};
use super::ty::{ModelId, Type};
use std::collections::HashSet;

/// The largest value, in bytes, that stands in another one of its circle without a pointer.
const MAX_SIZE: usize = 16 * 1024;

/// A place where a model stands by value in another one: the model that holds it, and which one of its parts it is.
type Place = (usize, usize);

/// Boxes models so that none holds itself by value: those of unions wherever that would lead back to the union, and of
/// the others what closes a circle, in the order of the models and their fields. So a circle has one box, unless it
/// meets others.
///
/// What does not belong to a circle has no part in where its boxes are.
pub fn box_cycles(models: &mut [Model]) {
    let edges: Vec<Vec<usize>> = models.iter().map(held_by_value).collect();
    let circle = circles(&edges);
    let inside = |(holder, part): Place| {
        let held = edges.get(holder).and_then(|held| held.get(part));
        held.is_some_and(|held| circle.get(*held) == circle.get(holder))
    };
    let all: Vec<Place> = places(&edges).filter(|place| inside(*place)).collect();
    let is_union = |holder: usize| matches!(models.get(holder).map(|model| &model.kind), Some(ModelKind::Union(_)));
    let mut boxed: HashSet<Place> = all.iter().copied().filter(|(holder, _)| is_union(*holder)).collect();
    let left = |boxed: &HashSet<Place>| -> Vec<Vec<(usize, usize)>> {
        let held = edges.iter().enumerate().map(|(holder, held)| {
            let held = held.iter().copied().enumerate();
            held.filter(|(part, _)| !boxed.contains(&(holder, *part))).collect()
        });
        held.collect()
    };
    boxed.extend(closing(&left(&boxed)));
    let large = too_large(models, &left(&boxed));
    let large: HashSet<Option<&usize>> = large.iter().map(|model| circle.get(*model)).collect();
    boxed.extend(all.iter().copied().filter(|(holder, _)| large.contains(&circle.get(*holder))));
    for (holder, model) in models.iter_mut().enumerate() {
        let mut part = 0;
        for ty in types_mut(model) {
            box_inside(ty, &mut part, &|part| boxed.contains(&(holder, part)));
        }
    }
}

fn places(edges: &[Vec<usize>]) -> impl Iterator<Item = Place> {
    edges.iter().enumerate().flat_map(|(holder, held)| (0..held.len()).map(move |part| (holder, part)))
}

/// The models whose values are larger than they should be; `held` has what stands in each without a pointer, and leads
/// to no circle.
fn too_large(models: &[Model], held: &[Vec<(usize, usize)>]) -> Vec<usize> {
    let mut sizes: Vec<Option<usize>> = vec![None; models.len()];
    for start in 0..models.len() {
        let mut waiting = vec![start];
        while let Some(&model) = waiting.last() {
            let inner = held.get(model).map(Vec::as_slice).unwrap_or_default();
            let unknown = inner.iter().map(|(_, held)| *held).filter(|held| sizes.get(*held) == Some(&None));
            let unknown: Vec<usize> = unknown.collect();
            if !unknown.is_empty() && sizes.get(model) == Some(&None) {
                waiting.extend(unknown);
                continue;
            }
            waiting.pop();
            let parts = inner.iter().filter_map(|(_, held)| sizes.get(*held).copied().flatten());
            let parts: Vec<usize> = parts.collect();
            let own = models.get(model).map_or(0, |model| types(model).map(size).sum());
            let is_union = matches!(models.get(model).map(|model| &model.kind), Some(ModelKind::Union(_)));
            let inner =
                if is_union { parts.into_iter().max() } else { parts.into_iter().reduce(usize::saturating_add) };
            if let Some(size) = sizes.get_mut(model) {
                *size = Some(inner.unwrap_or_default().saturating_add(own));
            }
        }
    }
    let large = sizes.iter().enumerate().filter(|(_, size)| size.is_some_and(|size| size > MAX_SIZE));
    large.map(|(model, _)| model).collect()
}

/// About how many bytes a value takes, without the models in it.
fn size(ty: &Type) -> usize {
    match ty {
        Type::Model(_) => 8,
        Type::Tuple(parts, rest) => parts.iter().map(size).sum::<usize>() + if rest.is_some() { 24 } else { 0 },
        Type::Nullable(inner) => 8 + size(inner),
        Type::Map(_) | Type::Json => 72,
        Type::Upload | Type::Bytes | Type::Multipart => 40,
        Type::Unit | Type::Bool | Type::I32 | Type::U32 | Type::F32 | Type::Boxed(_) => 8,
        Type::I64 | Type::U64 | Type::F64 => 16,
        _ => 24,
    }
}

fn held_by_value(model: &Model) -> Vec<usize> {
    types(model).flat_map(by_value).collect()
}

fn by_value(ty: &Type) -> Vec<usize> {
    match ty {
        Type::Model(model) => vec![model.0],
        Type::Nullable(inner) | Type::JsonText(inner) => by_value(inner),
        Type::Tuple(parts, _) => parts.iter().flat_map(by_value).collect(),
        _ => Vec::new(),
    }
}

fn types(model: &Model) -> Box<dyn Iterator<Item = &Type> + '_> {
    match &model.kind {
        ModelKind::Struct(structure) => {
            let fields = structure.fields.iter().map(|field| &field.ty);
            Box::new(fields.chain(structure.variants.iter().map(|variant| &variant.ty)))
        }
        ModelKind::Newtype(ty) => Box::new(std::iter::once(ty)),
        ModelKind::Union(union) => Box::new(union.members.iter().map(|member| &member.ty)),
        ModelKind::TextEnum(_) | ModelKind::IntegerEnum(_) | ModelKind::ValueEnum(_) => Box::new(std::iter::empty()),
    }
}

fn types_mut(model: &mut Model) -> Box<dyn Iterator<Item = &mut Type> + '_> {
    match &mut model.kind {
        ModelKind::Struct(structure) => {
            let fields = structure.fields.iter_mut().map(|field| &mut field.ty);
            Box::new(fields.chain(structure.variants.iter_mut().map(|variant| &mut variant.ty)))
        }
        ModelKind::Newtype(ty) => Box::new(std::iter::once(ty)),
        ModelKind::Union(union) => Box::new(union.members.iter_mut().map(|member| &mut member.ty)),
        ModelKind::TextEnum(_) | ModelKind::IntegerEnum(_) | ModelKind::ValueEnum(_) => Box::new(std::iter::empty()),
    }
}

/// Boxes the models that stand by value in `ty` and are chosen by their number, which goes on from `part`.
fn box_inside(ty: &mut Type, part: &mut usize, is_chosen: &dyn Fn(usize) -> bool) {
    match ty {
        Type::Model(ModelId(held)) => {
            if is_chosen(*part) {
                *ty = Type::Boxed(ModelId(*held));
            }
            *part += 1;
        }
        Type::Nullable(inner) | Type::JsonText(inner) => box_inside(inner, part, is_chosen),
        Type::Tuple(parts, _) => parts.iter_mut().for_each(|inner| box_inside(inner, part, is_chosen)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::load::Document;
    use crate::plan::{Plan, Type};
    use crate::settings::Settings;
    use serde_json::{Map, Value, json};

    fn planned(schemas: &Value) -> Plan {
        let root = json!({"openapi": "3.0.3", "info": {}, "paths": {}, "components": {"schemas": schemas}});
        let document = Document::new("x.json", root.to_string(), root);
        let (settings, mut diagnostics) = (Settings::new("x.json", "out"), Diagnostics::default());
        let api = crate::resolve::resolve(&document, &settings, &mut diagnostics);
        crate::plan::plan(&api, &settings, &mut diagnostics)
    }

    /// How many parts of all models are boxed.
    fn boxes(plan: &Plan) -> usize {
        let types = plan.models.iter().flat_map(super::types);
        types.filter(|ty| matches!(ty, Type::Boxed(_))).count()
    }

    fn object(of: &[String]) -> Value {
        let properties: Map<String, Value> =
            of.iter().map(|name| (name.clone(), json!({"$ref": format!("#/components/schemas/{name}")}))).collect();
        json!({"type": "object", "properties": properties})
    }

    #[test]
    fn a_circle_has_one_box() {
        let names = ["A", "B", "C"].map(str::to_owned);
        let circle = |from: usize| object(&[names[(from + 1) % 3].clone()]);
        assert_eq!(boxes(&planned(&json!({"A": circle(0), "B": circle(1), "C": circle(2)}))), 1);
        let union = json!({"oneOf": [{"type": "string"}, {"$ref": "#/components/schemas/B"}]});
        let pair = json!({"type": "object", "properties": {
            "left": {"$ref": "#/components/schemas/A"}, "right": {"$ref": "#/components/schemas/A"},
        }});
        assert_eq!(boxes(&planned(&json!({"A": union, "B": pair}))), 1);
    }

    #[test]
    fn values_that_would_be_huge_have_more_boxes() {
        // Each holds the next one nine times, and the last one the first: without boxes between, 9 to the 20th values.
        let count = 20;
        let schemas: Map<String, Value> = (0..count)
            .map(|index| {
                let next = json!({"$ref": format!("#/components/schemas/S{}", (index + 1) % count)});
                let properties: Map<String, Value> = (0..9).map(|place| (format!("p{place}"), next.clone())).collect();
                (format!("S{index}"), json!({"type": "object", "properties": properties}))
            })
            .collect();
        assert_eq!(boxes(&planned(&schemas.into())), count * 9);
    }
}
