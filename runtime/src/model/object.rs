//! Reading of objects.

use jiter::{Jiter, Peek};

use super::decode_error::{DecodeError, Decoded};
use super::reader::{Reader, syntax};
use super::{Decode, Map, Slot};

/// What takes the fields without a slot.
trait Rest {
    fn take(&mut self, key: String, reader: &mut Reader<'_>) -> Decoded<()>;
}

impl<T: Decode> Rest for Map<T> {
    fn take(&mut self, key: String, reader: &mut Reader<'_>) -> Decoded<()> {
        let mut value = None::<T>;
        match value.fill(reader) {
            Err(error) => return Err(error.inside_key(&key)),
            Ok(()) => match value {
                Some(value) => self.insert(key, value),
                // Not `shift_remove`: a long document of such keys would take quadratic time.
                None => self.swap_remove(&key),
            },
        };
        Ok(())
    }
}

/// The fields without a slot are read by somebody else.
struct Elsewhere;

impl Rest for Elsewhere {
    fn take(&mut self, _: String, reader: &mut Reader<'_>) -> Decoded<()> {
        reader.skip()
    }
}

/// What to do with a field.
enum Place {
    Slot(usize),
    Rest(String),
    /// The discriminator of the union around the object.
    Tag,
    Nowhere,
}

impl Reader<'_> {
    /// Reads an object into slots by name. Fields without a slot are skipped; of a field that comes twice the last one
    /// counts. Quickest when the fields come in the order of the slots.
    ///
    /// # Errors
    /// When the text is not JSON or not an object, and what a slot gives.
    pub fn object(&mut self, slots: &mut [(&'static str, &mut dyn Slot)]) -> Decoded<()> {
        self.fields(slots, None)
    }

    /// Reads an object like [`object`](Self::object), but the fields without a slot go to `rest`. There too `null`
    /// counts as absent unless `null` is a value of `T`.
    ///
    /// # Errors
    /// As for [`object`](Self::object), and when a field without a slot is no `T`.
    pub fn object_and_rest<T: Decode>(
        &mut self,
        slots: &mut [(&'static str, &mut dyn Slot)],
        rest: &mut Map<T>,
    ) -> Decoded<()> {
        self.fields(slots, Some(rest))
    }

    /// Reads the members of the object that comes next which differ from one object to another, as a value of its own:
    /// all but those that `known` names. The reader stays where it is, before that object.
    ///
    /// # Errors
    /// What the value gives.
    pub fn variant<T: Decode>(&mut self, known: &'static [&'static str]) -> Decoded<T> {
        let mut again = self.clone();
        again.around = Some(known);
        let value = T::decode(&mut again)?;
        self.effort = again.effort;
        self.surprises = again.surprises;
        Ok(value)
    }

    /// Reads an object like [`object`](Self::object), of which [`variant`](Self::variant) has read the other members.
    ///
    /// # Errors
    /// As for [`object`](Self::object).
    pub fn object_around(&mut self, slots: &mut [(&'static str, &mut dyn Slot)]) -> Decoded<()> {
        self.fields(slots, Some(&mut Elsewhere))
    }

    /// The value of a field of the object that was read last, which must be there.
    ///
    /// # Errors
    /// When it was missing or `null`.
    #[inline]
    pub fn required<T>(&self, name: &'static str, value: Option<T>) -> Decoded<T> {
        value.ok_or_else(|| self.missing(name))
    }

    /// The same for a field that has one value only: another one counts as unknown, and is kept.
    ///
    /// # Errors
    /// When it was missing or `null`.
    #[inline]
    pub fn constant<T: PartialEq<C>, C>(&mut self, name: &'static str, constant: C, value: Option<T>) -> Decoded<T> {
        self.known(&value, constant);
        self.required(name, value)
    }

    /// As [`constant`](Self::constant), where the field need not be there.
    #[inline]
    pub fn known<T: PartialEq<C>, C>(&mut self, value: &Option<T>, constant: C) {
        if value.as_ref().is_some_and(|value| *value != constant) {
            self.surprise();
        }
    }

    fn fields(&mut self, slots: &mut [(&'static str, &mut dyn Slot)], mut rest: Option<&mut dyn Rest>) -> Decoded<()> {
        if self.peek()? != Peek::Object {
            return Err(self.expected("an object"));
        }
        self.enter()?;
        let tag = self.tag.take();
        let around = self.around.take().unwrap_or_default();
        let start = self.jiter.current_index();
        let mut before = start;
        let mut next = 0;
        let mut key = self.jiter.known_object();
        loop {
            let place = match key {
                Ok(Some(name)) => match find(slots, next, name) {
                    Some(index) => Place::Slot(index),
                    None if rest.is_some() && !around.contains(&name) => Place::Rest(name.to_owned()),
                    None if tag == Some(name) || around.contains(&name) => Place::Tag,
                    None => Place::Nowhere,
                },
                Ok(None) => break,
                Err(error) => return Err(syntax(self.bytes, &error)),
            };
            match place {
                Place::Slot(index) => {
                    if let Some((name, slot)) = slots.get_mut(index) {
                        slot.fill(self).map_err(|error| error.inside_key(name))?;
                    }
                    next = index + 1;
                }
                Place::Rest(key) => {
                    if let Some(rest) = &mut rest {
                        rest.take(key, self)?;
                    }
                }
                Place::Tag => self.skip().map_err(|error| self.inside_unknown(error, before))?,
                Place::Nowhere => {
                    self.surprise();
                    self.skip().map_err(|error| self.inside_unknown(error, before))?;
                }
            }
            before = self.jiter.current_index();
            key = self.jiter.next_key();
        }
        self.depth -= 1;
        self.last_object = start;
        Ok(())
    }

    /// Passes an object.
    pub(super) fn skip_object(&mut self) -> Decoded<()> {
        self.enter()?;
        let mut before = self.jiter.current_index();
        let mut more = self.jiter.next_object_bytes().map_err(|error| syntax(self.bytes, &error))?.is_some();
        while more {
            self.skip().map_err(|error| self.inside_unknown(error, before))?;
            before = self.jiter.current_index();
            more = self.jiter.next_key_bytes().map_err(|error| syntax(self.bytes, &error))?.is_some();
        }
        self.depth -= 1;
        Ok(())
    }

    /// Adds the key that comes after `before` to the path; nobody kept it.
    #[cold]
    fn inside_unknown(&self, error: DecodeError, before: usize) -> DecodeError {
        let text = self.bytes.get(before..).unwrap_or_default();
        let quote = text.iter().position(|byte| *byte == b'"').unwrap_or_default();
        match Jiter::new(&text[quote..]).next_str() {
            Ok(key) => error.inside_key(key),
            Err(_) => error,
        }
    }

    #[cold]
    fn missing(&self, name: &'static str) -> DecodeError {
        match self.null_in_last_object(name) {
            Some(offset) => self.mismatch(format_args!("`{name}` must not be null"), offset).inside_key(name),
            None => self.mismatch(format_args!("missing field `{name}`"), self.last_object),
        }
    }

    /// Where the field is `null` in the object that was read last.
    fn null_in_last_object(&self, name: &str) -> Option<usize> {
        if self.trying {
            return None;
        }
        let mut object = Jiter::new(self.bytes.get(self.last_object..)?);
        let mut is_field = object.next_object().ok()?? == name;
        loop {
            if is_field && object.peek().ok()? == Peek::Null {
                return Some(self.last_object + object.current_index());
            }
            object.next_skip().ok()?;
            is_field = object.next_key().ok()?? == name;
        }
    }
}

/// The slot of that name; `next` is the likeliest.
#[inline]
fn find(slots: &[(&'static str, &mut dyn Slot)], next: usize, name: &str) -> Option<usize> {
    let is_named = |slot: &(&'static str, &mut dyn Slot)| slot.0 == name;
    let (passed, coming) = slots.split_at_checked(next)?;
    match coming.iter().position(is_named) {
        Some(index) => Some(next + index),
        None => passed.iter().position(is_named),
    }
}
