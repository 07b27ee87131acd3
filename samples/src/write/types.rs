//! Types as the source of a test names them.

use openapi_client_codegen::plan::{Plan, Type};

/// The type of an owned value; `_` where the compiler finds it by itself.
pub fn owned(plan: &Plan, ty: &Type) -> String {
    match ty {
        Type::Model(model) | Type::Boxed(model) => match plan.models.get(model.0) {
            Some(model) => format!("models::{}", model.name),
            None => "_".to_owned(),
        },
        Type::Vec(item) => format!("Vec<{}>", owned(plan, item)),
        Type::Map(value) => format!("runtime::Map<{}>", owned(plan, value)),
        Type::Nullable(value) => format!("runtime::Nullable<{}>", owned(plan, value)),
        Type::JsonText(value) => format!("runtime::JsonText<{}>", owned(plan, value)),
        Type::Sensitive => "runtime::Sensitive<String>".to_owned(),
        Type::String => "String".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::I32 => "i32".to_owned(),
        Type::I64 => "i64".to_owned(),
        Type::U32 => "u32".to_owned(),
        Type::U64 => "u64".to_owned(),
        Type::F32 => "f32".to_owned(),
        Type::F64 => "f64".to_owned(),
        Type::Json => "runtime::Json".to_owned(),
        Type::Format(name) => format!("runtime::{name}"),
        _ => "_".to_owned(),
    }
}

/// Whether an argument of the type is given as it is.
pub fn is_copy(ty: &Type) -> bool {
    matches!(ty, Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F32 | Type::F64)
}
