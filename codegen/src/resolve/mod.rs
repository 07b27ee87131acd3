//! Second stage: a [`Document`] becomes an [`Api`], with every reference followed.

mod access;
pub mod api;
mod beside;
mod circular;
mod content;
mod discriminator;
mod enumeration;
mod extension;
mod form;
mod id;
mod json_text;
mod lift;
mod limits;
mod link;
mod made;
mod media;
mod member;
mod merge;
mod object;
mod operation;
mod outline;
mod own;
mod paging;
mod parameter;
mod parameters;
mod parent;
mod path;
mod provided;
mod reach;
mod reference;
mod rename;
mod response;
mod scalar;
mod schema;
mod security;
mod select;
mod sensitive;
mod server;
mod settle;
mod shape;
mod spelling;
mod tidy;
mod tuple;
mod union;
mod views;
mod webhook;
mod words;

pub(crate) use operation::listed;
pub(crate) use select::Scope;

use crate::diagnostic::Diagnostics;
use crate::load::Document;
use crate::pointer::Pointer;
use crate::settings::Settings;
use api::Api;
use schema::Reader;
use serde_json::Value;

/// Reads what `document` means. What cannot be understood is left out, with a diagnostic.
pub fn resolve(document: &Document, settings: &Settings, diagnostics: &mut Diagnostics) -> Api {
    let scope = Scope::of(document, settings, diagnostics);
    spelling::report(document, diagnostics);
    let mut schemas = Reader::new(document);
    schemas.read_components(&scope, diagnostics);
    let mut operations = operation::operations(document, &scope, &mut schemas, &settings.client, diagnostics);
    link::report(document, &operations, diagnostics);
    let mut webhooks = webhook::groups(document, &scope, &operations, &mut schemas, diagnostics);
    paging::apply(document, &mut operations, settings, diagnostics);
    let security = security::read(document, &mut operations, diagnostics);
    let servers = server::of_document(document, diagnostics);
    let mut schemas = schemas.finish(diagnostics);
    form::settle(&mut operations, &mut schemas);
    rename::apply(&mut operations, &mut schemas, settings, diagnostics);
    views::separate(&mut schemas, &mut operations, &mut webhooks, &settings.types);
    webhook::tell_apart(&mut webhooks, &schemas);
    sensitive::report_clear_text(&operations, &schemas, diagnostics);
    scope.forget_rest(diagnostics);
    let root = Pointer::root();
    let info = |name: &str| text(document, &root.child("info").child(name));
    Api {
        title: info("title").unwrap_or_default(),
        version: info("version").unwrap_or_default(),
        description: info("description"),
        servers,
        security,
        operations,
        webhooks,
        schemas,
    }
}

/// The node that is meant at `at`, with every reference followed; nothing is said of those that cannot be.
pub(crate) fn target(document: &Document, at: &Pointer) -> Option<Pointer> {
    reference::follow(document, at, &mut Diagnostics::default())
}

fn text(document: &Document, at: &Pointer) -> Option<String> {
    document.node(at).and_then(Value::as_str).map(str::to_owned)
}
