//! A declared path, filled with values, and the query behind it.

use super::percent::{Encoding, push_encoded};
use super::place::{self, push_pair};
use super::style::Style;
use crate::Encode;
use crate::base_url::BaseUrl;
use crate::error::{Error, Result};

/// A URL in the making: the base, then the path as far as its variables are known, then the query.
///
/// Values mostly come in the order of the path and are written straight into the URL; others wait for their turn.
pub(crate) struct Target<'t> {
    template: &'t str,
    /// What is left of the template.
    rest: &'t str,
    url: String,
    base: usize,
    start: usize,
    waiting: Vec<(String, String)>,
    pub(crate) query: String,
}

/// A finished URL, and where its path starts.
pub(crate) struct Filled {
    pub(crate) url: String,
    /// How long the base URL is.
    pub(crate) base: usize,
    pub(crate) target: usize,
}

impl<'t> Target<'t> {
    pub(crate) fn new(base: &BaseUrl, template: &'t str) -> Self {
        let mut url = String::with_capacity(base.as_str().len() + template.len() + 64);
        url.push_str(base.as_str());
        if !template.starts_with('/') {
            url.push('/');
        }
        let (start, query) = (base.origin_len(), String::new());
        Self { template, rest: template, url, base: base.as_str().len(), start, waiting: Vec::new(), query }
    }

    /// Gives a variable its value, in the style `simple`.
    pub(crate) fn fill<V: Encode + ?Sized>(&mut self, name: &str, value: &V) -> Result<()> {
        match value.as_text() {
            Some(text) => self.fill_text(name, text),
            None => self.fill_styled(name, Style::SIMPLE, value),
        }
    }

    /// The same in any style.
    pub(crate) fn fill_styled<V: Encode + ?Sized>(&mut self, name: &str, style: Style, value: &V) -> Result<()> {
        let encoded = place::path(name, style, value).map_err(|error| self.refuse(name, &error.to_string()))?;
        if encoded.is_empty() {
            return Err(self.refuse(name, "is empty"));
        }
        self.fill_encoded(name, encoded)
    }

    pub(crate) fn fill_text(&mut self, name: &str, text: &str) -> Result<()> {
        self.check_value(name, text)?;
        if self.is_next(name)? {
            let start = self.url.len();
            push_encoded(&mut self.url, text, Encoding::Unreserved);
            self.keep(name, start);
            return Ok(());
        }
        let mut encoded = String::new();
        push_encoded(&mut encoded, text, Encoding::Unreserved);
        self.wait(name, encoded)
    }

    fn fill_encoded(&mut self, name: &str, encoded: String) -> Result<()> {
        if self.is_next(name)? {
            let start = self.url.len();
            self.url.push_str(&encoded);
            self.keep(name, start);
            return Ok(());
        }
        self.wait(name, encoded)
    }

    fn check_value(&self, name: &str, text: &str) -> Result<()> {
        match text {
            "" => Err(self.refuse(name, "is empty")),
            // A dot segment: URL parsers and proxies would remove it (RFC 3986, section 5.2.4).
            "." | ".." => Err(self.refuse(name, &format!("is `{text}`, which would address another path"))),
            _ => Ok(()),
        }
    }

    /// Keeps what was written from `start` on for the other places of the variable.
    fn keep(&mut self, name: &str, start: usize) {
        if holds(self.rest, ['{', '}']) && variables(self.rest).any(|variable| variable == name) {
            self.waiting.push((name.to_owned(), self.url[start..].to_owned()));
        }
    }

    fn wait(&mut self, name: &str, encoded: String) -> Result<()> {
        if !variables(self.template).any(|variable| variable == name) {
            return Err(self.refuse(name, "is not in the path"));
        }
        self.waiting.push((name.to_owned(), encoded));
        Ok(())
    }

    /// Writes the path up to the next variable; if it is the one that is named, passes it as well.
    fn is_next(&mut self, name: &str) -> Result<bool> {
        let Some((literal, variable, rest)) = next_variable(self.rest) else { return Ok(false) };
        if variable != name {
            return Ok(false);
        }
        self.url.push_str(literal);
        self.rest = rest;
        Ok(true)
    }

    /// The whole URL.
    pub(crate) fn finish(mut self) -> Result<Filled> {
        self.check_template()?;
        while let Some((literal, variable, rest)) = next_variable(self.rest) {
            // The last value given to a name counts.
            let Some((_, value)) = self.waiting.iter().rev().find(|(name, _)| name == variable) else {
                return Err(self.refuse(variable, "is missing"));
            };
            self.url.push_str(literal);
            self.url.push_str(value);
            self.rest = rest;
        }
        self.url.push_str(self.rest);
        self.check_segments()?;
        if !self.query.is_empty() {
            self.url.push('?');
            self.url.push_str(&self.query);
        }
        Ok(Filled { url: self.url, base: self.base, target: self.start })
    }

    pub(crate) fn push_query(&mut self, name: &str, value: &str) {
        push_pair(&mut self.query, name, value);
    }

    /// A declared path has no query, no fragment and no stray braces.
    fn check_template(&self) -> Result<()> {
        if holds(self.rest, ['{', '}']) && has_stray_brace(self.rest) {
            return Err(Error::request(format!("the path `{}` has a brace without its pair", self.template)));
        }
        if holds(self.template, ['?', '#']) {
            let message = format!("the path `{}` holds a query or a fragment: give the query apart", self.template);
            return Err(Error::request(message));
        }
        Ok(())
    }

    /// Values that stand side by side may make a dot segment together.
    fn check_segments(&self) -> Result<()> {
        let path = &self.url[self.start..];
        // Hardly any segment begins with a dot, and this runs for every call.
        if path.contains("/.") && path.split('/').any(|segment| matches!(segment, "." | "..")) {
            return Err(Error::request(format!("the path `{}` would become another one: `.` or `..`", self.template)));
        }
        Ok(())
    }

    fn refuse(&self, name: &str, problem: &str) -> Error {
        Error::request(format!("the path variable `{name}` of `{}` {problem}", self.template))
    }
}

/// Whether one of two characters stands in `text`. One search for each is quicker than one for both.
fn holds(text: &str, [one, other]: [char; 2]) -> bool {
    text.contains(one) || text.contains(other)
}

fn has_stray_brace(template: &str) -> bool {
    template.split_inclusive('}').any(|piece| match piece.split_once('{') {
        Some((_, variable)) => !variable.ends_with('}') || variable.len() == 1 || variable.contains('{'),
        None => piece.contains('}'),
    })
}

/// The text before the next variable, its name, and what follows.
fn next_variable(template: &str) -> Option<(&str, &str, &str)> {
    let (literal, after) = template.split_once('{')?;
    let (variable, rest) = after.split_once('}')?;
    Some((literal, variable, rest))
}

fn variables(template: &str) -> impl Iterator<Item = &str> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let (_, variable, after) = next_variable(rest)?;
        rest = after;
        Some(variable)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ErrorKind;

    fn base() -> BaseUrl {
        BaseUrl::parse("https://example.com/prefix/").unwrap()
    }

    fn filled(template: &str, values: &[(&str, &str)]) -> Result<String> {
        let base = base();
        let mut target = Target::new(&base, template);
        for (name, value) in values {
            target.fill(name, *value)?;
        }
        let filled = target.finish()?;
        Ok(filled.url[filled.target..].to_owned())
    }

    fn refused(template: &str, values: &[(&str, &str)]) -> String {
        let error = filled(template, values).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        error.to_string()
    }

    #[test]
    fn variables_are_filled_in_any_order() {
        let template = "/v3/{a}/Mid/{b}:{c}/end";
        let path = "/prefix/v3/1/Mid/2:3/end";
        assert_eq!(filled(template, &[("a", "1"), ("b", "2"), ("c", "3")]).unwrap(), path);
        assert_eq!(filled(template, &[("c", "3"), ("a", "1"), ("b", "2")]).unwrap(), path);
        assert_eq!(filled("v3/{a}", &[("a", "x/../y z")]).unwrap(), "/prefix/v3/x%2F..%2Fy%20z");
    }

    #[test]
    fn a_variable_that_stands_twice_is_filled_twice() {
        assert_eq!(filled("/{a}/x/{a}", &[("a", "1")]).unwrap(), "/prefix/1/x/1");
        assert_eq!(filled("/{a}/{a}", &[("a", "1"), ("a", "1")]).unwrap(), "/prefix/1/1");
    }

    #[test]
    fn a_variable_must_have_a_value() {
        assert_eq!(refused("/v3/{a}/{b}", &[("b", "1")]), "the path variable `a` of `/v3/{a}/{b}` is missing");
        assert_eq!(refused("/v3/{a}", &[("a", "")]), "the path variable `a` of `/v3/{a}` is empty");
        assert_eq!(
            refused("/v3/{a}", &[("b", "1"), ("a", "1")]),
            "the path variable `b` of `/v3/{a}` is not in the path"
        );
    }

    #[test]
    fn a_value_cannot_leave_its_place() {
        for dots in [".", ".."] {
            assert!(refused("/v3/{a}/x", &[("a", dots)]).contains("variable `a` of `/v3/{a}/x`"));
        }
        assert!(refused("/v3/{a}{b}/x", &[("a", "."), ("b", ".")]).contains("another"));
        assert_eq!(filled("/v3/{a}", &[("a", "...")]).unwrap(), "/prefix/v3/...");
    }

    #[test]
    fn a_path_is_a_path_and_nothing_more() {
        for path in ["/a?b=c", "/a#b", "/{a", "/a}", "/{}", "/{a{b}}", "/../x", "/x/./y"] {
            assert!(!refused(path, &[]).is_empty(), "{path}");
        }
    }

    #[test]
    fn arrays_are_joined_with_commas() {
        let base = base();
        let mut target = Target::new(&base, "/{ids}");
        target.fill("ids", &vec!["a,b", "c"]).unwrap();
        assert_eq!(target.finish().unwrap().url, "https://example.com/prefix/a%2Cb,c");
        assert!(Target::new(&base, "/{ids}").fill("ids", &Vec::<i64>::new()).is_err());
    }

    proptest! {
        #[test]
        fn another_parser_reads_the_value_back(value: String) {
            let outcome = filled("/v3/{value}/end", &[("value", &value)]);
            if matches!(value.as_str(), "" | "." | "..") {
                prop_assert!(outcome.is_err());
            } else {
                let path = outcome.unwrap();
                let url = reqwest::Url::parse(&format!("https://example.com{path}")).unwrap();
                let segments: Vec<_> = url.path_segments().unwrap().collect();
                prop_assert_eq!(segments.len(), 4);
                prop_assert_eq!(percent_encoding::percent_decode_str(segments[2]).decode_utf8().unwrap(), value);
            }
        }
    }
}
