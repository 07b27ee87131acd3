//! One request on its way from the connection to its answer.

use std::sync::Arc;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::request::Parts;
use http::{Request, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;
use tower::ServiceExt;

use crate::answer::{Answer, Fault};
use crate::connection::{Cut, Wire};
use crate::received::Received;
use crate::refusal::Refusal;
use crate::rules;
use crate::script::Early;
use crate::send::{self, Sent};
use crate::world::World;

/// The longest body that is read.
const MAX_BODY_BYTES: usize = 64 * 1024 * 1024;

/// Reads a request, records it and answers it.
pub(crate) async fn answer(world: Arc<World>, wire: Wire, request: Request<Incoming>) -> Result<Response<Sent>, Cut> {
    let mut pending = world.journal.begin();
    let (head, body) = request.into_parts();
    match respond(&world, &wire, &head, body).await {
        Ok(response) => Ok(send::leave(response, &head.method, &world.request_ids, pending)),
        Err(cut) => {
            pending.settle();
            Err(cut)
        }
    }
}

async fn respond(world: &World, wire: &Wire, head: &Parts, body: Incoming) -> Result<Response, Cut> {
    let scripted = world.script.take();
    if resets_before_read(&scripted) {
        world.journal.record(Received::new(head, Bytes::new()));
        wire.reset_on_close();
        return Err(Cut);
    }
    let body = match read(body).await {
        Ok(body) => body,
        Err(refusal) => return Ok(refusal.into_response()),
    };
    let received = Received::new(head, body);
    world.journal.record(received.clone());
    match scripted.decide(&received) {
        Some(answer) => send::play(answer, wire).await,
        None => normal(world, head, received).await,
    }
}

fn resets_before_read(scripted: &Early) -> bool {
    matches!(scripted, Early::Answer(answer) if is_early_reset(answer))
}

fn is_early_reset(answer: &Answer) -> bool {
    answer.fault == Some(Fault::ResetBeforeRead)
}

async fn read(body: Incoming) -> Result<Bytes, Refusal> {
    match Limited::new(body, MAX_BODY_BYTES).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Refusal::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "PARAM_ERROR",
            format!("the body has more than {MAX_BODY_BYTES} bytes"),
        )),
        Err(error) => Err(Refusal::param_error(format!("the body cannot be read: {error}"))),
    }
}

/// What the mock answers where nothing is scripted.
async fn normal(world: &World, head: &Parts, received: Received) -> Result<Response, Cut> {
    if let Err(refusal) = rules::check(&received) {
        return Ok(refusal.into_response());
    }
    let mut request = Request::new(Body::from(received.body));
    *request.method_mut() = head.method.clone();
    *request.uri_mut() = head.uri.clone();
    *request.headers_mut() = received.headers;
    Ok(world.router.clone().oneshot(request).await?)
}
