//! One attempt: what happens on either side of the wire.

use std::time::Instant;

use super::{Exchange, Inquiries, Taking};
use crate::error::{Error, Result};
use crate::incoming::Incoming;
use crate::operation::Origin;
use crate::protocol::Protocol;
use crate::request::Request;
use crate::response::{Authenticity, Response};
use crate::transport::Limits;

impl Exchange {
    pub(super) async fn attempt(
        &self,
        request: Request,
        limits: &Limits,
        inquiries: Inquiries,
        taking: Taking,
        number: u32,
    ) -> Result<Incoming> {
        let report = Report { started: Instant::now(), origin: request.origin.clone(), number };
        let method = request.method.clone();
        let outcome = match &self.shared.protocol {
            None => self.carry(request, limits, taking).await,
            Some(protocol) => self.carry_by(&**protocol, request, limits, inquiries, taking).await,
        };
        let outcome = outcome.map_err(|error| error.of(&report.origin));
        report.tell(method.as_str(), outcome.as_ref().map(Incoming::response));
        outcome
    }

    async fn carry(&self, request: Request, limits: &Limits, taking: Taking) -> Result<Incoming> {
        if !request.sensitive.is_empty() {
            return Err(Error::request("the body holds sensitive fields, and there is no protocol that encrypts them"));
        }
        let origin = request.origin.clone();
        let incoming = match taking {
            Taking::Whole => Incoming::whole(self.carrier.send(&self.shared, request, limits).await?),
            Taking::Piecewise => self.carrier.open(&self.shared, request, limits).await?,
        };
        // A failure is small, and is looked at as a whole.
        let incoming =
            if incoming.response().status().is_success() { incoming } else { incoming.collected(limits).await? };
        Ok(incoming.map(|response| response.of(&origin)))
    }

    async fn carry_by(
        &self,
        protocol: &dyn Protocol,
        request: Request,
        limits: &Limits,
        inquiries: Inquiries,
        taking: Taking,
    ) -> Result<Incoming> {
        if inquiries == Inquiries::Allowed {
            self.inquire(protocol, &request, None).await?;
        }
        let mut sent = request;
        protocol.prepare(&mut sent)?;
        let incoming = self.carry(sent.clone(), limits, taking).await?;
        let failed_inquiry = match inquiries {
            Inquiries::Allowed => self.inquire(protocol, &sent, Some(incoming.response())).await?,
            Inquiries::Underway => None,
        };
        let (mut response, rest) = incoming.into_parts();
        // Kept apart, as a protocol that rejects an answer may have changed it already.
        let received = response.clone();
        if let Err(error) = protocol.accept(&sent, &mut response) {
            return Err(error.rejecting(&received).after_inquiry(failed_inquiry));
        }
        if response.authenticity() == Authenticity::Verified {
            response.decrypted_by(self.shared.protocol.clone());
        }
        Ok(Incoming::from_parts(response, rest))
    }
}

/// What whoever listens is told of an attempt: no filled path, no header, no body.
struct Report {
    started: Instant,
    origin: Origin,
    number: u32,
}

impl Report {
    fn tell(&self, method: &str, outcome: std::result::Result<&Response, &Error>) {
        let elapsed_ms = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (operation, path, attempt) = (self.origin.name(), self.origin.path(), self.number);
        match outcome {
            Ok(response) => {
                let (status, request_id) = (response.status().as_u16(), response.request_id());
                tracing::debug!(operation, method, path, attempt, status, request_id, elapsed_ms, "answered");
            }
            Err(error) => {
                let (kind, status) = (error.kind(), error.status().map(|status| status.as_u16()));
                tracing::debug!(operation, method, path, attempt, status, ?kind, elapsed_ms, "failed");
            }
        }
    }
}
