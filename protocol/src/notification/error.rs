//! Why a notification was not handed out, and how to answer it then.

use std::fmt;

use http::StatusCode;
use openapi_client_runtime::DecodeError;

use super::NOTIFICATION_LIMIT;
use crate::seal::SealError;
use crate::verify::Rejection;

/// Why a notification was not handed out. Shows nothing of what was sealed in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotificationError {
    /// The body is too large. It was not looked at.
    #[error("the notification has more than {NOTIFICATION_LIMIT} bytes; WeChat Pay sends a few thousand")]
    TooLarge,
    /// The signature was not accepted. With [`Rejection::wants_new_keys`] renew the keys, then try once more.
    #[error("the notification does not verify: {0}")]
    Rejected(#[from] Rejection),
    /// The body is signed, but not a notification.
    #[error("the notification could not be read: {0}")]
    Json(#[source] DecodeError),
    /// The merchant was made without an APIv3 key.
    #[error(
        "the merchant has no APIv3 key, without which no notification can be opened; give it when the merchant is made"
    )]
    NoApiV3Key,
    /// The resource could not be opened.
    #[error("the notification's resource could not be opened: {0}")]
    Sealed(#[from] SealError),
    /// The resource was opened, but is not of the wanted type.
    #[error("the notification's resource could not be read: {0}; is it of the type that is expected here?")]
    Resource(#[from] ResourceError),
    /// This very delivery was seen before.
    #[error("this delivery of the notification {id:?} was seen before; a genuine one is signed anew each time")]
    Replayed {
        /// The notification's id.
        id: String,
    },
    /// The notification was handled before, and is delivered again by WeChat Pay: nothing is left to do. The only one that
    /// is answered with success.
    #[error("the notification {id:?} was handled already")]
    Handled {
        /// The notification's id.
        id: String,
    },
}

/// Why an opened resource could not be read: what and where, but not the text that was found there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourceError {
    message: String,
    place: String,
}

impl NotificationError {
    /// Whether it is worth renewing the keys and trying once more.
    #[must_use]
    pub fn wants_new_keys(&self) -> bool {
        matches!(self, Self::Rejected(rejection) if rejection.wants_new_keys())
    }

    /// The status to answer with. Each one has WeChat Pay deliver the notification again, but for the 204 of
    /// [`Handled`](Self::Handled), which has it stop; 5xx says that the fault is here.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Rejected(rejection) if rejection.wants_new_keys() => StatusCode::SERVICE_UNAVAILABLE,
            Self::Rejected(_) => StatusCode::UNAUTHORIZED,
            Self::Json(_) => StatusCode::BAD_REQUEST,
            Self::NoApiV3Key | Self::Sealed(_) | Self::Resource(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Replayed { .. } => StatusCode::CONFLICT,
            Self::Handled { .. } => StatusCode::NO_CONTENT,
        }
    }

    /// The body to answer with, JSON that tells a stranger as little as it must; empty beside a 204.
    #[must_use]
    pub fn body(&self) -> &'static str {
        match self {
            Self::TooLarge => r#"{"code":"FAIL","message":"too large"}"#,
            Self::Rejected(rejection) if rejection.wants_new_keys() => {
                r#"{"code":"FAIL","message":"key not known yet"}"#
            }
            Self::Rejected(_) => r#"{"code":"FAIL","message":"signature not accepted"}"#,
            Self::Json(_) => r#"{"code":"FAIL","message":"not a notification"}"#,
            Self::NoApiV3Key | Self::Sealed(_) | Self::Resource(_) => r#"{"code":"FAIL","message":"not handled"}"#,
            Self::Replayed { .. } => r#"{"code":"FAIL","message":"delivered before"}"#,
            Self::Handled { .. } => "",
        }
    }
}

impl ResourceError {
    pub(super) fn decode(error: &DecodeError) -> Self {
        let place = if error.path().is_empty() { "the top level".to_owned() } else { format!("`{}`", error.path()) };
        Self { message: error.message().to_owned(), place }
    }

    pub(super) fn serde(error: &serde_json::Error) -> Self {
        let message = match error.classify() {
            serde_json::error::Category::Data => "a value of another type",
            _ => "broken JSON",
        };
        Self { message: message.to_owned(), place: format!("line {}, column {}", error.line(), error.column()) }
    }
}

impl fmt::Display for ResourceError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} at {}", self.message, self.place)
    }
}

impl std::error::Error for ResourceError {}
