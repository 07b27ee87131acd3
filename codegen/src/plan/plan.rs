//! The client as it will be emitted: every Rust name and type is decided, no token is written.

use super::limits::ModelLimits;
use super::ty::Type;
use crate::resolve::api::{Codec, Encoding, EventData, In, SchemaId, SchemeKind, Status, Style};
use crate::settings::Paging;

/// The whole client.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What the client talks to.
    pub title: String,
    /// The version of the document.
    pub version: String,
    /// A description of the whole.
    pub description: Option<String>,
    /// Where calls go by default.
    pub servers: Servers,
    /// The types of values. A [`ModelId`](super::ModelId) names one.
    pub models: Vec<Model>,
    /// How callers identify themselves.
    pub security: Security,
    /// The headers of answers.
    pub headers: Vec<Header>,
    /// The limits of models; empty where they are not wanted.
    pub limits: Vec<ModelLimits>,
    /// The functions of the client.
    pub operations: Vec<Operation>,
    /// What the service sends: the webhooks, and the callbacks of each operation that has some.
    pub webhooks: Vec<WebhookGroup>,
    /// The chain of resources; empty where it is not wanted.
    pub resources: Resources,
}

/// How callers identify themselves.
#[derive(Debug, Clone)]
pub struct Security {
    /// A function for each scheme.
    pub schemes: Vec<Scheme>,
    /// What operations usually need: alternatives, each the constants of its schemes.
    pub usually: Vec<Vec<String>>,
}

/// A security scheme.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Its name in the document.
    pub name: String,
    /// What it is.
    pub kind: SchemeKind,
    /// The name of its constant.
    pub constant: String,
    /// The name of the function that takes what it needs.
    pub function: String,
    /// How a client gets a token by itself.
    pub flow: Option<TokenFlow>,
    /// The document's words.
    pub description: Option<String>,
    /// Whether any operation needs it.
    pub is_needed: bool,
}

/// How a client gets a token by itself.
#[derive(Debug, Clone)]
pub struct TokenFlow {
    /// The name of the function that makes one.
    pub function: String,
    /// Where tokens are had.
    pub token_url: String,
    /// The names of the scopes.
    pub scopes: Vec<String>,
}

/// What is said about an item.
#[derive(Debug, Clone, Default)]
pub struct Docs {
    /// The document's words.
    pub text: Option<String>,
    /// Short facts, such as limits.
    pub facts: Vec<String>,
    /// What follows from extensions, one sentence each.
    pub notes: Vec<String>,
    /// Method, path and pointer: where the item comes from.
    pub source: Option<String>,
    /// What it looks like in use, on one line.
    pub example: Option<String>,
    /// Whether the document advises against it.
    pub deprecated: bool,
}

/// The type of a value, as an item of its own.
#[derive(Debug, Clone)]
pub struct Model {
    /// Its name.
    pub name: String,
    /// The schema that it comes of, where it comes of one.
    pub schema: Option<SchemaId>,
    /// What is said about it.
    pub docs: Docs,
    /// What it is.
    pub kind: ModelKind,
}

/// What a model is.
#[derive(Debug, Clone)]
pub enum ModelKind {
    /// An object.
    Struct(Struct),
    /// Known texts, and unknown ones.
    TextEnum(Vec<EnumVariant<String>>),
    /// Known whole numbers, and unknown ones.
    IntegerEnum(Vec<EnumVariant<i64>>),
    /// Known texts, numbers and booleans, and unknown ones.
    ValueEnum(Vec<EnumVariant<serde_json::Value>>),
    /// One of several types.
    Union(Union),
    /// A list or a map that holds itself.
    Newtype(Type),
}

/// An object.
#[derive(Debug, Clone)]
pub struct Struct {
    /// Its members.
    pub fields: Vec<Field>,
    /// The field that keeps all other members, with the type of their values.
    pub rest: Option<(String, Type)>,
    /// The field that has the members that differ from one value to another, with its type.
    pub variant: Option<(String, Type)>,
}

/// A member of an object, or a parameter.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name in Rust.
    pub name: String,
    /// Its name on the wire.
    pub wire: String,
    /// Whether it must be there.
    pub required: bool,
    /// Its type, when it is there.
    pub ty: Type,
    /// What it is where nobody says otherwise.
    pub constant: Option<Constant>,
    /// What is said about it.
    pub docs: Docs,
}

/// The only value that a field can have.
#[derive(Debug, Clone)]
pub enum Constant {
    /// A text, a number or a boolean.
    Value(serde_json::Value),
    /// The only variant of an enum: the names of both.
    Variant(String, String),
}

/// A known value of an enum.
#[derive(Debug, Clone)]
pub struct EnumVariant<T> {
    /// Its name in Rust.
    pub name: String,
    /// The value.
    pub value: T,
    /// What is said about it.
    pub docs: Option<String>,
}

/// One of several types.
#[derive(Debug, Clone)]
pub struct Union {
    /// The types, in the order of the document.
    pub members: Vec<Member>,
    /// The order in which they are tried: those that take least come first.
    pub tried: Vec<usize>,
    /// How a value says which of them it is.
    pub tag: Option<Tag>,
}

/// A type of a union.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name in Rust.
    pub name: String,
    /// The type.
    pub ty: Type,
}

/// How a value says which member of a union it is.
#[derive(Debug, Clone)]
pub struct Tag {
    /// The property that says it.
    pub property: String,
    /// Its values, each with the index of a member.
    pub values: Vec<(String, usize)>,
}

/// A function of the client.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its name in Rust.
    pub name: String,
    /// The name of the constant that holds its facts.
    pub constant: String,
    /// Its name in the document.
    pub id: String,
    /// The method in capital letters.
    pub method: &'static str,
    /// The path as the document writes it.
    pub path: String,
    /// The path as it is sent, but for its variables, with the query that every call sends.
    pub sent_path: String,
    /// What the operation can answer, as `Accept` says it, where that is not JSON alone.
    pub accept: Option<String>,
    /// The URL of a server of its own.
    pub server: Option<String>,
    /// Whether sending it twice does no more than sending it once, whatever its method.
    pub idempotent: bool,
    /// What it needs, where that is not what operations usually need: alternatives, each the constants of its schemes.
    pub security: Option<Vec<Vec<String>>>,
    /// The features of its tags, where the settings ask for them: one of these compiles it.
    pub features: Vec<String>,
    /// The function for the items of its pages.
    pub pages: Option<Pages>,
    /// What the protocol is told: names and values.
    pub protocol: Vec<(String, String)>,
    /// What is said about it.
    pub docs: Docs,
    /// The parameters that are arguments.
    pub arguments: Vec<Parameter>,
    /// The struct of all other parameters.
    pub parameters: Option<Parameters>,
    /// The request body.
    pub body: Option<Body>,
    /// What is said of single properties of a form.
    pub form_encodings: Vec<Encoding>,
    /// What is said of single parts.
    pub part_encodings: Vec<Encoding>,
    /// What it answers.
    pub response: Response,
}

/// Where calls go.
#[derive(Debug, Clone, Default)]
pub struct Servers {
    /// The URL of the usual server, each variable with its default.
    pub main: Option<String>,
    /// The same as people read it.
    pub shown: Option<String>,
    /// The URL of the one that stands in for it.
    pub backup: Option<String>,
    /// The servers by name, where there is a choice.
    pub choice: Option<ServerChoice>,
}

/// The type that names the servers.
#[derive(Debug, Clone)]
pub struct ServerChoice {
    /// Its name.
    pub name: String,
    /// The servers, the usual one first.
    pub list: Vec<NamedServer>,
    /// A function for each variable.
    pub setters: Vec<ServerSetter>,
}

/// A server with a name.
#[derive(Debug, Clone)]
pub struct NamedServer {
    /// The name of its constant.
    pub constant: String,
    /// Its URL, each variable with its default.
    pub url: String,
    /// What is said about it.
    pub docs: Docs,
}

/// A function that gives a variable of servers a value.
#[derive(Debug, Clone)]
pub struct ServerSetter {
    /// Its name in Rust.
    pub name: String,
    /// The name of the variable.
    pub wire: String,
    /// What is said about it.
    pub docs: Docs,
    /// The enum of its values, where they are named.
    pub model: Option<Model>,
}

/// The function for the items of a list that comes page by page.
#[derive(Debug, Clone)]
pub struct Pages {
    /// Its name.
    pub function: String,
    /// The type of an item.
    pub item: Type,
    /// How the pages follow one another.
    pub rule: Paging,
}

/// A parameter of an operation.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name and type.
    pub field: Field,
    /// Where it is sent.
    pub location: In,
    /// How it is written, where that is not the default of its place.
    pub style: Option<Written>,
}

/// How a parameter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The style.
    pub style: Style,
    /// Whether each item or member is written by itself.
    pub explode: bool,
    /// Whether reserved characters are written as they are.
    pub reserved: bool,
}

/// The struct of the parameters that an operation can do without.
#[derive(Debug, Clone)]
pub struct Parameters {
    /// Its name.
    pub name: String,
    /// The parameters.
    pub list: Vec<Parameter>,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct Body {
    /// What it may be, the preferred first; never empty.
    pub contents: Vec<BodyContent>,
    /// Whether it must be sent.
    pub required: bool,
    /// The name of the enum, where it may be several things.
    pub choice: Option<String>,
}

/// A request body of one media type.
#[derive(Debug, Clone)]
pub struct BodyContent {
    /// The name of its variant.
    pub name: String,
    /// How it is written.
    pub codec: Codec,
    /// The media type that is sent.
    pub media_type: String,
    /// Others that its bytes may have.
    pub also: Vec<String>,
    /// Its type.
    pub ty: Type,
}

/// A header of answers.
#[derive(Debug, Clone)]
pub struct Header {
    /// The name of its constant.
    pub name: String,
    /// Its name on the wire.
    pub wire: String,
    /// The type of its value.
    pub ty: Type,
    /// What is said about it.
    pub docs: Docs,
}

/// What an operation answers.
#[derive(Debug, Clone)]
pub struct Response {
    /// The name of the enum.
    pub name: String,
    /// Statuses first, then ranges, then the default.
    pub variants: Vec<Variant>,
}

/// One answer.
#[derive(Debug, Clone)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// For which statuses it stands.
    pub status: Status,
    /// Whether it is the first of its status.
    pub preferred: bool,
    /// What its body is; `None` for an answer without one.
    pub content: Option<VariantContent>,
    /// The type of its body.
    pub ty: Type,
    /// What is said about it.
    pub docs: Docs,
}

/// The body of an answer.
#[derive(Debug, Clone)]
pub struct VariantContent {
    /// The media types that it may have.
    pub media_types: Vec<String>,
    /// How it is read.
    pub codec: Codec,
    /// What is typed of events.
    pub events: EventData,
}

impl Variant {
    /// Whether the variant holds its body alone: it stands for one status, and that is a success.
    pub fn is_plain(&self) -> bool {
        self.preferred && matches!(self.status, Status::Code(200..=299))
    }

    /// Whether every answer of the variant is a success.
    pub fn is_success(&self) -> bool {
        matches!(self.status, Status::Code(200..=299) | Status::Range(2))
    }
}

/// The chain of resources: one type for each beginning of a path.
#[derive(Debug, Clone, Default)]
pub struct Resources {
    /// The first segments.
    pub roots: Vec<Step>,
    /// The types.
    pub list: Vec<Resource>,
}

/// One beginning of a path.
#[derive(Debug, Clone)]
pub struct Resource {
    /// The name of its type.
    pub name: String,
    /// The beginning.
    pub path: String,
    /// The variables in it.
    pub variables: Vec<(String, Type)>,
    /// The segments that may follow.
    pub steps: Vec<Step>,
    /// The operations of this path: a method, and the index of an operation.
    pub operations: Vec<(String, usize)>,
}

/// A segment that follows.
#[derive(Debug, Clone)]
pub struct Step {
    /// The name of the method.
    pub name: String,
    /// The type of the variable, where the segment is one.
    pub variable: Option<Type>,
    /// The index of the type that it leads to.
    pub resource: usize,
}

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
