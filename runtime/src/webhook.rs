//! Requests that a service sends: webhooks, and callbacks of operations.

mod error;
mod form;

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method};

pub use self::error::WebhookError;
pub use self::form::FormField;
use crate::model::{Decode, DecodeError, Decoded, Reader, from_json};

/// A request that a service sends: a webhook, or a callback of an operation. Generated code holds a constant for each.
///
/// It knows no web framework: it reads what every one of them has, the headers and the bytes of the body. It does not
/// verify who sent them; do that first, over the same bytes, where the service offers a way to.
///
/// ```
/// use openapi_client_runtime::{HeaderMap, Json, Method, Webhook};
///
/// const NEW_PET: Webhook<Json> = Webhook::json("newPet", Method::POST, "application/json");
///
/// let pet = NEW_PET.read(&HeaderMap::new(), br#"{"name": "Rex"}"#)?;
/// assert_eq!(pet["name"], "Rex");
/// # Ok::<(), openapi_client_runtime::WebhookError>(())
/// ```
pub struct Webhook<T> {
    name: &'static str,
    method: Method,
    media_type: &'static str,
    form: Option<&'static [(&'static str, FormField)]>,
    read: fn(&[u8]) -> Decoded<T>,
}

const FORM: &str = "application/x-www-form-urlencoded";

impl<T: Decode> Webhook<T> {
    /// One whose body is JSON.
    #[must_use]
    pub const fn json(name: &'static str, method: Method, media_type: &'static str) -> Self {
        Self { name, method, media_type, form: None, read: from_json }
    }

    /// One whose body is a form; `fields` are those that are not one plain text.
    #[must_use]
    pub const fn form(name: &'static str, method: Method, fields: &'static [(&'static str, FormField)]) -> Self {
        Self { name, method, media_type: FORM, form: Some(fields), read: from_json }
    }

    /// The same, whose body may be a form as well.
    #[must_use]
    pub const fn or_form(mut self, fields: &'static [(&'static str, FormField)]) -> Self {
        self.form = Some(fields);
        self
    }
}

impl Webhook<String> {
    /// One whose body is text in UTF-8.
    #[must_use]
    pub const fn text(name: &'static str, method: Method, media_type: &'static str) -> Self {
        Self { name, method, media_type, form: None, read: text }
    }
}

impl Webhook<Bytes> {
    /// One whose body is handed on as it is.
    #[must_use]
    pub const fn bytes(name: &'static str, method: Method, media_type: &'static str) -> Self {
        Self { name, method, media_type, form: None, read: |body| Ok(Bytes::copy_from_slice(body)) }
    }
}

impl Webhook<()> {
    /// One without a body.
    #[must_use]
    pub const fn empty(name: &'static str, method: Method) -> Self {
        Self { name, method, media_type: "", form: None, read: |_| Ok(()) }
    }
}

impl<T> Webhook<T> {
    /// The name that the specification gives it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The method that it is sent by.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The media type that the specification gives its body; empty where it has none.
    #[must_use]
    pub const fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// Reads a body that came with these headers.
    ///
    /// A body whose `Content-Type` is another one than the specification says is read all the same: many senders are not
    /// exact about it. If that fails, the error names both.
    ///
    /// # Errors
    ///
    /// When the body is not what the specification says.
    pub fn read(&self, headers: &HeaderMap, body: &[u8]) -> Result<T, WebhookError> {
        let found = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let is_form = self.media_type == FORM || found.is_some_and(|found| essence(found).eq_ignore_ascii_case(FORM));
        let body = match self.form {
            Some(fields) if is_form => Cow::Owned(form::to_json(body, fields)),
            _ => Cow::Borrowed(body),
        };
        (self.read)(&body).map_err(|error| WebhookError::new(self.name, error, self.media_type, found))
    }
}

impl<T> fmt::Debug for Webhook<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Webhook").field("name", &self.name).field("method", &self.method).finish_non_exhaustive()
    }
}

/// The text of the member `property` of a body of JSON, which says what the body is.
///
/// # Errors
///
/// When the body is no JSON object, or has no such text.
pub fn webhook_tag(body: &[u8], property: &'static str) -> Result<String, WebhookError> {
    let mut reader = Reader::new(body);
    let mut tag = None;
    let read = reader.object(&mut [(property, &mut tag)]).and_then(|()| reader.required(property, tag));
    read.map_err(|error| WebhookError::new("a webhook", error, "", None))
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

fn text(body: &[u8]) -> Decoded<String> {
    match std::str::from_utf8(body) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let start = error.valid_up_to();
            Err(DecodeError::mismatch(format_args!("not UTF-8"), start, body.get(start..).unwrap_or_default()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Json;
    use http::HeaderValue;

    const ORDER: Webhook<Json> = Webhook::json("order", Method::POST, "application/json").or_form(&[
        ("count", FormField::Value),
        ("tags", FormField::Texts),
        ("sizes", FormField::Values),
    ]);

    fn of_type(media_type: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(media_type))])
    }

    #[test]
    fn a_body_is_read_by_its_type() {
        let json = ORDER.read(&HeaderMap::new(), br#"{"count": 1}"#).unwrap();
        assert_eq!(json["count"], 1);
        let headers = of_type("Application/X-WWW-Form-Urlencoded; charset=utf-8");
        let form = ORDER.read(&headers, b"count=2&name=a+b%26&tags=x&tags=1&sizes=1&sizes=2.5&free=7").unwrap();
        let expected =
            serde_json::json!({"count": 2, "name": "a b&", "tags": ["x", "1"], "sizes": [1, 2.5], "free": "7"});
        assert_eq!(form, expected);
        const FORM_ALONE: Webhook<Json> = Webhook::form("form", Method::POST, &[]);
        assert_eq!(FORM_ALONE.read(&HeaderMap::new(), b"a=1").unwrap()["a"], "1");
    }

    #[test]
    fn a_value_of_a_form_that_is_no_json_is_text() {
        let form = ORDER.read(&of_type(FORM), b"count=many&sizes=&tags=").unwrap();
        let expected = serde_json::json!({"count": "many", "sizes": [""], "tags": [""]});
        assert_eq!(form, expected);
    }

    #[test]
    fn another_type_is_no_reason_to_refuse_and_is_named_when_it_fails() {
        assert!(ORDER.read(&of_type("text/plain"), b"{}").is_ok());
        let error = ORDER.read(&of_type("text/html"), b"<p>").unwrap_err();
        assert_eq!(error.webhook(), "order");
        assert_eq!(error.decode().offset(), 0);
        let text = error.to_string();
        assert!(text.starts_with("order: the body could not be read: not JSON"), "{text}");
        assert!(text.ends_with("its type is `text/html`, and `application/json` was expected"), "{text}");
    }

    #[test]
    fn bodies_need_not_be_json() {
        let headers = HeaderMap::new();
        const TEXT: Webhook<String> = Webhook::text("t", Method::POST, "text/plain");
        assert_eq!(TEXT.read(&headers, "é".as_bytes()).unwrap(), "é");
        assert_eq!(TEXT.read(&headers, b"a\xff").unwrap_err().decode().offset(), 1);
        const BYTES: Webhook<Bytes> = Webhook::bytes("b", Method::PUT, "image/png");
        assert_eq!(BYTES.read(&headers, b"\xff").unwrap(), b"\xff"[..]);
        const EMPTY: Webhook<()> = Webhook::empty("e", Method::GET);
        EMPTY.read(&headers, b"whatever").unwrap();
        assert_eq!((EMPTY.name(), EMPTY.method(), EMPTY.media_type()), ("e", &Method::GET, ""));
    }

    #[test]
    fn a_body_says_what_it_is() {
        assert_eq!(webhook_tag(br#"{"data": {"type": "x"}, "type": "a.b"}"#, "type").unwrap(), "a.b");
        let error = webhook_tag(b"{}", "type").unwrap_err().to_string();
        assert!(error.contains("missing field `type`"), "{error}");
        assert!(webhook_tag(br#"{"type": 1}"#, "type").is_err());
    }
}
