//! The text that a service gives for the next page.

use crate::model::Json;

/// What an answer says of the next page: a text or a number; `None` at the end of the list.
pub(super) fn given(found: Option<Json>) -> Result<Option<Json>, &'static str> {
    match found {
        None | Some(Json::Null | Json::Bool(false)) => Ok(None),
        Some(Json::String(text)) if text.is_empty() => Ok(None),
        Some(cursor @ (Json::String(_) | Json::Number(_))) => Ok(Some(cursor)),
        Some(Json::Bool(true)) => Err("a text is expected there, not `true`"),
        Some(Json::Array(_)) => Err("a text is expected there, not an array"),
        Some(Json::Object(_)) => Err("a text is expected there, not an object"),
    }
}

/// A cursor as it stands in a query.
pub(super) fn plain(cursor: &Json) -> String {
    match cursor {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}
