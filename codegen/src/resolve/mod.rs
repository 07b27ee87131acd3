//! Second stage: a [`Document`] becomes an [`Api`], with every reference followed.

pub mod api;
mod content;
mod enumeration;
mod object;
mod operation;
mod parameter;
mod path;
mod reference;
mod schema;
mod union;
mod words;

use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use crate::settings::Settings;
use api::Api;
use schema::Reader;
use serde_json::Value;

/// Reads what `document` means. What cannot be understood is left out, with a diagnostic.
pub fn resolve(document: &Document, _settings: &Settings, diagnostics: &mut Diagnostics) -> Api {
    let mut schemas = Reader::new(document);
    schemas.read_components(diagnostics);
    let operations = operation::operations(document, &mut schemas, diagnostics);
    report_security(document, diagnostics);
    let root = Pointer::root();
    let info = |name: &str| text(document, &root.child("info").child(name));
    Api {
        title: info("title").unwrap_or_default(),
        version: info("version").unwrap_or_default(),
        description: info("description"),
        servers: servers(document, &root, diagnostics),
        operations,
        schemas: schemas.finish(diagnostics),
    }
}

fn text(document: &Document, at: &Pointer) -> Option<String> {
    document.node(at).and_then(Value::as_str).map(str::to_owned)
}

/// The servers listed at `holder`, without those whose URL holds variables.
fn servers(document: &Document, holder: &Pointer, diagnostics: &mut Diagnostics) -> Vec<String> {
    let list = holder.child("servers");
    let count = document.node(&list).and_then(Value::as_array).map_or(0, Vec::len);
    let mut urls = Vec::with_capacity(count);
    for index in 0..count {
        let at = list.item(index).child("url");
        match text(document, &at) {
            Some(url) if url.contains(['{', '}']) => {
                diagnostics
                    .warning(code::SERVER_UNSUPPORTED, &at, format!("the server {url} holds variables and is left out"))
                    .help("give the address with `Client::builder().base_url(…)`");
            }
            Some(url) if !is_server(&url) => {
                diagnostics
                    .warning(
                        code::SERVER_UNSUPPORTED,
                        &at,
                        format!("the server {url} is left out: it is no address of a service"),
                    )
                    .help("write it with http:// or https://, or as a path that begins with one `/`");
            }
            Some(url) => urls.push(url),
            None => {
                diagnostics.warning(code::DOCUMENT_MALFORMED, &list.item(index), "a server needs a `url`");
            }
        }
    }
    urls
}

/// Whether calls can go there: an address of HTTP, or a path at the host that the caller chooses.
fn is_server(url: &str) -> bool {
    let is_path = url.starts_with('/') && !url.starts_with("//");
    is_path || url.starts_with("https://") || url.starts_with("http://")
}

fn report_security(document: &Document, diagnostics: &mut Diagnostics) {
    let at = Pointer::root().child("components").child("securitySchemes");
    if document.members(&at).next().is_some() {
        diagnostics
            .warning(code::SECURITY_UNSUPPORTED, &at, "security schemes are not generated")
            .help("send credentials with `Client::builder().header(…)` or a protocol");
    }
}
