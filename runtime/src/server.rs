//! Servers of a document: URLs with variables.

use std::borrow::Cow;

use crate::base_url::BaseUrl;
use crate::error::{Error, Result};

/// A server that a document names, for [`Builder::server`](crate::Builder::server): a URL, the variables in it as
/// `{name=default}`, or `{name}` where there is no default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    pub(crate) url: Cow<'static, str>,
    pub(crate) values: Vec<(Cow<'static, str>, String)>,
}

impl Server {
    /// A server by its URL, or by a path at the host that the caller chooses.
    #[must_use]
    pub const fn new(url: &'static str) -> Self {
        Self { url: Cow::Borrowed(url), values: Vec::new() }
    }

    /// Gives a variable another value than its default. It is put in as it is.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((Cow::Borrowed(name), value.into()));
        self
    }
}

/// The URL `server` with its variables filled: the last value given to a name counts, or else its default.
pub(crate) fn filled<'s>(server: &'s str, values: &[(Cow<'static, str>, String)]) -> Result<Cow<'s, str>> {
    if !server.contains('{') {
        return Ok(Cow::Borrowed(server));
    }
    let mut url = String::with_capacity(server.len());
    let mut rest = server;
    while let Some((before, variable, after)) = next_variable(rest) {
        let (name, default) =
            variable.split_once('=').map_or((variable, None), |(name, default)| (name, Some(default)));
        let given = values.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let Some(value) = given.or(default) else {
            let message = format!(
                "the server `{server}` leaves `{name}` open: give it to `Builder::server_variable`, or a URL to \
                 `Builder::base_url`"
            );
            return Err(Error::request(message));
        };
        url.push_str(before);
        url.push_str(value);
        rest = after;
    }
    url.push_str(rest);
    Ok(Cow::Owned(url))
}

fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let (before, from) = text.split_once('{')?;
    let (variable, after) = from.split_once('}')?;
    Some((before, variable, after))
}

/// The base URL of a document's server, at `host` where the caller names one.
pub(crate) fn base_of(server: &str, host: Option<&str>) -> Result<BaseUrl> {
    let host = host.map(BaseUrl::parse).transpose()?;
    let is_path = server.is_empty() || server.starts_with('/');
    match host {
        Some(host) if is_path => BaseUrl::parse(&format!("{}{server}", host.as_str())),
        Some(host) => {
            let own = BaseUrl::parse(server)?;
            let path = own.as_str().get(own.origin_len()..).unwrap_or_default();
            BaseUrl::parse(&format!("{}{path}", host.as_str()))
        }
        None if server.len() > 1 && is_path => Err(Error::request(format!(
            "no base URL: the document names the path `{server}` and no host, so give one to `Builder::host`"
        ))),
        None if is_path => BaseUrl::parse(""),
        None => BaseUrl::parse(server),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(server: &str, values: &[(&'static str, &str)]) -> Result<String> {
        let values: Vec<_> = values.iter().map(|(name, value)| (Cow::Borrowed(*name), (*value).to_owned())).collect();
        filled(server, &values).map(Cow::into_owned)
    }

    #[test]
    fn variables_have_their_values_or_defaults() {
        let server = "{scheme=https}://{zone=eu}.example:{port}/{base=}";
        assert_eq!(with(server, &[("port", "80")]).unwrap(), "https://eu.example:80/");
        let values = [("zone", "us"), ("port", "1"), ("zone", "ap"), ("base", "v1/x"), ("other", "?")];
        assert_eq!(with(server, &values).unwrap(), "https://ap.example:1/v1/x");
        assert_eq!(with("https://example", &[]).unwrap(), "https://example");
        let error = with(server, &[]).unwrap_err().to_string();
        assert!(error.contains("leaves `port` open"), "{error}");
    }

    #[test]
    fn a_host_takes_the_place_of_another_one_and_leaves_the_path() {
        let base = |server, host| base_of(server, host).map(|base| base.as_str().to_owned());
        assert_eq!(base("/api/v1", Some("https://a.example/x/")).unwrap(), "https://a.example/x/api/v1");
        assert_eq!(base("/", Some("https://a.example")).unwrap(), "https://a.example");
        assert_eq!(base("", Some("https://a.example")).unwrap(), "https://a.example");
        assert_eq!(base("https://b.example/v2/", Some("http://127.0.0.1:80")).unwrap(), "http://127.0.0.1/v2");
        assert_eq!(base("https://b.example/v2/", None).unwrap(), "https://b.example/v2");
        assert!(base("/api/v1", None).unwrap_err().to_string().contains("`/api/v1` and no host"));
        assert!(base("/", None).unwrap_err().to_string().contains("names no server"));
        assert!(base("", None).unwrap_err().to_string().contains("names no server"));
        assert!(base("/api", Some("a.example")).is_err());
    }
}
