//! Objects.

use super::scope::Scope;
use super::source::ident;
use super::{Items, constants, docs};
use crate::plan::{Field, Model, Struct};
use proc_macro2::TokenStream;
use quote::quote;

/// The struct of `model`, its constructor and setters, and how it is read and written.
pub fn items(model: &Model, structure: &Struct, scope: &mut Scope<'_>) -> Items {
    let name = ident(&model.name);
    let head = docs::attributes(&model.docs, "An object.");
    let derives = match is_empty_by_default(&structure.fields) {
        true => quote!(#[derive(Debug, Clone, PartialEq, Default)]),
        false => quote!(#[derive(Debug, Clone, PartialEq)]),
    };
    let fields = structure.fields.iter().map(|field| declaration(field, scope)).collect::<Vec<_>>();
    let rest = structure.rest.as_ref().map(|(rest, ty)| {
        let (rest, written) = (ident(rest), scope.owned(ty));
        let head = docs::plain(match ty.is_sensitive() {
            true => "All other members, by name. Their values are encrypted on their way by the protocol.",
            false => "All other members, by name.",
        });
        quote!(#head pub #rest: runtime::Map<#written>,)
    });
    let declaration = quote!(#head #derives #[non_exhaustive] pub struct #name { #(#fields,)* #rest });
    let mut items = vec![declaration, functions(&model.name, structure, scope)];
    if constants::are_all(&structure.fields) {
        items.push(quote! {
            impl Default for #name {
                fn default() -> Self { Self::new() }
            }
        });
    }
    items.extend([
        decode(&model.name, structure),
        encode(&model.name, structure),
        quote!(runtime::serde_impls!(#name);),
    ]);
    items
}

/// Whether a value without any member set can be made.
pub fn is_empty_by_default(fields: &[Field]) -> bool {
    fields.iter().all(|field| !field.required)
}

/// `pub name: Option<T>`, documented.
pub fn declaration(field: &Field, scope: &mut Scope<'_>) -> TokenStream {
    let head = docs::attributes(&field.docs, &format!("`{}`.", docs::code_span(&field.wire)));
    let (name, ty) = (ident(&field.name), scope.owned(&field.ty));
    match field.required {
        true => quote!(#head pub #name: #ty),
        false => quote!(#head pub #name: Option<#ty>),
    }
}

fn functions(name: &str, structure: &Struct, scope: &mut Scope<'_>) -> TokenStream {
    let rest = structure.rest.as_ref().map(|(rest, _)| rest.as_str());
    let new = new(&structure.fields, rest, scope);
    let setters = setters(&structure.fields, scope);
    let name = ident(name);
    quote!(impl #name { #new #setters })
}

/// `new`, with an argument for each field that must be there.
pub fn new(fields: &[Field], rest: Option<&str>, scope: &mut Scope<'_>) -> TokenStream {
    if is_empty_by_default(fields) {
        // A setter called `default` would stand before the trait's function.
        let default = match fields.iter().any(|field| field.name == "default") {
            true => quote!(Default::default()),
            false => quote!(Self::default()),
        };
        return quote!(#[doc = " Nothing is set."] pub fn new() -> Self { #default });
    }
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for field in fields {
        let name = ident(&field.name);
        if let (true, Some(constant)) = (field.required, &field.constant) {
            let value = constants::stored(constant);
            values.push(quote!(#name: #value));
        } else if field.required {
            let input = scope.input(&field.ty, &name);
            let (ty, value) = (input.ty, input.value);
            arguments.push(quote!(#name: #ty));
            values.push(if name == value.to_string() { quote!(#name) } else { quote!(#name: #value) });
        } else {
            values.push(quote!(#name: None));
        }
    }
    values.extend(rest.map(ident).map(|rest| quote!(#rest: runtime::Map::default())));
    quote!(#[doc = " What must be there; nothing else is set."] pub fn new(#(#arguments),*) -> Self { Self { #(#values),* } })
}

/// A setter for each field that need not be there.
pub fn setters(fields: &[Field], scope: &mut Scope<'_>) -> TokenStream {
    let setters = fields.iter().filter(|field| !field.required).map(|field| {
        let name = ident(&field.name);
        let head = docs::plain(&format!("Sets `{}`.", docs::code_span(&field.wire)));
        let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
        let input = scope.input(&field.ty, &name);
        let (ty, value) = (input.ty, input.value);
        quote!(#head #deprecated pub fn #name(mut self, #name: #ty) -> Self { self.#name = Some(#value); self })
    });
    let setters: Vec<_> = setters.collect();
    quote!(#(#setters)*)
}

fn decode(name: &str, structure: &Struct) -> TokenStream {
    let name = ident(name);
    let reader = reader(structure);
    let names: Vec<_> = structure.fields.iter().map(|field| ident(&field.name)).collect();
    let wires = structure.fields.iter().map(|field| field.wire.as_str());
    let values = structure.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name), field.wire.as_str());
        let known = constants::known(field);
        match (field.required, known) {
            (true, Some(known)) => quote!(#name: #reader.constant(#wire, #known, #name)?),
            (false, Some(known)) => quote!(#name: #reader.constant_if_any(#known, #name)),
            (true, None) => quote!(#name: #reader.required(#wire, #name)?),
            (false, None) => quote!(#name),
        }
    });
    let rest = structure.rest.as_ref().map(|(rest, _)| ident(rest));
    let slots = quote!(&mut [#((#wires, &mut #names)),*]);
    let (make_rest, read) = match &rest {
        Some(rest) => (
            Some(quote!(let mut #rest = runtime::Map::default();)),
            quote!(#reader.object_and_rest(#slots, &mut #rest)?;),
        ),
        None => (None, quote!(#reader.object(#slots)?;)),
    };
    let rest = rest.into_iter();
    quote! {
        impl runtime::Decode for #name {
            #[inline]
            fn decode(#reader: &mut runtime::Reader<'_>) -> runtime::Decoded<Self> {
                #(let mut #names = None;)*
                #make_rest
                #read
                Ok(Self { #(#values,)* #(#rest,)* })
            }
        }
    }
}

/// The name of the reader, which no field may take from it.
fn reader(structure: &Struct) -> proc_macro2::Ident {
    let is_free = |name: &str| {
        let rest = structure.rest.as_ref().map(|(rest, _)| rest.as_str());
        structure.fields.iter().map(|field| field.name.as_str()).chain(rest).all(|field| field != name)
    };
    let mut name = "reader".to_owned();
    while !is_free(&name) {
        name.push('_');
    }
    ident(&name)
}

fn encode(name: &str, structure: &Struct) -> TokenStream {
    let name = ident(name);
    let wires = structure.fields.iter().map(|field| field.wire.as_str());
    let names = structure.fields.iter().map(|field| ident(&field.name));
    let fields = quote!(&[#((#wires, &self.#names)),*]);
    let write = match structure.rest.as_ref().map(|(rest, _)| ident(rest)) {
        Some(rest) => quote!(writer.object_and_rest(#fields, &self.#rest);),
        None => quote!(writer.object(#fields);),
    };
    quote! {
        impl runtime::Encode for #name {
            #[inline]
            fn encode(&self, writer: &mut runtime::Writer) { #write }
        }
    }
}
