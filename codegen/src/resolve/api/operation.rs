//! Operations, with their parameters, bodies and responses.

use super::{Requirement, SchemaId, Template};
use crate::pointer::Pointer;
use crate::settings::Paging;
use serde_json::Value;
use std::path::PathBuf;

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
    /// The servers that it names itself.
    pub servers: OwnServers,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// The URL of `externalDocs`.
    pub documentation: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// The document that it stands in.
    pub document: PathBuf,
    /// `deprecated`.
    pub deprecated: bool,
    /// `x-idempotent`: sending it twice does no more than sending it once, whatever its method.
    pub idempotent: bool,
    /// `x-protocol`: names and values for whatever rules the service has for every call.
    pub protocol: Vec<(String, String)>,
    /// What it needs instead of what the document says of all operations.
    pub security: Option<Vec<Requirement>>,
    /// How the pages of its answer follow one another.
    pub paging: Option<Paging>,
    /// The headers that it needs and that the client's protocol sets.
    pub provided: Vec<String>,
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
    /// How settings name it without its id: `get /pets`.
    pub(in crate::resolve) fn called(&self) -> String {
        format!("{} {}", self.method.to_lowercase(), self.path)
    }

    /// The schemas of what a call sends.
    pub(in crate::resolve) fn sent_schemas(&self) -> impl Iterator<Item = SchemaId> {
        let parameters = self.parameters.iter().map(|parameter| parameter.schema);
        parameters.chain(self.body.iter().flat_map(|body| &body.contents).filter_map(|content| content.schema))
    }

    /// As [`sent_schemas`](Self::sent_schemas), to be replaced by others.
    pub(in crate::resolve) fn sent_schemas_mut(&mut self) -> impl Iterator<Item = &mut SchemaId> {
        let parameters = self.parameters.iter_mut().map(|parameter| &mut parameter.schema);
        let contents = self.body.iter_mut().flat_map(|body| &mut body.contents);
        parameters.chain(contents.filter_map(|content| content.schema.as_mut()))
    }

    /// The schemas of what is answered.
    pub(in crate::resolve) fn received_schemas(&self) -> impl Iterator<Item = SchemaId> {
        let contents = self.responses.iter().flat_map(|response| &response.contents);
        let headers = self.responses.iter().flat_map(|response| &response.headers);
        contents.filter_map(|content| content.schema).chain(headers.filter_map(|header| header.schema))
    }
}

/// The servers that an operation or a path names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnServers {
    /// The URL that calls go to, instead of the document's.
    pub own: Option<String>,
    /// `x-required`: no other server knows the operation.
    pub required: bool,
    /// URLs that calls can go to as well.
    pub offered: Vec<String>,
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
    /// Several parts, as `multipart/form-data` has them.
    Multipart,
    /// One JSON value after the other.
    Lines,
    /// Server-Sent Events.
    Events,
    /// Text.
    Text,
    /// Bytes as they are.
    Bytes,
}

/// What the schema of events describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventData {
    /// The data of each, which is JSON.
    Json,
    /// The data of each, which is text.
    Text,
    /// The whole of each: an object of `event` and `data`.
    Whole,
}

/// What a body consists of.
#[derive(Debug, Clone)]
pub struct Content {
    /// The media type as it is sent, or as answers have it.
    pub media_type: String,
    /// Other media types that mean the same.
    pub also: Vec<String>,
    /// How its bytes are made and read.
    pub codec: Codec,
    /// Its value, or each of them where it has many; `None` where the document does not say.
    pub schema: Option<SchemaId>,
    /// What is said of single properties of a form or of parts.
    pub encodings: Vec<Encoding>,
}

impl Content {
    /// A body of which no more is said.
    pub fn new(media_type: impl Into<String>, codec: Codec, schema: Option<SchemaId>) -> Self {
        Self { media_type: media_type.into(), also: Vec::new(), codec, schema, encodings: Vec::new() }
    }

    /// Another media type means the same.
    pub(in crate::resolve) fn add(&mut self, media_type: String) {
        if media_type != self.media_type && !self.also.contains(&media_type) {
            self.also.push(media_type);
        }
    }
}

/// How a property of a form or of parts is written.
#[derive(Debug, Clone)]
pub struct Encoding {
    /// The property.
    pub name: String,
    /// `contentType`.
    pub media_type: Option<String>,
    /// `style`, `explode` and `allowReserved`, where the document says one of them.
    pub style: Option<(Style, bool, bool)>,
    /// The headers that its part may have.
    pub headers: Vec<String>,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct Body {
    /// Whether it must be sent.
    pub required: bool,
    /// What it may consist of, the preferred first; never empty.
    pub contents: Vec<Content>,
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
    /// What it may consist of, the preferred first; empty where it has no body.
    pub contents: Vec<Content>,
    /// `x-unsigned`: the service does not sign it.
    pub unsigned: bool,
    /// Its headers.
    pub headers: Vec<Header>,
    /// Where it stands.
    pub pointer: Pointer,
}

/// A header of a response.
#[derive(Debug, Clone)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
    /// Its value; `None` where the document does not say.
    pub schema: Option<SchemaId>,
    /// Where it stands.
    pub pointer: Pointer,
}
