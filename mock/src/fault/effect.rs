//! What a fault does.

use std::time::Duration;

use http::header::{CONTENT_TYPE, RETRY_AFTER};
use serde_json::json;

use super::Fault;
use crate::answer::Answer;
use crate::signature::Style;

/// What a fault does to a request and its answer.
pub(crate) enum Effect {
    /// Nothing is read.
    ResetBeforeRead,
    /// This answer, whatever the request is: it never got to the API.
    OnTheWay(Answer),
    /// This answer to a request that keeps the rules, in place of carrying it out.
    InsteadOfDoing(Answer),
    /// The request is carried out, and its answer changed.
    Bend,
}

impl Fault {
    /// At which point it acts.
    pub(crate) fn effect(self) -> Effect {
        match self {
            Self::ResetBeforeRead => Effect::ResetBeforeRead,
            Self::BadGateway => Effect::OnTheWay(page(502, "Bad Gateway")),
            Self::HtmlError => Effect::OnTheWay(page(403, "Forbidden")),
            Self::Accepted => Effect::InsteadOfDoing(Answer::status(202).json(&json!({}))),
            Self::TooManyRequests => Effect::InsteadOfDoing(
                api_error(429, "FREQUENCY_LIMITED", "too many requests; wait and repeat")
                    .header(RETRY_AFTER.as_str(), "1"),
            ),
            Self::ServerError => Effect::InsteadOfDoing(system_error()),
            _ => Effect::Bend,
        }
    }

    /// The answer as this fault has it; `slow` is how long slow ones take.
    pub(crate) fn bend(self, answer: Answer, slow: Duration) -> Answer {
        let half = answer.content.length() / 2;
        match self {
            Self::ServerErrorAfter => system_error(),
            Self::TruncatedBody => answer.truncate_body_at(half),
            Self::SlowHeaders => answer.delay_headers(slow),
            Self::SlowBody => answer.delay_body(slow),
            Self::ResetAfterRead => answer.reset_after_read(),
            Self::Gzip => answer.gzip(),
            other => match other.style() {
                Some(style) => answer.signature(style),
                None => answer,
            },
        }
    }

    /// How it wants the signature.
    pub(crate) fn style(self) -> Option<Style> {
        Some(match self {
            Self::WrongSignature => Style::Wrong,
            Self::MissingSignature => Style::Missing,
            Self::Unsigned => Style::Unsigned,
            Self::ProbeSignature => Style::Probe,
            Self::NotBase64Signature => Style::NotBase64,
            Self::StaleTimestamp => Style::Stale,
            Self::EarlyTimestamp => Style::Early,
            Self::UnknownSerial => Style::UnknownSerial,
            Self::ExpiredCertificate => Style::Expired,
            Self::HeaderWithQuote => Style::Quote,
            Self::HeaderNotAscii => Style::NotAscii,
            _ => return None,
        })
    }
}

fn page(status: u16, title: &str) -> Answer {
    let page = format!(
        "<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{status} {title}</h1></body></html>\n"
    );
    Answer::status(status).header(CONTENT_TYPE.as_str(), "text/html").body(page).unsigned()
}

fn system_error() -> Answer {
    api_error(500, "SYSTEM_ERROR", "a failure of the system; repeat with the same parameters")
}

fn api_error(status: u16, code: &str, message: &str) -> Answer {
    Answer::status(status).json(&json!({"code": code, "message": message}))
}
