//! Answers that refuse a request, in the form of the API.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use serde_json::{Value, json};

/// A refusal: `{"code", "message", "detail"}`.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
    detail: Option<Box<Detail>>,
}

/// Where a parameter is wrong.
#[derive(Debug)]
pub(crate) struct Detail {
    /// The name of the parameter, or a JSON Pointer into the body.
    pub(crate) field: String,
    /// What stands there, where that can be said.
    pub(crate) value: Option<Value>,
    /// What is wrong with it.
    pub(crate) issue: String,
    /// `path` or `body`.
    pub(crate) location: &'static str,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), detail: None }
    }

    /// A parameter or header is missing or wrong.
    pub(crate) fn param_error(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "PARAM_ERROR", message)
    }

    /// A parameter is wrong, and `detail` says where.
    pub(crate) fn wrong_param(detail: Detail) -> Self {
        let message = format!("{}: {}", detail.field, detail.issue);
        Self { detail: Some(Box::new(detail)), ..Self::param_error(message) }
    }

    fn to_json(&self) -> Value {
        let mut answer = json!({"code": self.code, "message": self.message});
        if let Some(detail) = &self.detail {
            answer["detail"] = detail.to_json();
        }
        answer
    }
}

impl Detail {
    fn to_json(&self) -> Value {
        let mut detail = json!({"field": self.field, "issue": self.issue, "location": self.location});
        if let Some(value) = &self.value {
            detail["value"] = value.clone();
        }
        detail
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        json_response(self.status, &self.to_json())
    }
}

/// An answer whose body is `value`.
pub(crate) fn json_response(status: StatusCode, value: &Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    response
}
