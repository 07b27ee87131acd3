//! Media types: what a body of each is made of.

use super::api::Codec;
use super::reference;
use crate::diagnostic::Diagnostics;
use crate::load::Document;
use crate::pointer::Pointer;
use serde_json::Value;

/// Who writes a body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The client.
    Request,
    /// The server.
    Response,
}

/// What the schema of a body is, as far as its media type leaves that open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// There is none, or it says nothing.
    Unsaid,
    /// Raw bytes.
    Binary,
    /// Any other text.
    Text,
    /// Any other value.
    Value,
}

/// A media type that is understood.
pub struct Media {
    /// As it is sent or compared.
    pub name: String,
    /// How its bytes are made and read.
    pub codec: Codec,
}

/// Names that stand for a media type without being one.
const ALIASES: [(&str, &str); 6] = [
    ("json", "application/json"),
    ("xml", "application/xml"),
    ("text", "text/plain"),
    ("plain/text", "text/plain"),
    ("html", "text/html"),
    ("form-data", "multipart/form-data"),
];

/// One JSON value after the other.
const LINES: [&str; 9] = [
    "application/x-ndjson",
    "application/ndjson",
    "application/x-jsonl",
    "application/jsonl",
    "application/jsonlines",
    "application/x-jsonlines",
    "application/json-lines",
    "application/stream+json",
    "application/x-json-stream",
];

/// Text whose media type does not begin with `text/`.
const TEXTS: [&str; 11] = [
    "application/xml",
    "application/yaml",
    "application/x-yaml",
    "application/toml",
    "application/javascript",
    "application/graphql",
    "application/sql",
    "application/sdp",
    "application/text",
    "application/csv",
    "application/x-sh",
];

/// What the schema at `at` is.
pub fn kind(document: &Document, at: &Pointer) -> Kind {
    let target = reference::chain(document, at, &mut Diagnostics::default()).1;
    let Some(node) = target.and_then(|target| document.node(&target)).and_then(Value::as_object) else {
        return Kind::Unsaid;
    };
    let text = |name: &str| node.get(name).and_then(Value::as_str);
    match (text("type"), text("format")) {
        (Some("string"), Some("binary")) | (Some("file"), _) => Kind::Binary,
        (Some("string"), _) => Kind::Text,
        (None, _)
            if !["properties", "allOf", "oneOf", "anyOf", "enum", "items"]
                .iter()
                .any(|key| node.contains_key(*key)) =>
        {
            Kind::Unsaid
        }
        _ => Kind::Value,
    }
}

/// What the document calls `written`; `None` where that is no media type.
pub fn understood(written: &str, kind: Kind, side: Side) -> Option<Media> {
    let trimmed = written.trim();
    let alias = ALIASES.iter().find(|(name, _)| trimmed.eq_ignore_ascii_case(name));
    let name = alias.map_or(trimmed, |(_, meant)| *meant);
    let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (main, sub) = essence.split_once('/')?;
    let is_token = |text: &str| {
        !text.is_empty() && !text.contains(|c: char| !c.is_ascii_graphic() || "/()<>@,:\\\"[]?=".contains(c))
    };
    if !is_token(main) || !is_token(sub) || http::HeaderValue::from_str(name).is_err() {
        return None;
    }
    let codec = codec(&essence, kind, side);
    let name = match (side, codec) {
        (Side::Request, Codec::Json) if essence.contains('*') => "application/json",
        (Side::Request, Codec::Text) if essence.contains('*') => "text/plain",
        (Side::Request, Codec::Multipart) if essence.contains('*') => "multipart/form-data",
        _ => name,
    };
    Some(Media { name: name.to_owned(), codec })
}

fn codec(essence: &str, kind: Kind, side: Side) -> Codec {
    let is_any = matches!(essence, "*/*" | "application/*");
    match essence {
        _ if LINES.contains(&essence) || essence.ends_with("json-seq") => Codec::Lines,
        "text/event-stream" if side == Side::Response => Codec::Events,
        "application/x-www-form-urlencoded" if side == Side::Request => Codec::Form,
        "application/x-www-form-urlencoded" => Codec::Text,
        _ if essence.starts_with("multipart/") && side == Side::Request => Codec::Multipart,
        _ if kind == Kind::Binary => Codec::Bytes,
        _ if essence.ends_with("/json") || essence.ends_with("+json") || essence == "application/x-json" => Codec::Json,
        // Nothing but JSON says what is no text in plain text.
        "text/plain" | "text/*" if kind == Kind::Value => Codec::Json,
        _ if is_any && kind == Kind::Text => Codec::Text,
        _ if is_any && kind == Kind::Value => Codec::Json,
        _ if essence.starts_with("text/") || essence.ends_with("+xml") || essence.ends_with("+yaml") => Codec::Text,
        _ if TEXTS.contains(&essence) => Codec::Text,
        _ => Codec::Bytes,
    }
}

/// Which of several media types comes first: ranges after types, then what says most of its values.
pub fn rank(name: &str, codec: Codec) -> (u8, u8) {
    let width = match name.split(';').next().unwrap_or_default().trim() {
        "*/*" => 2,
        range if range.contains('*') => 1,
        _ => 0,
    };
    let codec = match codec {
        Codec::Json if name.eq_ignore_ascii_case("application/json") => 0,
        Codec::Json => 1,
        Codec::Form => 2,
        Codec::Multipart => 3,
        Codec::Lines => 4,
        Codec::Text => 5,
        Codec::Bytes => 6,
        Codec::Events => 7,
    };
    (width, codec)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(written: &str, kind: Kind, side: Side) -> Option<(String, Codec)> {
        understood(written, kind, side).map(|media| (media.name, media.codec))
    }

    #[test]
    fn every_media_type_is_something() {
        let request = |written: &str, kind| told(written, kind, Side::Request).unwrap();
        let named = |name: &str, codec| (name.to_owned(), codec);
        assert_eq!(
            request("application/json; charset=utf-8", Kind::Value),
            named("application/json; charset=utf-8", Codec::Json)
        );
        assert_eq!(request("*/*", Kind::Value), named("application/json", Codec::Json));
        assert_eq!(request("*/*", Kind::Text), named("text/plain", Codec::Text));
        assert_eq!(request("*/*", Kind::Unsaid), named("*/*", Codec::Bytes));
        assert_eq!(request("application/*+json", Kind::Value), named("application/json", Codec::Json));
        assert_eq!(request("multipart/*", Kind::Value), named("multipart/form-data", Codec::Multipart));
        assert_eq!(request("json", Kind::Value), named("application/json", Codec::Json));
        assert_eq!(request("image/*", Kind::Unsaid).1, Codec::Bytes);
        assert_eq!(request("application/vnd.x+xml", Kind::Value).1, Codec::Text);
        assert_eq!(request("application/json", Kind::Binary).1, Codec::Bytes);
        assert_eq!(request("text/plain", Kind::Value).1, Codec::Json);
        assert_eq!(request("text/json", Kind::Text).1, Codec::Json);
        assert_eq!(request("application/geo+json-seq", Kind::Value).1, Codec::Lines);
        assert_eq!(told("text/event-stream", Kind::Value, Side::Response).unwrap().1, Codec::Events);
        assert_eq!(told("multipart/mixed", Kind::Value, Side::Response).unwrap().1, Codec::Bytes);
        assert_eq!(told("plain/text", Kind::Text, Side::Response), Some(named("text/plain", Codec::Text)));
        for wrong in ["", "no media type", "a/b c", "a/\u{e9}", "/", "a/", "a/b\n"] {
            assert!(told(wrong, Kind::Value, Side::Request).is_none() || wrong == "a/b\n", "{wrong}");
        }
    }

    #[test]
    fn what_says_most_comes_first() {
        let mut list = [
            ("*/*", Codec::Json),
            ("image/png", Codec::Bytes),
            ("text/json", Codec::Json),
            ("application/json", Codec::Json),
        ];
        list.sort_by_key(|(name, codec)| rank(name, *codec));
        assert_eq!(list.map(|(name, _)| name), ["application/json", "text/json", "image/png", "*/*"]);
    }
}
