//! What of a document an item of the emitted code comes of, and what of it a change concerns: where these meet, the change
//! is the cause.

use crate::resolve::api::{In, SchemaId, Status};

/// A part of one document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The operation of this index.
    Operation(usize),
    /// A parameter of it.
    Parameter(usize, In, String),
    /// Which of its parameters are arguments: beyond a number of them, they move.
    Arguments(usize),
    /// Whether the document advises against it.
    Advice(usize),
    /// The way to it in the chain of resources.
    Chain(usize),
    /// The order of its parameters.
    ParameterOrder(usize),
    /// Its body.
    Body(usize),
    /// Its body of one media type.
    BodyContent(usize, String),
    /// What it answers with a status.
    Response(usize, Status),
    /// The same, of one media type.
    ResponseContent(usize, Status, String),
    /// The tags of it.
    Tags(usize),
    /// How its pages follow one another.
    Paging(usize),
    /// A header of answers, in small letters.
    Header(String),
    /// A schema.
    Schema(SchemaId),
    /// What a schema asks of its values.
    Limits(SchemaId),
    /// A property of an object.
    Property(SchemaId, String),
    /// Which properties of an object must be there.
    Required(SchemaId),
    /// The order of the properties of an object.
    PropertyOrder(SchemaId),
    /// The other members of an object.
    Rest(SchemaId),
    /// A value of an enum, as JSON.
    Value(SchemaId, String),
    /// A member of a union.
    Member(SchemaId, usize),
    /// A security scheme.
    Scheme(String),
    /// The servers.
    Servers,
    /// A webhook or a callback: the operation whose callback it is, and its name.
    Webhook(Option<usize>, String),
}

/// Origins of an item: those that explain it best come first, further ones count where no earlier one is concerned.
pub type Tiers = Vec<Vec<Origin>>;
