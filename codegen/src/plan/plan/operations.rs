//! The functions of the client.

use super::{Docs, Field, Response};
use crate::plan::ty::Type;
use crate::resolve::api::{Codec, Encoding, In, Style};
use crate::settings::Paging;

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
    /// Whether no other server will do.
    pub server_is_required: bool,
    /// URLs of servers that callers can choose for it.
    pub offered_servers: Vec<String>,
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
    /// The parameters that have one value only.
    pub constants: Vec<Parameter>,
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
