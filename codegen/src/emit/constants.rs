//! Fields that can have one value only.

use crate::plan::{Constant, Field};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::source::ident;

/// The constant as a literal.
pub fn literal(value: &Value) -> TokenStream {
    match value {
        Value::String(text) => quote!(#text),
        Value::Bool(truth) => quote!(#truth),
        Value::Number(number) => {
            let literal = match (number.as_i64(), number.as_u64(), number.as_f64()) {
                (Some(number), ..) if i32::try_from(number).is_ok() => Literal::i64_unsuffixed(number),
                (Some(number), ..) => Literal::i64_suffixed(number),
                (_, Some(number), _) => Literal::u64_suffixed(number),
                (_, _, Some(number)) if number.is_finite() => Literal::f64_unsuffixed(number),
                _ => Literal::i64_unsuffixed(0),
            };
            quote!(#literal)
        }
        _ => quote!(()),
    }
}

/// The constant, of which a field can be made.
pub fn value(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Value(value) => literal(value),
        Constant::Variant(name, variant) => {
            let (name, variant) = (ident(name), ident(variant));
            quote!(#name::#variant)
        }
    }
}

/// What the reader compares the value of `field` with, where its type does not do so by itself.
pub fn known(field: &Field) -> Option<TokenStream> {
    match &field.constant {
        Some(Constant::Value(value)) => Some(literal(value)),
        Some(Constant::Variant(..)) | None => None,
    }
}
