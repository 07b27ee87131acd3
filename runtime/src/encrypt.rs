//! What is sensitive in a request, encrypted.

use std::sync::Arc;

use http::HeaderValue;
use http::header::{CONTENT_TYPE, COOKIE};

use crate::encode::percent_encoded;
use crate::error::{Error, Result};
use crate::model::Seal;
use crate::request::Request;

impl Request {
    /// Puts what `encrypt` makes of each [`Sensitive`](crate::Sensitive) text in its place: base64 or the like, which no
    /// JSON, header or part has to write otherwise.
    ///
    /// # Errors
    ///
    /// The first error of `encrypt`, with the place of the text; the request is left as it was.
    pub fn encrypt(&mut self, mut encrypt: impl FnMut(&str) -> Result<String>) -> Result<()> {
        let body = self.encrypted_json(&mut encrypt)?;
        let mut ciphers = Vec::with_capacity(self.seals.len());
        for seal in &self.seals {
            let cipher = encrypt(&seal.clear).map_err(|error| error.at_place(seal.place.0, &seal.place.1))?;
            if cipher.bytes().any(|byte| byte.is_ascii_control() || matches!(byte, b'"' | b'\\')) {
                return Err(Error::protocol("the protocol encrypts to a text that is not base64 or the like"));
            }
            ciphers.push(cipher);
        }
        let seals = std::mem::take(&mut self.seals);
        if let Some(body) = body {
            self.set_body(body);
        }
        for (seal, cipher) in seals.iter().zip(&ciphers) {
            self.open_seal(seal, cipher)?;
        }
        Ok(())
    }

    /// A body of JSON with its sensitive texts encrypted, where there are some.
    fn encrypted_json(&self, encrypt: &mut impl FnMut(&str) -> Result<String>) -> Result<Option<Vec<u8>>> {
        if self.sensitive.is_empty() {
            return Ok(None);
        }
        let mut body = Vec::with_capacity(self.body.len() + 512 * self.sensitive.len());
        let mut done = 0;
        for place in &self.sensitive {
            let wrong = || Error::request("the place of a sensitive field in the body is wrong");
            let clear = place.read(&self.body).ok_or_else(wrong)?;
            body.extend_from_slice(self.body.get(done..place.range.start).ok_or_else(wrong)?);
            let cipher = encrypt(&clear).map_err(|error| error.at_field(&self.body, place.range.start))?;
            body.extend_from_slice(&place.write(&cipher));
            done = place.range.end;
        }
        body.extend_from_slice(self.body.get(done..).unwrap_or_default());
        Ok(Some(body))
    }

    /// Puts a cipher in the place of a token, wherever that stands.
    fn open_seal(&mut self, seal: &Seal, cipher: &str) -> Result<()> {
        let token = seal.token.as_str();
        let encoded = percent_encoded(cipher);
        if self.url.contains(token) {
            self.url = self.url.replace(token, &encoded);
        }
        for (name, value) in &mut self.headers {
            let Some(text) = value.to_str().ok().filter(|text| text.contains(token)) else { continue };
            let text = text.replace(token, if name == COOKIE { &encoded } else { cipher });
            *value = HeaderValue::from_str(&text)
                .map_err(|_| Error::protocol(format!("the encrypted header `{name}` has characters of no header")))?;
        }
        let is_form =
            self.headers.get(CONTENT_TYPE).is_some_and(|media| media.as_bytes().ends_with(b"form-urlencoded"));
        if let Some(body) = text_with(&self.body, token).filter(|_| is_form) {
            self.body = body.replace(token, &encoded).into();
        }
        if let Some(multipart) = &mut self.multipart {
            Arc::make_mut(multipart).replace(token, cipher, &encoded);
        }
        Ok(())
    }
}

/// The bytes as text, where that holds the token.
pub(crate) fn text_with<'b>(bytes: &'b [u8], token: &str) -> Option<&'b str> {
    std::str::from_utf8(bytes).ok().filter(|text| text.contains(token))
}
