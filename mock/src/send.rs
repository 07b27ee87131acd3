//! How an answer leaves: each is carried out here, and all of them pass [`leave`].

mod body;
mod request_id;

use axum::body::Body;
use axum::response::Response;
use http::header::{CONTENT_LENGTH, HeaderName};
use http::{HeaderValue, Method};

pub(crate) use body::Sent;
pub(crate) use request_id::RequestIds;

use crate::answer::{Answer, Ending};
use crate::connection::{Cut, Wire};
use crate::journal::Pending;

use body::ScriptedBody;

const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");

/// Carries out an answer, up to its body.
pub(crate) async fn play(answer: Answer, wire: &Wire) -> Result<Response, Cut> {
    match answer.ending {
        Some(Ending::Hang) => std::future::pending().await,
        Some(Ending::ResetBeforeRead | Ending::ResetAfterRead) => {
            wire.reset_on_close();
            Err(Cut::Scripted)
        }
        None => {
            tokio::time::sleep(answer.delay_headers).await;
            Ok(scripted_response(answer, wire))
        }
    }
}

fn scripted_response(mut answer: Answer, wire: &Wire) -> Response {
    let mut headers = std::mem::take(&mut answer.headers);
    if answer.announces_length() {
        headers.entry(CONTENT_LENGTH).or_insert_with(|| answer.content.length().into());
    }
    let status = answer.status;
    let mut response = Response::new(Body::new(ScriptedBody::new(answer, wire)));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// The last room before the wire: what every answer carries is added here.
pub(crate) fn leave(
    mut response: Response,
    method: &Method,
    request_ids: &RequestIds,
    pending: Pending,
) -> Response<Sent> {
    response.headers_mut().entry(REQUEST_ID).or_insert_with(|| request_ids.next());
    let announced =
        if method == Method::HEAD { Some(0) } else { response.headers().get(CONTENT_LENGTH).and_then(length) };
    response.map(|body| Sent::new(body, announced, pending))
}

fn length(value: &HeaderValue) -> Option<u64> {
    value.to_str().ok()?.parse().ok()
}
