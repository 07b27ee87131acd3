//! `security.rs`: what calls identify their caller with.

use super::source::ident;
use super::{Items, docs};
use crate::plan::{Docs, Plan, Scheme, TokenFlow};
use crate::resolve::api::SchemeKind;
use proc_macro2::TokenStream;
use quote::quote;

/// The items of `security.rs`.
pub fn items(plan: &Plan) -> Items {
    let security = &plan.security;
    let schemes: Vec<&Scheme> = security.schemes.iter().filter(|scheme| is_emitted(scheme)).collect();
    if schemes.is_empty() {
        return Items::new();
    }
    let mut items = vec![about(&schemes)];
    if !security.usually.is_empty() {
        let usually = alternatives(&security.usually, &TokenStream::new());
        items.push(quote! {
            #[doc = " What an operation needs that does not say so itself."]
            pub(super) static USUALLY: runtime::Security = #usually;
        });
    }
    items.extend(schemes.iter().map(|scheme| constant(scheme)));
    for scheme in schemes {
        items.extend(function(scheme));
        items.extend(scheme.flow.as_ref().map(|flow| client(scheme, flow)));
    }
    items
}

/// What the facts of an operation say, where it needs other credentials than most.
pub fn of_operation(needed: &[Vec<String>]) -> TokenStream {
    let alternatives = alternatives(needed, &quote!(security::));
    quote!(.security(#alternatives))
}

/// Whether the operations need the module.
pub fn is_used(plan: &Plan) -> bool {
    let mut needed = plan.operations.iter().filter_map(|operation| operation.security.as_ref());
    needed.any(|needed| needed.iter().any(|alternative| !alternative.is_empty()))
}

/// A certificate of the connection has no function, so that nothing would use its constant.
fn is_emitted(scheme: &Scheme) -> bool {
    scheme.is_needed || scheme.kind != SchemeKind::MutualTls
}

fn about(schemes: &[&Scheme]) -> TokenStream {
    let has_functions = schemes.iter().any(|scheme| scheme.kind != SchemeKind::MutualTls);
    let about = docs::inner(&["What calls identify their caller with."]);
    let functions = has_functions.then(|| {
        quote! {
            #![doc = ""]
            #![doc = " Each function makes a credential, which [`credential`](runtime::Builder::credential) of"]
            #![doc = " [`Client::builder`](super::Client::builder) takes. A call sends what its operation needs of them."]
        }
    });
    quote!(#about #functions use openapi_client_runtime as runtime;)
}

fn alternatives(needed: &[Vec<String>], path: &TokenStream) -> TokenStream {
    let alternatives = needed.iter().map(|alternative| {
        let names = alternative.iter().map(|name| ident(name));
        quote!(&[#(&#path #names),*])
    });
    quote!(&[#(#alternatives),*])
}

fn constant(scheme: &Scheme) -> TokenStream {
    let (constant, name) = (ident(&scheme.constant), &scheme.name);
    let value = match &scheme.kind {
        SchemeKind::Header(header) => quote!(header(#name, #header)),
        SchemeKind::Query(parameter) => quote!(query(#name, #parameter)),
        SchemeKind::Cookie(cookie) => quote!(cookie(#name, #cookie)),
        SchemeKind::Basic | SchemeKind::Http(_) => quote!(authorization(#name)),
        SchemeKind::Bearer(_) | SchemeKind::OAuth2(_) | SchemeKind::OpenId(_) => quote!(bearer(#name)),
        SchemeKind::MutualTls => quote!(mutual_tls(#name)),
    };
    quote!(pub(super) static #constant: runtime::Scheme = runtime::Scheme::#value;)
}

fn function(scheme: &Scheme) -> Option<TokenStream> {
    let (name, constant) = (ident(&scheme.function), ident(&scheme.constant));
    let given = match &scheme.kind {
        SchemeKind::Header(header) => format!("A key in the header `{}`.", docs::code_span(header)),
        SchemeKind::Query(parameter) => format!("A key in the query parameter `{}`.", docs::code_span(parameter)),
        SchemeKind::Cookie(cookie) => format!("A key in the cookie `{}`.", docs::code_span(cookie)),
        SchemeKind::Basic => "A user and a password.".to_owned(),
        SchemeKind::Bearer(None) => "A bearer token.".to_owned(),
        SchemeKind::Bearer(Some(format)) => format!("A bearer token, in the format `{}`.", docs::code_span(format)),
        SchemeKind::Http(http) => {
            format!("All of the header `Authorization`, the word `{}` included.", docs::code_span(http))
        }
        SchemeKind::OAuth2(_) => "A token of OAuth 2.0 that was had elsewhere.".to_owned(),
        SchemeKind::OpenId(url) if url.is_empty() => "A token of OpenID Connect.".to_owned(),
        SchemeKind::OpenId(url) => format!("A token of OpenID Connect, as described at {url} ."),
        SchemeKind::MutualTls => return None,
    };
    let head = head(scheme, given);
    Some(match &scheme.kind {
        SchemeKind::Basic => quote! {
            #head
            pub fn #name(user: &str, password: &str) -> runtime::Credential {
                runtime::Credential::basic(&#constant, user, password)
            }
        },
        kind => {
            let argument = match kind {
                SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_) => ident("key"),
                SchemeKind::Http(_) => ident("authorization"),
                _ => ident("token"),
            };
            quote! {
                #head
                pub fn #name(#argument: impl Into<runtime::Secret>) -> runtime::Credential {
                    runtime::Credential::new(&#constant, #argument)
                }
            }
        }
    })
}

fn client(scheme: &Scheme, flow: &TokenFlow) -> TokenStream {
    let (name, constant, url) = (ident(&flow.function), ident(&scheme.constant), &flow.token_url);
    let mut given = "A client that gets its tokens of OAuth 2.0 by itself.".to_owned();
    if !flow.scopes.is_empty() {
        let scopes: Vec<String> = flow.scopes.iter().map(|scope| format!("`{}`", docs::code_span(scope))).collect();
        given.push_str(&format!(" The scopes that it may ask for are {}.", scopes.join(", ")));
    }
    let head = head(scheme, given);
    quote! {
        #head
        pub fn #name(id: &str, secret: impl Into<runtime::Secret>) -> runtime::OAuthClient {
            runtime::OAuthClient::new(&#constant, #url, id, secret)
        }
    }
}

/// What is given, and then what the document says.
fn head(scheme: &Scheme, given: String) -> TokenStream {
    let notes = scheme.description.iter().cloned().collect();
    docs::attributes(&Docs { text: Some(given), notes, ..Docs::default() }, "")
}
