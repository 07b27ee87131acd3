//! Booleans, numbers, text and raw JSON.

use super::{Decode, Encode};
use crate::Json;
use crate::json::{Decoded, Reader, Writer};

impl Encode for bool {
    fn encode(&self, writer: &mut Writer) {
        writer.boolean(*self);
    }
}

impl Decode for bool {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.boolean()
    }
}

/// Integers go through the widest type of their kind, so that there is one reader and one writer for each kind.
macro_rules! integers {
    ($($narrow:ident)*, $wide:ident, $write:ident, $read:expr) => {$(
        impl Encode for $narrow {
            fn encode(&self, writer: &mut Writer) {
                writer.$write($wide::from(*self));
            }
        }

        impl Decode for $narrow {
            fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
                let value: $wide = $read(reader, stringify!($narrow), $wide::from(Self::MIN), $wide::from(Self::MAX))?;
                Self::try_from(value).map_err(|_| reader.error(concat!("out of range for ", stringify!($narrow))))
            }
        }
    )*};
}

integers!(i8 i16 i32 i64, i64, integer, Reader::integer);
integers!(u8 u16 u32 u64, u64, unsigned, |reader: &mut Reader<'_>, name, _, most| reader.unsigned(name, most));

impl Encode for f64 {
    fn encode(&self, writer: &mut Writer) {
        writer.double(*self);
    }
}

impl Decode for f64 {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.double()
    }
}

impl Encode for f32 {
    fn encode(&self, writer: &mut Writer) {
        writer.single(*self);
    }
}

impl Decode for f32 {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.single()
    }
}

impl Encode for str {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }

    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Encode for String {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }

    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Decode for String {
    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.text(str::to_owned)
    }
}

impl Encode for Json {
    fn encode(&self, writer: &mut Writer) {
        writer.json(self);
    }

    fn as_text(&self) -> Option<&str> {
        self.as_str()
    }
}

impl Decode for Json {
    const TAKES_NULL: bool = true;

    fn decode(reader: &mut Reader<'_>) -> Decoded<Self> {
        reader.json()
    }
}
