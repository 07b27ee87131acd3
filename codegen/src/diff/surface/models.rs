//! The types of values.

use super::item::{Item, Part};
use super::types::owned;
use super::{Surface, tiers};
use crate::diff::origin::{Origin, Tiers};
use crate::plan::{Field, Model, ModelKind, Struct, Union};
use crate::resolve::api::{self, SchemaId, Shape};
use serde_json::Value;
use std::collections::BTreeSet;

impl Surface<'_> {
    pub(super) fn models(&mut self) {
        for model in &self.side.plan.models {
            self.model(model);
        }
        for limits in &self.side.plan.limits {
            let model = self.side.plan.models.iter().find(|model| model.name == limits.model);
            let schema = model.and_then(|model| model.schema);
            let origins = schema.map(|id| self.limits_below(id));
            let path = format!("{}: Validate", limits.model);
            self.add(Item::new(path, origins.unwrap_or_default()).below(&limits.model));
        }
    }

    /// What limits anywhere in a value come of: limits that come and go, or what has them.
    fn limits_below(&self, id: SchemaId) -> Tiers {
        let mut waiting = vec![id];
        let mut seen = BTreeSet::new();
        let mut properties = Vec::new();
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                continue;
            }
            let shape = &self.side.api.schemas.get(id).shape;
            waiting.extend(shape.parts());
            if let Shape::Object(object) = shape {
                properties.extend(object.properties.iter().map(|it| Origin::Property(id, it.name.clone())));
            }
        }
        let schemas = seen.iter().copied().map(Origin::Schema).collect();
        vec![seen.iter().copied().map(Origin::Limits).collect(), properties, schemas]
    }

    pub(super) fn model(&mut self, model: &Model) {
        let own: Tiers = vec![model.schema.into_iter().map(Origin::Schema).collect()];
        let kind = match &model.kind {
            ModelKind::Struct(_) => "a struct",
            ModelKind::TextEnum(_) => "an enum of texts",
            ModelKind::IntegerEnum(_) => "an enum of whole numbers",
            ModelKind::ValueEnum(_) => "an enum of values",
            ModelKind::Union(_) => "an enum of types",
            ModelKind::Newtype(_) => "a struct of one value",
        };
        let item = Item::new(&model.name, own.clone()).typed(kind);
        self.add(Item { deprecated: model.docs.deprecated, ..item });
        match &model.kind {
            ModelKind::Struct(structure) => self.structure(model, structure),
            ModelKind::TextEnum(variants) => {
                let variants = variants.iter().map(|it| (it.name.as_str(), Value::from(it.value.as_str())));
                self.variants(model, variants.collect());
            }
            ModelKind::IntegerEnum(variants) => {
                self.variants(model, variants.iter().map(|it| (it.name.as_str(), Value::from(it.value))).collect());
            }
            ModelKind::ValueEnum(variants) => {
                self.variants(model, variants.iter().map(|it| (it.name.as_str(), it.value.clone())).collect());
            }
            ModelKind::Union(union) => self.union(model, union),
            ModelKind::Newtype(ty) => {
                let mentioned = model.schema.map(|id| self.side.api.schemas.get(id).shape.parts()).unwrap_or_default();
                let origins = tiers(Vec::new(), self.all_mentioned(mentioned), own.concat());
                self.add(
                    Item::new(format!("{}.0", model.name), origins).below(&model.name).typed(owned(self.side.plan, ty)),
                );
            }
        }
    }

    fn variants(&mut self, model: &Model, variants: Vec<(&str, Value)>) {
        for (name, value) in variants {
            let text = value.to_string();
            let value = model.schema.map(|id| Origin::Value(id, text.clone()));
            let schema = model.schema.map(Origin::Schema);
            let origins = tiers(value.into_iter().collect(), Vec::new(), schema.into_iter().collect());
            let item = Item::new(format!("{}::{name}", model.name), origins).below(&model.name);
            self.add(Item { value: Some(text), ..item });
        }
    }

    fn union(&mut self, model: &Model, union: &Union) {
        let shape = model.schema.map(|id| &self.side.api.schemas.get(id).shape);
        let members = match shape {
            Some(Shape::Union(union)) => union.members.as_slice(),
            _ => &[],
        };
        for (index, member) in union.members.iter().enumerate() {
            let own = model.schema.map(|id| Origin::Member(id, index));
            let mentioned = members.get(index).map(|id| self.mentioned(*id)).unwrap_or_default();
            let schema = model.schema.map(Origin::Schema);
            let origins = tiers(own.into_iter().collect(), mentioned, schema.into_iter().collect());
            let item = Item::new(format!("{}::{}", model.name, member.name), origins).below(&model.name);
            self.add(item.typed(owned(self.side.plan, &member.ty)));
        }
    }

    fn structure(&mut self, model: &Model, structure: &Struct) {
        let object = model.schema.and_then(|id| match &self.side.api.schemas.get(id).shape {
            Shape::Object(object) => Some((id, object)),
            _ => None,
        });
        let name = &model.name;
        let mut arguments = Vec::new();
        for field in &structure.fields {
            let origins = self.field_origins(object, &field.wire);
            let ty = owned(self.side.plan, &field.ty);
            if field.required && field.constant.is_none() {
                arguments.push(argument(field, &ty, origins.clone()));
            }
            let written = if field.required { ty } else { format!("Option<{ty}>") };
            let item = Item::new(format!("{name}.{}", field.name), origins).below(name).typed(written);
            self.add(Item { deprecated: field.docs.deprecated, ..item });
        }
        let schema: Vec<Origin> = model.schema.into_iter().map(Origin::Schema).collect();
        let rest = object.map(|(id, _)| Origin::Rest(id));
        if let Some((field, ty)) = &structure.rest {
            let mentioned = object.and_then(|(_, object)| object.rest).map(|id| self.mentioned(id)).unwrap_or_default();
            let origins = tiers(rest.iter().cloned().collect(), mentioned, schema.clone());
            let ty = format!("runtime::Map<{}>", owned(self.side.plan, ty));
            self.add(Item::new(format!("{name}.{field}"), origins).below(name).typed(ty));
        }
        let unions: Vec<SchemaId> =
            object.map(|(_, object)| object.variants.iter().map(|it| it.schema).collect()).unwrap_or_default();
        for (index, variant) in structure.variants.iter().enumerate() {
            let mentioned = unions.get(index).map(|id| self.mentioned(*id)).unwrap_or_default();
            let origins = tiers(Vec::new(), mentioned, schema.clone());
            let (field, ty) = (&variant.name, owned(self.side.plan, &variant.ty));
            arguments.push(Part {
                key: format!("variant {index}"),
                name: field.clone(),
                text: ty.clone(),
                also: Vec::new(),
                origins: origins.clone(),
            });
            self.add(Item::new(format!("{name}.{field}"), origins).below(name).typed(ty));
        }
        if arguments.is_empty() {
            // It goes with the first property that must be there, and comes with the last one that need not.
            let required = object.into_iter().flat_map(|(id, object)| {
                object.properties.iter().map(move |property| Origin::Property(id, property.name.clone()))
            });
            let own = object.map(|(id, _)| Origin::Required(id)).into_iter().collect();
            let origins = tiers(own, required.collect(), schema.clone());
            self.add(Item::new(format!("{name}: Default"), origins).below(name));
        }
        let order: Vec<Origin> = object.map(|(id, _)| Origin::PropertyOrder(id)).into_iter().collect();
        let new = Item::new(format!("{name}::new"), vec![schema]).below(name).taking(arguments);
        self.add(Item { order: vec![order], ..new });
    }

    fn field_origins(&self, object: Option<(SchemaId, &api::Object)>, wire: &str) -> Tiers {
        let Some((id, object)) = object else { return Tiers::new() };
        let property = object.properties.iter().find(|property| property.name == wire);
        let mentioned = property.map(|property| self.mentioned(property.schema)).unwrap_or_default();
        tiers(vec![Origin::Property(id, wire.to_owned())], mentioned, vec![Origin::Schema(id)])
    }
}

fn argument(field: &Field, ty: &str, origins: Tiers) -> Part {
    Part { key: field.wire.clone(), name: field.name.clone(), text: ty.to_owned(), also: Vec::new(), origins }
}
