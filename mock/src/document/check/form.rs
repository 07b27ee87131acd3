//! Whether a form holds the members that its schema demands.

use memchr::memmem::find;
use serde_json::Value;

use super::text;
use super::value::Checker;
use super::violation::{Fit, Violation};
use crate::document::incoming::{Incoming, form_decoded, pairs};
use crate::document::tree::{Tree, items, members, step};

/// Checks that the required members are there, and the text of those that are no arrays or objects.
pub(super) fn check_urlencoded<'d>(checker: &Checker<'d>, tree: Tree<'d>, schema: &'d Value, body: &[u8]) -> Fit {
    let Ok(body) = std::str::from_utf8(body) else {
        return Err(Violation::new("", None, "is no form: it is not UTF-8"));
    };
    let present: Vec<(String, String)> =
        pairs(body).filter_map(|(name, value)| Some((form_decoded(name)?, form_decoded(value)?))).collect();
    // A member that is an array or an object is spread over names such as `a[0]`.
    let holds = |name: &str| {
        present.iter().any(|(key, _)| key == name || key.strip_prefix(name).is_some_and(|rest| rest.starts_with('[')))
    };
    check_required(tree, schema, holds)?;
    for (name, property) in properties(tree, schema) {
        let is_scalar = tree.member(property, "type").is_some_and(|kind| kind != "array" && kind != "object");
        for (_, value) in present.iter().filter(|(key, _)| is_scalar && key == name) {
            text::check(checker, property, value).map_err(|violation| violation.of_member(name))?;
        }
    }
    Ok(())
}

/// Checks that the required parts are there, and those parts that the schema wants as JSON.
pub(super) fn check_multipart<'d>(
    checker: &Checker<'d>,
    tree: Tree<'d>,
    schema: &'d Value,
    incoming: Incoming<'_>,
) -> Fit {
    let Some(boundary) = incoming.media_parameter("boundary") else {
        return Err(Violation::new("", None, "is multipart, but the header Content-Type names no boundary"));
    };
    let parts = parts(incoming.body, boundary);
    check_required(tree, schema, |name| parts.iter().any(|(key, _)| key == name))?;
    for (name, property) in properties(tree, schema) {
        let is_object = tree.member(property, "type").is_some_and(|kind| kind == "object");
        for (_, content) in parts.iter().filter(|(key, _)| is_object && key == name) {
            match serde_json::from_slice(content) {
                Ok(value) => checker.check(property, &value, &format!("/{}", step(name)))?,
                Err(error) => return Err(Violation::new("", None, format!("is not JSON: {error}")).of_member(name)),
            }
        }
    }
    Ok(())
}

fn check_required(tree: Tree<'_>, schema: &Value, holds: impl Fn(&str) -> bool) -> Fit {
    let required = tree.follow(schema).and_then(|schema| schema.get("required"));
    match items(required).filter_map(Value::as_str).find(|name| !holds(name)) {
        Some(name) => Err(Violation::missing(format!("/{}", step(name)))),
        None => Ok(()),
    }
}

fn properties<'d>(tree: Tree<'d>, schema: &'d Value) -> impl Iterator<Item = (&'d String, &'d Value)> {
    members(tree.member(schema, "properties"))
}

/// The names and contents of the parts between the boundaries.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Vec<(String, &'b [u8])> {
    let delimiter = format!("--{boundary}").into_bytes();
    let mut parts = Vec::new();
    let mut rest = body;
    while let Some(start) = find(rest, &delimiter) {
        rest = &rest[start + delimiter.len()..];
        let end = find(rest, &delimiter).unwrap_or(rest.len());
        parts.extend(part(&rest[..end]));
    }
    parts
}

fn part(text: &[u8]) -> Option<(String, &[u8])> {
    let end_of_head = find(text, b"\r\n\r\n")?;
    let head = std::str::from_utf8(&text[..end_of_head]).ok()?;
    let disposition = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let named = disposition.split(';').find_map(|parameter| parameter.trim().strip_prefix("name="))?;
    let content = &text[end_of_head + 4..];
    Some((named.trim_matches('"').to_owned(), content.strip_suffix(b"\r\n").unwrap_or(content)))
}
