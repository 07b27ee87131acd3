//! What the forms of the page do.

use std::sync::Arc;

use axum::response::Response;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;

use super::guard::Refused;
use super::model::Sent;
use super::{PageState, nothing_here, reply};
use crate::fault::Fault;
use crate::notice::{self, Notice};
use crate::post;
use crate::signature::Style;
use crate::world::World;

/// The longest form that is read.
const MAX_FORM_BYTES: usize = 64 * 1024;

/// For how many requests a fault may be switched on.
const MAX_TIMES: usize = 1_000;

const FORM: &str = "application/x-www-form-urlencoded";

/// The fields of a form.
struct Form(Vec<(String, String)>);

/// Does what the form at `path` asks for, and leads back to the page.
pub(super) async fn carry_out(
    world: &Arc<World>,
    page: &PageState,
    path: &str,
    head: &Parts,
    body: Incoming,
) -> Result<Response, Refused> {
    let form = Form::read(&head.headers, body).await?;
    let place = match path {
        "/mock/requests/clear" => {
            world.journal.clear_requests();
            "/#requests"
        }
        "/mock/faults" => {
            switch(world, &form)?;
            "/#faults"
        }
        "/mock/faults/clear" => {
            world.faults.clear();
            "/#faults"
        }
        "/mock/notifications" => {
            notify(world, page, &form).await?;
            "/#notice"
        }
        _ => return Err(nothing_here(&Method::POST)),
    };
    // For other pages that are open.
    world.journal.changed();
    Ok(reply::back_to(place))
}

/// `on=FAULT` with `times=N`, or `off=FAULT`.
fn switch(world: &World, form: &Form) -> Result<(), Refused> {
    if let Some(name) = form.get("off") {
        world.faults.remove(fault(name)?);
        return Ok(());
    }
    let fault = fault(form.require("on")?)?;
    let times = form.get("times").map_or(Ok(1), str::parse).ok().filter(|times| (1..=MAX_TIMES).contains(times));
    let times = times.ok_or_else(|| wrong(format!("A fault can be for 1 to {MAX_TIMES} requests.")))?;
    world.faults.push(fault, times);
    Ok(())
}

fn fault(name: &str) -> Result<Fault, Refused> {
    name.parse().map_err(|unknown| wrong(format!("{unknown}")))
}

async fn notify(world: &World, page: &PageState, form: &Form) -> Result<(), Refused> {
    let url = form.require("url")?.to_owned();
    let resource = form.require("resource")?;
    let resource =
        serde_json::from_str(resource).map_err(|error| wrong(format!("The resource is not JSON: {error}")))?;
    let notice = Notice { event_type: form.require("event_type")?.to_owned(), resource, ..Notice::default() };
    let (headers, body) = notice::notification(&world.parties, &notice, Style::Right)
        .map_err(|error| Refused::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?;
    let mut request = Request::new(Full::new(body));
    *request.method_mut() = Method::POST;
    *request.headers_mut() = headers;
    let outcome = post::send(&url, request).await;
    let outcome = outcome.map(|reply| reply.status.as_u16()).map_err(|error| error.to_string());
    *page.last_notice() = Some(Sent { url, outcome });
    Ok(())
}

impl Form {
    async fn read(headers: &HeaderMap, body: Incoming) -> Result<Self, Refused> {
        let media_type = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
        if !media_type.starts_with(FORM.as_bytes()) {
            return Err(Refused::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("The page takes {FORM}.")));
        }
        let read = Limited::new(body, MAX_FORM_BYTES).collect().await;
        let read = read.map_err(|_| {
            Refused::new(StatusCode::PAYLOAD_TOO_LARGE, format!("The form has more than {MAX_FORM_BYTES} bytes."))
        })?;
        Ok(Self(form_urlencoded::parse(&read.to_bytes()).into_owned().collect()))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim())
    }

    fn require(&self, name: &str) -> Result<&str, Refused> {
        self.get(name).filter(|value| !value.is_empty()).ok_or_else(|| wrong(format!("The field {name} is empty.")))
    }
}

fn wrong(reason: String) -> Refused {
    Refused::new(StatusCode::BAD_REQUEST, reason)
}
