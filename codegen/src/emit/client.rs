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
    let talks = |to: &str| format!("A client in the making, which talks to `{}`", docs::code_span(to));
    let mut text = match (&plan.servers.main, &plan.servers.backup) {
        (None, _) => "A client in the making. Its base URL must be set: the specification names no server.".to_owned(),
        (Some(main), None) => format!("{}.", talks(main)),
        (Some(main), Some(backup)) => {
            format!("{}, and to `{}`\nafter no connection came about.", talks(main), docs::code_span(backup))
        }
    };
    if !plan.security.schemes.is_empty() {
        text.push_str("\n\nWhat identifies the caller is made by the functions of [`security`](super::security).");
    }
    docs::plain(&text)
}
