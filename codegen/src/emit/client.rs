//! `client.rs`: the client itself.

use super::{Items, docs};
use crate::plan::Plan;
use crate::settings::Settings;
use proc_macro2::TokenStream;
use quote::quote;

/// The items of `client.rs`.
pub fn items(plan: &Plan, settings: &Settings) -> Items {
    let about = docs::inner(&["The client, and how one is made."]);
    let server = plan.servers.main.as_deref().unwrap_or_default();
    let builder_docs = builder_docs(plan);
    let backup = plan.servers.backup.as_ref().map(|backup| quote!(.backup_server(#backup)));
    let user_agent = match &settings.client.user_agent {
        Some(name) => {
            let prefix = format!("{name}/");
            quote!(concat!(#prefix, env!("CARGO_PKG_VERSION")))
        }
        None => quote!(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"))),
    };
    let usually = (!plan.security.usually.is_empty()).then(|| quote!(.security(super::security::USUALLY)));
    vec![
        quote!(#about use openapi_client_runtime as runtime; use std::ops::Index;),
        quote! {
            #[doc = " Talks to the service. A clone is cheap and shares the connections."]
            #[derive(Debug, Clone)]
            pub struct Client {
                pub(super) core: runtime::Core,
            }
        },
        quote! {
            impl Client {
                #builder_docs
                pub fn builder() -> runtime::Builder<Self> {
                    runtime::Builder::new(#server, #user_agent)#backup #usually
                }
                #[doc = " Any path by its template, such as `v3/cards/{card_id}`: untyped, so that it reaches what the"]
                #[doc = " specification does not know."]
                pub fn chain(&self, path: &str) -> runtime::Chain {
                    self.core.chain(path)
                }
            }
        },
        quote! {
            #[doc = " `client[\"v3/cards/{card_id}\"]` is [`Client::chain`] for a path that is used again and again."]
            impl Index<&str> for Client {
                type Output = runtime::Chain;
                fn index(&self, path: &str) -> &runtime::Chain {
                    self.core.indexed(path)
                }
            }
        },
        quote! {
            #[doc = " For what works with any generated client."]
            impl AsRef<runtime::Core> for Client {
                fn as_ref(&self) -> &runtime::Core {
                    &self.core
                }
            }
        },
        quote! {
            impl From<runtime::Core> for Client {
                fn from(core: runtime::Core) -> Self {
                    Self { core }
                }
            }
        },
    ]
}

fn builder_docs(plan: &Plan) -> TokenStream {
    let servers = &plan.servers;
    let making = "A client in the making";
    let shown = servers.shown.as_deref().map(docs::code_span);
    let mut text = match (shown, &servers.backup) {
        (None, _) => format!("{making}. Its base URL must be set: the specification names no server."),
        (Some(main), _) if main == "/" => {
            format!("{making}. Its `host` or `base_url` must be set: the specification names none.")
        }
        (Some(main), _) if main.starts_with('/') => {
            format!(
                "{making}. Its `host` must be set, or its `base_url`: the specification names only\n`{main}` there."
            )
        }
        (Some(main), None) => format!("{making}, which talks to `{main}`."),
        (Some(main), Some(backup)) => {
            let backup = docs::code_span(backup);
            format!("{making}, which talks to `{main}`, and to `{backup}`\nafter no connection came about.")
        }
    };
    if let Some(choice) = &servers.choice {
        text.push_str(&format!("\nWhat its `server` takes is a [`{0}`](super::{0}).", choice.name));
    }
    if !plan.security.schemes.is_empty() {
        text.push_str("\n\nWhat identifies the caller is made by the functions of [`security`](super::security).");
    }
    docs::plain(&text)
}
