//! Which endpoint a request goes to.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use http::{Method, StatusCode};

use crate::certificates::certificates;
use crate::cipher::Cipher;
use crate::deposit::{Desk, deposit};
use crate::document::Document;
use crate::parties::Parties;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::verify::CERTIFICATES_PATH;

const DEPOSIT: &str = "/v3/marketing/membercard-open/cards/{card_id}/codes/deposit";

/// What answers the paths that are not the mock's own.
#[derive(Clone)]
pub(crate) struct Documented {
    pub(crate) documents: Vec<Arc<Document>>,
    /// Whose keys marked texts are encrypted with; `None` where nothing is signed or encrypted.
    pub(crate) parties: Option<Arc<Parties>>,
}

/// The endpoints of the mock.
pub(crate) fn router(desk: Desk, parties: Arc<Parties>, others: Documented) -> Router {
    let deposits = Router::new().route(DEPOSIT, post(deposit).fallback(only_post)).with_state(Arc::new(desk));
    let keys = Router::new().route(CERTIFICATES_PATH, get(certificates).fallback(only_get)).with_state(parties);
    deposits
        .merge(keys)
        .merge(Router::new().fallback(documented).with_state(others))
        // The limit is applied where the body is read from the connection.
        .layer(axum::extract::DefaultBodyLimit::disable())
}

async fn documented(
    State(Documented { documents, parties }): State<Documented>,
    Extension(received): Extension<Arc<Received>>,
) -> Response {
    let Received { method, target, headers, body, .. } = received.as_ref();
    let cipher = parties.map(|parties| Cipher::of(&parties, &received));
    let mut replies =
        documents.iter().map(|document| document.answer_encrypted(method, target, headers, body, cipher.as_ref()));
    match replies.find_map(|reply| reply) {
        Some(reply) => reply.into_response(),
        None => no_such_path(received.path()).into_response(),
    }
}

fn no_such_path(path: &str) -> Refusal {
    Refusal::new(
        StatusCode::NOT_FOUND,
        "RESOURCE_NOT_EXISTS",
        format!("there is nothing at {path}; --document FILE (Builder::document) answers further operations"),
    )
}

async fn only_post(method: Method) -> Refusal {
    no_such_method(&method, "POST")
}

async fn only_get(method: Method) -> Refusal {
    no_such_method(&method, "GET")
}

fn no_such_method(method: &Method, allowed: &str) -> Refusal {
    let message = format!("the method {method} is not allowed here, only {allowed}");
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "PARAM_ERROR", message)
}
