//! Types as they are written: by what writes them, so that both say the same.

use crate::emit::scope::Scope;
use crate::plan::{Plan, Type};
use proc_macro2::TokenStream;

/// The type as a field has it.
pub fn owned(plan: &Plan, ty: &Type) -> String {
    text(&Scope::new(plan).owned(ty))
}

/// The type as an argument has it that is only read.
pub fn borrowed(plan: &Plan, ty: &Type) -> String {
    text(&Scope::new(plan).borrowed(ty, None))
}

/// Tokens without the spaces that keep them apart.
fn text(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "").replace(',', ", ").replace(", )", ",)")
}
