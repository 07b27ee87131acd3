//! The rules of an exchange, from the request as the caller made it to an answer that may be handed out.
//!
//! Nothing here touches a socket: that is left to a carrier.

mod attempt;
mod authorize;
mod carrier;
mod clock;
mod hosts;
mod inquire;
mod inquiries;
#[cfg(feature = "blocking")]
mod thread;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

pub(crate) use self::carrier::Carrier;
use self::clock::Clock;
use self::hosts::Hosts;
pub(crate) use self::inquiries::Inquiries;
#[cfg(feature = "blocking")]
pub(crate) use self::thread::at_once;
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

/// What an exchange is for. An inquiry starts no inquiries of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Call,
    Inquiry,
    /// A token is asked for, of whoever issues them: neither credentials nor a protocol have a part in it.
    Token,
}

/// How the body of an answer is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taking {
    Whole,
    Piecewise,
}

/// One of the attempts of a call.
#[derive(Clone, Copy)]
struct Attempt {
    stage: Stage,
    taking: Taking,
    clock: Clock,
    number: u32,
    on_backup: bool,
}

impl Exchange {
    /// Sends a request, again where that is allowed, and gives an answer that the protocol accepts.
    pub(crate) async fn run(self, request: Request) -> Result<Response> {
        Ok(self.repeat(Box::new(request), Stage::Call, Taking::Whole).await?.into_whole())
    }

    /// As [`run`](Self::run), the body of a success left to be read piece by piece.
    pub(crate) async fn open(self, request: Request) -> Result<Incoming> {
        self.repeat(Box::new(request), Stage::Call, Taking::Piecewise).await
    }

    /// The request is boxed, as each future on the way would have a place for it.
    async fn repeat(&self, request: Box<Request>, stage: Stage, taking: Taking) -> Result<Incoming> {
        let clock = Clock::start(self.limits.timeout);
        let mut hosts = Hosts::new(&self.shared, &request);
        let mut number = 1;
        let mut left_before = false;
        while number < self.retry.most_attempts() {
            let attempt = Attempt { stage, taking, clock, number, on_backup: hosts.on_backup() };
            // Each attempt starts from the request as it was made, not from what the protocol made of it before.
            let outcome = self.attempt(hosts.address(request.clone()), attempt).await;
            let Some(delay) = self.next_delay(&request, &outcome, clock, number) else {
                return self.settled(outcome, number, left_before);
            };
            let delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX);
            tracing::info!(operation = request.operation(), attempt = number, delay_ms, "will be sent again");
            self.carrier.sleep(delay).await;
            // It may have taken longer than was asked for.
            if !clock.allows(Duration::ZERO) {
                return self.settled(outcome, number, left_before);
            }
            left_before |= outcome.as_ref().err().is_none_or(|error| error.delivery() != Delivery::NotSent);
            drop(outcome.map_err(|error| hosts.failed(&error)));
            number += 1;
        }
        let attempt = Attempt { stage, taking, clock, number, on_backup: hosts.on_backup() };
        self.settled(self.attempt(hosts.address(request), attempt).await, number, left_before)
    }

    /// The end of a call after so many attempts, one of the earlier of which may have left this machine.
    fn settled(&self, outcome: Result<Incoming>, attempts: u32, left_before: bool) -> Result<Incoming> {
        match outcome {
            Ok(answer) => {
                if answer.response().status().is_success() {
                    self.shared.budget.earn();
                }
                Ok(answer.map(|response| response.after(attempts)))
            }
            Err(error) if left_before => Err(error.left_before().after(attempts)),
            Err(error) => Err(error.after(attempts)),
        }
    }

    /// The time to wait before the next attempt, if there is to be one.
    fn next_delay(
        &self,
        request: &Request,
        outcome: &Result<Incoming>,
        clock: Clock,
        attempts: u32,
    ) -> Option<Duration> {
        let wanted = match outcome {
            Ok(answer) => self.wanted_after_answer(request, answer.response())?,
            Err(error) if may_repeat_after(request, error) => Duration::ZERO,
            Err(_) => return None,
        };
        let delay = self.retry.delay(attempts).max(wanted);
        (clock.allows(delay) && self.carrier.can_sleep(delay) && self.shared.budget.spend()).then_some(delay)
    }

    fn wanted_after_answer(&self, request: &Request, answer: &Response) -> Option<Duration> {
        let asks_again = match &self.shared.protocol {
            Some(protocol) => protocol.asks_again(answer.status()),
            None => crate::retry::asks_again(answer.status()),
        };
        (asks_again && request.is_repeatable())
            .then(|| retry_after(answer.headers(), SystemTime::now()).unwrap_or_default())
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
