//! `client.rs`: the client itself.

use super::{Items, docs};
use crate::plan::Plan;
use crate::settings::Settings;
use quote::quote;

/// The items of `client.rs`.
pub fn items(plan: &Plan, settings: &Settings) -> Items {
    let about = docs::inner(&["The client, and how one is made."]);
    let server = plan.servers.first().map_or("", String::as_str);
    let builder_docs = match server {
        "" => docs::plain("A client in the making. Its base URL must be set: the specification names no server."),
        server => docs::plain(&format!("A client in the making, which talks to `{}`.", docs::code_span(server))),
    };
    let user_agent = match &settings.client.user_agent {
        Some(name) => {
            let prefix = format!("{name}/");
            quote!(concat!(#prefix, env!("CARGO_PKG_VERSION")))
        }
        None => quote!(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"))),
    };
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
                    runtime::Builder::new(#server, #user_agent)
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
            impl From<runtime::Core> for Client {
                fn from(core: runtime::Core) -> Self {
                    Self { core }
                }
            }
        },
    ]
}
