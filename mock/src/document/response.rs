//! The answer that an operation gives where all is well.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName};
use http::{HeaderValue, StatusCode};
use serde_json::{Map, Value};

use super::check::Direction;
use super::dice::Dice;
use super::incoming::{Incoming, essence, is_json};
use super::reply::Reply;
use super::sample::{Sampler, bytes};
use super::sensitive;
use super::tree::{Tree, items, members};
use crate::cipher::Cipher;

/// Headers that are not the document's to set: they belong to the transport, or to whoever signs the answer.
const NOT_FROM_HERE: [&str; 7] =
    ["content-type", "content-length", "content-encoding", "transfer-encoding", "connection", "date", "request-id"];

/// What `operation` answers to `incoming`.
pub(super) fn of<'d>(
    tree: Tree<'d>,
    operation: &'d Value,
    incoming: Incoming<'_>,
    dice: Dice,
    cipher: Option<&Cipher>,
) -> Reply {
    let mut sampler = Sampler::new(tree, Direction::Response, dice);
    let Some((status, response)) = chosen(tree, operation) else { return Reply::empty(StatusCode::NO_CONTENT) };
    let mut reply = Reply::empty(status);
    add_headers(&mut sampler, tree, response, &mut reply);
    if may_have_body(status)
        && let Some((media_type, media)) = representation(response, incoming)
    {
        let concrete = concrete(media_type);
        match body(&mut sampler, tree, &essence(&concrete), media, cipher) {
            Ok(body) => reply.body = body,
            Err(too_long) => return not_encrypted(&too_long),
        }
        if let Ok(value) = HeaderValue::from_str(&concrete) {
            reply.headers.insert(CONTENT_TYPE, value);
        }
    }
    reply
}

fn may_have_body(status: StatusCode) -> bool {
    status != StatusCode::NO_CONTENT && status != StatusCode::RESET_CONTENT && status != StatusCode::NOT_MODIFIED
}

/// The lowest success; without one what else is not an error; without that the lowest error.
fn chosen<'d>(tree: Tree<'d>, operation: &'d Value) -> Option<(StatusCode, &'d Value)> {
    let responses = members(operation.get("responses"));
    let known = responses.filter_map(|(key, response)| Some((status(key)?, tree.follow(response)?)));
    known.min_by_key(|(status, _)| match status.as_u16() {
        success @ 200..=299 => success,
        other => other + 1_000,
    })
}

/// `default` and `2XX` stand for 200, the other ranges for their first status.
fn status(key: &str) -> Option<StatusCode> {
    let status = match key {
        "default" => Some(200),
        range if range.len() == 3 && range.to_ascii_uppercase().ends_with("XX") => {
            range.chars().next()?.to_digit(10).map(|hundreds| hundreds as u16 * 100)
        }
        exact => exact.parse().ok(),
    };
    StatusCode::from_u16(status?).ok().filter(|status| !status.is_informational())
}

/// Adds those headers that must be there or have an example.
fn add_headers<'d>(sampler: &mut Sampler<'d>, tree: Tree<'d>, response: &'d Value, reply: &mut Reply) {
    for (name, header) in members(response.get("headers")) {
        let Some(header) = tree.follow(header) else { continue };
        let lower = name.to_ascii_lowercase();
        let demanded = header.get("required") == Some(&Value::Bool(true)) || header.get("example").is_some();
        if !demanded || NOT_FROM_HERE.contains(&lower.as_str()) || lower.starts_with("wechatpay-") {
            continue;
        }
        let value = header.get("example").cloned().or_else(|| Some(sampler.sample(header.get("schema")?, name)));
        let text = match value {
            Some(Value::String(text)) => text,
            Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
            _ => continue,
        };
        if let (Ok(name), Ok(value)) = (lower.parse::<HeaderName>(), HeaderValue::from_str(&text)) {
            reply.headers.insert(name, value);
        }
    }
}

/// What of the response's content is sent: what the client accepts first, JSON before the rest.
fn representation<'d>(response: &'d Value, incoming: Incoming<'_>) -> Option<(&'d str, &'d Value)> {
    let accepted: Vec<String> =
        incoming.header("accept").iter().flat_map(|value| value.split(',')).map(essence).collect();
    members(response.get("content")).map(|(media_type, media)| (media_type.as_str(), media)).min_by_key(
        |(media_type, _)| {
            let essence = essence(&concrete(media_type));
            (!accepted.iter().any(|range| includes(range, &essence)), !is_json(&essence))
        },
    )
}

fn includes(range: &str, essence: &str) -> bool {
    range == "*/*" || range == essence || range.strip_suffix('*').is_some_and(|kind| essence.starts_with(kind))
}

/// A media type for a range such as `image/*`.
fn concrete(media_type: &str) -> String {
    let concrete = match media_type {
        "*/*" | "*" | "application/*" => "application/json",
        "text/*" => "text/plain",
        "image/*" => "image/png",
        "audio/*" => "audio/mpeg",
        "video/*" => "video/mp4",
        exact => exact,
    };
    concrete.to_owned()
}

fn not_encrypted(place: &str) -> Reply {
    let message = format!(
        "the document's text at {place} of the answer cannot be encrypted: RSA-OAEP takes at most 214 bytes; give a \
         shorter example or maxLength"
    );
    Reply::refusal(StatusCode::INTERNAL_SERVER_ERROR, "SYSTEM_ERROR", &message)
}

/// The error is the place of a marked text that is too long to be encrypted.
fn body<'d>(
    sampler: &mut Sampler<'d>,
    tree: Tree<'d>,
    media_type: &str,
    media: &'d Value,
    cipher: Option<&Cipher>,
) -> Result<Bytes, String> {
    let example = example(tree, media);
    if is_json(media_type) {
        let mut value = match example {
            Some(example) => json_example(tree, media, example),
            None => media.get("schema").map_or_else(|| Value::Object(Map::new()), |schema| sampler.sample(schema, "")),
        };
        if let (Some(cipher), Some(schema)) = (cipher, media.get("schema")) {
            sensitive::seal(tree, schema, &mut value, cipher)?;
        }
        return Ok(value.to_string().into());
    }
    Ok(match (example, media.get("schema")) {
        (Some(Value::String(text)), _) => text.clone().into(),
        (Some(example), _) => example.to_string().into(),
        (None, Some(schema)) if is_lines(media_type) => format!("{}\n", sampler.sample(schema, "")).into(),
        (None, Some(schema)) if media_type == "text/event-stream" => {
            format!("data: {}\n\n", sampler.sample(schema, "")).into()
        }
        (None, Some(schema)) if media_type.starts_with("text/") => match sampler.sample(schema, "") {
            Value::String(text) => text.into(),
            other => other.to_string().into(),
        },
        // Without an example there is no telling what such a file looks like inside.
        (None, _) => bytes(sampler.dice()).into(),
    })
}

fn is_lines(media_type: &str) -> bool {
    ["application/jsonl", "application/x-ndjson", "application/ndjson", "application/json-seq"].contains(&media_type)
}

/// The example of a media type, or the first of its examples.
fn example<'d>(tree: Tree<'d>, media: &'d Value) -> Option<&'d Value> {
    let named = || members(media.get("examples")).find_map(|(_, example)| tree.follow(example)?.get("value"));
    media.get("example").or_else(named)
}

/// Documents often write an example of JSON as a text that holds it.
fn json_example(tree: Tree<'_>, media: &Value, example: &Value) -> Value {
    let wants_text = tree.member(media, "schema").is_some_and(|schema| {
        schema.get("type").is_none_or(|name| name == "string" || items(Some(name)).any(|name| name == "string"))
    });
    match example {
        Value::String(text) if !wants_text => serde_json::from_str(text).unwrap_or_else(|_| example.clone()),
        example => example.clone(),
    }
}
