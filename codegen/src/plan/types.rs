//! Which Rust type each schema has, and which schemas become types of their own.

use super::formats::Formats;
use super::loops;
use super::names::{Kind, Names};
use super::ty::{ModelId, Type};
use crate::diagnostic::{Diagnostics, code};
use crate::resolve::api::{IntegerFormat, NumberFormat, SchemaId, Schemas, Shape};
use crate::settings::Settings;
use std::collections::{HashMap, HashSet};

/// Types that emitted code writes without a path. Those in small letters no type can be called.
pub const RESERVED: [&str; 10] =
    ["Box", "Client", "Default", "From", "Into", "IntoIterator", "Option", "Self", "String", "Vec"];

/// Whether emitted code uses `name` for something else.
pub fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// The types of a client, as they are found.
pub struct Types<'a> {
    pub(super) schemas: &'a Schemas,
    formats: Formats<'a>,
    pub(super) names: Names,
    models: HashMap<SchemaId, ModelId>,
    /// Lists and maps that hold themselves without a model between, and so become one.
    loops: HashSet<SchemaId>,
    /// The schema and the name of each model.
    pub(super) named: Vec<(SchemaId, String)>,
}

impl<'a> Types<'a> {
    /// No types yet.
    pub fn new(schemas: &'a Schemas, settings: &'a Settings) -> Self {
        Self {
            schemas,
            formats: Formats::new(settings),
            names: Names::reserving(&RESERVED),
            models: HashMap::new(),
            loops: loops::of(schemas),
            named: Vec::new(),
        }
    }

    /// The type of `schema`. Where it becomes a model and has no name yet, it gets the first free one of `candidates`.
    pub fn of(&mut self, schema: SchemaId, candidates: &[String], diagnostics: &mut Diagnostics) -> Type {
        self.nested(schema, candidates, &mut Vec::new(), diagnostics)
    }

    /// The name of a type that no schema has.
    pub fn name(&mut self, candidates: &[String]) -> String {
        self.names.take(candidates)
    }

    /// Gives the schema a name, where it becomes a model: the model, if so.
    pub fn model(&mut self, schema: SchemaId, candidates: &[String], diagnostics: &mut Diagnostics) -> Option<ModelId> {
        if let Some(model) = self.models.get(&schema) {
            return Some(*model);
        }
        let facts = self.schemas.get(schema);
        if !self.is_model(schema) || self.formats.in_place_of(facts).is_some() {
            return None;
        }
        let name = self.names.take_for(Kind::Type, facts.rust_name.as_deref(), candidates, &facts.pointer, diagnostics);
        let model = ModelId(self.named.len());
        self.named.push((schema, name));
        self.models.insert(schema, model);
        Some(model)
    }

    /// The name of the model that the schema became.
    pub fn model_name(&self, schema: SchemaId) -> Option<&str> {
        let model = self.models.get(&schema)?;
        self.named.get(model.0).map(|(_, name)| name.as_str())
    }

    fn nested(
        &mut self,
        schema: SchemaId,
        candidates: &[String],
        around: &mut Vec<SchemaId>,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let (meant, nullable) = self.schemas.meant(schema);
        // What holds itself is a model, so this never ends a circle; it is a guard against a fault.
        if around.contains(&meant) && !self.is_model(meant) {
            return Type::Json;
        }
        around.push(meant);
        let ty = match self.formats.in_place_of(self.schemas.get(schema)) {
            Some(ty) => ty,
            None => self.unwrapped(meant, candidates, around, diagnostics),
        };
        around.pop();
        if nullable && ty != Type::Json { Type::Nullable(Box::new(ty)) } else { ty }
    }

    fn unwrapped(
        &mut self,
        schema: SchemaId,
        candidates: &[String],
        around: &mut Vec<SchemaId>,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        let facts = self.schemas.get(schema);
        if let Some(ty) = self.formats.in_place_of(facts).or_else(|| self.formats.of(facts)) {
            return ty;
        }
        if self.is_model(schema) {
            return self.model(schema, candidates, diagnostics).map_or(Type::Json, Type::Model);
        }
        self.inside(schema, candidates, around, diagnostics)
    }

    /// Whether the schema becomes a type of its own.
    fn is_model(&self, schema: SchemaId) -> bool {
        let shape = &self.schemas.get(schema).shape;
        self.loops.contains(&schema)
            || matches!(
                shape,
                Shape::TextEnum(_) | Shape::IntegerEnum(_) | Shape::ValueEnum(_) | Shape::Object(_) | Shape::Union(_)
            )
    }

    /// What a list or a map holds that is a type of its own.
    pub(super) fn held(&mut self, schema: SchemaId, name: &str, diagnostics: &mut Diagnostics) -> Type {
        self.inside(schema, &[name.to_owned()], &mut vec![schema], diagnostics)
    }

    fn inside(
        &mut self,
        schema: SchemaId,
        candidates: &[String],
        around: &mut Vec<SchemaId>,
        diagnostics: &mut Diagnostics,
    ) -> Type {
        match &self.schemas.get(schema).shape {
            // An alias that is still one here leads only to itself.
            Shape::Alias(_) => {
                let at = &self.schemas.get(schema).pointer;
                diagnostics
                    .warning(code::SCHEMA_RECURSIVE, at, "this schema stands only for itself: any value is read")
                    .help("let one of the schemas on the way say what it is");
                Type::Json
            }
            Shape::Any => Type::Json,
            Shape::Boolean => Type::Bool,
            Shape::Integer(IntegerFormat::Int32) => Type::I32,
            Shape::Integer(IntegerFormat::Int64) => Type::I64,
            Shape::Integer(IntegerFormat::Uint32) => Type::U32,
            Shape::Integer(IntegerFormat::Uint64) => Type::U64,
            Shape::Number(NumberFormat::Float) => Type::F32,
            Shape::Number(NumberFormat::Double) => Type::F64,
            // Inside JSON there are no raw bytes.
            Shape::Text | Shape::Binary => Type::String,
            Shape::File => Type::Upload,
            Shape::SensitiveText => Type::Sensitive,
            Shape::JsonText(value) => Type::JsonText(Box::new(self.nested(*value, candidates, around, diagnostics))),
            Shape::Array(item) => {
                Type::Vec(Box::new(self.nested(*item, &suffixed(candidates, "Item"), around, diagnostics)))
            }
            Shape::Map(value) => {
                Type::Map(Box::new(self.nested(*value, &suffixed(candidates, "Value"), around, diagnostics)))
            }
            Shape::Tuple(parts, rest) => {
                let parts = parts.iter().enumerate().map(|(index, part)| {
                    self.nested(*part, &suffixed(candidates, &format!("Item{}", index + 1)), around, diagnostics)
                });
                let parts = parts.collect();
                let rest = rest.map(|rest| self.nested(rest, &suffixed(candidates, "Item"), around, diagnostics));
                Type::Tuple(parts, rest.map(Box::new))
            }
            // These are models.
            Shape::TextEnum(_) | Shape::IntegerEnum(_) | Shape::ValueEnum(_) | Shape::Object(_) | Shape::Union(_) => {
                Type::Json
            }
        }
    }
}

fn suffixed(candidates: &[String], suffix: &str) -> Vec<String> {
    candidates.iter().map(|candidate| format!("{candidate}{suffix}")).collect()
}
