//! The URL of the next page.

use http::HeaderMap;
use http::header::LINK;
use reqwest::Url;

use crate::error::{Error, Result};
use crate::request::Request;

/// The target of the relation `next` in the headers `Link` (RFC 8288, section 3).
pub(super) fn next_of(headers: &HeaderMap) -> Option<String> {
    headers.get_all(LINK).into_iter().filter_map(|value| value.to_str().ok()).find_map(next)
}

fn next(value: &str) -> Option<String> {
    let mut rest = value;
    loop {
        let (target, after) = rest.trim_start_matches([' ', '\t', ',']).strip_prefix('<')?.split_once('>')?;
        let (is_next, after) = parameters(after);
        if is_next {
            return Some(target.trim().to_owned());
        }
        rest = after;
    }
}

/// Whether the parameters of a link make it the next page of this one, and what follows behind them.
fn parameters(text: &str) -> (bool, &str) {
    let (mut relation, mut is_elsewhere) = (None, false);
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let Some(after) = rest.strip_prefix(';') else { break };
        let end = after.find(['=', ';', ',']).unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let (value, after) = match after.strip_prefix('=') {
            Some(after) => parameter_value(after.trim_start_matches([' ', '\t'])),
            None => (String::new(), after),
        };
        match name.trim().to_ascii_lowercase().as_str() {
            // Of several the first one counts.
            "rel" if relation.is_none() => relation = Some(value),
            // The link is about another resource.
            "anchor" => is_elsewhere = true,
            _ => {}
        }
        rest = after;
    }
    let is_next =
        relation.is_some_and(|names| names.split_ascii_whitespace().any(|name| name.eq_ignore_ascii_case("next")));
    (is_next && !is_elsewhere, rest)
}

/// A word, or a text in quotes (RFC 9110, section 5.6.4), and what follows.
fn parameter_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (word, after) = text.split_at(end);
        return (word.trim().to_owned(), after);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((index, character)) = characters.next() {
        match character {
            '"' => return (value, quoted.get(index + 1..).unwrap_or_default()),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

/// The request for the page at a URL, which must be of the same scheme, host and port: credentials go with it.
pub(super) fn follow(request: &Request, link: &str) -> Result<Request> {
    let refuse = |problem: &str| Error::paging(format!("the link to the next page {problem}"));
    let here = Url::parse(request.url()).map_err(|error| refuse("cannot be followed").because(error))?;
    let mut there = here.join(link).map_err(|error| refuse("is no URL").because(error))?;
    there.set_fragment(None);
    let origin = request.url.get(..request.target).unwrap_or_default();
    let is_here = there.origin() == here.origin() && there.username().is_empty() && there.password().is_none();
    if !is_here || !there.as_str().starts_with(origin) {
        let message = format!(
            "leads from {origin} to {}, and is not followed: it would take credentials there",
            there.origin().ascii_serialization()
        );
        return Err(refuse(&message));
    }
    let url = String::from(there);
    // A backup stands for the base URL with its prefix; a link beside that has no backup.
    let base = if url.starts_with(request.base()) { request.base } else { request.target };
    Ok(Request { url, base, ..request.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn found(values: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(LINK, HeaderValue::from_str(value).unwrap());
        }
        next_of(&headers)
    }

    #[test]
    fn the_relation_next_is_found_however_it_is_written() {
        for value in [
            "</p?a=1,2>; rel=next",
            "</p?a=1,2>;rel=\"next\"",
            "<x>; rel=prev, </p?a=1,2>; title=\"a, \\\"b\\\"; rel=prev\"; REL=\"last Next\"",
            "<x>; rel=\"prev\"; rel=next , </p?a=1,2> ; rel = \"next\"",
            "<x>; rel=next; anchor=\"/other\", < /p?a=1,2 >; foo; rel=next",
        ] {
            assert_eq!(found(&[value]).as_deref(), Some("/p?a=1,2"), "{value}");
        }
        assert_eq!(found(&["<a>; rel=prev", "<b>; rel=next"]).as_deref(), Some("b"));
        for value in
            ["", "x", "<a", "<a>", "<a>; rel", "<a>; rel=", "<a>; rel=\"next", "<a>; rel=nextt", "<a>, <b>; rev=next"]
        {
            // A quote that is not closed ends with the header.
            let expected = value.ends_with("\"next").then_some("a");
            assert_eq!(found(&[value]).as_deref(), expected, "{value}");
        }
    }
}
