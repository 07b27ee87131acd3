//! The parts of a request that an operation looks at.

use http::header::{CONTENT_TYPE, HeaderName};
use http::{HeaderMap, Method};
use percent_encoding::percent_decode_str;

/// A request as it came from the wire.
#[derive(Clone, Copy)]
pub(super) struct Incoming<'r> {
    pub(super) method: &'r Method,
    /// Path and query, nothing decoded.
    pub(super) target: &'r str,
    pub(super) headers: &'r HeaderMap,
    pub(super) body: &'r [u8],
}

impl<'r> Incoming<'r> {
    pub(super) fn path(self) -> &'r str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query's names and values, still percent-encoded.
    pub(super) fn query(self) -> impl Iterator<Item = (&'r str, &'r str)> {
        pairs(self.target.split_once('?').map_or("", |(_, query)| query))
    }

    /// The values of a header, as far as they are text.
    pub(super) fn header(self, name: &str) -> Vec<&'r str> {
        self.headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect()
    }

    /// The media type of the body in lower case, without parameters.
    pub(super) fn media_type(self) -> Option<String> {
        Some(essence(self.text(&CONTENT_TYPE)?))
    }

    /// A parameter of `Content-Type`.
    pub(super) fn media_parameter(self, name: &str) -> Option<&'r str> {
        let parameters = self.text(&CONTENT_TYPE)?.split(';').skip(1);
        let mut named = parameters.filter_map(|parameter| parameter.trim().split_once('='));
        let (_, value) = named.find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(value.trim_matches('"'))
    }

    fn text(self, name: &HeaderName) -> Option<&'r str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// A media type without parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether bodies of this media type are JSON.
pub(super) fn is_json(essence: &str) -> bool {
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// The `name=value` pairs of a query or a form.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// Text of a path, decoded; `None` where it is not UTF-8.
pub(super) fn decoded(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

/// Text of a query or a form, in which a plus stands for a space.
pub(super) fn form_decoded(text: &str) -> Option<String> {
    decoded(&text.replace('+', " "))
}
