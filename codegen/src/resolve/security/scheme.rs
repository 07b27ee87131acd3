//! One security scheme.

use crate::diagnostic::{Diagnostics, code};
use crate::load::Document;
use crate::pointer::Pointer;
use crate::resolve::api::{ClientFlow, SchemeKind, SecurityScheme};
use crate::resolve::{reference, text};
use http::HeaderName;
use serde_json::Value;

/// Reads the scheme `name`, which stands at `place`. One that cannot be used is left out.
pub fn read(document: &Document, name: &str, place: &Pointer, diagnostics: &mut Diagnostics) -> Option<SecurityScheme> {
    let at = reference::follow(document, place, diagnostics)?;
    let kind = match kind(document, &at, diagnostics) {
        Ok(kind) => kind,
        Err((problem, help)) => {
            let message = format!("the security scheme `{name}` is left out: {problem}");
            diagnostics.warning(code::SECURITY_SCHEME, &at, message).help(help);
            return None;
        }
    };
    if kind == SchemeKind::MutualTls {
        diagnostics
            .warning(code::SECURITY_TLS, &at, format!("the certificate for `{name}` is the transport's to show"))
            .help("give the client a transport that has one, with `Client::builder().transport(…)`");
    }
    Some(SecurityScheme {
        name: name.to_owned(),
        rust_name: text(document, &at.child("x-rust-name")),
        kind,
        description: text(document, &at.child("description")),
        pointer: at,
    })
}

type Problem = (String, &'static str);

fn kind(document: &Document, at: &Pointer, diagnostics: &mut Diagnostics) -> Result<SchemeKind, Problem> {
    let member = |name: &str| text(document, &at.child(name));
    let Some(ty) = member("type") else {
        return Err(("it has no `type`".to_owned(), "write one of apiKey, http, oauth2, openIdConnect, mutualTLS"));
    };
    match ty.as_str() {
        "apiKey" => key(member("in"), member("name")),
        "http" => match member("scheme") {
            None => Err(("it has no `scheme`".to_owned(), "write `scheme: bearer` or `scheme: basic`")),
            Some(scheme) if scheme.eq_ignore_ascii_case("basic") => Ok(SchemeKind::Basic),
            Some(scheme) if scheme.eq_ignore_ascii_case("bearer") => Ok(SchemeKind::Bearer(member("bearerFormat"))),
            Some(scheme) => Ok(SchemeKind::Http(scheme)),
        },
        "oauth2" => Ok(SchemeKind::OAuth2(client_flow(document, &at.child("flows"), diagnostics))),
        "openIdConnect" => Ok(SchemeKind::OpenId(member("openIdConnectUrl").unwrap_or_default())),
        "mutualTLS" => Ok(SchemeKind::MutualTls),
        "basic" => Err(("`basic` is a type of Swagger 2.0".to_owned(), "write `type: http` and `scheme: basic`")),
        other => {
            Err((format!("`{other}` is no type"), "the types are apiKey, http, oauth2, openIdConnect and mutualTLS"))
        }
    }
}

fn key(place: Option<String>, name: Option<String>) -> Result<SchemeKind, Problem> {
    let name = name.filter(|name| !name.is_empty());
    let Some(name) = name else {
        return Err(("it has no `name`".to_owned(), "name the header, the query parameter or the cookie of the key"));
    };
    let is_word = HeaderName::from_bytes(name.as_bytes()).is_ok();
    match place.as_deref() {
        Some("query") => Ok(SchemeKind::Query(name)),
        Some("header") if is_word => Ok(SchemeKind::Header(name)),
        // The name of a cookie is such a word as well (RFC 6265, section 4.1.1).
        Some("cookie") if is_word => Ok(SchemeKind::Cookie(name)),
        Some(place @ ("header" | "cookie")) => {
            Err((format!("`{name}` is no name of a {place}"), "write letters, digits and hyphens"))
        }
        _ => {
            Err(("it does not say where its key stands".to_owned(), "write `in: header`, `in: query` or `in: cookie`"))
        }
    }
}

/// The flow that needs nobody at a browser. Without it the caller gives a token of his own.
fn client_flow(document: &Document, flows: &Pointer, diagnostics: &mut Diagnostics) -> Option<ClientFlow> {
    let at = flows.child("clientCredentials");
    document.node(&at)?;
    let Some(token_url) = text(document, &at.child("tokenUrl")).filter(|url| !url.is_empty()) else {
        diagnostics
            .warning(code::SECURITY_SCHEME, &at, "this flow is left out: it has no `tokenUrl`")
            .help("write the URL of the token endpoint; without it callers must bring tokens of their own");
        return None;
    };
    let scopes = document.node(&at.child("scopes")).and_then(Value::as_object);
    let scopes = scopes.into_iter().flat_map(|scopes| scopes.keys().cloned()).collect();
    let is_operation = document.node(&Pointer::root().child("paths").child(&token_url).child("post")).is_some();
    Some(ClientFlow { token_url, is_operation, scopes })
}
