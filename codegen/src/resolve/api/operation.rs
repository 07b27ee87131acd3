//! Operations, with their parameters, bodies and responses.

use super::{Requirement, SchemaId, Template};
use crate::pointer::Pointer;
use serde_json::Value;

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `operationId`, or what is made of method and path; no other operation has it.
    pub id: String,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// The method in capital letters.
    pub method: &'static str,
    /// The path as the document writes it.
    pub path: String,
    /// The path, taken apart.
    pub template: Template,
    /// The URL of a server of its own.
    pub server: Option<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// The URL of `externalDocs`.
    pub documentation: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `x-idempotent`: sending it twice does no more than sending it once, whatever its method.
    pub idempotent: bool,
    /// `x-protocol`: names and values for whatever rules the service has for every call.
    pub protocol: Vec<(String, String)>,
    /// What it needs instead of what the document says of all operations.
    pub security: Option<Vec<Requirement>>,
    /// The parameters: those of the path first, in its order.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// The responses: statuses first, then ranges, then the default.
    pub responses: Vec<Response>,
    /// Where it stands.
    pub pointer: Pointer,
}

impl Operation {
    /// The schemas of what a call sends.
    pub(in crate::resolve) fn sent_schemas(&self) -> impl Iterator<Item = SchemaId> {
        let parameters = self.parameters.iter().map(|parameter| parameter.schema);
        parameters.chain(self.body.iter().filter_map(|body| body.content.schema))
    }

    /// As [`sent_schemas`](Self::sent_schemas), to be replaced by others.
    pub(in crate::resolve) fn sent_schemas_mut(&mut self) -> impl Iterator<Item = &mut SchemaId> {
        let parameters = self.parameters.iter_mut().map(|parameter| &mut parameter.schema);
        parameters.chain(self.body.iter_mut().filter_map(|body| body.content.schema.as_mut()))
    }

    /// The schemas of what is answered.
    pub(in crate::resolve) fn received_schemas(&self) -> impl Iterator<Item = SchemaId> {
        self.responses.iter().filter_map(|response| response.content.as_ref()?.schema)
    }
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum In {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// How a parameter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Separated by commas.
    Simple,
    /// Behind a dot.
    Label,
    /// `;name=value`.
    Matrix,
    /// `name=value`.
    Form,
    /// Separated by spaces.
    SpaceDelimited,
    /// Separated by `|`.
    PipeDelimited,
    /// `name[member]=value`.
    DeepObject,
    /// As JSON.
    Json,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// Where it is sent.
    pub location: In,
    /// Whether it must be sent.
    pub required: bool,
    /// How it is written.
    pub style: Style,
    /// Whether each item or member is written by itself.
    pub explode: bool,
    /// Whether reserved characters (RFC 3986, section 2.2) are written as they are.
    pub reserved: bool,
    /// Its value.
    pub schema: SchemaId,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `example`.
    pub example: Option<Value>,
    /// Where it stands.
    pub pointer: Pointer,
}

impl Parameter {
    /// Whether it is written as its place writes parameters by default.
    pub fn has_default_style(&self) -> bool {
        let style = match self.location {
            In::Query | In::Cookie => (Style::Form, true, false),
            In::Path | In::Header => (Style::Simple, false, false),
        };
        style == (self.style, self.explode, self.reserved)
    }
}

/// How the bytes of a body are made and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codec {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Text.
    Text,
    /// Bytes as they are.
    Bytes,
}

/// What a body consists of.
#[derive(Debug, Clone)]
pub struct Content {
    /// The media type as the document writes it.
    pub media_type: String,
    /// How its bytes are made and read.
    pub codec: Codec,
    /// Its value; `None` where the document does not say.
    pub schema: Option<SchemaId>,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct Body {
    /// Whether it must be sent.
    pub required: bool,
    /// What it consists of.
    pub content: Content,
    /// `description`.
    pub description: Option<String>,
    /// Where it stands.
    pub pointer: Pointer,
}

/// For which statuses a response stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// This one.
    Code(u16),
    /// A hundred of them: `4` is `4XX`.
    Range(u16),
    /// All that are not named.
    Default,
}

/// A response.
#[derive(Debug, Clone)]
pub struct Response {
    /// For which statuses it stands.
    pub status: Status,
    /// `description`.
    pub description: String,
    /// What it consists of; `None` where it has no body.
    pub content: Option<Content>,
    /// Where it stands.
    pub pointer: Pointer,
}
