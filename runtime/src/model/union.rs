//! Reading of unions: `oneOf` and `anyOf`, with and without a discriminator.

use jiter::Peek;

use super::decode_error::{DecodeError, Decoded};
use super::reader::{MAX_DEPTH, Reader, syntax};
use super::{Decode, Json};

/// Unions inside one another, at most. More than one may be at the same value, so more than of objects.
const MAX_UNIONS: u32 = 2 * MAX_DEPTH;

/// What trying a member costs beside the text that it reads.
const ATTEMPT: usize = 16;

/// How much text the unions of a document may read in trying their members: what a document needs in practice many
/// times over, and no more than seconds of work for the largest one.
pub(super) const fn effort(length: usize) -> usize {
    length.saturating_mul(256).saturating_add(1 << 20)
}

/// Reads a member of a union.
type Member<T> = fn(&mut Reader<'_>) -> Decoded<T>;

/// The best attempt so far, and the reader behind it. Where two are equally good there is no value.
struct Attempt<'json, T> {
    value: Option<T>,
    behind: Reader<'json>,
}

impl<'json, T> Attempt<'json, T> {
    fn better(best: Option<Self>, value: T, behind: Reader<'json>) -> Self {
        match best {
            Some(best) if best.behind.surprises < behind.surprises => best,
            Some(best) if best.behind.surprises == behind.surprises => Self { value: None, behind },
            _ => Self { value: Some(value), behind },
        }
    }
}

impl<'json> Reader<'json> {
    /// Reads a union without a discriminator.
    ///
    /// Of the members that can be read, the one that leaves least unexplained is taken: unknown fields and unknown
    /// values of enums count. Where none can be read, or several explain a value equally well and none fully, it goes to
    /// `unknown` as it is: a guess could lose a part of it.
    ///
    /// # Errors
    /// When the text is not JSON, or nests too deeply, or needs too many attempts because of unions inside unions.
    pub fn one_of<T>(&mut self, members: &[Member<T>], unknown: fn(Json) -> T) -> Decoded<T> {
        self.enter_union()?;
        let found = self.best_of(members)?;
        self.unions -= 1;
        match found {
            Some(value) => Ok(value),
            None => self.unexplained(unknown),
        }
    }

    /// Reads a union whose discriminator is the field `tag`: its value decides which member is read. An object whose
    /// tag is missing or has another value, and what is no object, goes to `unknown` as it is.
    ///
    /// # Errors
    /// When the text is not JSON or nests too deeply, and what the member gives.
    pub fn tagged<T>(
        &mut self,
        tag: &'static str,
        members: &[(&'static str, Member<T>)],
        unknown: fn(Json) -> T,
    ) -> Decoded<T> {
        self.enter_union()?;
        let result = match self.told(tag, members)? {
            Some(member) => member(self),
            None => self.unexplained(unknown),
        };
        self.unions -= 1;
        result
    }

    /// Reads a union like [`tagged`](Self::tagged), with members that no value of the tag leads to: where the tag tells
    /// none apart, those are tried as [`one_of`](Self::one_of) tries them.
    ///
    /// # Errors
    /// As for [`tagged`](Self::tagged) and [`one_of`](Self::one_of).
    pub fn tagged_or<T>(
        &mut self,
        tag: &'static str,
        members: &[(&'static str, Member<T>)],
        others: &[Member<T>],
        unknown: fn(Json) -> T,
    ) -> Decoded<T> {
        self.enter_union()?;
        let result = match self.told(tag, members)? {
            Some(member) => member(self),
            None => self.one_of(others, unknown),
        };
        self.unions -= 1;
        result
    }

    /// The member that the tag of the next object tells apart: the tag is then no surprise in it.
    fn told<T>(&mut self, tag: &'static str, members: &[(&'static str, Member<T>)]) -> Decoded<Option<Member<T>>> {
        let value = self.find_tag(tag)?;
        let Some((_, member)) = members.iter().find(|(name, _)| value.as_deref() == Some(*name)) else {
            return Ok(None);
        };
        self.tag = Some(tag);
        Ok(Some(*member))
    }

    /// Counts a field or a value that the document does not name.
    #[doc(hidden)]
    #[inline]
    pub fn surprise(&mut self) {
        self.surprises = self.surprises.saturating_add(1);
    }

    fn unexplained<T>(&mut self, unknown: fn(Json) -> T) -> Decoded<T> {
        self.surprise();
        // It is of the object that comes next, and this may be none.
        self.tag = None;
        Json::decode(self).map(unknown)
    }

    /// The member that leaves least unexplained; leaves the reader behind it, or where it was.
    fn best_of<T>(&mut self, members: &[Member<T>]) -> Decoded<Option<T>> {
        let start = self.clone();
        let mut best: Option<Attempt<'json, T>> = None;
        for member in members {
            self.trying = true;
            let result = member(self);
            self.pay(self.jiter.current_index().saturating_sub(start.jiter.current_index()))?;
            self.trying = start.trying;
            match result {
                Ok(value) if self.surprises == start.surprises => return Ok(Some(value)),
                Ok(value) => best = Some(Attempt::better(best, value, self.clone())),
                Err(error) if error.is_final() => return Err(error),
                Err(_) => {}
            }
            *self = Reader { effort: self.effort, ..start.clone() };
        }
        let Some(Attempt { value: Some(value), behind }) = best else { return Ok(None) };
        *self = Reader { effort: self.effort, ..behind };
        Ok(Some(value))
    }

    /// Counts an attempt that read `length` bytes. Without a limit, unions inside unions would multiply without end.
    fn pay(&mut self, length: usize) -> Decoded<()> {
        match self.effort.checked_sub(ATTEMPT + length) {
            Some(left) => self.effort = left,
            None => return Err(self.too_much("too many attempts to read unions inside unions")),
        }
        Ok(())
    }

    fn enter_union(&mut self) -> Decoded<()> {
        if self.unions == MAX_UNIONS {
            return Err(self.too_much("too many unions inside one another"));
        }
        self.unions += 1;
        Ok(())
    }

    #[cold]
    fn too_much(&self, message: &str) -> DecodeError {
        let offset = self.next_offset();
        DecodeError::fatal(format_args!("{message}"), offset, self.bytes.get(offset..).unwrap_or_default())
    }

    /// The tag of the object that comes next, if that is an object and its tag a string. Of two tags the last counts,
    /// as it does when the object is read.
    fn find_tag(&mut self, tag: &str) -> Decoded<Option<String>> {
        if self.peek()? != Peek::Object {
            return Ok(None);
        }
        let start = self.jiter.current_index();
        let mut scan: Reader<'json> = self.clone();
        let mut value = None;
        scan.enter()?;
        let mut key = scan.jiter.known_object();
        loop {
            match key {
                Ok(Some(name)) if name == tag => {
                    let is_text = scan.peek()? == Peek::String;
                    value = if is_text { Some(scan.text()?.to_owned()) } else { None };
                    if !is_text {
                        scan.skip()?;
                    }
                }
                Ok(Some(_)) => scan.skip()?,
                Ok(None) => break,
                Err(error) => return Err(syntax(scan.bytes, &error)),
            }
            key = scan.jiter.next_key();
        }
        self.pay(scan.jiter.current_index().saturating_sub(start))?;
        Ok(value)
    }
}
