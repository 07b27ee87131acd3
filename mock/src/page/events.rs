//! Tells open pages that something changed.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use futures_util::stream;
use tokio::sync::watch;

use super::reply;
use crate::journal::Journal;

/// How long nothing may happen before a sign of life is sent, so that browsers that went are noticed.
const SILENCE: Duration = Duration::from_secs(15);
/// Changes so close to each other are one event.
const PAUSE: Duration = Duration::from_millis(50);

/// Server-sent events: one at the beginning, and one after every change.
pub(super) fn stream(journal: &Journal) -> Response {
    let events = stream::unfold((journal.changes(), true), |(mut changes, first)| async move {
        let event = if first { opening(&mut changes) } else { next(&mut changes).await? };
        Some((Ok::<_, Infallible>(event), (changes, false)))
    });
    reply::of_type("text/event-stream", Body::from_stream(events))
}

/// With it, how long a browser waits before it connects again, in milliseconds.
fn opening(changes: &mut watch::Receiver<u64>) -> Bytes {
    format!("retry: 1000\n{}", event(changes)).into()
}

/// `None` once the mock stops.
async fn next(changes: &mut watch::Receiver<u64>) -> Option<Bytes> {
    match tokio::time::timeout(SILENCE, changes.changed()).await {
        Ok(changed) => {
            changed.ok()?;
            tokio::time::sleep(PAUSE).await;
            Some(event(changes).into())
        }
        Err(_) => Some(Bytes::from_static(b":\n\n")),
    }
}

fn event(changes: &mut watch::Receiver<u64>) -> String {
    format!("data: {}\n\n", *changes.borrow_and_update())
}
