//! What a request meets: a fault, a scripted answer, or the endpoint.

use axum::body::Body;
use bytes::Bytes;
use http::Request;
use http::request::Parts;
use http_body_util::BodyExt;
use std::sync::Arc;
use tower::ServiceExt;

use crate::answer::Answer;
use crate::connection::Cut;
use crate::error::Error;
use crate::fault::{Effect, Fault};
use crate::received::Received;
use crate::refusal::Refusal;
use crate::script::Scripted;
use crate::signature::Pen;
use crate::verdict::{Rule, Verdict};
use crate::world::World;

/// The header that asks for a fault.
const FAULT: &str = "mock-fault";

/// What was decided when the headers of a request were there.
pub(crate) struct Plan {
    fault: Option<Fault>,
    scripted: Scripted,
    /// Why the fault that was asked for cannot be had.
    problem: Option<String>,
}

impl Plan {
    /// Takes from the queues what is for this request.
    pub(crate) fn take(world: &World, head: &Parts) -> Self {
        let (fault, problem) = match asked_for(head) {
            Some(Ok(fault)) => (Some(fault), None),
            Some(Err(problem)) => (None, Some(problem)),
            None => (world.faults.take(), None),
        };
        // A scripted answer that would not be given stays for the next request.
        let scripted = match fault.map(Fault::effect) {
            Some(Effect::ResetBeforeRead | Effect::OnTheWay(_) | Effect::InsteadOfDoing(_)) => Scripted::Nothing,
            Some(Effect::Bend) | None => world.script.take(),
        };
        Self { fault, scripted, problem }
    }

    /// Whether the body is not to be read at all.
    pub(crate) fn resets_before_read(&self) -> bool {
        self.scripted.resets_before_read() || matches!(self.fault.map(Fault::effect), Some(Effect::ResetBeforeRead))
    }

    /// Notes in the request what it meets, as far as that is known.
    pub(crate) fn note(&self, received: &mut Received) {
        received.fault = self.fault;
        received.scripted = matches!(self.scripted, Scripted::Answer(_));
        if let Some(problem) = &self.problem {
            received.verdict = Verdict::Refused { rule: Rule::Fault, reason: problem.clone() };
        }
    }

    /// The answer, before it is signed, to a request that the gate let in or refused.
    pub(crate) async fn answer(
        self,
        world: &World,
        head: &Parts,
        received: &mut Received,
        refusal: Option<Refusal>,
    ) -> Result<Answer, Cut> {
        let refusal = self.problem.map(Refusal::param_error).or(refusal);
        let answer = match (self.scripted.decide(received), self.fault.map(Fault::effect)) {
            (Some(scripted), _) => {
                received.scripted = true;
                scripted.checked().unwrap_or_else(|error| unscripted(&error))
            }
            (None, Some(Effect::OnTheWay(answer))) => answer,
            (None, effect) => match (refusal, effect) {
                (Some(refusal), _) => refused(world, received, refusal),
                (None, Some(Effect::InsteadOfDoing(answer))) => answer,
                (None, _) => normal(world, head, received).await?,
            },
        };
        Ok(match self.fault {
            Some(fault) => fault.bend(answer, world.slow),
            None => answer,
        })
    }
}

fn asked_for(head: &Parts) -> Option<Result<Fault, String>> {
    let value = head.headers.get(FAULT)?;
    let name = String::from_utf8_lossy(value.as_bytes());
    Some(name.parse().map_err(|unknown| format!("the header Mock-Fault: {unknown}")))
}

fn unscripted(error: &Error) -> Answer {
    Refusal::system_error(error.to_string()).into()
}

/// An error is signed only for a merchant that is known.
fn refused(world: &World, received: &Received, refusal: Refusal) -> Answer {
    let answer = Answer::from(refusal);
    let known = received.merchant.is_some() || !world.gate.is_signed();
    if known { answer } else { answer.unsigned() }
}

/// What the endpoint answers.
async fn normal(world: &World, head: &Parts, received: &Received) -> Result<Answer, Cut> {
    let mut request = Request::new(Body::from(received.body.clone()));
    *request.method_mut() = head.method.clone();
    *request.uri_mut() = head.uri.clone();
    *request.headers_mut() = received.headers.clone();
    request.extensions_mut().insert(Arc::new(received.clone()));
    let (head, body) = world.router.clone().oneshot(request).await?.into_parts();
    let body: Result<Bytes, _> = body.collect().await.map(|collected| collected.to_bytes());
    Ok(match body {
        Ok(body) => Answer::from_parts(head, body),
        Err(error) => Refusal::system_error(error.to_string()).into(),
    })
}

/// Adds the headers of the signature.
pub(crate) fn sign(world: &World, received: &Received, mut answer: Answer) -> Answer {
    if !world.gate.is_signed() || !answer.is_given() {
        return answer;
    }
    let parties = &world.parties;
    let pen = Pen {
        platform: &parties.platform,
        clock: &parties.clock,
        signer: parties.signer_for(received),
        style: answer.signature,
    };
    match pen.sign(&answer.content.plain) {
        Ok(headers) => {
            for (name, value) in headers.iter() {
                answer.headers.entry(name).or_insert_with(|| value.clone());
            }
            answer
        }
        Err(error) => Refusal::system_error(error.to_string()).into(),
    }
}
