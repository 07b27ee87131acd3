//! Why a webhook could not be read.

use std::fmt;

use crate::error::one_line;
use crate::model::DecodeError;

/// The body of a webhook is not what the specification says: where, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookError(Box<Details>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Details {
    webhook: &'static str,
    error: DecodeError,
    /// The media types that were expected and found, where they differ.
    types: Option<(&'static str, String)>,
}

impl WebhookError {
    pub(super) fn new(webhook: &'static str, error: DecodeError, expected: &'static str, found: Option<&str>) -> Self {
        let differs = |found: &&str| !super::essence(found).eq_ignore_ascii_case(super::essence(expected));
        let types = found.filter(differs).map(|found| (expected, found.to_owned()));
        Self(Box::new(Details { webhook, error, types }))
    }

    /// The name of the webhook.
    #[must_use]
    pub fn webhook(&self) -> &str {
        self.0.webhook
    }

    /// Where the body could not be read, and why.
    #[must_use]
    pub fn decode(&self) -> &DecodeError {
        &self.0.error
    }
}

impl fmt::Display for WebhookError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: the body could not be read: {}", self.webhook(), self.0.error)?;
        if let Some((expected, found)) = &self.0.types {
            write!(out, "; its type is `{}`, and `{expected}` was expected", one_line(found))?;
        }
        Ok(())
    }
}

impl std::error::Error for WebhookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.decode())
    }
}
