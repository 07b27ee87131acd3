//! What the service sends by itself.

use super::Docs;
use crate::plan::ty::Type;
use crate::resolve::api::Codec;

/// The webhooks of the document, or the callbacks of one operation.
#[derive(Debug, Clone)]
pub struct WebhookGroup {
    /// The function whose callbacks they are; `None` for webhooks.
    pub operation: Option<String>,
    /// A constant for each.
    pub list: Vec<Webhook>,
    /// The enum of them all, where there are several.
    pub any: Option<AnyWebhook>,
}

/// A request that the service sends.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// The name of its constant.
    pub constant: String,
    /// Its variant in the enum of its group.
    pub variant: String,
    /// Its name in the document, alone in its group.
    pub key: String,
    /// The method in capital letters.
    pub method: &'static str,
    /// What its body is.
    pub payload: Payload,
    /// What the service expects as an answer: a line, and the media type and the type of a body.
    pub answers: Vec<(String, Option<(String, Type)>)>,
    /// What is said about it.
    pub docs: Docs,
}

/// What the body of a webhook is.
#[derive(Debug, Clone)]
pub struct Payload {
    /// The media types that it may have, and how each is read; empty where there is no body.
    pub media_types: Vec<(String, Codec)>,
    /// Its type.
    pub ty: Type,
}

/// Any webhook of a group.
#[derive(Debug, Clone)]
pub struct AnyWebhook {
    /// The name of the enum.
    pub name: String,
    /// The member of bodies that tells them apart, and its values, each with the key of a webhook.
    pub tag: Option<(String, Vec<(String, String)>)>,
}
