//! Whether a request's body is what the operation demands.

use serde_json::Value;

use super::form;
use super::value::{Checker, Direction};
use super::violation::{Fit, Refused, Violation};
use crate::cipher::Cipher;
use crate::document::incoming::{Incoming, essence, is_json};
use crate::document::tree::{Tree, members};

/// Checks that the body is there where it must be, has a type that is taken, and fits its schema.
pub(super) fn check<'d>(
    cipher: Option<&'d Cipher>,
    tree: Tree<'d>,
    operation: &'d Value,
    incoming: Incoming<'_>,
) -> Result<(), Refused> {
    let Some(expected) = tree.member(operation, "requestBody") else { return Ok(()) };
    if incoming.body.is_empty() {
        let required = expected.get("required") == Some(&Value::Bool(true));
        return if required { Err(Violation::missing("").into()) } else { Ok(()) };
    }
    let media_type = incoming.media_type().unwrap_or_else(|| "application/json".to_owned());
    let Some(media) = media(expected, &media_type) else {
        return Err(wrong_type(expected, &media_type));
    };
    let Some(schema) = media.get("schema") else { return Ok(()) };
    // Only JSON is encrypted member by member.
    let cipher = cipher.filter(|_| is_json(&media_type));
    let checker = Checker::new(tree, Direction::Request).with_cipher(cipher);
    Ok(check_content(&checker, tree, schema, &media_type, incoming)?)
}

fn check_content<'d>(
    checker: &Checker<'d>,
    tree: Tree<'d>,
    schema: &'d Value,
    media_type: &str,
    incoming: Incoming<'_>,
) -> Fit {
    match media_type {
        "application/x-www-form-urlencoded" => form::check_urlencoded(checker, tree, schema, incoming.body),
        "multipart/form-data" => form::check_multipart(checker, tree, schema, incoming),
        media_type if is_json(media_type) => match serde_json::from_slice(incoming.body) {
            Ok(value) => checker.check(schema, &value, ""),
            Err(error) => Err(Violation::new("", None, format!("is not JSON: {error}"))),
        },
        _ => Ok(()),
    }
}

/// What the document says of bodies of this type, or of a range that holds it.
fn media<'d>(expected: &'d Value, media_type: &str) -> Option<&'d Value> {
    let content = expected.get("content").filter(|content| content.as_object().is_some_and(|all| !all.is_empty()))?;
    let (kind, _) = media_type.split_once('/').unwrap_or((media_type, ""));
    let ranges = [media_type.to_owned(), format!("{kind}/*"), "*/*".to_owned(), "*".to_owned()];
    ranges.iter().find_map(|range| {
        members(Some(content)).find(|(described, _)| essence(described) == *range).map(|(_, media)| media)
    })
}

fn wrong_type(expected: &Value, media_type: &str) -> Refused {
    let taken: Vec<&str> = members(expected.get("content")).map(|(described, _)| described.as_str()).collect();
    Refused::MediaType(format!("the header Content-Type is {media_type}, but must be one of {}", taken.join(", ")))
}
