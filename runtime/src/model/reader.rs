//! Reading of values: texts, arrays, and what all reading shares.

mod numbers;

use std::fmt;
use std::ops::Range;

use jiter::{Jiter, JiterError, JsonErrorType, Peek};

use super::decode_error::{DecodeError, Decoded};
use super::{Decode, union};
use crate::protocol::Protocol;

/// Objects and arrays inside one another, at most.
pub(super) const MAX_DEPTH: u32 = 128;

/// Reads values from a JSON document.
///
/// Objects and arrays may be nested 128 deep, in values that are skipped too.
#[derive(Debug, Clone)]
pub struct Reader<'json> {
    pub(super) jiter: Jiter<'json>,
    pub(super) bytes: &'json [u8],
    pub(super) depth: u32,
    /// Where the object starts that was read last.
    pub(super) last_object: usize,
    /// A field of the next object that is no surprise: the discriminator of its union.
    pub(super) tag: Option<&'static str>,
    /// Fields of the next object that are read by the object around it.
    pub(super) around: Option<&'static [&'static str]>,
    /// How many fields and values came that the document does not name.
    pub(super) surprises: u32,
    /// A union tries its members, so nobody will see a mismatch.
    pub(super) trying: bool,
    /// Unions inside one another.
    pub(super) unions: u32,
    /// How much text unions may still read in trying.
    pub(super) effort: usize,
    /// What decrypts sensitive texts.
    pub(super) protocol: Option<&'json dyn Protocol>,
    /// Whether one of them could not be decrypted.
    pub(super) undecrypted: bool,
}

impl<'json> Reader<'json> {
    /// A reader at the start of a document.
    #[must_use]
    pub fn new(bytes: &'json [u8]) -> Self {
        Self {
            jiter: Jiter::new(bytes),
            bytes,
            depth: 0,
            last_object: 0,
            tag: None,
            around: None,
            surprises: 0,
            trying: false,
            unions: 0,
            effort: union::effort(bytes.len()),
            protocol: None,
            undecrypted: false,
        }
    }

    pub(crate) fn decrypting(self, protocol: Option<&'json dyn Protocol>) -> Self {
        Self { protocol, ..self }
    }

    /// Reads the next value.
    ///
    /// # Errors
    /// When the text is not JSON or not a value of type `T`.
    #[inline]
    pub fn read<T: Decode>(&mut self) -> Decoded<T> {
        T::decode(self)
    }

    /// Checks that nothing but white space is left.
    ///
    /// # Errors
    /// When there is more.
    pub fn finish(&mut self) -> Decoded<()> {
        self.jiter.finish().map_err(|error| syntax(self.bytes, &error))
    }

    /// Passes a value, and says where it stands.
    pub(crate) fn place(&mut self) -> Decoded<Range<usize>> {
        let start = self.next_offset();
        self.skip()?;
        Ok(start..self.jiter.current_index())
    }

    /// Reads a string and lends its text.
    ///
    /// # Errors
    /// When the text is not JSON or not a string.
    pub fn text(&mut self) -> Decoded<&str> {
        if self.peek()? != Peek::String {
            return Err(self.expected("a string"));
        }
        let bytes = self.bytes;
        self.jiter.known_str().map_err(|error| syntax(bytes, &error))
    }

    /// Reads a string of a format, whatever it holds. Where a union tries its members, one without the format counts as
    /// a surprise, so that another member may explain it better.
    pub(crate) fn formatted(&mut self, has_format: fn(&str) -> bool) -> Decoded<String> {
        let text = self.text()?.to_owned();
        if self.trying && !has_format(&text) {
            self.surprise();
        }
        Ok(text)
    }

    /// Reads a string that the server has encrypted.
    pub(super) fn sensitive(&mut self) -> Decoded<String> {
        let start = self.next_offset();
        let protocol = self.protocol;
        let text = self.text()?;
        let Some(protocol) = protocol else { return Ok(text.to_owned()) };
        match protocol.decrypt(text) {
            Ok(clear) => Ok(clear),
            // Not the text itself: a server that forgot to encrypt it has sent it in clear.
            Err(error) => {
                self.undecrypted = true;
                if self.trying {
                    return Err(DecodeError::unseen());
                }
                let message = format_args!("cannot be decrypted: {}", error.as_reason());
                Err(DecodeError::mismatch(message, start, b"[redacted]"))
            }
        }
    }

    /// Reads a string and gives its text, and what `read` reads from it; nothing where it is no JSON of such a value.
    pub(super) fn inside_text<T>(
        &mut self,
        read: &mut dyn FnMut(&mut Reader<'_>) -> Decoded<T>,
    ) -> Decoded<(String, Option<T>)> {
        let start = self.next_offset();
        let protocol = self.protocol;
        let text = self.text()?.to_owned();
        let mut inner = Reader::new(text.as_bytes()).decrypting(protocol);
        inner.trying = self.trying;
        match read(&mut inner) {
            Ok(value) => return Ok((text, Some(value))),
            // The text may hold what nobody should see.
            Err(error) if inner.undecrypted => {
                self.undecrypted = true;
                let message = format_args!("holds JSON that cannot be read: {}", error.message());
                let unseen = self.trying.then(DecodeError::unseen);
                return Err(unseen.unwrap_or_else(|| DecodeError::mismatch(message, start, b"[redacted]")));
            }
            Err(_) => {}
        }
        self.surprise();
        Ok((text, None))
    }

    /// An error at the value that comes next, for hand-written [`Decode`].
    #[must_use]
    pub fn error(&self, message: impl fmt::Display) -> DecodeError {
        self.mismatch(format_args!("{message}"), self.next_offset())
    }

    pub(super) fn boolean(&mut self) -> Decoded<bool> {
        let peek = self.peek()?;
        if !matches!(peek, Peek::True | Peek::False) {
            return Err(self.expected("true or false"));
        }
        self.jiter.known_bool(peek).map_err(|error| syntax(self.bytes, &error))
    }

    /// Reads an array, each element by `element`.
    #[inline]
    pub(super) fn array(&mut self, mut element: impl FnMut(&mut Self) -> Decoded<()>) -> Decoded<()> {
        if self.peek()? != Peek::Array {
            return Err(self.expected("an array"));
        }
        self.enter()?;
        let mut next = self.jiter.known_array().map_err(|error| syntax(self.bytes, &error))?;
        let mut index = 0;
        while next.is_some() {
            element(self).map_err(|error| error.inside_index(index))?;
            next = self.jiter.array_step().map_err(|error| syntax(self.bytes, &error))?;
            index += 1;
        }
        self.depth -= 1;
        Ok(())
    }

    /// Passes a value of any type.
    pub(super) fn skip(&mut self) -> Decoded<()> {
        match self.peek()? {
            Peek::Array => self.array(Self::skip),
            Peek::Object => self.skip_object(),
            peek => self.jiter.known_skip(peek).map_err(|error| syntax(self.bytes, &error)),
        }
    }

    /// Passes a `null`, or leaves another value.
    #[inline]
    pub(super) fn skip_null(&mut self) -> Decoded<bool> {
        // A look at the byte spares most values a second peek: `null` begins with `n`, or with space before it.
        let next = self.bytes.get(self.jiter.current_index());
        if next.is_some_and(|byte| *byte > b' ' && *byte != b'n') || self.peek()? != Peek::Null {
            return Ok(false);
        }
        self.jiter.known_null().map_err(|error| syntax(self.bytes, &error))?;
        Ok(true)
    }

    /// Goes into an object or an array.
    #[inline]
    pub(super) fn enter(&mut self) -> Decoded<()> {
        if self.depth == MAX_DEPTH {
            let message = format_args!("more than {MAX_DEPTH} objects and arrays inside one another");
            let offset = self.next_offset();
            return Err(DecodeError::fatal(message, offset, self.bytes.get(offset..).unwrap_or_default()));
        }
        self.depth += 1;
        Ok(())
    }

    #[inline]
    pub(super) fn peek(&mut self) -> Decoded<Peek> {
        self.jiter.peek().map_err(|error| syntax(self.bytes, &error))
    }

    /// Where the next value starts.
    pub(super) fn next_offset(&self) -> usize {
        let here = self.jiter.current_index();
        let rest = self.bytes.get(here..).unwrap_or_default();
        here + rest.iter().take_while(|byte| b" \t\r\n".contains(byte)).count()
    }

    /// The next value is of another type than the expected one, or is none at all.
    #[cold]
    pub(super) fn expected(&self, expected: &str) -> DecodeError {
        let offset = self.next_offset();
        let kind = match self.bytes.get(offset) {
            Some(b'n') => "null",
            Some(b't' | b'f') => "a boolean",
            Some(b'"') => "a string",
            Some(b'[') => "an array",
            Some(b'{') => "an object",
            Some(b'-' | b'0'..=b'9') => "a number",
            _ => {
                let rest = self.bytes.get(offset..).unwrap_or_default();
                return DecodeError::fatal(format_args!("not JSON: expected value"), offset, rest);
            }
        };
        self.mismatch(format_args!("expected {expected}, found {kind}"), offset)
    }

    /// The value at `offset` does not fit.
    #[cold]
    pub(super) fn mismatch(&self, message: fmt::Arguments<'_>, offset: usize) -> DecodeError {
        if self.trying {
            return DecodeError::unseen();
        }
        let rest = self.bytes.get(offset..).unwrap_or_default();
        let mut value = Jiter::new(rest);
        let found = if value.next_skip().is_ok() { value.slice_to_current(0) } else { rest };
        DecodeError::mismatch(message, offset, found)
    }
}

/// The text is not JSON.
#[cold]
pub(super) fn syntax(bytes: &[u8], error: &JiterError) -> DecodeError {
    let offset = error.index.min(bytes.len());
    let found = &bytes[offset..];
    match &error.error_type {
        jiter::JiterErrorType::JsonError(JsonErrorType::TrailingCharacters) => {
            DecodeError::fatal(format_args!("text behind the end of the document"), offset, found)
        }
        reason => DecodeError::fatal(format_args!("not JSON: {reason}"), offset, found),
    }
}
