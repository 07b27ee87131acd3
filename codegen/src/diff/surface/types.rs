//! Types as they are written.

use crate::plan::{ModelId, Plan, Type};

/// The type as a field has it.
pub fn owned(plan: &Plan, ty: &Type) -> String {
    let of = |inner: &Type| owned(plan, inner);
    match ty {
        Type::Unit => "()".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::F32 => "f32".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::String => "String".to_owned(),
        Type::Format(name) => format!("runtime::{name}"),
        Type::Text(path) => format!("runtime::Text<{path}>"),
        Type::Path(path) => path.clone(),
        Type::Sensitive => "runtime::Sensitive<String>".to_owned(),
        Type::Bytes => "runtime::Bytes".to_owned(),
        Type::Upload => "runtime::Upload".to_owned(),
        Type::Multipart => "runtime::Multipart".to_owned(),
        Type::Events(data) => format!("Vec<runtime::Event<{}>>", of(data)),
        Type::Json => "runtime::Json".to_owned(),
        Type::Vec(item) => format!("Vec<{}>", of(item)),
        Type::Tuple(parts, rest) => {
            let first = format!("({})", parts.iter().map(of).collect::<Vec<_>>().join(", "));
            match rest {
                Some(rest) => format!("runtime::Open<{first}, {}>", of(rest)),
                None => first,
            }
        }
        Type::Map(value) => format!("runtime::Map<{}>", of(value)),
        Type::Model(model) => name(plan, *model).to_owned(),
        Type::Boxed(model) => format!("Box<{}>", name(plan, *model)),
        Type::Nullable(inner) => format!("runtime::Nullable<{}>", of(inner)),
        Type::JsonText(inner) => format!("runtime::JsonText<{}>", of(inner)),
    }
}

/// The type as an argument has it that is only read.
pub fn borrowed(plan: &Plan, ty: &Type) -> String {
    match ty {
        Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F32 | Type::F64 => owned(plan, ty),
        Type::String => "&str".to_owned(),
        Type::Vec(item) => format!("&[{}]", owned(plan, item)),
        other => format!("&{}", owned(plan, other)),
    }
}

fn name(plan: &Plan, model: ModelId) -> &str {
    plan.models.get(model.0).map_or("_", |model| model.name.as_str())
}
