//! [`Encode`] for the types of the standard library.

use super::{Encode, Json, Map, Writer};

macro_rules! numbers {
    ($($type:ty => $method:ident),+ $(,)?) => {$(
        impl Encode for $type {
            #[inline]
            fn encode(&self, writer: &mut Writer) {
                writer.$method((*self).into());
            }
        }
    )+};
}

numbers! {
    i8 => integer, i16 => integer, i32 => integer, i64 => integer,
    u8 => unsigned, u16 => unsigned, u32 => unsigned, u64 => unsigned,
    f32 => single, f64 => float, bool => bool,
}

impl Encode for str {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Encode for String {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        (**self).as_text()
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        (**self).as_text()
    }
}

impl<T: Encode> Encode for [T] {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.array(self);
    }
}

impl<T: Encode, const N: usize> Encode for [T; N] {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.array(self);
    }
}

impl<T: Encode> Encode for Vec<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.array(self);
    }
}

impl<T: Encode> Encode for Map<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.map(self);
    }
}

impl Encode for Json {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.json(self);
    }

    #[inline]
    fn as_text(&self) -> Option<&str> {
        self.as_str()
    }
}
