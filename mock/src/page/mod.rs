//! The page for people who debug signatures.
//!
//! What it shows came from strangers, and a browser that shows it visits other pages, too: `guard` refuses what another
//! page had it send, and every value is cut and escaped.

mod actions;
mod difference;
mod events;
mod excerpt;
mod faults;
mod guard;
mod model;
mod read;
mod reply;
mod view;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::response::Response;
use http::request::Parts;
use http::{Method, StatusCode};
use hyper::body::Incoming;

use crate::world::World;
use guard::Refused;
use model::Sent;

/// What the page itself remembers.
#[derive(Default)]
pub(crate) struct PageState {
    /// The notification that was sent last.
    last_notice: Mutex<Option<Sent>>,
}

impl PageState {
    fn last_notice(&self) -> MutexGuard<'_, Option<Sent>> {
        // Only ever replaced as a whole.
        self.last_notice.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a request is for the page: neither recorded, nor checked, nor met by faults.
pub(crate) fn owns(head: &Parts) -> bool {
    matches!(head.uri.path(), "/" | "/mock") || head.uri.path().starts_with("/mock/")
}

/// Answers a request for the page.
pub(crate) async fn answer(world: &Arc<World>, page: &PageState, head: &Parts, body: Incoming) -> Response {
    match respond(world, page, head, body).await {
        Ok(response) => reply::guarded(response),
        Err(refused) => reply::guarded(reply::text(refused.status, refused.reason)),
    }
}

async fn respond(world: &Arc<World>, page: &PageState, head: &Parts, body: Incoming) -> Result<Response, Refused> {
    let host = guard::loopback_host(head)?;
    match (head.method.as_str(), head.uri.path()) {
        ("GET" | "HEAD", "/") => show(world, page, host).await,
        ("GET", "/mock/events") => Ok(events::stream(&world.journal)),
        ("POST", path) => {
            guard::same_origin(head, host)?;
            actions::carry_out(world, page, path, head, body).await
        }
        _ => Err(nothing_here(&head.method)),
    }
}

async fn show(world: &Arc<World>, page: &PageState, host: &str) -> Result<Response, Refused> {
    let address = format!("http://{host}");
    let last_notice = page.last_notice().clone();
    let world = Arc::clone(world);
    // Off the server's threads: the cards may be on a disk.
    let read = tokio::task::spawn_blocking(move || read::page(&world, address, last_notice)).await;
    let shown = read.map_err(|error| error.to_string()).and_then(|read| read.map_err(|error| error.to_string()));
    match shown {
        Ok(page) => Ok(reply::html(view::page(&page).into_string())),
        Err(problem) => Err(Refused::new(StatusCode::INTERNAL_SERVER_ERROR, problem)),
    }
}

fn nothing_here(method: &Method) -> Refused {
    Refused::new(StatusCode::NOT_FOUND, format!("The page has nothing here for {method}."))
}
