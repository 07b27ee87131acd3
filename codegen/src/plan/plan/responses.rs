//! What operations answer.

use super::Docs;
use crate::plan::ty::Type;
use crate::resolve::api::{Codec, EventData, Status};

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
