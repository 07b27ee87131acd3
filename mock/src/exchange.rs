//! One request on its way from the connection to its answer.

use std::sync::Arc;

use axum::response::Response;
use bytes::Bytes;
use http::request::Parts;
use http::{Request, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body as _, Incoming};

use crate::answer::Answer;
use crate::connection::{Cut, Wire};
use crate::page;
use crate::plan::{self, Plan};
use crate::received::Received;
use crate::refusal::Refusal;
use crate::send::{self, Sent};
use crate::world::World;

/// The longest body that is read.
const MAX_BODY_BYTES: usize = 64 * 1024 * 1024;

/// Reads a request, records it and answers it.
pub(crate) async fn answer(world: Arc<World>, wire: Wire, request: Request<Incoming>) -> Result<Response<Sent>, Cut> {
    let mut pending = world.journal.begin();
    let (head, body) = request.into_parts();
    if let Some(page) = world.page.as_ref().filter(|_| page::owns(&head)) {
        pending.settle();
        let response = page::answer(&world, page, &head, body).await;
        return Ok(send::leave(response, &head.method, &world.request_ids, pending));
    }
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
    let plan = Plan::take(world, head);
    let mut received = Received::new(head, Bytes::new());
    if plan.resets_before_read() {
        plan.note(&mut received);
        world.journal.record(&mut received);
        wire.reset_on_close();
        return Err(Cut::Scripted);
    }
    let Some(body) = read(body).await? else {
        return send::play(too_long(), wire).await;
    };
    received.body = body;
    let refusal = world.gate.examine(&mut received).await;
    plan.note(&mut received);
    world.journal.record(&mut received);
    let answer = plan.answer(world, head, &mut received, refusal).await?;
    let answer = plan::sign(world, &received, answer);
    world.journal.answered(&received, answer.is_given().then_some(answer.status));
    send::play(answer, wire).await
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

fn too_long() -> Answer {
    let message = format!("the body has more than {MAX_BODY_BYTES} bytes");
    Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "PARAM_ERROR", message).into()
}
