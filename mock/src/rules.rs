//! The headers that every request must have.

use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, USER_AGENT};
use http::{HeaderMap, Method, StatusCode};

use crate::received::Received;
use crate::refusal::Refusal;
use crate::verdict::Rule;

/// The rule that a request breaks, and the answer to that.
pub(crate) type Broken = (Rule, Refusal);

/// What a request carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carries {
    /// No type is named: nothing, or nothing that is looked at.
    Nothing,
    Json,
    /// A multipart form with a file.
    Upload,
}

/// Checks the mandatory headers, and says what the body is.
pub(crate) fn check(received: &Received) -> Result<Carries, Broken> {
    check_user_agent(&received.headers).map_err(|refusal| (Rule::UserAgent, refusal))?;
    check_accept(&received.headers).map_err(|refusal| (Rule::Accept, refusal))?;
    carried(received).map_err(|refusal| (Rule::ContentType, refusal))
}

/// What the body is, by its type.
pub(crate) fn carried(received: &Received) -> Result<Carries, Refusal> {
    let types = media_types(&received.headers, &CONTENT_TYPE);
    match types.as_slice() {
        [one] if one == "application/json" => Ok(Carries::Json),
        [one] if one == "multipart/form-data" => Ok(Carries::Upload),
        _ if !carries_body(&received.method) => Ok(Carries::Nothing),
        [] => Err(missing("Content-Type")),
        others => Err(Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "PARAM_ERROR",
            format!(
                "the header Content-Type must be application/json, or multipart/form-data for an upload, but is {}",
                others.join(", ")
            ),
        )),
    }
}

fn check_user_agent(headers: &HeaderMap) -> Result<(), Refusal> {
    match headers.get(USER_AGENT) {
        Some(value) if !value.is_empty() => Ok(()),
        _ => Err(missing("User-Agent")),
    }
}

fn check_accept(headers: &HeaderMap) -> Result<(), Refusal> {
    let ranges = media_types(headers, &ACCEPT);
    if ranges.is_empty() {
        return Err(missing("Accept"));
    }
    let accepted = ["application/json", "application/*", "*/*"];
    if ranges.iter().any(|range| accepted.contains(&range.as_str())) {
        return Ok(());
    }
    Err(Refusal::param_error(format!("the header Accept must allow application/json, but is {}", ranges.join(", "))))
}

fn carries_body(method: &Method) -> bool {
    [Method::POST, Method::PUT, Method::PATCH].contains(method)
}

/// The media types that a header lists, in lower case and without their parameters.
fn media_types(headers: &HeaderMap, name: &HeaderName) -> Vec<String> {
    let values = headers.get_all(name).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|item| item.split(';').next())
        .map(|media_type| media_type.trim().to_ascii_lowercase())
        .filter(|media_type| !media_type.is_empty())
        .collect()
}

pub(crate) fn missing(header: &str) -> Refusal {
    Refusal::param_error(format!("the header {header} is missing; add it"))
}
