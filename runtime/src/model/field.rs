//! Fields of an object, on the way out and on the way in.

use super::{Decode, Encode};
use crate::json::{Decoded, Reader};

/// A field as it is sent: a value always, an `Option` only when there is one.
pub trait Field {
    /// What to write, unless the field is absent.
    fn present(&self) -> Option<&dyn Encode>;
}

impl<T: Encode> Field for T {
    #[inline]
    fn present(&self) -> Option<&dyn Encode> {
        Some(self)
    }
}

// An `Option` is never `Encode` itself: absence belongs to a field, not to a value.
impl<T: Encode> Field for Option<T> {
    #[inline]
    fn present(&self) -> Option<&dyn Encode> {
        self.as_ref().map(|value| value as &dyn Encode)
    }
}

/// A field as it is received: nothing until it is found.
pub trait Slot {
    /// Reads the next value into the place.
    ///
    /// # Errors
    ///
    /// When the text there is not such a value.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Decoded<()>;
}

impl<T: Decode> Slot for Option<T> {
    #[inline]
    fn fill(&mut self, reader: &mut Reader<'_>) -> Decoded<()> {
        *self = if !T::TAKES_NULL && reader.null()? { None } else { Some(T::decode(reader)?) };
        Ok(())
    }
}
