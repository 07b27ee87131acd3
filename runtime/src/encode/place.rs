//! The values of parameters as text of a path, a query, a header or a cookie.

use super::layout::{Layout, Unsayable, text};
use super::percent::{Encoding, push_encoded};
use super::style::{Kind, Style};
use crate::model::Tree;
use crate::{Encode, to_json};

/// A value as JSON text.
fn json<V: Encode + ?Sized>(value: &V) -> Result<String, Unsayable> {
    String::from_utf8(to_json(value)?).map_err(Unsayable::because)
}

/// The value as the text of a header: nothing is percent-encoded.
pub(crate) fn header<V: Encode + ?Sized>(style: Style, value: &V) -> Result<String, Unsayable> {
    if style.kind == Kind::Json {
        return json(value);
    }
    let mut out = String::new();
    push_joined(&mut out, Layout::of(value)?, ",", style.explode, Encoding::None);
    Ok(out)
}

/// The value as it stands in a path in the place of the variable `name`.
pub(crate) fn path<V: Encode + ?Sized>(name: &str, style: Style, value: &V) -> Result<String, Unsayable> {
    let encoding = style.encoding(Encoding::ReservedInPath);
    let mut out = String::new();
    if style.kind == Kind::Json {
        push_encoded(&mut out, &json(value)?, encoding);
        return Ok(out);
    }
    let layout = Layout::of(value)?;
    match style.kind {
        // Nothing can be said of an array without items; whoever asks for the path refuses it.
        _ if layout.is_empty() => {}
        Kind::Label => {
            out.push('.');
            push_joined(&mut out, layout, if style.explode { "." } else { "," }, style.explode, encoding);
        }
        Kind::Matrix if style.explode => {
            pairs(name, &layout, |name, value| {
                push_matrix(&mut out, name);
                push_value(&mut out, |out| push_encoded(out, value, encoding));
            });
        }
        Kind::Matrix => {
            push_matrix(&mut out, name);
            push_value(&mut out, |out| push_joined(out, layout, ",", false, encoding));
        }
        _ => push_joined(&mut out, layout, ",", style.explode, encoding),
    }
    Ok(out)
}

fn push_matrix(out: &mut String, name: &str) {
    out.push(';');
    push_encoded(out, name, Encoding::Unreserved);
}

/// A name without a value stands alone, without `=` (RFC 6570, section 3.2.7).
fn push_value(out: &mut String, push: impl FnOnce(&mut String)) {
    let before = out.len();
    out.push('=');
    push(out);
    if out.len() == before + 1 {
        out.pop();
    }
}

/// Appends the parameter `name` to a query. Exploded, an empty array appends nothing (RFC 6570, section 3.2.1).
pub(crate) fn push_query<V: Encode + ?Sized>(
    query: &mut String,
    name: &str,
    style: Style,
    value: &V,
) -> Result<(), Unsayable> {
    let encoding = style.encoding(Encoding::ReservedInQuery);
    let separator = match style.kind {
        Kind::Json => {
            push_pair(query, name, &json(value)?);
            return Ok(());
        }
        Kind::Deep => {
            push_deep(query, name, Layout::of(value)?, encoding);
            return Ok(());
        }
        Kind::Spaces => "%20",
        Kind::Pipes => "%7C",
        _ => ",",
    };
    match Layout::of(value)? {
        layout @ (Layout::Array(_) | Layout::Object(_)) if !style.explode => {
            push_name(query, name);
            push_joined(query, layout, separator, false, encoding);
        }
        layout => pairs(name, &layout, |name, value| {
            push_name(query, name);
            push_encoded(query, value, encoding);
        }),
    }
    Ok(())
}

/// The parameter `name` as `name=value` of cookies (RFC 6265, section 4.2), `; ` between them.
pub(crate) fn cookies<V: Encode + ?Sized>(name: &str, style: Style, value: &V) -> Result<String, Unsayable> {
    let mut out = String::new();
    if style.kind == Kind::Json {
        push_cookie(&mut out, name, &json(value)?);
        return Ok(out);
    }
    match Layout::of(value)? {
        layout @ (Layout::Array(_) | Layout::Object(_)) if !style.explode => {
            push_cookie(&mut out, name, "");
            push_joined(&mut out, layout, ",", false, Encoding::Unreserved);
        }
        layout => pairs(name, &layout, |name, value| push_cookie(&mut out, name, value)),
    }
    Ok(out)
}

fn push_cookie(out: &mut String, name: &str, value: &str) {
    if !out.is_empty() {
        out.push_str("; ");
    }
    push_encoded(out, name, Encoding::Unreserved);
    out.push('=');
    push_encoded(out, value, Encoding::Unreserved);
}

/// Appends `name=value`, both percent-encoded.
pub(crate) fn push_pair(query: &mut String, name: &str, value: &str) {
    push_name(query, name);
    push_encoded(query, value, Encoding::Unreserved);
}

fn push_name(query: &mut String, name: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    push_encoded(query, name, Encoding::Unreserved);
    query.push('=');
}

/// Each item and each member as a pair: items have the name of the parameter, members their own.
fn pairs(name: &str, layout: &Layout<'_>, mut push: impl FnMut(&str, &str)) {
    match layout {
        Layout::Scalar(value) => push(name, value),
        Layout::Array(items) => items.iter().for_each(|item| push(name, &text(item))),
        Layout::Object(entries) => {
            for (name, value) in entries {
                match value {
                    Tree::Array(items) => items.iter().for_each(|item| push(name, &text(item))),
                    value => push(name, &text(value)),
                }
            }
        }
    }
}

/// Items, or names and values, in a row.
fn push_joined(out: &mut String, layout: Layout<'_>, separator: &str, explode: bool, encoding: Encoding) {
    let mut is_first = true;
    let mut push = |parts: [Option<&str>; 2], between: &str| {
        for (index, part) in parts.into_iter().flatten().enumerate() {
            match (index, is_first) {
                (0, true) => is_first = false,
                (0, false) => out.push_str(separator),
                _ => out.push_str(between),
            }
            push_encoded(out, part, encoding);
        }
    };
    match layout {
        Layout::Scalar(value) => push([Some(&value), None], separator),
        Layout::Array(items) => items.iter().for_each(|item| push([Some(&text(item)), None], separator)),
        Layout::Object(entries) => {
            let between = if explode { "=" } else { separator };
            entries.iter().for_each(|(name, value)| push([Some(name), Some(&text(value))], between));
        }
    }
}

fn push_deep(query: &mut String, name: &str, layout: Layout<'_>, encoding: Encoding) {
    match layout {
        Layout::Scalar(value) => {
            push_name(query, name);
            push_encoded(query, &value, encoding);
        }
        Layout::Array(items) => push_deep_items(query, name, &items, encoding),
        Layout::Object(entries) => push_deep_members(query, name, entries.iter(), encoding),
    }
}

fn push_deep_members<'e>(
    query: &mut String,
    name: &str,
    entries: impl Iterator<Item = (&'e String, &'e Tree)>,
    encoding: Encoding,
) {
    entries.for_each(|(key, value)| push_deep_value(query, &format!("{name}[{key}]"), value, encoding));
}

fn push_deep_items(query: &mut String, name: &str, items: &[Tree], encoding: Encoding) {
    for (index, item) in items.iter().enumerate() {
        push_deep_value(query, &format!("{name}[{index}]"), item, encoding);
    }
}

/// No value is nested deeper than JSON is written.
fn push_deep_value(query: &mut String, name: &str, value: &Tree, encoding: Encoding) {
    match value {
        Tree::Object(entries) => push_deep_members(query, name, entries.iter(), encoding),
        Tree::Array(items) => push_deep_items(query, name, items, encoding),
        value => {
            push_name(query, name);
            push_encoded(query, &text(value), encoding);
        }
    }
}

#[cfg(test)]
#[path = "place_tests.rs"]
mod tests;
