//! Parameters of a call.

use super::header::{add_cookies, set_header};
use super::place::{cookies, header as header_text, push_query};
use super::style::Style;
use crate::Encode;
use crate::draft::{Draft, Parts, or_sealed, unsayable};
use crate::error::{Error, Result};
use crate::model::Seal;

impl Draft {
    /// A variable of the path, in the style `simple`: arrays `a,b`, objects `k,v`. It must not be empty.
    pub fn path<V: Encode + ?Sized>(self, name: &'static str, value: &V) -> Self {
        self.with(|parts| {
            let (made, again) = (parts.target.fill(name, value), Style::SIMPLE);
            let ((), seals) = or_sealed(value, made, |value| parts.target.fill_styled(name, again, value))?;
            keep_path(parts, seals, name)
        })
    }

    /// A variable of the path in any style.
    pub fn path_as<V: Encode + ?Sized>(self, name: &'static str, style: Style, value: &V) -> Self {
        self.with(|parts| {
            let made = parts.target.fill_styled(name, style, value);
            let ((), seals) = or_sealed(value, made, |value| parts.target.fill_styled(name, style, value))?;
            keep_path(parts, seals, name)
        })
    }

    /// A query parameter in the style `form`, exploded: arrays repeat the name, objects become pairs.
    pub fn query<V: Encode + ?Sized>(self, name: &'static str, value: &V) -> Self {
        self.query_as(name, Style::FORM.exploded(), value)
    }

    /// As [`query`](Self::query); nothing when there is no value.
    pub fn query_opt<V: Encode>(self, name: &'static str, value: &Option<V>) -> Self {
        self.query_as_opt(name, Style::FORM.exploded(), value)
    }

    /// A query parameter in any style.
    pub fn query_as<V: Encode + ?Sized>(self, name: &'static str, style: Style, value: &V) -> Self {
        self.with(|parts| {
            let query = &mut parts.target.query;
            let made = push_query(query, name, style, value);
            let ((), seals) = or_sealed(value, made, |value| push_query(query, name, style, value))
                .map_err(|error| unsayable("query parameter", name, &error))?;
            parts.seal(seals, "query parameter", name);
            Ok(())
        })
    }

    /// As [`query_as`](Self::query_as); nothing when there is no value.
    pub fn query_as_opt<V: Encode>(self, name: &'static str, style: Style, value: &Option<V>) -> Self {
        match value {
            Some(value) => self.query_as(name, style, value),
            None => self,
        }
    }

    /// A header in the style `simple`: arrays `a,b`, objects `k,v`.
    pub fn header<V: Encode + ?Sized>(self, name: &'static str, value: &V) -> Self {
        self.header_as(name, Style::SIMPLE, value)
    }

    /// As [`header`](Self::header); nothing when there is no value.
    pub fn header_opt<V: Encode>(self, name: &'static str, value: &Option<V>) -> Self {
        self.header_as_opt(name, Style::SIMPLE, value)
    }

    /// A header in any style.
    pub fn header_as<V: Encode + ?Sized>(self, name: &'static str, style: Style, value: &V) -> Self {
        self.with(|parts| match value.as_text() {
            Some(text) if style == Style::SIMPLE => set_header(&mut parts.headers, name, text),
            _ => {
                let made = header_text(style, value);
                let (text, seals) = or_sealed(value, made, |value| header_text(style, value))
                    .map_err(|error| unsayable("header", name, &error))?;
                parts.seal(seals, "header", name);
                set_header(&mut parts.headers, name, &text)
            }
        })
    }

    /// As [`header_as`](Self::header_as); nothing when there is no value.
    pub fn header_as_opt<V: Encode>(self, name: &'static str, style: Style, value: &Option<V>) -> Self {
        match value {
            Some(value) => self.header_as(name, style, value),
            None => self,
        }
    }

    /// A cookie, percent-encoded, in the style `form`, exploded: arrays repeat the name, objects become cookies of
    /// their own.
    pub fn cookie<V: Encode + ?Sized>(self, name: &'static str, value: &V) -> Self {
        self.cookie_as(name, Style::FORM.exploded(), value)
    }

    /// As [`cookie`](Self::cookie); nothing when there is no value.
    pub fn cookie_opt<V: Encode>(self, name: &'static str, value: &Option<V>) -> Self {
        self.cookie_as_opt(name, Style::FORM.exploded(), value)
    }

    /// A cookie in any style.
    pub fn cookie_as<V: Encode + ?Sized>(self, name: &'static str, style: Style, value: &V) -> Self {
        self.with(|parts| {
            let (text, seals) = or_sealed(value, cookies(name, style, value), |value| cookies(name, style, value))
                .map_err(|error| unsayable("cookie", name, &error))?;
            parts.seal(seals, "cookie", name);
            add_cookies(&mut parts.headers, &text)
        })
    }

    /// As [`cookie_as`](Self::cookie_as); nothing when there is no value.
    pub fn cookie_as_opt<V: Encode>(self, name: &'static str, style: Style, value: &Option<V>) -> Self {
        match value {
            Some(value) => self.cookie_as(name, style, value),
            None => self,
        }
    }
}

/// Keeps what tokens of a path variable stand for, which must not be empty.
fn keep_path(parts: &mut Parts<'static>, seals: Vec<Seal>, name: &'static str) -> Result<()> {
    if seals.iter().any(|seal| seal.clear.is_empty()) {
        return Err(Error::request(format!("the path variable `{name}` is empty")));
    }
    parts.seal(seals, "path variable", name);
    Ok(())
}
