//! One attempt: what happens on either side of the wire.

use std::time::Instant;

use futures_util::StreamExt as _;

use super::clock::Clock;
use super::{Attempt, Exchange, Stage, Taking};
use crate::error::{Delivery, Error, ErrorKind, Result};
use crate::incoming::{Incoming, Pieces};
use crate::operation::Origin;
use crate::protocol::Protocol;
use crate::request::Request;
use crate::response::{Authenticity, Response};
use crate::transport::Limits;

impl Exchange {
    pub(super) async fn attempt_as_it_is(&self, request: Box<Request>, attempt: Attempt) -> Result<Incoming> {
        let report = Report { started: Instant::now(), origin: request.origin.clone(), attempt };
        let method = request.method.clone();
        let protocol = self.shared.protocol.as_ref().filter(|_| attempt.stage != Stage::Token);
        let outcome = match protocol {
            None => self.carry(request, attempt).await,
            // What is boxed here and below is rare or long, and would make the future of every call larger.
            Some(protocol) => Box::pin(self.carry_by(&**protocol, request, attempt)).await,
        };
        let outcome = outcome.map_err(|error| error.of(&report.origin));
        report.tell(method.as_str(), outcome.as_ref().map(Incoming::response));
        outcome
    }

    async fn carry(&self, request: Box<Request>, attempt: Attempt) -> Result<Incoming> {
        if request.has_sensitive() {
            return Err(Error::request(match self.shared.protocol {
                None => "the request holds sensitive fields, and the client has no protocol that encrypts them",
                Some(_) => "the request holds sensitive fields, and the protocol has not encrypted them",
            }));
        }
        let limits = self.limits_within(attempt.clock)?;
        let origin = request.origin.clone();
        let incoming = match attempt.taking {
            Taking::Whole => Incoming::whole(self.carrier.send(&self.shared, request, &limits).await?),
            Taking::Piecewise => Box::pin(self.carrier.open(&self.shared, request, &limits)).await?,
        };
        let incoming = match incoming.is_whole() || incoming.response().status().is_success() {
            true => incoming,
            // A failure is small, and is looked at as a whole.
            false => Box::pin(incoming.collected(&limits)).await?,
        };
        Ok(incoming.map(|response| response.of(&origin)))
    }

    /// What one attempt may take of what is left.
    fn limits_within(&self, clock: Clock) -> Result<Limits> {
        let left = clock.left();
        if left.is_zero() {
            let message = "the time of the call was over before it could be sent";
            return Err(Error::new(ErrorKind::Timeout, Delivery::NotSent, message));
        }
        let timeout = self.limits.attempt_timeout.map_or(left, |limit| left.min(limit));
        Ok(Limits { timeout, ..self.limits })
    }

    async fn carry_by(&self, protocol: &dyn Protocol, request: Box<Request>, attempt: Attempt) -> Result<Incoming> {
        let before = match attempt.stage {
            Stage::Call => self.inquire(protocol, &request, None, attempt.clock).await?,
            Stage::Inquiry | Stage::Token => None,
        };
        let mut sent = request;
        if let Err(error) = protocol.prepare(&mut sent) {
            return Err(error.after_inquiry(before));
        }
        let (mut response, mut rest) = self.carry(sent.clone(), attempt).await?.into_parts();
        let after = match attempt.stage {
            Stage::Call => self.inquire(protocol, &sent, Some(&response), attempt.clock).await,
            Stage::Inquiry | Stage::Token => Ok(None),
        };
        // Kept apart, as a protocol that rejects an answer may have changed it already.
        let received = response.clone();
        let failed_inquiry = after.map_err(|error| error.rejecting(&received))?.or(before);
        if let Err(error) = protocol.accept(&sent, &mut response) {
            return Err(error.rejecting(&received).after_inquiry(failed_inquiry));
        }
        if response.authenticity() == Authenticity::Verified {
            match &mut rest {
                None => response.decrypted_by(self.shared.protocol.clone()),
                // It took the head for the whole answer, which is right if nothing follows.
                Some(rest) => {
                    if !ends_here(rest).await? {
                        let message = "the answer is signed as one without a body, and a body is still to come";
                        return Err(Error::protocol(message).rejecting(&received).after_inquiry(failed_inquiry));
                    }
                }
            }
        }
        Ok(Incoming::from_parts(response, rest))
    }
}

/// Whether no more of a body is to come.
async fn ends_here(rest: &mut Pieces) -> Result<bool> {
    loop {
        match rest.next().await.transpose()? {
            None => return Ok(true),
            Some(piece) if piece.is_empty() => {}
            Some(_) => return Ok(false),
        }
    }
}

/// What whoever listens is told of an attempt: no filled path, no header, no body.
struct Report {
    started: Instant,
    origin: Origin,
    attempt: Attempt,
}

impl Report {
    fn tell(&self, method: &str, outcome: std::result::Result<&Response, &Error>) {
        let elapsed_ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (operation, path) = (self.origin.name(), self.origin.path());
        let (attempt, on_backup) = (self.attempt.number, self.attempt.on_backup);
        match outcome {
            Ok(response) => {
                let (status, request_id) = (response.status().as_u16(), response.request_id());
                tracing::debug!(
                    operation, method, path, attempt, on_backup, status, request_id, elapsed_ms, "answered"
                );
            }
            Err(error) => {
                let (kind, status) = (error.kind(), error.status().map(|status| status.as_u16()));
                let (delivery, request_id) = (error.delivery(), error.request_id());
                tracing::debug!(
                    operation,
                    method,
                    path,
                    attempt,
                    on_backup,
                    status,
                    request_id,
                    ?kind,
                    ?delivery,
                    elapsed_ms,
                    "failed"
                );
            }
        }
    }
}
