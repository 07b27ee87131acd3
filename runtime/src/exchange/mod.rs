//! The rules of an exchange, from the request as the caller made it to an answer that may be handed out.
//!
//! Nothing here touches a socket: that is left to a carrier.

mod attempt;
mod carrier;
mod hosts;
mod inquire;

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

pub(crate) use self::carrier::Carrier;
#[cfg(feature = "blocking")]
pub(crate) use self::carrier::at_once;
use self::hosts::Hosts;
use crate::core::Shared;
use crate::error::{Delivery, Error, ErrorKind, Result};
use crate::incoming::Incoming;
use crate::request::Request;
use crate::response::Response;
use crate::retry::{Retry, retry_after};
use crate::transport::Limits;

/// What all attempts of a call share.
#[derive(Clone)]
pub(crate) struct Exchange {
    pub(crate) shared: Arc<Shared>,
    pub(crate) carrier: Carrier,
    pub(crate) limits: Limits,
    pub(crate) retry: Retry,
}

/// Whether a call may start inquiries of the protocol. An inquiry itself may not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inquiries {
    Allowed,
    Underway,
}

/// How the body of an answer is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taking {
    Whole,
    Piecewise,
}

impl Exchange {
    /// Sends a request, again where that is allowed, and gives an answer that the protocol accepts.
    pub(crate) async fn run(self, request: Request) -> Result<Response> {
        Ok(self.repeat(request, Inquiries::Allowed, Taking::Whole).await?.into_whole())
    }

    /// As [`run`](Self::run), the body of a success left to be read piece by piece.
    pub(crate) async fn open(self, request: Request) -> Result<Incoming> {
        self.repeat(request, Inquiries::Allowed, Taking::Piecewise).await
    }

    async fn repeat(&self, request: Request, inquiries: Inquiries, taking: Taking) -> Result<Incoming> {
        let started = Instant::now();
        let mut hosts = Hosts::new(&self.shared, &request);
        let mut number = 1;
        loop {
            let mut limits = self.limits;
            limits.timeout = self.time_left(started, number);
            let outcome = match number < self.retry.most_attempts() {
                true => self.attempt(hosts.address(&request), &limits, inquiries, taking, number).await,
                // The last time nothing has to be kept.
                false => {
                    let request = hosts.address(&request);
                    return self.settled(self.attempt(request, &limits, inquiries, taking, number).await, number);
                }
            };
            let Some(delay) = self.next_delay(&request, &outcome, started, number) else {
                return self.settled(outcome, number);
            };
            let (operation, delay_ms) = (request.operation(), delay.as_millis());
            tracing::info!(operation, attempt = number, ?delay_ms, "will be sent again");
            drop(outcome.map_err(|error| hosts.failed(&error)));
            self.carrier.sleep(delay).await;
            number += 1;
        }
    }

    fn settled(&self, outcome: Result<Incoming>, attempts: u32) -> Result<Incoming> {
        match outcome {
            Ok(answer) => {
                if answer.response().status().is_success() {
                    self.shared.budget.earn();
                }
                Ok(answer)
            }
            Err(error) => Err(error.after(attempts)),
        }
    }

    /// The time to wait before the next attempt, if there is to be one.
    fn next_delay(
        &self,
        request: &Request,
        outcome: &Result<Incoming>,
        started: Instant,
        attempts: u32,
    ) -> Option<Duration> {
        let wanted = match outcome {
            Ok(answer) => self.wanted_after_answer(request, answer.response())?,
            Err(error) if may_repeat_after(request, error) => Duration::ZERO,
            Err(_) => return None,
        };
        let delay = self.retry.delay(attempts).max(wanted);
        let is_in_time = started.elapsed().saturating_add(delay) < self.limits.timeout;
        (is_in_time && self.carrier.can_sleep() && self.shared.budget.spend()).then_some(delay)
    }

    fn wanted_after_answer(&self, request: &Request, answer: &Response) -> Option<Duration> {
        let asks_again = match &self.shared.protocol {
            Some(protocol) => protocol.asks_again(answer.status()),
            None => crate::retry::asks_again(answer.status()),
        };
        (asks_again && request.is_repeatable())
            .then(|| retry_after(answer.headers(), SystemTime::now()).unwrap_or_default())
    }

    /// The whole time goes to the first attempt, as most calls have just that; what is left of it to the others.
    fn time_left(&self, started: Instant, number: u32) -> Duration {
        let left =
            if number == 1 { self.limits.timeout } else { self.limits.timeout.saturating_sub(started.elapsed()) };
        self.limits.attempt_timeout.map_or(left, |limit| left.min(limit))
    }
}

/// Whether a failure without an answer leaves it safe to send the request again.
fn may_repeat_after(request: &Request, error: &Error) -> bool {
    match (error.kind(), error.delivery()) {
        (ErrorKind::Connect, Delivery::NotSent) => true,
        (ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport, _) => request.is_repeatable(),
        _ => false,
    }
}
