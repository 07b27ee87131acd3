//! What every request must fulfil before it is answered.

use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, USER_AGENT};
use http::{Method, StatusCode};

use crate::received::Received;
use crate::refusal::Refusal;

/// Checks the mandatory headers.
pub(crate) fn check(received: &Received) -> Result<(), Refusal> {
    check_user_agent(received)?;
    check_accept(received)?;
    check_content_type(received)
}

fn check_user_agent(received: &Received) -> Result<(), Refusal> {
    match received.headers.get(USER_AGENT) {
        Some(value) if !value.is_empty() => Ok(()),
        _ => Err(missing("User-Agent")),
    }
}

fn check_accept(received: &Received) -> Result<(), Refusal> {
    let ranges = media_types(received, &ACCEPT);
    if ranges.is_empty() {
        return Err(missing("Accept"));
    }
    let accepted = ["application/json", "application/*", "*/*"];
    if ranges.iter().any(|range| accepted.contains(&range.as_str())) {
        return Ok(());
    }
    Err(Refusal::param_error(format!("the header Accept must allow application/json, but is {}", ranges.join(", "))))
}

fn check_content_type(received: &Received) -> Result<(), Refusal> {
    if !carries_body(&received.method) {
        return Ok(());
    }
    match media_types(received, &CONTENT_TYPE).as_slice() {
        [] => Err(missing("Content-Type")),
        [one] if one == "application/json" => Ok(()),
        others => Err(Refusal::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "PARAM_ERROR",
            format!("the header Content-Type must be application/json, but is {}", others.join(", ")),
        )),
    }
}

fn carries_body(method: &Method) -> bool {
    [Method::POST, Method::PUT, Method::PATCH].contains(method)
}

/// The media types that a header lists, in lower case and without their parameters.
fn media_types(received: &Received, name: &HeaderName) -> Vec<String> {
    let values = received.headers.get_all(name).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|item| item.split(';').next())
        .map(|media_type| media_type.trim().to_ascii_lowercase())
        .filter(|media_type| !media_type.is_empty())
        .collect()
}

fn missing(header: &str) -> Refusal {
    Refusal::param_error(format!("the header {header} is missing"))
}
