//! `operations.rs`: the functions of the client.

use super::bodies;
use super::scope::{Scope, is_copy};
use super::source::ident;
use super::{Items, docs, paging, security};
use crate::plan::{Body, Constant, Docs, Operation, Parameter, Plan, Type, Written};
use crate::resolve::api::{Encoding, In, Style};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value;

/// The items of `operations.rs`.
pub fn items(plan: &Plan) -> Items {
    if plan.operations.is_empty() {
        return Items::new();
    }
    let mut scope = Scope::new(plan);
    let constants: Vec<_> = plan.operations.iter().map(constant).collect();
    let mut functions = Vec::with_capacity(plan.operations.len());
    for operation in &plan.operations {
        functions.push(function(operation, &mut scope));
        functions.extend(operation.pages.as_ref().map(|pages| paging::function(operation, pages, &mut scope)));
    }
    let models = scope.import();
    let parameters = plan.operations.iter().filter_map(|operation| operation.parameters.as_ref());
    let parameters = (parameters.count() > 0).then(|| {
        quote!(
            use super::parameters::*;
        )
    });
    let needed = security::is_used(plan).then(|| {
        quote!(
            use super::security;
        )
    });
    let bodies = plan.operations.iter().filter_map(|operation| operation.body.as_ref()?.choice.as_ref());
    let bodies = (bodies.count() > 0).then(|| {
        quote!(
            use super::bodies::*;
        )
    });
    let about = docs::inner(&[
        "The operations, as functions of the client; each static holds what the document says of one of them.",
    ]);
    let mut items = vec![quote! {
        #about
        #bodies
        use super::client::Client;
        #models
        #parameters
        #needed
        use super::responses::*;
        use openapi_client_runtime as runtime;
    }];
    items.extend(constants);
    items.push(quote!(impl Client { #(#functions)* }));
    items
}

fn constant(operation: &Operation) -> TokenStream {
    let name = ident(&operation.constant);
    let (id, path, method) = (&operation.id, &operation.sent_path, ident(operation.method));
    let head = docs::plain(&format!("`{} {}`", operation.method, docs::code_span(&operation.path)));
    let server = operation.server.as_ref().map(|server| match operation.server_is_required {
        true => quote!(.required_server(#server)),
        false => quote!(.server(#server)),
    });
    let offered = &operation.offered_servers;
    let offered = (!offered.is_empty()).then(|| quote!(.offered_servers(&[#(#offered),*])));
    let form = encodings("form_encodings", &operation.form_encodings);
    let parts = encodings("part_encodings", &operation.part_encodings);
    let accept = operation.accept.as_ref().map(|accept| quote!(.accept(#accept)));
    let idempotent = operation.idempotent.then(|| quote!(.idempotent()));
    let needed = operation.security.as_deref().map(security::of_operation);
    let told = operation.protocol.iter().map(|(name, value)| quote!((#name, #value)));
    let extensions = (!operation.protocol.is_empty()).then(|| quote!(.extensions(&[#(#told),*])));
    quote! {
        #head
        pub static #name: runtime::Operation =
            runtime::Operation::new(#id, runtime::Method::#method, #path)#server #offered #accept #idempotent #needed #extensions #form #parts;
    }
}

fn function(operation: &Operation, scope: &mut Scope<'_>) -> TokenStream {
    let arguments = arguments(operation, scope);
    let docs = Docs { example: Some(example(operation, &arguments)), ..operation.docs.clone() };
    let head = docs::attributes(&docs, &format!("Calls `{}`.", docs::code_span(&operation.id)));
    let notes = argument_notes(operation);
    let name = ident(&operation.name);
    let constant = ident(&operation.constant);
    let generics = bodies::generics(operation);
    let response = ident(&operation.response.name);
    let arguments = arguments.iter().map(|(name, ty)| quote!(#name: #ty));
    let given = operation.arguments.iter().map(|parameter| send(parameter, None));
    let optional = operation.parameters.iter().flat_map(|parameters| &parameters.list);
    let optional = optional.map(|parameter| send(parameter, Some(&ident("parameters"))));
    let constants = operation.constants.iter().map(send_constant);
    let body = operation.body.as_ref().map(send_body);
    quote! {
        #head
        #notes
        #[inline] pub fn #name #generics(&self, #(#arguments),*) -> runtime::Call<#response> {
            self.core.operation(&#constant)#(#given)*#(#constants)*#(#optional)*#body.call()
        }
    }
}

/// `client.get_pet(id).await?`
fn example(operation: &Operation, arguments: &[(proc_macro2::Ident, TokenStream)]) -> String {
    let values = arguments.iter().map(|(name, ty)| {
        let ty = ty.to_string();
        match (ty.starts_with('&') && !ty.ends_with("str"), ty.starts_with("Option <")) {
            (true, _) => format!("&{name}"),
            (false, true) => format!("Some({}{name})", if ty.contains('&') && !ty.contains("str") { "&" } else { "" }),
            (false, false) => name.to_string(),
        }
    });
    format!("client.{}({}).await?", operation.name, values.collect::<Vec<_>>().join(", "))
}

/// A line for each argument that the document describes, or limits.
fn argument_notes(operation: &Operation) -> TokenStream {
    let described = operation.arguments.iter().filter_map(|parameter| {
        let text = parameter.field.docs.text.as_deref().unwrap_or_default();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let facts = parameter.field.docs.facts.join("; ");
        let about = match (text.is_empty(), facts.is_empty()) {
            (true, true) => return None,
            (true, false) => facts,
            (false, true) => text,
            (false, false) => format!("{text} ({facts})"),
        };
        Some(docs::list_item(&parameter.field.name, &about))
    });
    let notes: Vec<_> = described.collect();
    if notes.is_empty() { TokenStream::new() } else { quote!(#[doc = ""] #(#notes)*) }
}

/// The arguments of a function, each with its type.
pub fn arguments(operation: &Operation, scope: &mut Scope<'_>) -> Vec<(proc_macro2::Ident, TokenStream)> {
    let mut list = Vec::new();
    for parameter in &operation.arguments {
        list.push((ident(&parameter.field.name), scope.borrowed(&parameter.field.ty, None)));
    }
    if let Some(body) = &operation.body {
        list.push((ident("body"), body_argument(body, scope)));
    }
    if let Some(parameters) = &operation.parameters {
        let name = ident(&parameters.name);
        list.push((ident("parameters"), scope.parameters(&name)));
    }
    list
}

fn body_argument(body: &Body, scope: &mut Scope<'_>) -> TokenStream {
    let (ty, is_converted) = match (&body.choice, body.contents.first().map(|content| &content.ty)) {
        (Some(name), _) => (scope.body(&ident(name), bodies::lifetime(body).as_ref()), true),
        (None, Some(Type::Upload)) => (scope.owned(&Type::Upload), true),
        (None, Some(Type::Multipart)) => (scope.owned(&Type::Multipart), false),
        (None, ty) => (scope.borrowed(ty.unwrap_or(&Type::Unit), None), false),
    };
    match (body.required, is_converted) {
        (true, true) => quote!(impl Into<#ty>),
        (true, false) => ty,
        // `None` alone would not say what is converted.
        (false, _) => quote!(Option<#ty>),
    }
}

/// How one parameter is handed to the runtime: an argument, or a field of `holder`.
fn send(parameter: &Parameter, holder: Option<&proc_macro2::Ident>) -> TokenStream {
    let field = &parameter.field;
    let name = ident(&field.name);
    let value = match holder {
        Some(holder) => quote!(&#holder.#name),
        None if is_copy(&field.ty) => quote!(&#name),
        None => quote!(#name),
    };
    put(parameter, &value)
}

/// How the only value of a parameter is handed to the runtime.
fn send_constant(parameter: &Parameter) -> TokenStream {
    let value = match &parameter.field.constant {
        Some(Constant::Value(Value::String(text))) => quote!(#text),
        Some(Constant::Value(Value::Bool(value))) => quote!(&#value),
        Some(Constant::Value(Value::Number(number))) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => quote!(&#number),
            (None, Some(number)) => quote!(&#number),
            _ => return TokenStream::new(),
        },
        _ => return TokenStream::new(),
    };
    put(parameter, &value)
}

fn put(parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let (field, wire) = (&parameter.field, parameter.field.wire.as_str());
    let place = match parameter.location {
        In::Path => "path",
        In::Query => "query",
        In::Header => "header",
        In::Cookie => "cookie",
    };
    let style = parameter.style.map(style);
    let suffix = match (style.is_some(), field.required) {
        (false, true) => "",
        (false, false) => "_opt",
        (true, true) => "_as",
        (true, false) => "_as_opt",
    };
    let (method, style) = (format_ident!("{place}{suffix}"), style.into_iter());
    quote!(.#method(#wire, #(#style,)* #value))
}

fn style(written: Written) -> TokenStream {
    let name = ident(match written.style {
        Style::Simple => "SIMPLE",
        Style::Label => "LABEL",
        Style::Matrix => "MATRIX",
        Style::Form => "FORM",
        Style::SpaceDelimited => "SPACES",
        Style::PipeDelimited => "PIPES",
        Style::DeepObject => "DEEP",
        Style::Json => "JSON",
    });
    let explode = (written.explode && written.style != Style::DeepObject).then(|| quote!(.exploded()));
    let reserved = written.reserved.then(|| quote!(.reserved()));
    quote!(runtime::Style::#name #explode #reserved)
}

fn send_body(body: &Body) -> TokenStream {
    match (&body.choice, body.contents.as_slice(), body.required) {
        (Some(_), _, true) => quote!(.body(body.into())),
        (Some(_), _, false) => quote!(.body_opt(body)),
        (None, [only], required) => bodies::put(only, required, &quote!(body)),
        (None, ..) => TokenStream::new(),
    }
}

/// What is said of single properties of a body, as the method of that name takes it.
fn encodings(method: &str, encodings: &[Encoding]) -> Option<TokenStream> {
    if encodings.is_empty() {
        return None;
    }
    let list = encodings.iter().map(|encoding| {
        let name = encoding.name.as_str();
        let media = encoding.media_type.as_ref().map(|media| quote!(.media(#media)));
        let style = encoding.style.map(|(kind, explode, reserved)| {
            let style = style(Written { style: kind, explode, reserved });
            quote!(.style(#style))
        });
        quote!(runtime::Encoding::new(#name)#media #style)
    });
    let method = ident(method);
    Some(quote!(.#method(&[#(#list),*])))
}
