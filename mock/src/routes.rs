//! Which endpoint a request goes to.

use std::sync::Arc;

use axum::Router;
use axum::routing::post;
use http::{Method, StatusCode, Uri};

use crate::deposit::{Desk, deposit};
use crate::refusal::Refusal;

const DEPOSIT: &str = "/v3/marketing/membercard-open/cards/{card_id}/codes/deposit";

/// The endpoints of the mock.
pub(crate) fn router(desk: Desk) -> Router {
    Router::new()
        .route(DEPOSIT, post(deposit).fallback(no_such_method))
        .fallback(no_such_path)
        // The limit is applied where the body is read from the connection.
        .layer(axum::extract::DefaultBodyLimit::disable())
        .with_state(Arc::new(desk))
}

async fn no_such_path(uri: Uri) -> Refusal {
    let message = format!("there is nothing at {}", uri.path());
    Refusal::new(StatusCode::NOT_FOUND, "RESOURCE_NOT_EXISTS", message)
}

async fn no_such_method(method: Method) -> Refusal {
    let message = format!("the method {method} is not allowed here, only POST");
    Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "PARAM_ERROR", message)
}
