//! The endpoint that deposits codes into a member card.

mod body;

use std::sync::Arc;

use axum::Extension;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::response::Response;
use bytes::Bytes;
use http::StatusCode;
use serde_json::{Value, json};

use crate::received::Received;
use crate::refusal::{Detail, Refusal, json_response};
use crate::store::{Outcome, Refused, Store};

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
    Extension(received): Extension<Arc<Received>>,
    card_id: Result<Path<String>, PathRejection>,
    body: Bytes,
) -> Result<Response, Refusal> {
    let card_id = check_card_id(card_id, desk.lenient_card_ids)?;
    let codes = body::codes(&body)?;
    let depositor = received.merchant.clone();
    let (codes, outcomes) = deposit_in_background(&desk.store, card_id, depositor, codes).await?;
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
    Refusal::wrong_param(Detail::of_path("card_id", value, issue))
}

/// Off the server's threads: a commit waits for the disk.
async fn deposit_in_background(
    store: &Arc<Store>,
    card_id: String,
    depositor: Option<String>,
    codes: Vec<String>,
) -> Result<(Vec<String>, Vec<Outcome>), Refusal> {
    let store = Arc::clone(store);
    let deposited = tokio::task::spawn_blocking(move || {
        let outcomes = store.deposit(&card_id, depositor.as_deref(), &codes)?;
        Ok((codes, outcomes.map_err(|refused| refusal(&card_id, &refused))))
    });
    let failed = |error: &dyn std::error::Error| Refusal::system_error(error.to_string());
    let (codes, outcomes) =
        deposited.await.map_err(|error| failed(&error))?.map_err(|error: redb::Error| failed(&error))?;
    Ok((codes, outcomes?))
}

fn refusal(card_id: &str, refused: &Refused) -> Refusal {
    Refusal::invalid_request(match refused {
        Refused::UnknownCard => format!("there is no card {card_id}"),
        Refused::NotTheOwner => format!("the card {card_id} was made by another merchant, only that one may deposit"),
        Refused::WrongMode => {
            format!("the codes of the card {card_id} are not deposited by the merchant; its mode cannot be changed")
        }
    })
}

fn results(codes: &[String], outcomes: &[Outcome]) -> Value {
    let data: Vec<Value> =
        codes.iter().zip(outcomes).map(|(code, outcome)| json!({"code": code, "result": outcome.word()})).collect();
    json!({"data": data})
}
