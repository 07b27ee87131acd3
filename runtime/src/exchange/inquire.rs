//! What a protocol asks of the service in between, and tokens: once, however many calls wait for it.

use std::sync::Arc;
use std::time::Instant;

use tracing::Instrument as _;

use super::clock::Clock;
use super::inquiries::{Asking, Awaited, Outcome, Part, Question};
use super::{Exchange, Stage, Taking};
use crate::error::{Delivery, Error, ErrorKind, Result};
use crate::inquiry::Urgency;
use crate::protocol::Protocol;
use crate::request::Request;
use crate::response::Response;
use crate::transport::BoxFuture;

/// What waiting for an inquiry came to.
enum End {
    Told(Outcome),
    BrokenOff,
    OutOfTime,
}

const OUT_OF_TIME: &str = "the time of the call was over before an inquiry of the protocol was answered";

impl Exchange {
    /// Asks what the protocol wants to know. An inquiry that failed and may fail is given back.
    pub(super) async fn inquire(
        &self,
        protocol: &dyn Protocol,
        request: &Request,
        answer: Option<&Response>,
        clock: Clock,
    ) -> Result<Option<String>> {
        // Read first, so that an inquiry that ends between these two lines is not asked once more.
        let seen = self.shared.inquiries.over();
        let Some(inquiry) = protocol.inquiry(request, answer) else { return Ok(None) };
        let question = Question::Operation(inquiry.operation);
        if inquiry.urgency == Urgency::Background {
            if let Part::Ask(asking) = self.join(&question, seen) {
                // Where nothing can be done beside the call, the next one tries again.
                drop(self.carrier.spawn(self.asked(&question, asking)));
            }
            return Ok(None);
        }
        let is_required = inquiry.urgency == Urgency::Required;
        match self.outcome(&question, seen, clock).await {
            Some(Ok(())) => Ok(None),
            Some(Err(failure)) if is_required => Err(refused(failure)),
            Some(Err(failure)) => Ok(Some(failure.as_reason().to_string())),
            // Nothing can be sent any more, but an answer that is here can be looked at.
            None if is_required || answer.is_none() => {
                Err(Error::new(ErrorKind::Timeout, Delivery::NotSent, OUT_OF_TIME))
            }
            None => Ok(Some(OUT_OF_TIME.to_owned())),
        }
    }

    fn join(&self, question: &Question, seen: u64) -> Part {
        self.shared.inquiries.join(question, seen, self.shared.limits.timeout)
    }

    /// How the inquiry ends, asked by this call or by another one; nothing if the call's time is over before.
    pub(super) async fn outcome(&self, question: &Question, seen: u64, clock: Clock) -> Option<Outcome> {
        loop {
            let (is_mine, ending) = match self.join(question, seen) {
                Part::Wait(ending) => (false, ending),
                Part::Ask(asking) => {
                    let ending = asking.ending();
                    // Beside the call, which may be dropped, or left alone, while others wait for the answer too.
                    if let Some(work) = self.carrier.spawn(self.asked(question, asking)) {
                        work.await;
                    }
                    (true, ending)
                }
            };
            match self.end(ending, clock).await {
                End::Told(outcome) => return Some(outcome),
                End::OutOfTime => return None,
                End::BrokenOff if is_mine => return Some(Err(Arc::new(Error::protocol("the inquiry was broken off")))),
                // Whoever asked has given up: this call asks.
                End::BrokenOff => {}
            }
        }
    }

    /// Waits for the end of an inquiry as long as the call may.
    async fn end(&self, mut ending: Awaited, clock: Clock) -> End {
        match self.carrier.within(clock.left(), ending.wait_for(Option::is_some)).await {
            None => End::OutOfTime,
            Some(Err(_)) => End::BrokenOff,
            Some(Ok(ending)) => ending.as_ref().map_or(End::BrokenOff, |ending| End::Told(ending.outcome.clone())),
        }
    }

    /// The inquiry, with the limits of the client: no single call decides how long the others may wait for it.
    fn asked(&self, question: &Question, asking: Asking) -> BoxFuture<'static, ()> {
        let (limits, retry) = (self.shared.limits, self.shared.retry);
        let exchange = Self { shared: self.shared.clone(), carrier: self.carrier.clone(), limits, retry };
        let question = question.clone();
        let work = async move {
            let outcome = exchange.ask(&question).await.map_err(Arc::new);
            if let Err(failure) = &outcome {
                tracing::warn!(inquiry = question.name(), failure = %failure.without_body(), "an inquiry failed");
            }
            exchange.shared.inquiries.end(&asking, outcome);
        };
        Box::pin(work.in_current_span())
    }

    async fn ask(&self, question: &Question) -> Result<()> {
        let (request, stage) = match question {
            Question::Operation(operation) => (Request::inquiry(&self.shared, operation)?, Stage::Inquiry),
            Question::Token(tokens) => (tokens.request(&self.shared)?, Stage::Token),
        };
        let asked = Instant::now();
        let response = self.repeat(Box::new(request), stage, Taking::Whole).await?.into_whole();
        match question {
            _ if !response.status().is_success() => Err(response.into_error()),
            Question::Operation(_) => Ok(()),
            Question::Token(tokens) => tokens.learn(&response, asked),
        }
    }
}

fn refused(failure: Arc<Error>) -> Error {
    Error::protocol(format!("the inquiry that has to come first failed: {}", failure.as_reason())).because(failure)
}
