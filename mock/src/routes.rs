//! Which endpoint a request goes to.

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use http::{Method, StatusCode, Uri};

use crate::certificates::certificates;
use crate::deposit::{Desk, deposit};
use crate::parties::Parties;
use crate::refusal::Refusal;
use crate::verify::CERTIFICATES_PATH;

const DEPOSIT: &str = "/v3/marketing/membercard-open/cards/{card_id}/codes/deposit";

/// The endpoints of the mock.
pub(crate) fn router(desk: Desk, parties: Arc<Parties>) -> Router {
    let deposits = Router::new().route(DEPOSIT, post(deposit).fallback(only_post)).with_state(Arc::new(desk));
    let keys = Router::new().route(CERTIFICATES_PATH, get(certificates).fallback(only_get)).with_state(parties);
    deposits
        .merge(keys)
        .fallback(no_such_path)
        // The limit is applied where the body is read from the connection.
        .layer(axum::extract::DefaultBodyLimit::disable())
}

async fn no_such_path(uri: Uri) -> Refusal {
    let message = format!("there is nothing at {}", uri.path());
    Refusal::new(StatusCode::NOT_FOUND, "RESOURCE_NOT_EXISTS", message)
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
