//! A place in the text, moved forward.

use super::Malformed;

/// Reads ASCII text from its beginning to its end.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// Up to the next space.
    pub(super) fn word(&mut self) -> &'a str {
        self.until(|character| character == ' ')
    }

    pub(super) fn expect(&mut self, wanted: char, what: &'static str) -> Result<(), Malformed> {
        if !self.rest().starts_with(wanted) {
            return Err(Malformed::Expected { what, at: self.at });
        }
        self.at += wanted.len_utf8();
        Ok(())
    }

    /// `name="value"`
    pub(super) fn attribute(&mut self) -> Result<(&'a str, &'a str), Malformed> {
        let at = self.at;
        let name = self.until(|character| !(character.is_ascii_lowercase() || character == '_'));
        if name.is_empty() {
            return Err(Malformed::Expected { what: "the name of an attribute", at });
        }
        self.expect('=', "an equals sign")?;
        self.expect('"', "a quote")?;
        let value = self.until(|character| character == '"');
        self.expect('"', "a quote")?;
        Ok((name, value))
    }

    fn until(&mut self, end: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(end).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
}
