//! An answer that was made from the document.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::{Value, json};

/// What [`Document::answer`](super::Document::answer) answers: complete but for what every answer carries, such as
/// its length, `Request-ID` and signature.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// `Content-Type` where there is a body, and the headers that the document demands.
    pub headers: HeaderMap,
    /// The body; empty for `HEAD` and where the status has none.
    pub body: Bytes,
}

impl Reply {
    pub(super) fn empty(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: Bytes::new() }
    }

    pub(super) fn json(status: StatusCode, value: &Value) -> Self {
        let mut reply = Self::empty(status);
        reply.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
        reply.body = value.to_string().into();
        reply
    }

    /// A refusal in the form of the API.
    pub(super) fn refusal(status: StatusCode, code: &str, message: &str) -> Self {
        Self::json(status, &json!({"code": code, "message": message}))
    }

    /// The same, with the methods that are allowed.
    pub(super) fn with_allowed(mut self, methods: &str) -> Self {
        if let Ok(methods) = HeaderValue::from_str(methods) {
            self.headers.insert(ALLOW, methods);
        }
        self
    }

    pub(super) fn without_body(mut self) -> Self {
        self.body = Bytes::new();
        self
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}
