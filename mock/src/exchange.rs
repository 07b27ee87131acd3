//! One request on its way from the connection to its answer.

use std::sync::Arc;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::request::Parts;
use http::{Request, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};
use tower::ServiceExt;

use crate::connection::{Cut, Wire};
use crate::error::Error;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::rules;
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
            if matches!(cut, Cut::Scripted) {
                pending.settle();
            }
            Err(cut)
        }
    }
}

async fn respond(world: &World, wire: &Wire, head: &Parts, body: Incoming) -> Result<Response, Cut> {
    let scripted = world.script.take();
    if scripted.resets_before_read() {
        world.journal.record(Received::new(head, Bytes::new()));
        wire.reset_on_close();
        return Err(Cut::Scripted);
    }
    let Some(body) = read(body).await? else {
        return Ok(too_long().into_response());
    };
    let received = Received::new(head, body);
    world.journal.record(received.clone());
    match scripted.decide(&received) {
        Some(answer) => match answer.checked() {
            Ok(answer) => send::play(answer, wire).await,
            Err(error) => Ok(unscripted(&error).into_response()),
        },
        None => normal(world, head, received).await,
    }
}

/// The whole body; `None` where it is too long.
async fn read(body: Incoming) -> Result<Option<Bytes>, Cut> {
    if body.size_hint().lower() > MAX_BODY_BYTES as u64 {
        return Ok(None);
    }
    match Limited::new(body, MAX_BODY_BYTES).collect().await {
        Ok(collected) => Ok(Some(collected.to_bytes())),
        Err(error) if error.is::<LengthLimitError>() => Ok(None),
        Err(_) => Err(Cut::RequestBroken),
    }
}

fn too_long() -> Refusal {
    let message = format!("the body has more than {MAX_BODY_BYTES} bytes");
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "PARAM_ERROR", message)
}

fn unscripted(error: &Error) -> Refusal {
    Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "SYSTEM_ERROR", error.to_string())
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
