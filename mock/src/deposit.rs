//! The endpoint that deposits codes into a member card.

mod body;

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use bytes::Bytes;
use http::StatusCode;
use serde_json::{Value, json};

use crate::refusal::{Detail, Refusal, json_response};
use crate::store::{Outcome, Store};

/// The longest card id and the longest code, in characters.
const MAX_CHARACTERS: usize = 32;

/// What the endpoint works with.
pub(crate) struct Desk {
    pub(crate) store: Arc<Store>,
    /// Card ids may have any length.
    pub(crate) lenient_card_ids: bool,
}

/// `POST /v3/marketing/membercard-open/cards/{card_id}/codes/deposit`
pub(crate) async fn deposit(
    State(desk): State<Arc<Desk>>,
    card_id: Result<Path<String>, PathRejection>,
    body: Bytes,
) -> Result<Response, Refusal> {
    let card_id = check_card_id(card_id, desk.lenient_card_ids)?;
    let codes = body::codes(&body)?;
    let (codes, outcomes) = deposit_in_background(&desk.store, card_id, codes).await?;
    Ok(json_response(StatusCode::OK, &results(&codes, &outcomes)))
}

fn check_card_id(card_id: Result<Path<String>, PathRejection>, lenient: bool) -> Result<String, Refusal> {
    let Path(card_id) = card_id.map_err(|_| wrong_card_id(None, "is not UTF-8 once percent-decoded".to_owned()))?;
    let length = card_id.chars().count();
    if length > MAX_CHARACTERS && !lenient {
        let issue = format!("has {length} characters, at most {MAX_CHARACTERS} are allowed");
        return Err(wrong_card_id(Some(card_id.into()), issue));
    }
    Ok(card_id)
}

fn wrong_card_id(value: Option<Value>, issue: String) -> Refusal {
    Refusal::wrong_param(Detail { field: "card_id".to_owned(), value, issue, location: "path" })
}

/// Off the server's threads: a commit waits for the disk.
async fn deposit_in_background(
    store: &Arc<Store>,
    card_id: String,
    codes: Vec<String>,
) -> Result<(Vec<String>, Vec<Outcome>), Refusal> {
    let store = Arc::clone(store);
    let deposited = tokio::task::spawn_blocking(move || {
        let outcomes = store.deposit(&card_id, &codes)?;
        Ok((codes, outcomes.ok_or_else(|| unknown_card(&card_id))))
    });
    let (codes, outcomes) = deposited.await.map_err(system_error)?.map_err(|error: redb::Error| system_error(error))?;
    Ok((codes, outcomes?))
}

fn unknown_card(card_id: &str) -> Refusal {
    let message = format!("there is no card {card_id} into which codes may be deposited");
    Refusal::new(StatusCode::BAD_REQUEST, "INVALID_REQUEST", message)
}

fn system_error(error: impl std::fmt::Display) -> Refusal {
    Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "SYSTEM_ERROR", error.to_string())
}

fn results(codes: &[String], outcomes: &[Outcome]) -> Value {
    let data: Vec<Value> =
        codes.iter().zip(outcomes).map(|(code, outcome)| json!({"code": code, "result": outcome.word()})).collect();
    json!({"data": data})
}
