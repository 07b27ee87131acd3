//! Which calls an expectation takes.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderName, Method};

use super::recorded::Recorded;
use crate::model::Json;
use crate::operation::Operation;
use crate::redact::is_secret;

/// What is called.
pub(super) enum Called {
    Operation(&'static Operation),
    /// A method, and a declared path without its first slash.
    Path(Method, String),
    Any,
}

impl Called {
    pub(super) fn is(&self, request: &Recorded) -> bool {
        let fits = |method: &Method, path: &str| {
            request.method() == method && request.path_template().trim_start_matches('/') == path
        };
        match self {
            Self::Operation(operation) => {
                request.operation() == operation.id()
                    && fits(operation.method(), operation.path().trim_start_matches('/'))
            }
            Self::Path(method, path) => fits(method, path),
            Self::Any => true,
        }
    }
}

impl fmt::Display for Called {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(operation) => write!(out, "`{}`", operation.id()),
            Self::Path(method, path) => write!(out, "`{method} /{path}`"),
            Self::Any => out.write_str("any call"),
        }
    }
}

/// Tells of a request whether it is one that is meant.
pub(super) type Test = Arc<dyn Fn(&Recorded) -> bool + Send + Sync>;

/// What must be so of a request.
pub(super) enum Condition {
    Path(String, String),
    Query(String, String),
    NoQuery(String),
    Header(String, String),
    Form(String, String),
    Json(Json),
    /// A body that cannot be written, and why: it fits no request.
    Unsayable(String),
    Body(Bytes),
    /// Anything, in words.
    Test(String, Test),
}

impl Condition {
    /// How the request differs from what is expected; nothing where it does not.
    pub(super) fn difference(&self, request: &Recorded) -> Option<String> {
        let found = match self {
            Self::Path(name, value) => one(request.path(name), value)?,
            Self::Query(name, value) => among(&request.query_pairs(), name, value)?,
            Self::NoQuery(name) => format!("`{}`", request.query(name)?),
            Self::Form(name, value) => among(&request.form(), name, value)?,
            Self::Header(name, value) => {
                let found = one(request.header(name).map(str::to_owned), value)?;
                let is_hidden = HeaderName::try_from(name.as_str()).is_ok_and(|name| is_secret(&name));
                if is_hidden { "another one".to_owned() } else { found }
            }
            Self::Json(value) if request.json::<Json>().is_ok_and(|found| found == *value) => return None,
            Self::Body(value) if request.body() == value => return None,
            Self::Test(_, test) if test(request) => return None,
            Self::Json(_) | Self::Body(_) => format!("`{}`", request.text()),
            Self::Unsayable(_) | Self::Test(..) => return Some(format!("not {self}")),
        };
        Some(format!("{self}: it is {found}"))
    }
}

/// What is found in place of the value that is wanted.
fn one(found: Option<String>, wanted: &str) -> Option<String> {
    match found {
        Some(found) if found == wanted => None,
        Some(found) => Some(format!("`{found}`")),
        None => Some("not there".to_owned()),
    }
}

/// As [`one`], where a name may have several values.
fn among(pairs: &[(String, String)], name: &str, wanted: &str) -> Option<String> {
    let found: Vec<&str> = pairs.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect();
    match found.as_slice() {
        found if found.contains(&wanted) => None,
        [] => Some("not there".to_owned()),
        found => Some(format!("`{}`", found.join("`, `"))),
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(name, value) => write!(out, "the path variable `{name}` = `{value}`"),
            Self::Query(name, value) => write!(out, "the query parameter `{name}` = `{value}`"),
            Self::NoQuery(name) => write!(out, "no query parameter `{name}`"),
            Self::Header(name, value) => write!(out, "the header `{name}` = `{value}`"),
            Self::Form(name, value) => write!(out, "the form field `{name}` = `{value}`"),
            Self::Json(value) => write!(out, "the body `{value}`"),
            Self::Unsayable(problem) => write!(out, "a body that cannot be written ({problem})"),
            Self::Body(bytes) => write!(out, "the body `{}`", String::from_utf8_lossy(bytes)),
            Self::Test(words, _) => out.write_str(words),
        }
    }
}
