//! The body of a notification.

use openapi_client_runtime::{Decode, Decoded, Reader};

use super::Notification;
use crate::seal::Sealed;

pub(super) struct Envelope {
    pub(super) id: String,
    create_time: String,
    event_type: String,
    resource_type: String,
    summary: String,
    pub(super) resource: Sealed,
}

impl Envelope {
    /// The notification with what was sealed in it.
    pub(super) fn with<T>(self, resource: T) -> Notification<T> {
        Notification {
            id: self.id,
            create_time: self.create_time,
            event_type: self.event_type,
            resource_type: self.resource_type,
            summary: self.summary,
            original_type: self.resource.original_type.unwrap_or_default(),
            resource,
        }
    }
}

impl Decode for Envelope {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        let (mut id, mut create_time, mut event_type) = (None, None, None);
        let (mut resource_type, mut summary, mut resource) = (None, None, None);
        reader.object(&mut [
            ("id", &mut id),
            ("create_time", &mut create_time),
            ("resource_type", &mut resource_type),
            ("event_type", &mut event_type),
            ("summary", &mut summary),
            ("resource", &mut resource),
        ])?;
        Ok(Self {
            id: reader.required("id", id)?,
            create_time: create_time.unwrap_or_default(),
            event_type: reader.required("event_type", event_type)?,
            resource_type: resource_type.unwrap_or_default(),
            summary: summary.unwrap_or_default(),
            resource: reader.required("resource", resource)?,
        })
    }
}
