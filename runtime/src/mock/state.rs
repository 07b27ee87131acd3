//! What a mock knows.

use std::sync::Arc;

use super::Mock;
use super::condition::{Called, Condition};
use super::recorded::Recorded;
use super::reply::Reply;
use super::unmet::calls;
use crate::error::Error;
use crate::request::Request;
use crate::response::Response;

/// Completes an answer.
pub(super) type Sign = Arc<dyn Fn(&Request, &mut Response) + Send + Sync>;

#[derive(Default)]
pub(super) struct State {
    pub(super) expected: Vec<Expected>,
    pub(super) requests: Vec<Recorded>,
    pub(super) otherwise: Option<Reply>,
    pub(super) sign: Option<Sign>,
    /// What was said of each call that nothing expected.
    unexpected: Vec<String>,
}

/// What is expected, and how often it happened.
pub(super) struct Expected {
    pub(super) called: Called,
    pub(super) conditions: Vec<Condition>,
    pub(super) replies: Vec<Reply>,
    pub(super) times: Times,
    calls: usize,
}

/// How often a call is expected.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// Once, or as often as there are answers; more do no harm.
    AtLeastReplies,
    Exactly(usize),
    Any,
}

impl State {
    pub(super) fn add(&mut self, called: Called) -> usize {
        let (conditions, replies) = (Vec::new(), Vec::new());
        self.expected.push(Expected { called, conditions, replies, times: Times::AtLeastReplies, calls: 0 });
        self.expected.len() - 1
    }

    /// Keeps a request, and gives what answers it.
    pub(super) fn answer(&mut self, request: &Recorded) -> Result<Reply, Error> {
        self.requests.push(request.clone());
        if let Some(expected) = self.expected.iter_mut().find(|expected| expected.takes(request)) {
            return expected.next_reply();
        }
        if let Some(reply) = &self.otherwise {
            return Ok(reply.clone());
        }
        let message = self.explain(request);
        self.unexpected.push(message.clone());
        Err(Error::request(message))
    }

    /// Why no expectation takes a request.
    fn explain(&self, request: &Recorded) -> String {
        let near: Vec<&Expected> = self.expected.iter().filter(|expected| expected.called.is(request)).collect();
        let reasons: Vec<String> = match near.is_empty() {
            false => near.iter().map(|expected| expected.difference(request)).collect(),
            true => self.expected.iter().map(|expected| format!("{} is expected", expected.called)).collect(),
        };
        let reasons = if reasons.is_empty() { "nothing is".to_owned() } else { reasons.join("; ") };
        format!("the mock does not expect this call ({} {}): {reasons}", request.method(), request.target())
    }

    pub(super) fn unmet(&self) -> Vec<String> {
        let missing = self.expected.iter().filter_map(Expected::unmet);
        missing.chain(self.unexpected.iter().cloned()).collect()
    }
}

impl Expected {
    fn takes(&self, request: &Recorded) -> bool {
        !self.is_over() && self.called.is(request) && self.differences(request).next().is_none()
    }

    fn is_over(&self) -> bool {
        matches!(self.times, Times::Exactly(times) if self.calls >= times)
    }

    fn differences<'e>(&'e self, request: &'e Recorded) -> impl Iterator<Item = String> + 'e {
        self.conditions.iter().filter_map(|condition| condition.difference(request))
    }

    fn difference(&self, request: &Recorded) -> String {
        let differences: Vec<String> = self.differences(request).collect();
        match differences.is_empty() {
            false => differences.join(", "),
            true => format!("no further call of {} is expected after {}", self.called, self.calls),
        }
    }

    /// One after the other; the last one stays.
    fn next_reply(&mut self) -> Result<Reply, Error> {
        let reply = self.replies.get(self.calls).or(self.replies.last()).cloned();
        self.calls += 1;
        reply.ok_or_else(|| {
            Error::request(format!("the mock has no answer to {}: give it one with `respond`", self.called))
        })
    }

    fn unmet(&self) -> Option<String> {
        let least = self.replies.len().max(1);
        let wanted = match self.times {
            Times::AtLeastReplies if self.calls < least => format!("at least {}", calls(least)),
            Times::Exactly(wanted) if self.calls != wanted => calls(wanted),
            _ => return None,
        };
        let conditions: Vec<String> = self.conditions.iter().map(ToString::to_string).collect();
        let with = if conditions.is_empty() { "" } else { " with " };
        let called = format!("{}{with}{}", self.called, conditions.join(" and "));
        Some(format!("{called}: expected {wanted}, got {}", calls(self.calls)))
    }
}

impl Mock {
    /// Changes what is expected; the index is one that [`State::add`] gave.
    pub(super) fn change(&self, index: usize, change: impl FnOnce(&mut Expected)) {
        if let Some(expected) = self.state().expected.get_mut(index) {
            change(expected);
        }
    }
}
