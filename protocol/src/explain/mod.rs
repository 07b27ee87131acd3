//! What an error answer of WeChat Pay says, and what to do about it.

mod difference;
mod printable;
mod retry_class;

use std::fmt;

use openapi_client_runtime::{Authenticity, Decode, Decoded, Error, Json, Reader, Response, StatusCode};

use self::printable::Printable;

pub use self::difference::{Difference, MessageLine};
pub use self::retry_class::RetryClass;

/// How much of an answer the error of a call shows, in characters.
const SUMMARY: usize = 512;

/// An error answer of WeChat Pay, taken apart.
///
/// ```no_run
/// # async fn example(call: openapi_client_runtime::Call<openapi_client_runtime::Response>) {
/// use wechatpay_protocol::{ApiError, RetryClass};
///
/// if let Err(error) = call.await {
///     match ApiError::of(&error) {
///         Some(answer) if answer.retry_class() == RetryClass::Later => { /* put it back into the queue */ }
///         Some(answer) => eprintln!("{answer}"),
///         None => eprintln!("{error}"),
///     }
/// }
/// # }
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ApiError {
    /// The status of the answer.
    pub status: StatusCode,
    /// The error code, such as `PARAM_ERROR`. Decide by this, not by the message. Empty where the answer has none, as
    /// that of a proxy.
    pub code: String,
    /// A text for people.
    pub message: String,
    /// Where the request was wrong.
    pub detail: Option<Detail>,
    /// The id that WeChat Pay gave the request, to name when asking its support.
    pub request_id: Option<String>,
    /// Whether the answer was signed by WeChat Pay. Anybody on the way could have made one that was not.
    pub is_verified: bool,
    /// What the protocol found out about the refusal, such as where the two sides signed different messages.
    pub note: Option<String>,
}

/// Where a request was wrong. `Debug` does not show the value.
#[derive(Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Detail {
    /// The parameter, or for a body a JSON pointer (RFC 6901) into it, such as `/code/0`.
    pub field: Option<String>,
    /// The value that was refused. Not shown by `Display`: it may name a person.
    pub value: Option<Json>,
    /// What is wrong with it.
    pub issue: Option<String>,
    /// Where the field stands: `body`, `query`, `path`, `header` or `authorization`.
    pub location: Option<String>,
    /// For a `SIGN_ERROR`: the message that the server built, perhaps cut.
    pub(crate) sign_information: Option<SignInformation>,
}

/// What the server says of a signature that it refused. Not shown: the message holds the body of the request.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct SignInformation {
    pub(crate) message: Option<String>,
    /// The length of the whole message.
    pub(crate) length: Option<i64>,
}

impl ApiError {
    /// The answer behind an error of a call; nothing where there was none, or not one that the protocol let pass.
    #[must_use]
    pub fn of(error: &Error) -> Option<Self> {
        error.response().and_then(Self::in_answer)
    }

    /// The error in an answer; nothing in a success.
    #[must_use]
    pub fn in_answer(response: &Response) -> Option<Self> {
        if response.status().is_success() {
            return None;
        }
        // What is no JSON, such as the page of a proxy, has neither code nor message.
        let body: Body = response.json().unwrap_or_default();
        Some(Self {
            status: response.status(),
            code: body.code.unwrap_or_default(),
            message: body.message.unwrap_or_default(),
            detail: body.detail,
            request_id: response.request_id().map(str::to_owned),
            is_verified: response.authenticity() == Authenticity::Verified,
            note: response.note().map(str::to_owned),
        })
    }

    /// What an error of a call shows of this answer: not the value that was refused, which may name a person. Nothing
    /// where there is no error code: then the body is not one of WeChat Pay's.
    pub(crate) fn summary(&self) -> Option<String> {
        let mut summary = Printable(&self.code).to_string();
        // Writing to memory does not fail.
        let _ = self.tell_why(&mut summary);
        (!self.code.is_empty()).then(|| summary.chars().take(SUMMARY).collect())
    }

    fn tell_why(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        if !self.message.is_empty() {
            write!(out, ": {}", Printable(&self.message))?;
        }
        self.detail.as_ref().map_or(Ok(()), |detail| detail.tell(out))
    }

    /// What may be done next.
    #[must_use]
    pub fn retry_class(&self) -> RetryClass {
        RetryClass::of(self.status, &self.code, self.is_verified)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = if self.code.is_empty() { "an answer without an error code" } else { &self.code };
        write!(out, "{} ({})", Printable(code), self.status.as_u16())?;
        self.tell_why(out)?;
        if let Some(note) = &self.note {
            write!(out, "; {note}")?;
        }
        if let Some(id) = &self.request_id {
            write!(out, "; request id {}", Printable(id))?;
        }
        if !self.is_verified {
            out.write_str("; the answer is not verified")?;
        }
        write!(out, "; {}", self.retry_class())
    }
}

impl std::error::Error for ApiError {}

impl Detail {
    fn tell(&self, out: &mut dyn fmt::Write) -> fmt::Result {
        let place = self.field.as_deref().unwrap_or("a field that is not named");
        write!(out, "; at {}", Printable(place))?;
        if let Some(location) = &self.location {
            write!(out, " in the {}", Printable(location))?;
        }
        match &self.issue {
            Some(issue) => write!(out, ": {}", Printable(issue)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Detail {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Detail")
            .field("field", &self.field)
            .field("value", &self.value.as_ref().map(|_| format_args!("[redacted]")))
            .field("issue", &self.issue)
            .field("location", &self.location)
            .finish_non_exhaustive()
    }
}

/// The body of an error answer.
#[derive(Default)]
struct Body {
    code: Option<String>,
    message: Option<String>,
    detail: Option<Detail>,
}

impl Decode for Body {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let (mut code, mut message, mut detail) = (None, None, None::<Json>);
        reader.object(&mut [("code", &mut code), ("message", &mut message), ("detail", &mut detail)])?;
        Ok(Self { code, message, detail: detail.as_ref().and_then(Detail::read) })
    }
}

impl Detail {
    /// Tolerant: some operations answer other shapes, and a detail that cannot be read must not hide the error.
    fn read(json: &Json) -> Option<Self> {
        let text = |holder: &Json, name: &str| holder.get(name)?.as_str().map(str::to_owned);
        let object = json.as_object()?;
        let sign = json.get("sign_information").map(|sign| SignInformation {
            message: text(sign, "truncated_sign_message"),
            length: sign.get("sign_message_length").and_then(Json::as_i64),
        });
        (!object.is_empty()).then(|| Self {
            field: text(json, "field"),
            value: object.get("value").cloned(),
            issue: text(json, "issue").or_else(|| text(object.get("detail")?, "issue")),
            location: text(json, "location"),
            sign_information: sign,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openapi_client_runtime::{HeaderMap, HeaderValue};

    fn answer(status: u16, body: &'static str) -> Response {
        let headers = HeaderMap::from_iter([("request-id".parse().unwrap(), HeaderValue::from_static("08F7"))]);
        Response::new(StatusCode::from_u16(status).unwrap(), headers, body)
    }

    #[test]
    fn everything_that_the_server_said_is_at_hand() {
        let body = r#"{"code":"PARAM_ERROR","message":"the merchant's","detail":{"field":"/code/0","value":"x","issue":"too short","location":"body"}}"#;
        let mut response = answer(400, body);
        response.set_authenticity(Authenticity::Verified);
        let error = ApiError::in_answer(&response).unwrap();
        assert_eq!((error.code.as_str(), error.retry_class()), ("PARAM_ERROR", RetryClass::Never));
        assert_eq!(error.detail.as_ref().unwrap().field.as_deref(), Some("/code/0"));
        assert_eq!(
            error.to_string(),
            "PARAM_ERROR (400): the merchant's; at /code/0 in the body: too short; request id 08F7; \
             do not repeat it before it is changed"
        );
        assert_eq!(ApiError::of(&response.into_error()).unwrap(), error);
    }

    #[test]
    fn what_may_name_people_is_not_shown() {
        let body = r#"{"code":"SIGN_ERROR","message":"m","detail":{"field":"/name","value":"a name",
            "sign_information":{"truncated_sign_message":"POST\n/\n1\nn\n{\"name\":\"a name\"}\n"}}}"#;
        let error = ApiError::in_answer(&answer(401, body)).unwrap();
        assert_eq!(error.detail.as_ref().unwrap().value.as_ref().unwrap(), "a name");
        let shown = format!("{error} {error:?} {error:#?}");
        assert!(shown.contains("/name") && !shown.contains("a name"), "{shown}");
    }

    #[test]
    fn the_page_of_a_proxy_is_an_error_too() {
        let error = ApiError::in_answer(&answer(502, "<h1>Bad Gateway</h1>")).unwrap();
        assert_eq!((error.code.as_str(), error.detail.clone(), error.is_verified), ("", None, false));
        assert!(error.to_string().starts_with("an answer without an error code (502); request id 08F7"), "{error}");
    }

    #[test]
    fn other_shapes_of_a_detail_hide_nothing() {
        for detail in ["[]", "\"x\"", "null", "{}", r#"{"field":7}"#] {
            let body = format!(r#"{{"code":"NO_AUTH","message":"m","detail":{detail}}}"#);
            let error = ApiError::in_answer(&answer(403, body.leak())).unwrap();
            assert_eq!(error.code, "NO_AUTH", "{detail}");
        }
    }

    #[test]
    fn a_success_is_no_error() {
        assert_eq!(ApiError::in_answer(&answer(200, r#"{"code":"X"}"#)), None);
    }
}
