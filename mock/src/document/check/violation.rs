//! What a request breaks, and the answer that says so.

use http::StatusCode;
use serde_json::{Value, json};

use crate::document::reply::Reply;
use crate::document::tree::step;

/// Where a value stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Location {
    Path,
    Query,
    Header,
    Body,
}

impl Location {
    fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Body => "body",
        }
    }
}

/// A value that its schema does not allow, or one that is missing.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::document) struct Violation {
    /// The name of the parameter, or a JSON Pointer into the body.
    pub(in crate::document) field: String,
    /// What stands there; `None` where nothing does.
    pub(in crate::document) value: Option<Value>,
    pub(in crate::document) issue: String,
    pub(in crate::document) location: Location,
    /// Whether the value is of another type than the schema's.
    pub(in crate::document) of_type: bool,
}

/// What holding a value against a schema comes to.
pub(in crate::document) type Fit = Result<(), Box<Violation>>;

impl Violation {
    pub(super) fn new(field: impl Into<String>, value: Option<Value>, issue: impl Into<String>) -> Box<Self> {
        let (field, issue) = (field.into(), issue.into());
        Box::new(Self { field, value, issue, location: Location::Body, of_type: false })
    }

    pub(super) fn missing(field: impl Into<String>) -> Box<Self> {
        Self::new(field, None, "is required and missing")
    }

    /// The same, said to be of the type or not.
    pub(super) fn of_type(mut self: Box<Self>, of_type: bool) -> Box<Self> {
        self.of_type = of_type;
        self
    }

    /// The same for the parameter `name`.
    pub(super) fn of_parameter(mut self: Box<Self>, name: &str, location: Location) -> Box<Self> {
        self.field = name.to_owned();
        self.location = location;
        self
    }

    /// The same for the member `name` of a form.
    pub(super) fn of_member(mut self: Box<Self>, name: &str) -> Box<Self> {
        self.field = format!("/{}", step(name));
        self
    }

    fn reply(&self) -> Reply {
        let place = if self.field.is_empty() { self.location.word() } else { &self.field };
        let mut detail = json!({"field": self.field, "issue": self.issue, "location": self.location.word()});
        if let Some(value) = &self.value {
            detail["value"] = value.clone();
        }
        let message = format!("{place}: {}", self.issue);
        Reply::json(StatusCode::BAD_REQUEST, &json!({"code": "PARAM_ERROR", "message": message, "detail": detail}))
    }
}

/// Why an operation does not take a request.
#[derive(Debug)]
pub(in crate::document) enum Refused {
    Violation(Box<Violation>),
    /// The body is of a type that the operation does not know: what is wrong.
    MediaType(String),
}

impl Refused {
    /// The answer: 400 `PARAM_ERROR` with the place, or 415.
    pub(in crate::document) fn reply(&self) -> Reply {
        match self {
            Self::Violation(violation) => violation.reply(),
            Self::MediaType(message) => Reply::refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, "PARAM_ERROR", message),
        }
    }
}

impl From<Box<Violation>> for Refused {
    fn from(violation: Box<Violation>) -> Self {
        Self::Violation(violation)
    }
}
