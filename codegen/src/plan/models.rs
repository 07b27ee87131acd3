//! Models: the schemas that become types of their own.

use super::docs;
use super::names::{Kind, Names};
use super::plan::{Constant, EnumVariant, Field, Member, Model, ModelKind, Struct, Tag, Union, VariantField};
use super::ty::Type;
use super::types::{Types, is_reserved};
use super::words::{pascal, snake, variant};
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;
use crate::resolve::api::{self, EnumValue, Object, Property, SchemaId, Shape};
use serde_json::Value;

/// `new` makes the struct; the others would be patterns where a field is read.
const FIELD_RESERVED: [&str; 5] = ["new", "None", "Some", "Ok", "Err"];

/// Gives the schemas below `components/schemas` their names before all others, so that these never depend on their use.
pub fn name_components(types: &mut Types<'_>, diagnostics: &mut Diagnostics) {
    let components: Vec<(SchemaId, String)> =
        types.schemas.iter().filter_map(|(id, schema)| Some((id, schema.component.clone()?))).collect();
    for (id, name) in components {
        let name = pascal(&name, "Type");
        // What it stands for has no name of its own, where it is no other component.
        let meant = types.schemas.meant(id).0;
        let id = if types.schemas.get(meant).component.is_some() { id } else { meant };
        let name = if is_reserved(&name) { format!("{name}Model") } else { name };
        types.model(id, &[name], diagnostics);
    }
}

/// Plans every model that has a name, and those that this names: the list grows while it is walked.
pub fn plan(types: &mut Types<'_>, diagnostics: &mut Diagnostics) -> Vec<Model> {
    let mut models = Vec::new();
    while let Some((schema, name)) = types.named.get(models.len()).cloned() {
        models.push(model(types, schema, name, diagnostics));
    }
    models
}

fn model(types: &mut Types<'_>, id: SchemaId, name: String, diagnostics: &mut Diagnostics) -> Model {
    let schema = types.schemas.get(id);
    let kind = match &schema.shape {
        Shape::Object(object) => ModelKind::Struct(structure(types, object, &name, diagnostics)),
        Shape::TextEnum(values) => ModelKind::TextEnum(variants(values, &schema.pointer, diagnostics)),
        Shape::IntegerEnum(values) => ModelKind::IntegerEnum(variants(values, &schema.pointer, diagnostics)),
        Shape::ValueEnum(values) => ModelKind::ValueEnum(variants(values, &schema.pointer, diagnostics)),
        Shape::Union(union_) => ModelKind::Union(union(types, union_, &name, diagnostics)),
        // No other shape is given a name, but where it holds itself.
        _ => ModelKind::Newtype(types.held(id, &name, diagnostics)),
    };
    Model { name, schema: Some(id), docs: docs::of_schema(schema), kind }
}

fn structure(types: &mut Types<'_>, object: &Object, name: &str, diagnostics: &mut Diagnostics) -> Struct {
    let mut names = Names::reserving(&FIELD_RESERVED);
    let mut fields = Vec::with_capacity(object.properties.len());
    for property in &object.properties {
        let wish = property.rust_name.as_deref();
        let field =
            names.take_for(Kind::Value, wish, &[snake(&property.name, "field")], &property.pointer, diagnostics);
        let inner = format!("{name}{}", pascal(&property.name, "Field"));
        let ty = types.of(property.schema, &[inner], diagnostics);
        let docs = docs::of_property(types.schemas, property, &ty);
        let constant = constant(types, property, &ty);
        let (wire, required) = (property.name.clone(), property.required);
        fields.push(Field { name: field, wire, required, ty, constant, docs });
    }
    let rest = object.rest.map(|rest| {
        let ty = types.of(rest, &[format!("{name}Value")], diagnostics);
        (names.take(&["additional_properties".to_owned()]), ty)
    });
    let variants = object.variants.iter().enumerate().map(|(index, variant)| {
        let candidates: Vec<String> = (1..=index + 1).map(|count| numbered(&format!("{name}Variant"), count)).collect();
        let ty = types.of(variant.schema, &candidates, diagnostics);
        let field = match &types.schemas.get(variant.schema).component {
            Some(component) if object.variants.len() > 1 => snake(component, "variant"),
            _ => "variant".to_owned(),
        };
        VariantField { name: names.take(&[field]), ty, elsewhere: variant.elsewhere.clone() }
    });
    let variants = variants.collect();
    Struct { fields, rest, variants }
}

/// The name of the first of several, and of those that come after it.
fn numbered(name: &str, count: usize) -> String {
    if count == 1 { name.to_owned() } else { format!("{name}{count}") }
}

/// The only value that the document knows of a property: of an enum its only variant.
fn constant(types: &Types<'_>, property: &Property, ty: &Type) -> Option<Constant> {
    let schema = types.schemas.get(types.schemas.meant(property.schema).0);
    let value = schema.constant.clone().or_else(|| property.constant.clone().map(Value::String))?;
    let only = match &schema.shape {
        Shape::TextEnum(values) => only_variant(values),
        Shape::IntegerEnum(values) => only_variant(values),
        Shape::ValueEnum(values) => only_variant(values),
        _ => None,
    };
    match (ty, only) {
        (Type::Model(model), Some(only)) => Some(Constant::Variant(types.named[model.0].1.clone(), only)),
        (Type::String | Type::I64 | Type::U64 | Type::F64 | Type::Bool, None) => Some(Constant::Value(value)),
        _ => None,
    }
}

/// `Unknown` is the emitted enum's own variant, so a document's value of that name is called otherwise.
fn variant_names() -> Names {
    Names::reserving(&["Unknown"])
}

/// The name of the only value of an enum.
fn only_variant<T: Clone + Into<Value>>(values: &[EnumValue<T>]) -> Option<String> {
    // What there is to say of it is said where the enum is planned.
    variants(values, &Pointer::root(), &mut Diagnostics::default()).pop().map(|variant| variant.name)
}

fn variants<T: Clone + Into<Value>>(
    values: &[EnumValue<T>],
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Vec<EnumVariant<T>> {
    let mut names = variant_names();
    let named = values.iter().map(|known| {
        let text = match known.value.clone().into() {
            Value::String(text) => text,
            other => other.to_string(),
        };
        let name = variant(known.name.as_deref().unwrap_or(&text));
        let candidates = [name.clone(), format!("{name}Value")];
        let name = match known.rust_name.as_deref() {
            Some(wish) => names.take_for(Kind::Type, Some(wish), &candidates, at, diagnostics),
            None => names.take(&candidates),
        };
        EnumVariant { name, value: known.value.clone(), docs: known.description.clone() }
    });
    named.collect()
}

fn union(types: &mut Types<'_>, union: &api::Union, name: &str, diagnostics: &mut Diagnostics) -> Union {
    // The members beside which a union stands are its own as much as those of the object.
    let name = name.strip_suffix("Variant").filter(|name| !name.is_empty()).unwrap_or(name);
    let mut names = variant_names();
    let mut members: Vec<Member> = Vec::new();
    let mut places = Vec::with_capacity(union.members.len());
    for (index, schema) in union.members.iter().enumerate() {
        let inner = inner_name(types, union, index, *schema, name);
        let ty = match types.of(*schema, &[inner], diagnostics) {
            // The union as a whole may be `null`.
            Type::Nullable(inner) => *inner,
            other => other,
        };
        let known = members.iter().position(|member| member.ty == ty);
        places.push(known.unwrap_or(members.len()));
        if known.is_none() {
            let name = member_name(types, &ty, name);
            members.push(Member { name: names.take(&[name.clone(), format!("{name}Value")]), ty });
        }
    }
    let mut tried: Vec<usize> = (0..members.len()).collect();
    tried.sort_by_key(|index| members.get(*index).map(|member| width(types, &member.ty)));
    let tag = union.discriminator.as_ref().map(|discriminator| tag(union, discriminator, &places, &tried));
    Union { members, tried, tag }
}

/// How the members are told apart: each member of the union is the one of the type at its place in `places`.
fn tag(union: &api::Union, discriminator: &api::Discriminator, places: &[usize], tried: &[usize]) -> Tag {
    let types = |members: &[usize]| -> Vec<usize> {
        let wanted: Vec<usize> = members.iter().filter_map(|member| places.get(*member)).copied().collect();
        tried.iter().copied().filter(|place| wanted.contains(place)).collect()
    };
    let values = discriminator.members_by_value().into_iter();
    let values: Vec<_> = values.map(|(value, members)| (value.to_owned(), types(&members))).collect();
    let is_told = |place: &usize| values.iter().any(|(_, places)| places.contains(place));
    let mut others = types(&union.untold());
    others.retain(|place| !is_told(place));
    Tag { property: discriminator.property.clone(), values, others }
}

/// What a member without a name of its own is called: by its title, by the value that leads to it, or by its place.
fn inner_name(types: &Types<'_>, union: &api::Union, index: usize, schema: SchemaId, name: &str) -> String {
    let schema = types.schemas.get(types.schemas.meant(schema).0);
    if let Some(title) = schema.suffix.as_ref().or(schema.title.as_ref()) {
        return format!("{name}{}", pascal(title, "Member"));
    }
    let values = union.discriminator.iter().flat_map(|discriminator| &discriminator.values);
    let mut values = values.filter(|(_, member)| *member == index).map(|(value, _)| value);
    match (values.next(), values.next()) {
        (Some(only), None) => format!("{name}{}", pascal(only, "Member")),
        _ => format!("{name}Member{}", index + 1),
    }
}

/// How much a type takes: of two that take a value, the narrower one says more of it.
fn width(types: &Types<'_>, ty: &Type) -> u8 {
    match ty {
        Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 => 0,
        Type::Format(_) | Type::Text(_) | Type::Path(_) | Type::Sensitive | Type::Bytes | Type::Upload => 1,
        Type::Model(model) | Type::Boxed(model) => {
            match types.named.get(model.0).map(|(schema, _)| &types.schemas.get(*schema).shape) {
                Some(Shape::TextEnum(_) | Shape::IntegerEnum(_) | Shape::ValueEnum(_)) => 0,
                _ => 2,
            }
        }
        Type::Vec(inner) => width(types, inner).max(2),
        Type::Tuple(..) | Type::Multipart | Type::Events(_) | Type::JsonText(_) => 2,
        Type::F32 | Type::F64 | Type::String => 3,
        Type::Map(inner) => width(types, inner).max(4),
        Type::Nullable(inner) => width(types, inner),
        Type::Unit | Type::Json => 5,
    }
}

fn member_name(types: &Types<'_>, ty: &Type, union: &str) -> String {
    match ty {
        Type::Unit | Type::Json => "Any".to_owned(),
        Type::Bool => "Boolean".to_owned(),
        Type::I32 | Type::I64 | Type::U32 | Type::U64 => "Integer".to_owned(),
        Type::F32 | Type::F64 => "Number".to_owned(),
        Type::String => "Text".to_owned(),
        Type::Format(name) => (*name).to_owned(),
        Type::Text(path) | Type::Path(path) => pascal(path.rsplit("::").next().unwrap_or_default(), "Value"),
        Type::Sensitive => "SensitiveText".to_owned(),
        Type::Bytes => "Bytes".to_owned(),
        Type::Upload => "File".to_owned(),
        Type::Multipart => "Parts".to_owned(),
        Type::Events(data) => format!("{}Events", member_name(types, data, union)),
        Type::Vec(item) => format!("{}List", member_name(types, item, union)),
        Type::JsonText(value) => format!("{}Text", member_name(types, value, union)),
        Type::Tuple(..) => "Tuple".to_owned(),
        Type::Map(value) => format!("{}Map", member_name(types, value, union)),
        Type::Nullable(inner) => format!("Nullable{}", member_name(types, inner, union)),
        Type::Model(model) | Type::Boxed(model) => {
            let name = types.named[model.0].1.as_str();
            // What requests have of a union is called as the union itself is.
            let ending = if union.ends_with("Input") { "Input" } else { "" };
            let name = name.strip_suffix(ending).filter(|short| !short.is_empty()).unwrap_or(name);
            let short = name.strip_prefix(union).filter(|short| short.starts_with(char::is_uppercase));
            short.unwrap_or(name).to_owned()
        }
    }
}
