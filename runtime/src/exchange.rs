//! What happens on either side of the wire, without a wire.

use std::time::Instant;

use crate::core::Shared;
use crate::error::{Error, Result};
use crate::request::Request;
use crate::response::Response;

/// Makes a request ready to be sent.
pub(crate) fn begin(shared: &Shared, request: &mut Request) -> Result<()> {
    match &shared.protocol {
        Some(protocol) => protocol.prepare(request).map_err(|error| error.of(&request.origin)),
        None => Ok(()),
    }
}

/// Takes what a transport brought back, and hands out no answer that the protocol rejects.
pub(crate) fn finish(shared: &Shared, request: &Request, outcome: Result<Response>) -> Result<Response> {
    let mut response = outcome.map_err(|error| error.of(&request.origin))?.of(&request.origin);
    if let Some(protocol) = &shared.protocol {
        // Kept apart, as a protocol that rejects an answer may have changed it already.
        let received = response.clone();
        protocol.accept(request, &mut response).map_err(|error: Error| error.rejecting(&received))?;
    }
    Ok(response)
}

/// Tells whoever listens that an exchange is over: no filled path, no header, no body.
pub(crate) fn report(request: &Request, started: Instant, outcome: &Result<Response>) {
    let elapsed_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (operation, method, path) = (request.operation(), request.method().as_str(), request.path_template());
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
