//! Answers that refuse a request, in the form of the API.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use serde_json::{Value, json};

/// A refusal: `{"code", "message", "detail"}`.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) message: String,
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
    /// `path`, `body` or `authorization`.
    pub(crate) location: &'static str,
    /// What a signature was checked against.
    pub(crate) sign_information: Option<Value>,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), detail: None }
    }

    /// A parameter or header is missing or wrong.
    pub(crate) fn param_error(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "PARAM_ERROR", message)
    }

    /// The request cannot be carried out as things are.
    pub(crate) fn invalid_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "INVALID_REQUEST", message)
    }

    /// The mock itself failed.
    pub(crate) fn system_error(message: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "SYSTEM_ERROR", message)
    }

    /// Something in `Authorization` is missing or wrong.
    pub(crate) fn sign_error(field: &str, issue: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "SIGN_ERROR", message).with(Detail {
            field: field.to_owned(),
            value: None,
            issue: issue.into(),
            location: "authorization",
            sign_information: None,
        })
    }

    /// A parameter is wrong, and `detail` says where.
    pub(crate) fn wrong_param(detail: Detail) -> Self {
        let message = format!("{}: {}", detail.field, detail.issue);
        Self::param_error(message).with(detail)
    }

    /// Adds what the signature was checked against.
    pub(crate) fn with_sign_information(mut self, information: Value) -> Self {
        if let Some(detail) = &mut self.detail {
            detail.sign_information = Some(information);
        }
        self
    }

    fn with(self, detail: Detail) -> Self {
        Self { detail: Some(Box::new(detail)), ..self }
    }

    /// The body.
    pub(crate) fn to_json(&self) -> Value {
        let mut answer = json!({"code": self.code, "message": self.message});
        if let Some(detail) = &self.detail {
            answer["detail"] = detail.to_json();
        }
        answer
    }
}

impl Detail {
    /// A place in the body.
    pub(crate) fn of_body(pointer: impl Into<String>, value: Value, issue: impl Into<String>) -> Self {
        Self {
            field: pointer.into(),
            value: Some(value),
            issue: issue.into(),
            location: "body",
            sign_information: None,
        }
    }

    /// A variable of the path.
    pub(crate) fn of_path(name: &str, value: Option<Value>, issue: impl Into<String>) -> Self {
        Self { field: name.to_owned(), value, issue: issue.into(), location: "path", sign_information: None }
    }

    fn to_json(&self) -> Value {
        let mut detail = json!({"field": self.field, "issue": self.issue, "location": self.location});
        if let Some(value) = &self.value {
            detail["value"] = value.clone();
        }
        if let Some(information) = &self.sign_information {
            detail["sign_information"] = information.clone();
        }
        detail
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        json_response(self.status, &self.to_json())
    }
}

/// The type of every JSON body that the mock makes.
pub(crate) const JSON: &str = "application/json; charset=utf-8";

/// An answer whose body is `value`.
pub(crate) fn json_response(status: StatusCode, value: &Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
    response
}
