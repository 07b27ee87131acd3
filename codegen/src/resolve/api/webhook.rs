//! Webhooks and callbacks: requests that the service sends.

use super::{Content, SchemaId};
use crate::pointer::Pointer;

/// A request that the service sends: a webhook, or a callback of an operation.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// Its key below `webhooks` or `callbacks`.
    pub name: String,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What makes the service send it; `None` for a webhook, which is set up elsewhere.
    pub subscription: Option<Subscription>,
    /// The method in capital letters.
    pub method: &'static str,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// The URL of `externalDocs`.
    pub documentation: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// What the service sends beside the body.
    pub parameters: Vec<SentParameter>,
    /// What the body may be: JSON before forms before text before bytes; empty where there is none.
    pub payloads: Vec<Content>,
    /// By which security schemes the service identifies itself, one text for each alternative.
    pub security: Vec<String>,
    /// What the service expects as an answer.
    pub answers: Vec<ExpectedAnswer>,
    /// Where it stands.
    pub pointer: Pointer,
}

/// An operation that makes the service send a callback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The index of the operation in [`Api::operations`](super::Api::operations).
    pub operation: usize,
    /// Where the callback is sent: a URL with runtime expressions, such as `{$request.body#/callbackUrl}`.
    pub url: String,
}

/// A parameter of a webhook: said in documentation, and read by whoever has the request.
#[derive(Debug, Clone)]
pub struct SentParameter {
    /// Its name on the wire.
    pub name: String,
    /// `header`, `query`, `path` or `cookie`, as the document writes it.
    pub location: String,
    /// Whether it is always sent.
    pub required: bool,
    /// `description`.
    pub description: Option<String>,
}

/// An answer that the service expects.
#[derive(Debug, Clone)]
pub struct ExpectedAnswer {
    /// A status, a range or `default`, as the document writes it.
    pub status: String,
    /// `description`.
    pub description: String,
    /// The media type and the schema of a body of JSON.
    pub body: Option<(String, SchemaId)>,
}

/// The webhooks of a document, or the callbacks of one operation.
#[derive(Debug, Clone)]
pub struct WebhookGroup {
    /// The webhooks.
    pub list: Vec<Webhook>,
    /// How a body says which of them it is.
    pub tag: Option<WebhookTag>,
}

impl WebhookGroup {
    /// The schemas of what is answered to the service, to be replaced by others.
    pub(in crate::resolve) fn sent_schemas_mut(&mut self) -> impl Iterator<Item = &mut SchemaId> {
        let answers = self.list.iter_mut().flat_map(|webhook| &mut webhook.answers);
        answers.filter_map(|answer| Some(&mut answer.body.as_mut()?.1))
    }

    /// The schemas of what the service sends.
    pub(in crate::resolve) fn received_schemas(&self) -> impl Iterator<Item = SchemaId> {
        self.list.iter().flat_map(|webhook| &webhook.payloads).filter_map(|payload| payload.schema)
    }
}

/// A member of JSON bodies that says which webhook a body belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookTag {
    /// The name of the member.
    pub property: String,
    /// Its values, each with the index of a webhook.
    pub values: Vec<(String, usize)>,
}
