//! Where a request says which page it asks for.

use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;

use super::cursor::plain;
use crate::encode::push_pair;
use crate::error::{Error, Result};
use crate::model::{Json, from_json, to_json, tokens};
use crate::request::Request;

/// A query parameter, or a property of the body.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Query(&'static str),
    /// By its JSON pointer.
    Body(&'static str),
}

impl Place {
    pub(super) const fn in_body(self) -> Self {
        match self {
            Self::Query(name) | Self::Body(name) => Self::Body(name),
        }
    }

    /// The number that a request has there.
    pub(super) fn number(self, request: &Request) -> Option<u64> {
        self.text(request)?.parse().ok()
    }

    /// What a request has there.
    pub(super) fn text(self, request: &Request) -> Option<String> {
        match self {
            Self::Query(name) => {
                let query = request.target().split_once('?')?.1;
                let (_, value) = form_urlencoded::parse(query.as_bytes()).find(|(known, _)| known == name)?;
                Some(value.into_owned())
            }
            Self::Body(pointer) => {
                let body: Json = from_json(&request.body).ok()?;
                tokens(pointer).iter().try_fold(&body, |value, token| value.get(token)).map(plain)
            }
        }
    }

    /// Puts a value there, in place of the one before.
    pub(super) fn set(self, request: &mut Request, value: &Json) -> Result<()> {
        match self {
            Self::Query(name) => set_query(request, name, value),
            Self::Body(pointer) => set_body(request, pointer, value),
        }
    }
}

fn set_query(request: &mut Request, name: &str, value: &Json) -> Result<()> {
    let (path, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
    // The others stay as they are, byte by byte.
    let is_other = |pair: &&str| form_urlencoded::parse(pair.as_bytes()).next().is_some_and(|(known, _)| known != name);
    let mut query = query.split('&').filter(is_other).collect::<Vec<_>>().join("&");
    push_pair(&mut query, name, &plain(value));
    request.url = format!("{path}?{query}");
    Ok(())
}

fn set_body(request: &mut Request, pointer: &str, value: &Json) -> Result<()> {
    if request.has_sensitive() {
        return Err(Error::paging("the body holds sensitive fields, so that it cannot be changed for the next page"));
    }
    let mut body: Json = match request.body.is_empty() {
        true => Json::Object(serde_json::Map::new()),
        false => from_json(&request.body).map_err(|error| {
            Error::paging("the body is no JSON, so that the next page cannot be asked for").because(error)
        })?,
    };
    let mut place = &mut body;
    for token in tokens(pointer) {
        if place.is_null() {
            *place = Json::Object(serde_json::Map::new());
        }
        let Some(members) = place.as_object_mut() else {
            return Err(Error::paging(format!("the body has no place for the next page at `{pointer}`")));
        };
        place = members.entry(token).or_insert(Json::Null);
    }
    *place = value.clone();
    let body = to_json(&body).map_err(|error| Error::paging("the body cannot be written").because(error))?;
    request.set_body(Bytes::from(body));
    request.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
    Ok(())
}
