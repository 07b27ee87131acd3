//! How types are written, and which names a file must import for them.

use super::source::ident;
use crate::plan::{ModelId, Plan, Type};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeSet;

/// The types that a file writes.
pub struct Scope<'p> {
    plan: &'p Plan,
    used: BTreeSet<String>,
    /// Whether models are written as `models::Name`.
    qualified: bool,
}

impl<'p> Scope<'p> {
    /// A file that has written no type yet.
    pub fn new(plan: &'p Plan) -> Self {
        Self { plan, used: BTreeSet::new(), qualified: false }
    }

    /// The same for a file whose own types may have the names of models.
    pub fn qualified(plan: &'p Plan) -> Self {
        Self { qualified: true, ..Self::new(plan) }
    }

    /// `use super::models::*;` where models were written: a list of their names would be long.
    pub fn import(&self) -> TokenStream {
        if self.qualified && !self.used.is_empty() {
            return quote!(
                use super::models;
            );
        }
        match self.used.is_empty() {
            true => TokenStream::new(),
            false => quote!(
                use super::models::*;
            ),
        }
    }

    /// The type as a field has it.
    pub fn owned(&mut self, ty: &Type) -> TokenStream {
        match ty {
            Type::Unit => quote!(()),
            Type::Bool => quote!(bool),
            Type::I32 => quote!(i32),
            Type::I64 => quote!(i64),
            Type::U32 => quote!(u32),
            Type::U64 => quote!(u64),
            Type::F32 => quote!(f32),
            Type::F64 => quote!(f64),
            Type::String => quote!(String),
            Type::Format(name) => {
                let name = ident(name);
                quote!(runtime::#name)
            }
            Type::Text(path) => {
                let path = parsed(path);
                quote!(runtime::Text<#path>)
            }
            Type::Path(path) => parsed(path),
            Type::Sensitive => quote!(runtime::Sensitive<String>),
            Type::JsonText(value) => {
                let value = self.owned(value);
                quote!(runtime::JsonText<#value>)
            }
            Type::Bytes => quote!(runtime::Bytes),
            Type::Upload => quote!(runtime::Upload),
            Type::Multipart => quote!(runtime::Multipart),
            Type::Events(data) => {
                let data = self.owned(data);
                quote!(Vec<runtime::Event<#data>>)
            }
            Type::Json => quote!(runtime::Json),
            Type::Vec(item) => {
                let item = self.owned(item);
                quote!(Vec<#item>)
            }
            Type::Tuple(parts, rest) => {
                let parts: Vec<_> = parts.iter().map(|part| self.owned(part)).collect();
                // A tuple of one needs its comma.
                let first = if let [only] = parts.as_slice() { quote!((#only,)) } else { quote!((#(#parts),*)) };
                let Some(rest) = rest else { return first };
                let rest = self.owned(rest);
                quote!(runtime::Open<#first, #rest>)
            }
            Type::Map(value) => {
                let value = self.owned(value);
                quote!(runtime::Map<#value>)
            }
            Type::Model(model) => {
                let name = self.model(*model);
                quote!(#name)
            }
            Type::Boxed(model) => {
                let name = self.model(*model);
                quote!(Box<#name>)
            }
            Type::Nullable(inner) => {
                let inner = self.owned(inner);
                quote!(runtime::Nullable<#inner>)
            }
        }
    }

    /// The type as an argument has it that is only read; `lifetime` where it is kept.
    pub fn borrowed(&mut self, ty: &Type, lifetime: Option<&TokenStream>) -> TokenStream {
        match ty {
            ty if is_copy(ty) => self.owned(ty),
            Type::String => quote!(&#lifetime str),
            Type::Vec(item) => {
                let item = self.owned(item);
                quote!(&#lifetime [#item])
            }
            other => {
                let other = self.owned(other);
                quote!(&#lifetime #other)
            }
        }
    }

    /// The enum of bodies of that name, as an argument.
    pub fn body(&self, name: &Ident, lifetime: Option<&TokenStream>) -> TokenStream {
        let lifetime = lifetime.map(|lifetime| quote!(<#lifetime>));
        if self.qualified { quote!(bodies::#name #lifetime) } else { quote!(#name #lifetime) }
    }

    /// The struct of parameters of that name, as an argument.
    pub fn parameters(&self, name: &Ident) -> TokenStream {
        if self.qualified { quote!(&parameters::#name) } else { quote!(&#name) }
    }

    fn model(&mut self, model: ModelId) -> TokenStream {
        let name = self.plan.models.get(model.0).map_or("Unplanned", |model| model.name.as_str());
        self.used.insert(name.to_owned());
        let name = ident(name);
        if self.qualified { quote!(models::#name) } else { quote!(#name) }
    }
}

/// Whether an argument of this type is passed by value.
pub fn is_copy(ty: &Type) -> bool {
    matches!(ty, Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F32 | Type::F64)
}

/// A path of the settings, which were checked when they were read.
fn parsed(path: &str) -> TokenStream {
    path.parse().unwrap_or_else(|_| quote!(String))
}
