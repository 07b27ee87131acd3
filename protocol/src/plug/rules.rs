//! What WeChat Pay asks of every JSON body that it is sent.

use openapi_client_runtime::{Delivery, Error, ErrorKind, Json, Result};

/// Refuses what WeChat Pay would refuse: `null`, and characters outside of the Basic Multilingual Plane.
pub(super) fn check_json(body: &[u8]) -> Result<()> {
    if is_certainly_fine(body) {
        return Ok(());
    }
    // What is no JSON is not for this rule to judge.
    match serde_json::from_slice(body).ok().and_then(|json| first_fault(&json, String::new())) {
        None => Ok(()),
        Some((pointer, fault)) => {
            let place = if pointer.is_empty() { "the body itself".to_owned() } else { format!("`{pointer}`") };
            let message = format!("WeChat Pay would refuse the body: {place} {fault}");
            Err(Error::transport(ErrorKind::Request, Delivery::NotSent, message))
        }
    }
}

/// Most bodies hold nothing that could even be suspected.
fn is_certainly_fine(body: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(body) else { return false };
    // Characters beyond the plane have four bytes in UTF-8, the first from F0 on, or two escapes in JSON.
    !body.iter().any(|byte| *byte >= 0xf0) && !text.contains("null") && !text.contains("\\u")
}

fn first_fault(json: &Json, pointer: String) -> Option<(String, &'static str)> {
    const BEYOND: &str = "holds a character outside of the Basic Multilingual Plane, such as an emoji: take it out";
    match json {
        Json::Null => Some((pointer, "is null: leave it out")),
        Json::String(text) => (!is_basic(text)).then_some((pointer, BEYOND)),
        Json::Array(items) => {
            items.iter().enumerate().find_map(|(index, item)| first_fault(item, format!("{pointer}/{index}")))
        }
        Json::Object(members) => members.iter().find_map(|(name, value)| {
            let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
            if is_basic(name) { first_fault(value, pointer) } else { Some((pointer, BEYOND)) }
        }),
        Json::Bool(_) | Json::Number(_) => None,
    }
}

fn is_basic(text: &str) -> bool {
    text.chars().all(|letter| letter <= '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_refused_is_named() {
        for (body, place) in [
            ("null", "the body itself is null"),
            (r#"{"a":[1,{"b/c":null}]}"#, "`/a/1/b~1c` is null"),
            (r#"{"a":"x😀"}"#, "`/a` holds a character outside"),
            (r#"{"a":"\ud83d\ude00"}"#, "`/a` holds a character outside"),
            (r#"{"😀":1}"#, "`/😀` holds a character outside"),
        ] {
            let error = check_json(body.as_bytes()).unwrap_err();
            assert!(error.to_string().contains(place), "{error}");
        }
    }

    #[test]
    fn everything_else_passes() {
        for body in
            ["", "{}", r#"{"a":"null"}"#, r#"{"a":"会员卡","b":"\u4f1a","c":[true,1.5]}"#, "not JSON null", "\u{ffff}"]
        {
            check_json(body.as_bytes()).unwrap();
        }
    }
}
