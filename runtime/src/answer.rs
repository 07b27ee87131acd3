//! A body with the answer that it came in.

use std::ops::Deref;

use http::{HeaderMap, StatusCode};

use crate::error::{Error, Result};
use crate::model::Decode;
use crate::response::{Authenticity, FromResponse, Header, Response};

/// A body that was read, and the whole answer behind it.
#[derive(Debug, Clone)]
pub struct Answer<T> {
    body: T,
    response: Response,
}

impl<T> Answer<T> {
    pub(crate) fn new(body: T, response: Response) -> Self {
        Self { body, response }
    }

    /// The body, without the rest.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The whole answer.
    pub fn response(&self) -> &Response {
        &self.response
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// The value of a header; `None` where it is not there, or is not what the document says.
    pub fn header<V: Decode>(&self, header: Header<V>) -> Option<V> {
        self.response.header(header)
    }

    /// The id that the server gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.response.request_id()
    }

    /// Whether it is known who made the answer.
    pub fn authenticity(&self) -> Authenticity {
        self.response.authenticity()
    }

    /// An error that says that this answer is not the success that was asked for, and holds it.
    pub fn into_error(self) -> Error {
        self.response.into_error()
    }
}

impl<T> Deref for Answer<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T: FromResponse> FromResponse for Answer<T> {
    fn from_response(response: Response) -> Result<Self> {
        Ok(Self::new(T::from_response(response.clone())?, response))
    }
}
