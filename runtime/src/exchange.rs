//! What happens on either side of the wire, without a wire.

use std::time::Instant;

use http::Method;

use crate::core::Shared;
use crate::error::{Error, Result};
use crate::operation::Origin;
use crate::request::Request;
use crate::response::Response;

/// What is kept of a request while a transport has it.
pub(crate) struct Sent {
    origin: Origin,
    method: Method,
    started: Instant,
    /// The whole request, where a protocol will want to see it again.
    request: Option<Request>,
}

/// Makes a request ready to be sent.
pub(crate) fn begin(shared: &Shared, request: &mut Request) -> Result<Sent> {
    let started = Instant::now();
    if let Some(protocol) = &shared.protocol {
        protocol.prepare(request).map_err(|error| error.of(&request.origin))?;
    }
    let kept = shared.protocol.as_ref().map(|_| request.clone());
    Ok(Sent { origin: request.origin.clone(), method: request.method.clone(), started, request: kept })
}

/// Takes what a transport brought back, and hands out no answer that the protocol rejects.
pub(crate) fn finish(shared: &Shared, sent: &Sent, outcome: Result<Response>) -> Result<Response> {
    let outcome = accepted(shared, sent, outcome);
    report(sent, &outcome);
    outcome
}

fn accepted(shared: &Shared, sent: &Sent, outcome: Result<Response>) -> Result<Response> {
    let mut response = outcome.map_err(|error| error.of(&sent.origin))?.of(&sent.origin);
    if let (Some(protocol), Some(request)) = (&shared.protocol, &sent.request) {
        // Kept apart, as a protocol that rejects an answer may have changed it already.
        let received = response.clone();
        protocol.accept(request, &mut response).map_err(|error: Error| error.rejecting(&received))?;
    }
    Ok(response)
}

/// Tells whoever listens that an exchange is over: no filled path, no header, no body.
fn report(sent: &Sent, outcome: &Result<Response>) {
    let elapsed_ms = u64::try_from(sent.started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (operation, method, path) = (sent.origin.name(), sent.method.as_str(), sent.origin.path());
    match outcome {
        Ok(response) => {
            let status = response.status().as_u16();
            tracing::debug!(operation, method, path, status, elapsed_ms, "answered");
        }
        Err(error) => {
            let (kind, status) = (error.kind(), error.status().map(|status| status.as_u16()));
            tracing::debug!(operation, method, path, status, ?kind, elapsed_ms, "failed");
        }
    }
}
