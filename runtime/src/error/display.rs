//! An error as one line.

use std::fmt;

use super::printable::{excerpt, one_line};
use super::{Delivery, Error, ErrorKind};
use crate::response::Authenticity;

/// The longest piece of an answer's body that an error shows, in characters.
const BODY: usize = 256;

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.head(out, self.told())?;
        self.body(out)
    }
}

/// An error as the reason of another one, which tells by itself whether the server may have acted.
pub(crate) struct Reason<'e>(&'e Error);

impl fmt::Display for Reason<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.head(out, "")?;
        self.0.body(out)
    }
}

/// An error without the excerpt of the answer's body, for a log.
pub(crate) struct WithoutBody<'e>(&'e Error);

impl fmt::Display for WithoutBody<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.head(out, self.0.told())
    }
}

impl Error {
    pub(crate) fn without_body(&self) -> WithoutBody<'_> {
        WithoutBody(self)
    }

    pub(crate) fn as_reason(&self) -> Reason<'_> {
        Reason(self)
    }

    fn head(&self, out: &mut fmt::Formatter<'_>, told: &str) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(out, "{operation}: ")?;
        }
        out.write_str(&one_line(&self.0.message))?;
        if let Some(error) = self.decode() {
            write!(out, ": {error}")?;
        }
        out.write_str(told)?;
        if let Some(status) = self.status() {
            write!(out, "; status {status}")?;
        }
        if let Some(id) = self.request_id() {
            write!(out, "; request id {}", one_line(id))?;
        }
        if self.attempts() > 1 {
            write!(out, "; after {} attempts", self.attempts())?;
        }
        if let Some(response) = self.response() {
            if response.authenticity() == Authenticity::Unverified {
                out.write_str("; the answer is not verified")?;
            }
            if let Some(note) = response.note() {
                write!(out, "; {}", one_line(note))?;
            }
        }
        Ok(())
    }

    /// What the delivery means, where it is in doubt.
    fn told(&self) -> &'static str {
        match (self.delivery(), self.kind()) {
            (Delivery::Answered, _) | (Delivery::NotSent, ErrorKind::Request | ErrorKind::Blocking) => "",
            (Delivery::NotSent, _) => "; the request was not sent",
            (Delivery::MaybeReceived, _) => "; the server may have received the request",
            (Delivery::Inconclusive, _) => "; whether the server did what was asked is not known",
        }
    }

    fn body(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.response() {
            Some(response) if let Some(summary) = response.summary() => write!(out, "; {}", one_line(summary)),
            Some(response) if self.kind() == ErrorKind::Status && !response.body().is_empty() => {
                let body = response.body();
                // Four bytes are the most a character takes; one character more tells whether the body was cut.
                let start = &body[..body.len().min((BODY + 1) * 4)];
                write!(out, "; body: {}", excerpt(&String::from_utf8_lossy(start), BODY))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, Method, StatusCode};

    use crate::from_json;
    use crate::operation::{Operation, Origin};
    use crate::{Delivery, Error, ErrorKind, Json, Response};

    static DEPOSIT: Operation = Operation::new("depositCodes", Method::POST, "/v3/deposit");

    fn response(status: u16, body: &'static str) -> Response {
        let headers = HeaderMap::from_iter([("request-id".parse().unwrap(), HeaderValue::from_static("08F7"))]);
        Response::new(StatusCode::from_u16(status).unwrap(), headers, body).of(&Origin::Declared(&DEPOSIT))
    }

    #[test]
    fn a_status_says_what_the_server_said() {
        let error = response(400, "{\"code\":\n\"NO\"}").into_error();
        assert_eq!(
            error.to_string(),
            "depositCodes: the answer is not a success; status 400 Bad Request; request id 08F7; body: {\"code\":\\n\"NO\"}"
        );
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Status, Delivery::Answered));
    }

    #[test]
    fn after_a_failure_of_the_server_it_is_not_known_what_it_did() {
        for (status, delivery) in [
            (400, Delivery::Answered),
            (302, Delivery::Answered),
            (500, Delivery::Inconclusive),
            (599, Delivery::Inconclusive),
        ] {
            let error = response(status, "").into_error();
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Status, delivery), "{status}");
            let is_told = error.to_string().contains("whether the server did what was asked is not known");
            assert_eq!(is_told, delivery == Delivery::Inconclusive, "{error}");
        }
    }

    #[test]
    fn a_long_body_is_cut() {
        let body: &'static str = Box::leak("é".repeat(1000).into_boxed_str());
        let text = response(403, body).into_error().to_string();
        assert_eq!(text.matches('é').count(), 255);
        assert!(text.ends_with('…'));
    }

    #[test]
    fn a_body_that_cannot_be_read_names_the_place() {
        let answer = response(200, r#"{"data": [1, tru]}"#);
        let error = answer.json::<Json>().unwrap_err();
        assert_eq!(error.decode().unwrap().path(), "data[1]");
        let text = error.to_string();
        assert!(text.starts_with("depositCodes: the answer could not be read: not JSON: "), "{text}");
        assert!(text.contains("at `data[1]` (byte"), "{text}");
        assert!(text.ends_with("status 200 OK; request id 08F7"), "{text}");
        assert_eq!(error.response().unwrap().body(), answer.body());
    }

    #[test]
    fn delivery_is_told_where_it_is_in_doubt() {
        let origin = Origin::Declared(&DEPOSIT);
        let lost = Error::transport(ErrorKind::Timeout, Delivery::MaybeReceived, "no answer within 30s").of(&origin);
        assert_eq!(lost.to_string(), "depositCodes: no answer within 30s; the server may have received the request");
        let refused = Error::transport(ErrorKind::Connect, Delivery::NotSent, "no connection").of(&origin);
        assert_eq!(refused.to_string(), "depositCodes: no connection; the request was not sent");
        assert_eq!(Error::request("bad").of(&origin).to_string(), "depositCodes: bad");
    }

    #[test]
    fn an_answer_that_was_rejected_is_not_handed_out() {
        let error = Error::protocol("the signature does not fit").rejecting(&response(200, r#"{"secret":1}"#));
        assert!(error.response().is_none());
        assert_eq!(error.status(), Some(StatusCode::OK));
        assert_eq!(error.request_id(), Some("08F7"));
        assert!(!format!("{error} {error:?}").contains("secret"));
    }

    #[test]
    fn sources_are_kept() {
        let source = from_json::<bool>(b"1").unwrap_err();
        let error = Error::protocol_from(source.clone());
        assert_eq!(std::error::Error::source(&error).unwrap().to_string(), source.to_string());
    }

    #[test]
    fn an_error_is_small_and_travels_between_threads() {
        fn travels<T: Send + Sync + 'static>() {}
        travels::<Error>();
        assert_eq!(size_of::<Error>(), size_of::<usize>());
    }
}
