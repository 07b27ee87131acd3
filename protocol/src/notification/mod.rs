//! What WeChat Pay tells a merchant unasked: verified, opened and decoded in one call.

mod envelope;
mod error;
#[cfg(feature = "axum")]
mod extract;
#[cfg(all(test, feature = "axum"))]
mod extract_tests;
mod replays;

#[cfg(test)]
mod tests;

use std::fmt;

use http::HeaderMap;
use openapi_client_runtime::{Decode, Json, from_json};
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

pub use error::{NotificationError, ResourceError};
#[cfg(feature = "axum")]
pub use extract::{NotificationRejection, Notified, NotifiedBySerde};
pub use replays::{NotificationDelivery, RecentDeliveries, Replays};

use crate::merchant::Merchant;
use crate::verify::verified;
use envelope::Envelope;

/// The largest notification that is read, in bytes. WeChat Pay's have a few thousand.
pub const NOTIFICATION_LIMIT: usize = 256 * 1024;

/// A notification that was verified and opened. `Debug` does not show the resource.
///
/// WeChat Pay delivers a notification again until it is answered with 200 or 204 within 5 seconds, for a day. So one that was
/// handled may come again under the same `id`: whoever acts on it must note the id, or the order's state, where the action
/// itself is noted. By default only exact copies of a delivery are refused; see [`RecentDeliveries`].
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notification<T> {
    /// The notification's id, the same in each delivery.
    pub id: String,
    /// When it was made, as RFC 3339 text.
    pub create_time: String,
    /// What happened, such as `TRANSACTION.SUCCESS`.
    pub event_type: String,
    /// `encrypt-resource`.
    pub resource_type: String,
    /// What happened, in words.
    pub summary: String,
    /// What the resource is, such as `transaction`; empty if it was not said.
    pub original_type: String,
    /// What it is about.
    pub resource: T,
}

impl Merchant {
    /// Verifies a notification and opens it. `body` is the raw body, at most [`NOTIFICATION_LIMIT`] bytes.
    ///
    /// # Errors
    /// When anything is in doubt, this very delivery was seen before, or the notification was handled already.
    /// [`NotificationError::status`] and [`NotificationError::body`] are how to answer then.
    pub fn notification(&self, headers: &HeaderMap, body: &[u8]) -> Result<Notification<Json>, NotificationError> {
        self.notification_of(headers, body)
    }

    /// As [`notification`](Self::notification), with the resource as a type of the client or one's own. Which type it is
    /// depends on where the notification was asked for, so the caller says it.
    ///
    /// # Errors
    /// As for [`notification`](Self::notification), and when the resource is not such a value.
    pub fn notification_of<T: Decode>(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Notification<T>, NotificationError> {
        self.opened(headers, body, |plain| from_json(plain).map_err(|error| ResourceError::decode(&error)))
    }

    /// As [`notification_of`](Self::notification_of), for types that only serde can read.
    ///
    /// # Errors
    /// As for [`notification_of`](Self::notification_of).
    pub fn notification_by_serde<T: DeserializeOwned>(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Notification<T>, NotificationError> {
        self.opened(headers, body, |plain| serde_json::from_slice(plain).map_err(|error| ResourceError::serde(&error)))
    }

    /// Says that the notification of this id was handled. With [`RecentDeliveries::by_id`], or a store of one's own, it is
    /// answered with success when it is delivered again, and not handed out. Without one of them this does nothing.
    ///
    /// Call it when the action is done, and before the answer: until then a delivery signed anew is handed out, so that
    /// nothing is lost where handling fails.
    pub fn notification_handled(&self, id: &str) {
        self.replays().note_handled(id, self.now());
    }

    fn opened<T>(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        read: impl FnOnce(&Zeroizing<Vec<u8>>) -> Result<T, ResourceError>,
    ) -> Result<Notification<T>, NotificationError> {
        if body.len() > NOTIFICATION_LIMIT {
            return Err(NotificationError::TooLarge);
        }
        let at = self.now();
        let signed = verified(&self.keys().current(), at, headers, body)?;
        let envelope: Envelope = from_json(body).map_err(NotificationError::Json)?;
        let key = self.api_v3_key().ok_or(NotificationError::NoApiV3Key)?;
        let resource = read(&envelope.resource.open(key)?)?;
        // Last, so that one which could not be opened or read is read when it is delivered again.
        let delivery = NotificationDelivery { id: &envelope.id, timestamp: signed.timestamp, nonce: signed.nonce, at };
        if !self.replays().first_time(&delivery) {
            return Err(NotificationError::Replayed { id: envelope.id });
        }
        if self.replays().is_handled(&delivery) {
            return Err(NotificationError::Handled { id: envelope.id });
        }
        Ok(envelope.with(resource))
    }
}

impl<T> fmt::Debug for Notification<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Notification")
            .field("id", &self.id)
            .field("create_time", &self.create_time)
            .field("event_type", &self.event_type)
            .field("resource_type", &self.resource_type)
            .field("summary", &self.summary)
            .field("original_type", &self.original_type)
            .field("resource", &format_args!("[redacted]"))
            .finish()
    }
}
